"""Printed on A4 paper nothing is lost: margins, whole rows, names, and the promised sheets."""

import pytest

from salo_plan.reports.report import Report

from .making import PLAN, Made, pages
from .paper import plain
from .window import Window

A4 = (595, 842)
FEWEST_LINES = 3
MOST_SHEETS = {"public": 1, "management_group": 3}


def test_no_text_is_printed_beyond_the_margins(window: Window):
    for number, sheet in enumerate(window.printed.sheets, 1):
        assert (int(sheet.width), int(sheet.height)) in (A4, (594, 841), (595, 841), (594, 842))
        assert sheet.beyond == [], number


def test_every_indicator_of_the_page_is_named_in_print(page: Made, window: Window):
    report = page.report
    names = {indicator.id: indicator.name for indicator in PLAN.indicators}
    wanted = [names[name] for name in report.figure_ids] if isinstance(report, Report) else []
    wanted += [] if wanted else [report.row(name).name for name in report.figure_ids]
    text = "".join(window.printed.plain_sheets)
    assert [name for name in wanted if plain(name) not in text] == []


def test_a_printed_row_stands_whole_on_one_sheet(window: Window):
    assert window.printed.rows
    assert window.printed.broken_rows == []


def test_no_sheet_is_almost_empty(window: Window):
    lines = [sheet.lines for sheet in window.printed.sheets]
    assert min(lines) >= FEWEST_LINES, lines


@pytest.mark.parametrize("page", pages("public", "management_group"), indirect=True)
def test_the_report_keeps_to_its_sheets(page: Made, window: Window):
    assert len(window.printed.sheets) <= MOST_SHEETS[page.report.audience]


@pytest.mark.parametrize("page", pages("city_board"), indirect=True)
def test_the_boards_first_page_is_one_sheet(page: Made, window: Window):
    first, second = window.printed.plain_sheets[:2]
    last = plain(page.soup.select("#goal_results tbody tr")[-1].get_text())
    assert last in first
    assert plain(page.soup.select_one(".tally li").get_text()) in second
