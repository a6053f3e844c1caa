"""The 31 reports of the example year: all are made, each with every section it was promised."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salo_plan.plan.calendar import promises
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.batch import issue_one
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.making import Order
from salo_plan.publishing.notebook_file import has_notebook
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report

PLAN = read_plan()
PROMISES = promises(PLAN)
SECTIONS = {
    "steering_group": {"tavoite-1", "tavoite-7", "other", "parties", "breakdowns", "notes"},
    "public": {"changes", "goals", "about"},
    "staff": {"tavoite-1", "tavoite-7", "other", "teams", "notes"},
    "management_group": {"notes"},
    "city_board": {"outcome", "key_figures", "goal_results", "follow_up", "notes"},
}


@pytest.fixture(scope="module")
def year(example_year: Callable[[], Path]) -> Material:
    return gather(PLAN, example_year())


def test_the_plan_promises_31_reports_and_each_audience_has_a_notebook():
    assert len(PROMISES) == 31
    assert all(has_notebook(promise.audience) for promise in PROMISES)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda p: f"{p.audience} {p.month}")
def test_every_promised_report_is_built_with_its_sections(year, promise):
    report = build_report(year, promise.audience, promise.month)
    assert set(report.section_ids) >= SECTIONS[promise.audience]
    assert report.example


@pytest.mark.slow
def test_every_promised_report_is_issued(year):
    folder: Path = year.received.workspace
    for promise in PROMISES:
        with publishing_desk(folder) as desk:
            issue = issue_one(Order(folder, promise.audience, promise.month), year, desk)
        assert issue.made
        names = {path.name for path in issue.page.parent.iterdir()}
        assert {"report.html", "report.ipynb", "report.json", "manifest.json"} <= names
        assert ("fragment.html" in names) == (promise.audience == "public")
