"""`salo-plan plan new`: next year's plan file out of last year's, to be edited."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salo_plan.indicators.outcomes import outcomes
from salo_plan.periods import Month
from salo_plan.plan.calendar import promises
from salo_plan.plan.file import plan_path
from salo_plan.plan.model import Plan
from salo_plan.plan.next_year import Outcome, draft_next_year
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather
from tests.workspaces import call

OLD = read_plan()
TEXT = plan_path().read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def drafted(example_year: Callable[[], Path]) -> tuple[Path, dict[str, Any]]:
    """A workspace with the example's two years, after `plan new`, and what the command said."""
    folder = example_year()
    done = call("plan", "new", "--year", "2024", "--workspace", folder, "--json")
    assert done.exit_code == 0, done.output
    assert "the outcomes come from the made-up example extracts" in done.stderr
    return folder, json.loads(done.stdout)


@pytest.fixture(scope="module")
def plan(drafted: tuple[Path, dict[str, Any]]) -> Plan:
    return read_plan(drafted[0] / "salo_2024.toml")


def line_of(text: str, start: str, after: str = "") -> str:
    return next(x for x in text[text.index(after) :].splitlines() if x.startswith(start))


def test_the_file_reads_as_it_is_and_has_the_new_year(plan: Plan, drafted):
    assert (plan.id, plan.year, plan.title) == ("salo_2024", 2024, "Toimintasuunnitelma 2024")
    assert (plan.in_force_from, plan.in_force_to) == (Month(2024, 1), Month(2024, 12))
    assert [item.id for item in plan.indicators] == [item.id for item in OLD.indicators]
    folder, said = drafted
    assert Path(said["path"]) == folder / "salo_2024.toml"
    assert call("plan", "check", "--plan", folder / "salo_2024.toml").exit_code == 0


def test_the_calendar_owes_the_same_reports_a_year_later(plan: Plan):
    assert [(p.audience, p.month.plus(-12)) for p in promises(plan)] == [
        (p.audience, p.month) for p in promises(OLD)
    ]
    days = {(p.audience, str(p.month)): p.due for p in promises(plan)}
    assert days["staff", "2024-12"] == date(2025, 2, 15)
    assert days["city_board", "2024-12"] == date(2025, 2, 28)
    assert {m.due for g in plan.goal for m in g.milestone if m.due} == {Month(2024, 5)}


def test_baselines_are_last_years_outcomes_by_each_indicators_own_rule(plan: Plan, drafted):
    measured = gather(OLD, drafted[0]).measuring.measurements
    december, year = Month(2023, 12), [Month(2023, number) for number in range(1, 13)]
    level = {i.id: i.baseline.value for i in plan.indicators if i.baseline}
    assert {str(i.baseline.month) for i in plan.indicators if i.baseline and i.baseline.month} == {
        "2023-12"
    }
    # last and every_month: December's own figure.
    assert level["clients"] == measured.value("clients", december) == 2861
    assert level["unemployed_share"] == 56.7
    # mean: the mean of the months, as it is printed.
    months = [measured.value("in_education", month) or 0 for month in year]
    assert level["in_education"] == round(sum(months) / 12)
    # pooled: sums of parts.
    parts = [measured.figure("activation_all", month) for month in year]
    pooled = 100 * sum(p.numerator or 0 for p in parts) / sum(p.denominator or 0 for p in parts)
    assert level["activation_all"] == round(pooled, 1)
    # sum: no month compares with a year's total, so the outcome is told beside it.
    assert "labour_market_support_cost" not in level
    ranges = plan.indicator("ohjaamo_visitors").baseline.ranges  # type: ignore[union-attr]
    known = (measured.value("ohjaamo_visitors", month) for month in year)
    visitors = [value for value in known if value is not None]
    assert [r.year for r in ranges] == [2022, 2023]
    assert (ranges[1].min, ranges[1].max) == (min(visitors), max(visitors))


def test_what_no_longer_holds_is_marked_and_the_marks_are_listed(drafted):
    folder, said = drafted
    text = (folder / "salo_2024.toml").read_text(encoding="utf-8")
    assert line_of(text, "text", 'id = "clients"').endswith(
        "# tarkista: lainaus on vuoden 2023 suunnitelmasta"
    )
    assert "# tarkista: toteuma" in line_of(text, "baseline", 'id = "clients"')
    assert "# tarkista" not in line_of(text, "text", 'id = "make_plans"')
    assert "2023" in line_of(text, "over_year", 'id = "labour_market_support_cost"')
    assert "yli vuoden 2023 saman" in line_of(text, "target", 'id = "ohjaamo_visitors"')
    assert "onko jo tehty?" in text
    assert "esimerkkiaineistosta" in text
    lines = text.splitlines()
    assert [lines[entry["line"] - 1].strip() for entry in said["check"]] == [
        entry["text"] for entry in said["check"]
    ]
    assert len(said["check"]) == sum("# tarkista" in line for line in lines) > 30
    # Comments and layout stay.
    assert "# --- Who is responsible" in text
    assert 'write ["2024-06", "2024-10", "2024-12"]; nothing else changes.' in text


