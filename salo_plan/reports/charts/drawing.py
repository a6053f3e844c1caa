"""Charts as SVG pictures, all in one size and one style.

A chart holds no title and no axis titles: the page writes them above. The same chart gives the
same bytes every time.
"""

import io
from html import escape
from pathlib import Path

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from salo_plan import wording
from salo_plan.reports.charts.areas import draw_areas
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

STYLE = Path(__file__).with_name("salo.mplstyle")

_FORMS = {
    "lines": draw_lines,
    "areas": draw_areas,
    "columns": draw_columns,
    "events": draw_events,
    "shares": draw_shares,
}


def draw(chart: Chart) -> str:
    """Draw a chart as SVG text, 344 x 206 px."""
    with matplotlib.rc_context(fname=STYLE):
        written = io.StringIO()
        picture(chart).savefig(written, format="svg", metadata={"Date": None})
    return for_readers(written.getvalue(), WIDTH, HEIGHT)


def as_img(chart: Chart) -> str:
    """Draw a chart as an `img` element that holds the picture and its alternative text.

    As an image, since matplotlib gives every SVG the same ids and a page has many.
    """
    return (
        f'<img src="{as_address(draw(chart))}" width="{WIDTH}" height="{HEIGHT}"'
        f' alt="{escape(chart.alt)}">'
    )


def picture(chart: Chart) -> Figure:
    """Draw a chart as a matplotlib figure; to be called under the style `salo.mplstyle`."""
    figure = Figure()
    FigureCanvasSVG(figure)
    figure.patch.set_visible(False)
    known = any(point.value is not None for line in chart.lines for point in line.points)
    if known or chart.bars:
        _FORMS[chart.form](figure, chart)
    else:
        words = wording.verdict_word("no_data")
        figure.text(0.5, 0.5, words, ha="center", va="center", color=NO_DATA)
    return figure
