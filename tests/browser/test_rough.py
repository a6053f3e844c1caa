"""The pages hold up on data that no town would wish for, at every width and in print.

One page of each kind of fault that the layout had is in the fast tests.
"""

import pytest

from salo_plan.reports.report import Report

from ..reports.drawn_chart import drawn
from .making import PLAN, Made, Town
from .rough import TOWNS, made_rough
from .test_access import pictures
from .test_print import FEWEST_LINES
from .test_text import LEFTOVERS, UNFINNISH, readable
from .window import Window, misplaced
from .wording import where

FAST = ("long_words city_board", "billions public", "one_month public")
AUDIENCES = [audience.id for audience in PLAN.audience]
# With wide spacing twelve digits in three columns of the scoreboard are wider than a desk.
SCROLLS_WHEN_SPACED = "billions"
# On paper billions touch in the narrow columns of the brief scoreboard, and a cell of ten names of
# 200 letters is taller than what is left of a sheet.
NOT_HELD_IN_PRINT = ("billions-management_group", "long_words-steering_group")


def rough_pages() -> list[object]:
    names = [f"{kind} {audience}" for kind in (*TOWNS, "long_words") for audience in AUDIENCES]
    return [pytest.param(n, marks=[] if n in FAST else [pytest.mark.slow]) for n in names]


@pytest.fixture(scope="module", params=rough_pages())
def page(request: pytest.FixtureRequest, town: Town) -> Made:
    return made_rough(request.param, town)


def words(town: Town, name: str) -> str:
    text = made_rough(name, town).soup.get_text(" ")
    return " ".join(text.replace("\u00a0", " ").split())


def test_nothing_scrolls_sideways_is_cut_or_leaves_its_place(window: Window):
    assert misplaced(window.looks) == []


def test_wide_spacing_and_zoom_cut_nothing_either(page: Made, window: Window):
    if not page.path.name.startswith(SCROLLS_WHEN_SPACED):
        assert misplaced(window.strained) == []


def test_axe_finds_no_fault(window: Window):
    assert window.violations == []


def test_print_keeps_margins_and_rows_and_leaves_no_sheet_almost_empty(page: Made, window: Window):
    printed = window.printed
    assert [number for number, sheet in enumerate(printed.sheets, 1) if sheet.beyond] == []
    if page.path.stem not in NOT_HELD_IN_PRINT:
        assert printed.broken_rows == []
    assert min(sheet.lines for sheet in printed.sheets) >= FEWEST_LINES


def test_the_words_of_every_chart_meet_nothing_and_stay_in_the_picture(page: Made):
    report = page.report
    charts = report.charts if not isinstance(report, Report) else ()
    charts += tuple(c for section in getattr(report, "sections", ()) for c in section.charts)
    assert {chart.id: faults for chart in charts if (faults := drawn(chart).faults())} == {}


def test_the_text_is_finnish_without_a_trace_of_code(page: Made):
    assert [hit for pattern in LEFTOVERS for hit in where(page.said, pattern)] == []
    assert [hit for p in UNFINNISH.values() for hit in where(readable(page), p)] == []
    assert all(picture.get("alt") for picture in pictures(page))


def test_months_without_a_figure_are_told_by_their_ends(town: Town):
    assert "Ei tietoa: 12/2022–11/2023." in words(town, "one_month public")


@pytest.mark.slow
def test_nobody_is_written_as_a_zero_and_a_share_of_nobody_is_not_known(town: Town):
    text = words(town, "nobody public")
    assert "Kuntakokeilussa oli joulukuun lopussa 0 asiakasta." in text
    assert "Työttömien osuus asiakkaista: ei tietoa." in text
    assert "Joulukuussa ei järjestetty tapahtumia" in text


@pytest.mark.slow
def test_a_figure_a_hundred_times_its_target_is_told_as_it_is(town: Town):
    text = words(town, "far_off steering_group")
    assert "Luku on 287 100 henkilöä yli rajan." in text
    assert "Kokeilun asiakasmäärä kasvoi vuodessa ja on yli rajan" in text


@pytest.mark.slow
def test_a_plan_of_one_goal_and_one_indicator_is_told_in_the_singular(town: Town):
    text = words(town, "one_goal steering_group")
    assert "Ainoa arvioitu mittari on tavoitteessa." in text
    assert "1 / 1 mittaria tavoitteessa" in text
