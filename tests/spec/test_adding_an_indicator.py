"""A new indicator is one entry in the plan file, and it shows up everywhere by itself."""

import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from salo_plan.indicators.assess import assess
from salo_plan.indicators.listing import listing
from salo_plan.periods import Month
from salo_plan.plan.file import plan_path
from salo_plan.plan.metrics import KNOWN_METRICS
from salo_plan.plan.reading import read_plan
from salo_plan.populations import POPULATIONS, Population
from salo_plan.publishing.batch import issue_one
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.index import write_index
from salo_plan.publishing.making import Order
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.report import Report
from tests.publishing.light import light
from tests.towns.received import PLAN, town
from tests.workspaces import REPOSITORY, call

ENTRY = """
[[goal.indicator]]
id = "ukrainian_clients"
name = "Ukrainalaiset työnhakijat"
phrase = "ukrainalaisten työnhakijoiden määrä"
kind = "target"
text = "Ukrainalaisten työnhakijoiden palveluiden varmistaminen"
unit = "hlö"
scope = "T"
over_year = "last"
better = "higher"
counts = "people"
metric = { count = "ukrainian" }
target = { op = ">=", limit = 5, words = "vähintään 5" }
responsible = ["coordinator"]
"""
JUNE, APRIL = Month(2023, 6), Month(2024, 4)


def plan_with_the_entry(folder: Path) -> Path:
    """The plan file with one entry more at the end of goal 7."""
    path = folder / "salo_2023_more.toml"
    text = plan_path().read_text(encoding="utf-8")
    start = text.index('id = "daily_social_media"')
    end = text.index("\n[[", start)
    path.write_text(text[:end] + "\n" + ENTRY + text[end:], encoding="utf-8")
    return path


def ukrainians(workspace: Path) -> int:
    """Count them in the extract itself."""
    rows = workspace / "data" / "raw" / "ura_asiakkaat_2023-06.csv"
    counted = [line.split(";") for line in rows.read_text("utf-8-sig").splitlines()[1:]]
    return sum(int(cells[8]) for cells in counted if cells[5] == "UA")


def test_one_entry_brings_an_indicator_to_every_place(
    tmp_path: Path, example_year: Callable[[], Path]
):
    example = example_year()
    own = plan_with_the_entry(tmp_path)
    plan = read_plan(own)
    material = gather(plan, example)
    count = ukrainians(example)
    # The list of indicators.
    entry = listing(plan, assess(plan, material.measuring.measurements, JUNE))[-1]
    assert entry["id"] == "ukrainian_clients"
    assert entry["value"] == count > 0
    assert entry["target_verdict"] == "met"
    # The report: its row of the scoreboard, and its figure with what it is made of.
    report = build_report(material, "steering_group", JUNE)
    assert isinstance(report, Report)
    page = Page(report)
    assert 'data-indicator="ukrainian_clients"' in page.scoreboard().html
    assert "Ukrainalaisten työnhakijoiden määrä" in page.goal_sections().html
    assert report.as_json()["indicators"][-1] == entry
    # The explanation, of the command and of the page.
    told = call("explain", "ukrainian_clients", "2023-06", "--workspace", example, "--plan", own)
    assert told.exit_code == 0
    assert f"{count}" in told.stdout
    assert "ura_asiakkaat_2023-06.csv" in told.stdout
    # The dictionary of indicators.
    make = runpy.run_path(str(REPOSITORY / "docs" / "make.py"))
    assert "`ukrainian_clients`" in make["indicators_page"](plan)


def small_plan(folder: Path, counted: str) -> Path:
    """The plan file of the invented town with the entry, which counts another group."""
    path = folder / f"{counted}.toml"
    text = PLAN.read_text(encoding="utf-8")
    end = text.index("\n[[goal.milestone]]")
    entry = ENTRY.replace('scope = "T"', 'scope = "seutu"').replace("coordinator", "library")
    entry = entry.replace('count = "ukrainian"', f'count = "{counted}"')
    path.write_text(text[:end] + entry + text[end:], encoding="utf-8")
    return path


def on_target(workspace: Path, plan: Path) -> tuple[int, int]:
    """Issue April and read from the index page how many indicators of how many are on target."""
    order = Order(workspace, "steering_group", APRIL, plan=str(plan))
    material = gather(read_plan(plan), workspace)
    with publishing_desk(workspace) as desk:
        issue_one(order, material, desk, make=light)
    page = write_index(workspace, material.plan).read_text(encoding="utf-8")
    met, judged = re.findall(r"huhtikuu: (\d+)/(\d+)", page)[-1]
    return int(met), int(judged)


def test_the_index_counts_one_indicator_more(tmp_path: Path):
    met, judged = on_target(town(tmp_path / "before").folder, PLAN)
    more = small_plan(tmp_path, "ukrainian")
    assert on_target(town(tmp_path / "after").folder, more) == (met + 1, judged + 1)


def test_a_new_group_takes_one_population_besides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The population is a line of `populations.py`; nothing else in the code knows of it."""
    swedish = Population(("clients",), where=lambda frame: frame["mother_tongue"] == "sv")
    monkeypatch.setitem(POPULATIONS["clients"], "swedish_speaking", swedish)  # type: ignore[arg-type]
    known = {**KNOWN_METRICS, "clients": tuple(POPULATIONS["clients"])}
    plan = read_plan(small_plan(tmp_path, "swedish_speaking"), known_metrics=known)
    material = gather(plan, town(tmp_path / "town").folder)
    report = build_report(material, "steering_group", APRIL)
    assert isinstance(report, Report)
    entry = next(item for item in report.indicators if item["id"] == "ukrainian_clients")
    # The thirteenth month of those who were 90 in the first one.
    assert entry["value"] == 90 + 12
    # Until somebody gives it words of its own, the explanation names it as the plan file does.
    assert "swedish_speaking" in json.dumps(report.as_json()["explanations"])
