"""The drawing board: a figure that is prepared once and drawn on again for every chart.

Making axes, ticks and a canvas takes matplotlib longer than drawing on them, so the same ones serve
all charts of a kind, one after another. What a chart has put on the board is wiped off before the
next one, and places, ends and ticks are set by every chart.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from salo_plan.reports.charts.labels import font_heights, text_size

STYLE = Path(__file__).with_name("salo.mplstyle")
# More than any chart of months has, up its side or along its foot.
_TICKS = 12
_A_INCH = 72
_IN_STYLE: ContextVar[bool] = ContextVar("in_style", default=False)


@contextmanager
def style() -> Iterator[None]:
    """Draw in the style of the reports, whatever the notebook has set for its own charts."""
    if _IN_STYLE.get():
        yield
        return
    token = _IN_STYLE.set(True)
    try:
        with matplotlib.rc_context():
            # Not by matplotlib's own update, which checks every setting anew.
            dict.update(matplotlib.rcParams, _settings())  # type: ignore[misc]
            yield
    finally:
        _IN_STYLE.reset(token)


@cache
def _settings() -> dict[str, Any]:
    with matplotlib.rc_context(fname=STYLE):
        return {key: value for key, value in matplotlib.rcParams.items() if key != "backend"}


def sheet() -> Figure:
    """Return an empty figure; to be called in the style."""
    figure = Figure()
    FigureCanvasSVG(figure)
    figure.patch.set_visible(False)
    return figure


class Board:
    """A figure whose axes stay from chart to chart."""

    def __init__(self) -> None:
        with style():
            self.figure = sheet()
            self.axes = self.figure.add_axes((0, 0, 1, 1))
            _prepare(self.axes)

    def wiped(self) -> Figure:
        """Return the figure without what the last chart has put on it."""
        self.figure.texts.clear()
        self.axes.containers.clear()
        for artist in (*self.axes.lines, *self.axes.patches):
            artist.remove()
        return self.figure


def _prepare(axes: Axes) -> None:
    """Have all ticks ready, and nothing laid out that no chart has."""
    axes.patch.set_visible(False)
    # A place given by hand is not looked for among the ticks' labels.
    axes.set_title("", y=1.0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_label_coords(0, 0)
        for tick in axis.get_major_ticks(_TICKS):
            tick.label1.set_in_layout(False)


class _Renderer(RendererSVG):
    """Writes SVG as matplotlib does, but measures the same words only once."""

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        return text_size(s, prop.get_size_in_points(), prop.get_weight() == "bold")

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        # Matplotlib asks this of its other renderers, and else reads the font for every word.
        return font_heights(prop.get_size_in_points(), prop.get_weight() == "bold")


def written(figure: Figure) -> str:
    """Write a figure as SVG, in one pass; to be called in the style."""
    into = io.StringIO()
    width, height = figure.get_size_inches() * _A_INCH
    renderer = _Renderer(  # type: ignore[no-untyped-call]
        width, height, into, metadata={"Date": None}
    )
    figure.draw(renderer)
    renderer.finalize()  # type: ignore[no-untyped-call]
    return into.getvalue()
