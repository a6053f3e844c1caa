"""Every audience's report has the sections that it was promised, and its notebook shows each."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.report import Report
from tests.workspaces import REPOSITORY

GOALS = [f"tavoite-{number}" for number in range(1, 8)]
STEERING = [*GOALS, "other", "outlook", "parties", "breakdowns", "statistics", "notes", "glossary"]
STAFF = [*GOALS, "other", "teams", "notes", "glossary"]
YEAR = [*GOALS, "other", "teams", "follow_up", "notes", "glossary"]
BOARD = ["outcome", "key_figures", "goal_results", "follow_up", "notes"]
PROMISED = {
    ("steering_group", "2023-09"): STEERING,
    ("staff", "2023-05"): STAFF,
    ("staff", "2023-12"): YEAR,
    ("management_group", "2023-08"): ["notes"],
    ("city_board", "2023-12"): BOARD,
}
HEADINGS = {
    "other": "Muuta: muutoksiin valmistautuminen",
    "outlook": "Näkymä vuoden loppuun",
    "parties": "Vastuutahoittain",
    "breakdowns": "Tiimeittäin, kunnittain ja palautekanavittain",
    "teams": "Tiimeittäin",
    "glossary": "Sanasto",
    "outcome": "Vuoden tulos",
    "key_figures": "Keskeiset luvut",
    "goal_results": "Tavoitteet",
    "notes": "Tietojen laatu ja rajaukset",
    "follow_up": "Seuranta: annetut raportit 1 / luvatut 31",
}
# What a cell of a notebook shows.
SHOWN = {
    "page.goal_sections()": [*GOALS, "other"],
    "page.outlook()": ["outlook"],
    "page.follow_up()": ["follow_up"],
    "page.notes()": ["notes", "glossary"],
}


@pytest.fixture(scope="module")
def material(example_year: Callable[[], Path]) -> Material:
    return gather(read_plan(), example_year())


def report_of(material: Material, audience: str, month: str) -> Report:
    report = build_report(material, audience, Month.parse(month))
    assert isinstance(report, Report)
    return report


def cells(audience: str) -> list[str]:
    notebook = Path(REPOSITORY / "notebooks" / f"{audience}.ipynb").read_text(encoding="utf-8")
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"]][2:]


def shown_by(audience: str) -> list[str]:
    shown = []
    for cell in cells(audience):
        named = re.fullmatch(r'page\.section\("(\w+)"\)', cell)
        shown += [named[1]] if named else SHOWN.get(cell, [])
    return shown


@pytest.mark.parametrize(("audience", "month"), PROMISED)
def test_a_report_has_its_sections_and_they_their_headings(material, audience, month):
    report = report_of(material, audience, month)
    assert [section.id for section in report.sections] == PROMISED[audience, month]
    for section in report.sections:
        assert section.title == HEADINGS.get(section.id, section.title)
        parts = (section.lead, section.charts, section.tables, section.facts, section.paragraphs)
        assert any(parts), section.id


@pytest.mark.parametrize(("audience", "month"), PROMISED)
def test_the_notebook_has_a_cell_for_each_section(audience, month):
    promised = PROMISED[audience, month]
    assert set(promised) <= set(shown_by(audience))
    assert set(shown_by(audience)) - set(promised) <= {"follow_up", "glossary"}


@pytest.mark.parametrize("audience", ["steering_group", "staff", "management_group"])
def test_the_first_page_comes_first(audience):
    first = ["masthead", "summary", "attention", "goals"]
    assert cells(audience)[:4] == [f"page.{name}()" for name in first]


def test_the_staff_read_the_goals_before_the_scoreboard_and_the_steering_group_after():
    order = {a: cells(a) for a in ("staff", "steering_group")}
    places = {
        a: (c.index("page.goal_sections()"), c.index("page.scoreboard()")) for a, c in order.items()
    }
    assert places["staff"][0] < places["staff"][1]
    assert places["steering_group"][0] > places["steering_group"][1]


def test_the_board_reads_the_result_three_charts_and_the_goals_before_any_detail():
    named = ["outcome", "key_figures", "goal_results"]
    first = ["page.masthead()", "page.lead()", *(f'page.section("{name}")' for name in named)]
    assert cells("city_board")[:5] == first


def test_the_boards_charts_are_those_that_the_plan_file_names(material):
    charts = report_of(material, "city_board", "2023-12").section("key_figures").charts
    assert [chart.id for chart in charts] == [
        "unemployed_share",
        "activation_all",
        "labour_market_support_cost",
    ]


def test_the_board_has_one_row_a_goal_with_the_icon_of_its_weakest_indicator(material):
    (table,) = report_of(material, "city_board", "2023-12").section("goal_results").tables
    assert [row[0][0] for row in table.rows] == list("1234567")
    assert len(table.verdicts) == 7
    assert table.rows[6][2:] == ("0 / 2", "Tavoitetta ei saavutettu")


def test_the_boards_report_names_both_of_its_bodies(material):
    report = report_of(material, "city_board", "2023-12")
    assert report.kicker.endswith("Kaupunginhallitukselle ja kaupunkikehityslautakunnalle")
    names = [row[0] for row in report.section("follow_up").tables[0].rows]
    assert "Kaupunginhallitus ja kaupunkikehityslautakunta" in names


@pytest.mark.parametrize("audience", ["steering_group", "staff"])
def test_the_five_changes_to_prepare_for_are_shown(material, audience):
    (table,) = report_of(material, audience, "2023-12").section("other").tables
    begins = ("TE-2024", "Palkkatuki", "Ukrainalaisten", "ESR+", "TE-Digi")
    assert [row[0].startswith(word) for row, word in zip(table.rows, begins, strict=True)] == (
        [True] * 5
    )


def test_only_activities_with_a_recorded_state_stand_in_tables_and_the_others_are_named(material):
    report = report_of(material, "steering_group", "2023-09")
    goal = report.section("tavoite-6")
    (table,), (told,) = goal.tables, goal.facts
    assert {row[1] for row in table.rows} <= {"Käynnissä", "Tehty", "Myöhässä", "Ei aloitettu"}
    assert told.term.startswith("Tilaa ei ole kirjattu ")
    names = {row[0] for row in table.rows}
    assert "Yhteistyö työnantajien kanssa" in told.value
    assert not any(name in told.value.split("; ") for name in names)


@pytest.mark.parametrize("month", ["2023-04", "2023-08"])
def test_the_spring_and_the_summer_know_of_actions(material, month):
    report = report_of(material, "management_group", month)
    assert sum(bool(item.who) for item in report.attention) > len(report.attention) / 2


def test_what_was_due_at_the_end_of_the_year_is_late_in_the_reports_of_the_next_year(material):
    report = report_of(material, "city_board", "2023-12")
    late = next(item for item in report.attention if item.id == "activation_plans_1000_days")
    assert late.due == "myöhässä, määräpäivä oli 31.12.2023"
    assert not any(item.due == "31.12.2023" for item in report.attention)


def test_the_notes_name_what_has_no_words_yet_and_the_months_that_are_missing(material):
    notes = {
        f.term: f.value for f in report_of(material, "city_board", "2023-12").section("notes").facts
    }
    assert notes["Puuttuvat tiedot"] == (
        "Koordinaattorin arviota ei ole kirjattu: Muut paikalliset TYP-tavoitteet. Yksittäisiä "
        "kuukausia puuttuu: Suunnitelmavelka 10/2023; Ohjaamon kävijät 7/2023."
    )
    assert "Kuukausiraportti arvioi kuukauden oman luvun" in notes["Arvioitava luku"]


def test_the_codes_of_open_questions_stand_only_where_their_list_does(material):
    for audience, month in PROMISED:
        report = report_of(material, audience, month)
        listed = any(table.id == "questions" for table in report.section("notes").tables)
        assert any(row.questions for row in report.rows) == listed
        assert not any("letus Q" in row.detail for row in report.rows)


def test_a_month_before_the_targets_is_not_judged_in_a_chart_of_events(material):
    charts = report_of(material, "steering_group", "2023-09").section("tavoite-7").charts
    events = next(chart for chart in charts if chart.form == "events")
    assert events.lines[0].points[0].month < events.limit_from == "2023-01"


def test_the_whole_year_has_no_caution_of_the_season_and_names_the_money(material):
    board, monthly = (
        report_of(material, name, "2023-12") for name in ("city_board", "steering_group")
    )
    assert "verrataan joulukuuhun 2022 eikä marraskuuhun 2023" in monthly.lead
    assert "marraskuuhun" not in board.lead
    assert "työmarkkinatuen kuntaosuus" in board.lead
