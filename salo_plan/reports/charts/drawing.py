"""Charts as SVG pictures, all in one size and one style.

A chart holds no title and no axis titles: the page writes them above. The same chart gives the
same bytes every time.
"""

from functools import cache
from html import escape

from matplotlib.figure import Figure

from salo_plan import wording
from salo_plan.reports.charts.areas import draw_areas
from salo_plan.reports.charts.board import STYLE, Board, sheet, style, written
from salo_plan.reports.charts.columns import draw_columns
from salo_plan.reports.charts.events import draw_events
from salo_plan.reports.charts.layout import HEIGHT, WIDTH
from salo_plan.reports.charts.lines import draw_lines
from salo_plan.reports.charts.palette import NO_DATA
from salo_plan.reports.charts.shares import draw_shares
from salo_plan.reports.charts.slim import as_address, for_readers
from salo_plan.reports.charts.sparklines import sparkline
from salo_plan.reports.report import Chart

__all__ = ["STYLE", "as_img", "draw", "picture", "sparkline"]

# What draws each form, and the board that it is drawn on.
_FORMS = {
    "lines": (draw_lines, "months"),
    "columns": (draw_columns, "months"),
    "events": (draw_events, "months"),
    "areas": (draw_areas, "areas"),
    "shares": (draw_shares, "shares"),
}


def draw(chart: Chart) -> str:
    """Draw a chart as SVG text, 344 x 206 px."""
    with style():
        svg = written(picture(chart))
    return for_readers(svg, WIDTH, HEIGHT)


def as_img(chart: Chart) -> str:
    """Draw a chart as an `img` element that holds the picture and its alternative text.

    As an image, since matplotlib gives every SVG the same ids and a page has many.
    """
    return (
        f'<img src="{as_address(draw(chart))}" width="{WIDTH}" height="{HEIGHT}"'
        f' alt="{escape(chart.alt)}">'
    )


def picture(chart: Chart) -> Figure:
    """Draw a chart as a matplotlib figure; to be called under the style `salo.mplstyle`.

    The figure is a board's, which the next chart wipes: look at it before drawing another.
    """
    known = any(point.value is not None for line in chart.lines for point in line.points)
    if known or chart.bars:
        draw_form, kind = _FORMS[chart.form]
        figure = _board(kind).wiped()
        draw_form(figure, chart)
    else:
        figure = sheet()
        words = wording.verdict_word("no_data")
        figure.text(0.5, 0.5, words, ha="center", va="center", color=NO_DATA)
    return figure


@cache
def _board(kind: str) -> Board:
    """Keep a board for each kind of axes that charts are drawn on."""
    return Board()
