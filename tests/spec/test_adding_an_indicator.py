"""A new indicator is one entry in the plan file, and it shows up everywhere by itself."""

import runpy
from pathlib import Path

from salo_plan.example import write_example
from salo_plan.indicators.assess import assess
from salo_plan.indicators.listing import listing
from salo_plan.periods import Month
from salo_plan.plan.reading import plan_path, read_plan
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from tests.workspaces import REPOSITORY, committed_workspace

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
JUNE = Month(2023, 6)


def plan_with_the_entry(folder: Path) -> Path:
    """The plan file with one entry more at the end of goal 7."""
    path = folder / "salo_2023_more.toml"
    text = plan_path().read_text(encoding="utf-8")
    start = text.index('id = "daily_social_media"')
    end = text.index("\n[[", start)
    path.write_text(text[:end] + "\n" + ENTRY + text[end:], encoding="utf-8")
    return path


def test_one_entry_brings_an_indicator_to_list_docs_and_report(tmp_path: Path):
    workspace = committed_workspace(tmp_path / "town")
    write_example(workspace)
    plan = read_plan(plan_with_the_entry(tmp_path))
    material = gather(plan, workspace)
    findings = assess(plan, material.measuring.measurements, JUNE)
    entry = listing(plan, findings)[-1]
    rows = workspace / "data" / "raw" / "ura_asiakkaat_2023-06.csv"
    counted = [line.split(";") for line in rows.read_text("utf-8-sig").splitlines()[1:]]
    assert entry["id"] == "ukrainian_clients"
    assert entry["value"] == sum(int(cells[8]) for cells in counted if cells[5] == "UA") > 0
    assert entry["target_verdict"] == "met"
    report = build_report(material, "steering_group", JUNE)
    assert 'data-indicator="ukrainian_clients"' in Page(report).scoreboard().html
    make = runpy.run_path(str(REPOSITORY / "docs" / "make.py"))
    assert "`ukrainian_clients`" in make["indicators_page"](plan)
