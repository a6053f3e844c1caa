"""The floor as it was before charts were re-drawn on one board: the half that floor.py compares to.

Every piece is taken from commit 1f91406, whose charts were drawn as they had been since the first
of them: a new figure and new axes each, the style read from its file for each, `axes.plot` and
`axes.axhspan` for every mark, `savefig`, seaborn called once an area and with a colour a bar,
numbers and names written anew each time. There has never been a tight bounding box or pyplot in
the package, so neither is here. What decides what is drawn, and where, has not changed since and
is the package's own, so that both halves draw the same chart.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import matplotlib
import pandas as pd
import seaborn
from babel.numbers import format_decimal
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator
from matplotlib.transforms import Bbox

from salo_plan import wording
from salo_plan.messages import spoken
from salo_plan.periods import Month
from salo_plan.reports import blocks
from salo_plan.reports.charts import areas, board, columns, drawing, events, lines, marks, shares
from salo_plan.reports.charts.labels import Label, wrapped
from salo_plan.reports.charts.layout import FOOT, HEIGHT, TOP, WIDTH, Layout
from salo_plan.reports.charts.palette import (
    BAND,
    DATA,
    INK,
    NO_DATA,
    PAPER,
    RULE,
    SECONDARY,
    VERDICT_COLOURS,
)
from salo_plan.reports.charts.scales import value_scale
from salo_plan.reports.charts.slim import for_readers
from salo_plan.reports.report import Chart
from salo_plan.wording import figures


@contextmanager
def as_before() -> Iterator[None]:
    """Make reports and draw charts as before inside the block."""
    _FORMS.update(
        lines=lines.draw_lines,
        columns=columns.draw_columns,
        events=events.draw_events,
        areas=draw_areas,
        shares=draw_shares,
    )
    old: tuple[tuple[Any, str, Any], ...] = (
        (drawing, "draw", draw),
        (blocks, "style", _no_style),
        (blocks, "breakable", breakable),
        (marks, "open_axes", open_axes),
        (marks, "line", line),
        (marks, "level", level),
        (marks, "target", target),
        (marks, "ring", ring),
        (marks, "last_value", last_value),
        (marks, "series_break", series_break),
        (figures, "_written", written_number),
    )
    with ExitStack() as stack:
        for place, name, piece in old:
            stack.enter_context(patch.object(place, name, piece))
        stack.enter_context(_filters())
        yield


_FORMS: dict[str, Any] = {}


def draw(chart: Chart) -> str:
    """Draw a chart as SVG text, 344 x 206 px."""
    with matplotlib.rc_context(fname=board.STYLE):
        into = io.StringIO()
        picture(chart).savefig(into, format="svg", metadata={"Date": None})
    return for_readers(into.getvalue(), WIDTH, HEIGHT)


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


def open_axes(figure: Figure, layout: Layout) -> Axes:
    """Open the axes of a layout, with Finnish numbers up the side and no frame."""
    axes = figure.add_axes(
        (
            layout.left / WIDTH,
            FOOT / HEIGHT,
            (layout.right - layout.left) / WIDTH,
            (HEIGHT - TOP - FOOT) / HEIGHT,
        )
    )
    axes.patch.set_visible(False)
    axes.set_xlim(layout.x_ends)
    axes.set_ylim(layout.scale.ends)
    axes.yaxis.set_major_locator(FixedLocator(list(layout.scale.ticks)))
    axes.yaxis.set_major_formatter(layout.scale.formatter)
    axes.xaxis.set_minor_locator(NullLocator())
    return axes


def line(axes: Axes, across: Sequence[float], up: Sequence[float], **look: Any) -> None:
    """Draw a line; the lines of a chart were `axes.plot` calls where they are needed."""
    axes.plot(across, up, **look)


def level(axes: Axes, value: float, **look: Any) -> None:
    """Draw a line from side to side at a value."""
    axes.axhline(value, **look)


def target(axes: Axes, layout: Layout, limit: float, good_side: str) -> None:
    """Draw the target as a dashed line with a pale band on its good side."""
    low, high = layout.scale.ends
    band = (low, limit) if good_side == "below" else (limit, high)
    axes.axhspan(*band, color=BAND, lw=0, zorder=0)
    axes.axhline(limit, color=SECONDARY, lw=1.4, ls=(0, (4, 3)), zorder=1.6)


def ring(axes: Axes, place: float, value: float) -> None:
    """Draw the baseline as an open ring."""
    axes.plot(
        [place], [value], "o", ms=8.5, mfc=PAPER, mec=DATA, mew=2, clip_on=False, zorder=3
    )  # fmt: skip


_SHAPES = {"near": ("^", 12.0), "missed": ("D", 9.0)}
_CIRCLE = ("o", 10.0)


def last_value(axes: Axes, point: tuple[float, float], verdict: str | None) -> None:
    """Draw the last value in the shape and colour of its verdict."""
    shape, size = _SHAPES.get(verdict or "", _CIRCLE)
    colour = VERDICT_COLOURS.get(verdict or "met", DATA)
    edge = (colour, 2.0) if verdict == "near" else (PAPER, 1.5)
    axes.plot(
        [point[0]], [point[1]], ls="none",
        marker=shape, ms=size, mfc=PAPER if verdict == "near" else colour, mec=edge[0],
        mew=edge[1], clip_on=False, zorder=4,
    )  # fmt: skip


def series_break(axes: Axes, layout: Layout, place: float) -> None:
    """Mark a month from which things are counted otherwise: a thin dashed line and a wedge."""
    low, high = layout.scale.ends
    axes.plot([place, place], [low, high], color=SECONDARY, lw=1, ls=(0, (2, 2)), zorder=1.5)
    axes.plot([place], [high], "v", ls="none", ms=7, mfc=SECONDARY, mew=0, clip_on=False, zorder=3)


def draw_areas(figure: Figure, chart: Chart) -> None:
    """Draw a row an area, the highest value on top; the first line of the chart stands out."""
    newest = max(Month.parse(point.month) for line in chart.lines for point in line.points)
    frame = areas._last_year(chart, newest)
    now = frame[frame["month"] == str(newest)].sort_values("value", ascending=False, kind="stable")
    order = list(now["area"])
    main = chart.lines[0].name
    names = {area: Label(area, bold=area == main) for area in order}
    values = {
        area: Label(marks.value_words(chart, value), bold=area == main)
        for area, value in zip(order, now["raw"], strict=True)
    }
    left = max(label.width for label in names.values()) + 8.0 + 2.0
    right = WIDTH - max(label.width for label in values.values()) - 8.0 - 2.0
    scale = value_scale(frame.loc[frame["area"].isin(order), "value"], whole=False)
    axes = figure.add_axes(
        (left / WIDTH, FOOT / HEIGHT, (right - left) / WIDTH, (HEIGHT - 4.0 - FOOT) / HEIGHT)
    )
    for area in order:
        seaborn.pointplot(
            frame[frame["area"] == area],
            x="value",
            y="area",
            order=order,
            estimator=newest_value,
            errorbar=("pi", 100),
            color=DATA if area == main else SECONDARY,
            markersize=8 if area == main else 6,
            linestyle="none",
            zorder=3,
            err_kws={"color": RULE, "linewidth": 5, "zorder": 2},
            ax=axes,
        )
    axes.patch.set_visible(False)
    axes.grid(visible=False)
    low, high = scale.ends
    room = 4.0 / (right - left) * (high - low)
    axes.set(xlabel="", ylabel="", xlim=(low - room, high + room), ylim=(len(order) - 0.5, -0.5))
    axes.xaxis.set_major_locator(FixedLocator(list(scale.ticks)))
    axes.xaxis.set_major_formatter(scale.formatter)
    axes.yaxis.set_major_locator(FixedLocator([]))
    row = (HEIGHT - 4.0 - FOOT) / len(order)
    for step, area in enumerate(order):
        middle = HEIGHT - 4.0 - (step + 0.5) * row
        colour = DATA if area == main else INK
        name, value = names[area], values[area]
        end = left - 8.0 - name.width
        marks.words(figure, name, areas._row_box(name, end, middle), colour, "right")
        marks.words(figure, value, areas._row_box(value, right + 8.0, middle), colour)


def newest_value(values: "pd.Series[float]") -> float:
    """Return the value of the newest month."""
    return float(values.iloc[-1])


def draw_shares(figure: Figure, chart: Chart) -> None:
    """Draw a bar a group, its name above it and its value right of the plot."""
    bars = chart.bars
    values = [Label(shares._printed(chart, bar), 15, bold=True) for bar in bars]
    right = WIDTH - max(label.width for label in values) - 10.0 - 4.0
    scale = value_scale([0.0, *shares._ends(bars)], whole=False)
    row = (HEIGHT - 2.0 - FOOT) / len(bars)
    half = min(10.0, (row - 15.0) / 2)
    axes = figure.add_axes(
        (4.0 / WIDTH, FOOT / HEIGHT, (right - 4.0) / WIDTH, (HEIGHT - 2.0 - FOOT) / HEIGHT)
    )
    places = [str(place) for place in range(len(bars))]
    seaborn.barplot(
        pd.DataFrame({"group": places, "value": [bar.value for bar in bars]}),
        x="value",
        y="group",
        hue="group",
        order=places,
        hue_order=places,
        palette=[shares._colour(bar) for bar in bars],
        saturation=1,
        width=8.0 / row,
        errorbar=None,
        legend=False,
        zorder=2,
        ax=axes,
    )
    # The bar stands low in its row: the name has the room above it.
    shift = 0.5 - (half + 1) / row
    axes.patch.set_visible(False)
    axes.grid(visible=False)
    axes.grid(visible=True, axis="x")
    axes.set(xlabel="", ylabel="", xlim=scale.ends)
    axes.set_ylim(len(bars) - 0.5 - shift, -0.5 - shift)
    axes.xaxis.set_major_locator(FixedLocator(list(scale.ticks)))
    axes.xaxis.set_major_formatter(scale.formatter)
    axes.get_xticklabels()[0].set_horizontalalignment("left")
    axes.yaxis.set_major_locator(FixedLocator([]))
    for place, (bar, value) in enumerate(zip(bars, values, strict=True)):
        bottom = HEIGHT - 2.0 - (place + 1) * row
        middle = bottom + half + 1
        if bar.limit is not None:
            reach = half / row
            axes.plot(
                [bar.limit, bar.limit], [place - reach, place + reach], color=INK, lw=2.4,
                zorder=2.5, clip_on=False, solid_capstyle="butt",
            )  # fmt: skip
        if bar.baseline is not None:
            ring(axes, bar.baseline, place)
        last_value(axes, (bar.value, place), bar.verdict)
        name = wrapped(bar.name, right - 4.0, 1)
        top = Bbox.from_bounds(4.0, bottom + 2 * half + 1, name.width, name.height)
        marks.words(figure, name, top, INK)
        low = max(middle - value.height / 2, FOOT - 4)
        beside = Bbox.from_bounds(right + 10.0, low, value.width, value.height)
        marks.words(figure, value, beside, shares._colour(bar))


def written_number(value: Decimal) -> str:
    """Write a number in the language being spoken."""
    places = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern, locale=spoken()).replace("-", wording.MINUS)


def breakable(words: str) -> Markup:
    """Let a word longer than any column break."""
    pieces = [
        escape(word)
        if len(word) <= blocks._LONGEST_WORD
        else Markup("<wbr>").join(blocks._PIECE.findall(word))
        for word in blocks._WORDS.split(words)
    ]
    return Markup("").join(pieces)


@contextmanager
def _no_style() -> Iterator[None]:
    # Each chart read the style by itself.
    yield


@contextmanager
def _filters() -> Iterator[None]:
    filters: Mapping[str, Any] = {"breakable": breakable}
    known = blocks._environment().filters
    kept = {name: known[name] for name in filters}
    known.update(filters)
    try:
        yield
    finally:
        known.update(kept)
