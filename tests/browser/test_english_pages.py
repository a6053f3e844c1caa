"""English words fit where Finnish ones do: on a desk, a phone and the promised sheets."""

from collections.abc import Callable

import pytest

from .making import FAST, Made, Town
from .paper import plain
from .test_print import FEWEST_LINES, MOST_SHEETS
from .window import Window, misplaced

# Of the longest pages the places of all printed words take a quarter of a minute to look at.
LONG = ("steering_group", "staff")
PAGES = [
    pytest.param(name, marks=pytest.mark.slow if name.startswith(LONG) else ()) for name in FAST
]


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, town: Town) -> Made:
    """The English page of each audience in turn."""
    return town.page(f"{request.param} en")


@pytest.fixture
def window(page: Made, windows: Callable[[Made], Window]) -> Window:
    return windows(page)


def test_nothing_lies_beyond_the_edge_at_any_width(window: Window):
    assert misplaced(window.looks) == []


def test_no_text_is_printed_over_another_or_beyond_the_margins(window: Window):
    for number, sheet in enumerate(window.printed.sheets, 1):
        assert sheet.beyond == [], number
        assert sheet.over_each_other == [], number


def test_rows_stand_whole_on_as_few_sheets_as_in_finnish(page: Made, window: Window):
    assert window.printed.broken_rows == []
    lines = [sheet.lines for sheet in window.printed.sheets]
    assert min(lines) >= FEWEST_LINES, lines
    assert len(lines) <= MOST_SHEETS.get(page.report.audience, len(lines))


def test_the_boards_first_page_is_one_sheet_in_english(town: Town, windows):
    page = town.page("city_board 2023-12 en")
    first = windows(page).printed.plain_sheets[0]
    assert plain(page.soup.select("#goal_results tbody tr")[-1].get_text()) in first
