"""Charts are drawn on boards that are used again: nothing of one chart may stay for the next."""

import sys
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest

from salo_plan import wording
from salo_plan.messages import speaking
from salo_plan.reports.charts import drawing as drawing_module
from salo_plan.reports.charts.board import style
from salo_plan.reports.charts.drawing import draw, picture
from salo_plan.reports.report import Point

from .test_charts import ALL_CHARTS, EVENTS, GAP, MEAN, SHARE, SHARES, STATISTICS_CHARTS

AREAS = STATISTICS_CHARTS["2023-09 statistics-areas"]
EVERY_FORM = {"lines": MEAN, "columns": GAP, "events": EVENTS, "areas": AREAS, "shares": SHARES}
FLOOR = Path(__file__).parents[2] / "bench"


@pytest.fixture
def new_boards():
    drawing_module._board.cache_clear()
    yield
    drawing_module._board.cache_clear()


def with_other_last_value(chart):
    if chart.bars:
        first, *others = chart.bars
        return replace(chart, bars=(replace(first, value=first.value + 1), *others))
    line, *others = chart.lines
    *before, last = line.points
    changed = replace(line, points=(*before, Point(last.month, (last.value or 0) + 3)))
    return replace(chart, lines=(changed, *others))


def test_a_used_board_gives_the_bytes_of_a_new_one(new_boards):
    first = {}
    for name, chart in ALL_CHARTS.items():
        drawing_module._board.cache_clear()
        first[name] = draw(chart)
    there = {name: draw(chart) for name, chart in ALL_CHARTS.items()}
    back = {name: draw(ALL_CHARTS[name]) for name in reversed(ALL_CHARTS)}
    assert [name for name in first if not first[name] == there[name] == back[name]] == []


@pytest.mark.parametrize("chart", EVERY_FORM.values(), ids=EVERY_FORM)
def test_a_changed_figure_gives_another_drawing(chart):
    before = draw(chart)
    assert draw(with_other_last_value(chart)) != before
    assert draw(chart) == before


def test_another_language_gives_another_drawing():
    finnish = draw(SHARE)
    with speaking("en"):
        english = draw(SHARE)
    assert english != finnish
    assert draw(SHARE) == finnish


def test_a_drawing_that_failed_leaves_nothing_on_the_board(monkeypatch):
    before = draw(SHARE)

    def fail(*_):
        raise RuntimeError("half drawn")

    with monkeypatch.context() as broken:
        broken.setattr("salo_plan.reports.charts.line_plot._draw_margin", fail)
        with pytest.raises(RuntimeError, match="half drawn"):
            draw(MEAN)
    assert draw(SHARE) == before


def test_the_analysts_own_settings_are_neither_used_nor_changed():
    before = draw(MEAN)
    mine = {"font.size": 30, "axes.grid": False, "lines.linewidth": 9, "svg.fonttype": "path"}
    with matplotlib.rc_context(mine):
        assert draw(MEAN) == before
        assert {name: matplotlib.rcParams[name] for name in mine} == mine


@pytest.mark.parametrize("chart", EVERY_FORM.values(), ids=EVERY_FORM)
def test_a_board_holds_no_more_after_many_charts(chart):
    def held():
        with style():
            figure = picture(chart)
        (axes,) = figure.axes
        parts = (axes.get_children(), axes.containers, figure.texts)
        return [len(part) for part in (*parts, axes.xaxis.majorTicks, axes.yaxis.majorTicks)]

    once = held()
    assert [held() for _ in range(3)] == [once] * 3


def test_the_floor_is_compared_with_the_same_charts(monkeypatch):
    monkeypatch.syspath_prepend(FLOOR)
    try:
        from floor_before import as_before

        with as_before():
            before = {name: drawing_module.draw(chart) for name, chart in ALL_CHARTS.items()}
    finally:
        sys.modules.pop("floor_before", None)
    assert [name for name, svg in before.items() if svg != draw(ALL_CHARTS[name])] == []


def test_a_number_is_written_anew_with_other_decimals_and_in_another_language():
    assert [wording.number(1234, 0), wording.number(1234, 1)] == ["1\u00a0234", "1\u00a0234,0"]
    with speaking("en"):
        assert wording.number(1234, 1) == "1,234.0"
    assert wording.number(1234, 1) == "1\u00a0234,0"