def test_a_file_that_is_there_is_never_written_over(drafted):
    folder, _ = drafted
    place = folder / "salo_2024.toml"
    before = place.read_bytes()
    done = call("plan", "new", "--workspace", folder)
    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert place.read_bytes() == before


def test_without_outcomes_the_earlier_baseline_stays_and_is_marked(workspace: Path):
    done = call("plan", "new", "--from", "salo_2023.toml", "--workspace", workspace)
    assert done.exit_code == 0
    assert "no outcome of 2023 is known for clients, unemployed," in done.stderr
    assert "the file reads as it is" in done.stdout
    text = (workspace / "salo_2024.toml").read_text(encoding="utf-8")
    line = line_of(text, "baseline", 'id = "clients"')
    assert "2621" in line
    assert "# tarkista: vuoden 2023 toteumaa ei ole; luku on aiempi" in line
    assert "esimerkkiaineistosta" not in text


def test_an_editor_finds_the_schema_beside_the_file(drafted):
    folder, _ = drafted
    first = (folder / "salo_2024.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema ./plan.schema.json"
    assert json.loads((folder / "plan.schema.json").read_text(encoding="utf-8"))["properties"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--year", "2023"], "the new year must come after it"),
        (["--year", "1999"], "the new year must come after it"),
        (["--from", "salo_2032"], "Did you mean 'salo_2023'?"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(workspace: Path, options: list[str], told: str):
    done = call("plan", "new", "--workspace", workspace, *options)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not list(workspace.glob("*.toml"))


def test_a_year_with_missing_months_says_how_many(edited_plan):
    whole = outcome(12)
    lacking = Outcome(whole.month, 12, 12, 1, 20, missing=3)
    text = draft_next_year(TEXT, 2024, {"clients": whole, "unemployed": lacking}).text
    assert "toteumasta puuttuu 3 kuukautta" in line_of(text, "baseline", 'id = "unemployed"')
    assert "puuttuu" not in line_of(text, "baseline", 'id = "clients"')


def outcome(value: float) -> Outcome:
    return Outcome(Month(2023, 12), value, value, 1, 20)


def test_a_baseline_comes_before_the_tables_of_its_indicator(edited_plan):
    """An indicator with a break of its series but no baseline gets one in its own table."""
    had = 'baseline = { month = "2022-11", value = 2621, text = "(11/22: 2621 henkilöä)" }\n'
    path = edited_plan((had, ""))
    text = draft_next_year(path.read_text("utf-8"), 2024, {"clients": outcome(2861)}).text
    entry = tomllib.loads(text)["goal"][0]["indicator"][0]
    assert entry["baseline"] == {"month": "2023-12", "value": 2861}
    assert "month" in entry["breaks"][0]


def test_drafting_twice_moves_two_years_and_marks_once():
    once = draft_next_year(TEXT, 2024, {"clients": outcome(2861)})
    twice = draft_next_year(once.text, 2025, {"clients": outcome(2900)})
    assert twice.id == "salo_2025"
    assert twice.text.count("#:schema") == 1
    assert all(line.count("tarkista:") == 1 for _, line in twice.marks if line[0] != "#")
    assert tomllib.loads(twice.text)["audience"][0]["data_months"][0] == "2025-01"


def test_outcomes_are_rounded_as_they_are_printed(example_year):
    material = gather(OLD, example_year())
    found = outcomes(OLD, material.measuring.measurements)
    cost = found["labour_market_support_cost"]
    assert cost.value is None
    assert cost.year_value == round(cost.year_value or 0, 2) > 3e6
    assert found["monthly_event"].value is None
    assert "team_caseloads" not in found


def test_a_level_whose_last_month_is_not_known_is_marked_though_the_year_is(edited_plan):
    seen = Outcome(Month(2023, 12), None, 9, 2500, 2700)
    text = draft_next_year(TEXT, 2024, {"clients": seen}).text
    line = line_of(text, "baseline", 'id = "clients"')
    assert "2621" in line
    assert "# tarkista: vuoden 2023 tasoa ei ole; luku on aiempi" in line
