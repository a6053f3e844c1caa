"""Charts as SVG pictures, all in one size and one style.

A chart holds no title and no axis titles: the page writes them above. The same chart gives the
same bytes every time.
"""

import base64
import io
import re
from html import escape
from pathlib import Path

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from salo_plan import wording
from salo_plan.reports.charts.areas import draw_areas
from salo_plan.reports.charts.columns import draw_columns
from salo_plan.reports.charts.layout import HEIGHT, WIDTH
from salo_plan.reports.charts.lines import draw_lines, draw_seasons
from salo_plan.reports.charts.palette import NO_DATA
from salo_plan.reports.charts.sparklines import sparkline
from salo_plan.reports.report import Chart

__all__ = ["STYLE", "as_img", "draw", "picture", "sparkline"]

STYLE = Path(__file__).with_name("salo.mplstyle")
READERS_FONTS = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"

_FORMS = {
    "lines": draw_lines,
    "seasons": draw_seasons,
    "areas": draw_areas,
    "columns": draw_columns,
}
_HEAD = re.compile(r"^.*?<svg [^>]*>", re.DOTALL)
_LONG_DECIMALS = re.compile(r"(\d\.\d\d)\d+")
_LEFT_OUT = (
    re.compile(r"<metadata>.*?</metadata>", re.DOTALL),
    re.compile(r" ?font-family: [^;\"]*;?"),
    re.compile(r' transform="rotate\(-?0 [^"]*\)"'),
)


def draw(chart: Chart) -> str:
    """Draw a chart as SVG text, 344 x 206 px."""
    with matplotlib.rc_context(fname=STYLE):
        written = io.StringIO()
        picture(chart).savefig(written, format="svg", metadata={"Date": None})
    return _for_readers(written.getvalue())


def as_img(chart: Chart) -> str:
    """Draw a chart as an `img` element that holds the picture and its alternative text.

    As an image, since matplotlib gives every SVG the same ids and a page has many.
    """
    content = base64.b64encode(draw(chart).encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{content}" width="{WIDTH}" height="{HEIGHT}"'
        f' alt="{escape(chart.alt)}">'
    )


def picture(chart: Chart) -> Figure:
    """Draw a chart as a matplotlib figure; to be called under the style `salo.mplstyle`."""
    figure = Figure()
    FigureCanvasSVG(figure)
    figure.patch.set_visible(False)
    if any(point.value is not None for line in chart.lines for point in line.points):
        _FORMS[chart.form](figure, chart)
    else:
        words = wording.verdict_word("no_data")
        figure.text(0.5, 0.5, words, ha="center", va="center", color=NO_DATA)
    return figure


def _for_readers(svg: str) -> str:
    """Name the readers' fonts once in place of the measured one and leave out what none needs."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' font-family="{READERS_FONTS}">'
    )
    svg = _HEAD.sub(head, svg, count=1)
    for pattern in _LEFT_OUT:
        svg = pattern.sub("", svg)
    svg = _LONG_DECIMALS.sub(r"\1", svg)
    return re.sub(r">\s+<", "><", re.sub(r"\s*\n\s*", " ", svg)).strip()
