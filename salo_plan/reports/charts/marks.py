"""The marks of line charts: axes, target, last value, rings and words at their places."""

from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedFormatter, FixedLocator
from matplotlib.transforms import Bbox, IdentityTransform

from salo_plan import wording
from salo_plan.reports.charts.labels import Label
from salo_plan.reports.charts.layout import (
    FOOT,
    HEIGHT,
    MARGIN_GAP,
    TOP,
    WIDTH,
    EndLabel,
    Layout,
)
from salo_plan.reports.charts.palette import BAND, DATA, INK, PAPER, SECONDARY, VERDICT_COLOURS
from salo_plan.reports.charts.scales import MonthTick
from salo_plan.reports.report import Chart

TARGET_INK = INK

_SHAPES = {"near": ("^", 12.0), "missed": ("D", 9.0)}
_CIRCLE = ("o", 10.0)
_CAPITAL = 0.72
_LINE = 1.2
Side = Literal["left", "center", "right"]
_TOLD_WITH_UNIT = ("%", "€")


def open_axes(figure: Figure, layout: Layout) -> Axes:
    """Open the axes of a layout, with Finnish numbers up the side and no frame."""
    axes = figure.axes[0]
    axes.set_position(
        (
            layout.left / WIDTH,
            FOOT / HEIGHT,
            (layout.right - layout.left) / WIDTH,
            (HEIGHT - TOP - FOOT) / HEIGHT,
        )
    )
    axes.set_xlim(layout.x_ends)
    axes.set_ylim(layout.scale.ends)
    axes.yaxis.set_major_locator(FixedLocator(list(layout.scale.ticks)))
    axes.yaxis.set_major_formatter(layout.scale.formatter)
    return axes


def foot(axes: Axes, ticks: Sequence[MonthTick], layout: Layout) -> None:
    """Label months along the foot; the ticks hold pixels, the axes want places."""
    x0, x1 = layout.x_ends
    across = layout.right - layout.left
    places = [x0 + (tick.place - layout.left) / across * (x1 - x0) for tick in ticks]
    axes.xaxis.set_major_locator(FixedLocator(places))
    axes.xaxis.set_major_formatter(FixedFormatter([tick.label for tick in ticks]))


def line(axes: Axes, across: Sequence[float], up: Sequence[float], **look: Any) -> None:
    """Draw a line or marks at places and values; the axes' ends are given and stay as they are."""
    # What `axes.plot` does besides takes longer than this: it reads and widens the axes' ends.
    axes.add_artist(Line2D(across, up, transform=axes.transData, **look))


def level(axes: Axes, value: float, **look: Any) -> None:
    """Draw a line from side to side at a value."""
    axes.add_artist(Line2D([0, 1], [value, value], transform=axes.get_yaxis_transform(), **look))


def target(axes: Axes, layout: Layout, limit: float, good_side: str) -> None:
    """Draw the target as a dashed line with a pale band on its good side."""
    low, high = layout.scale.ends
    low, high = (low, limit) if good_side == "below" else (limit, high)
    side_to_side = axes.get_yaxis_transform()
    axes.add_artist(
        Rectangle((0, low), 1, high - low, color=BAND, lw=0, zorder=0, transform=side_to_side)
    )
    level(axes, limit, color=SECONDARY, lw=1.4, ls=(0, (4, 3)), zorder=1.6)


def ring(axes: Axes, place: float, value: float) -> None:
    """Draw the baseline as an open ring."""
    line(
        axes, [place], [value], marker="o", ls="none", ms=8.5, mfc=PAPER, mec=DATA, mew=2,
        clip_on=False, zorder=3,
    )  # fmt: skip


def last_value(axes: Axes, point: tuple[float, float], verdict: str | None) -> None:
    """Draw the last value in the shape and colour of its verdict."""
    shape, size = _SHAPES.get(verdict or "", _CIRCLE)
    colour = VERDICT_COLOURS.get(verdict or "met", DATA)
    edge = (colour, 2.0) if verdict == "near" else (PAPER, 1.5)
    line(
        axes, [point[0]], [point[1]], ls="none",
        marker=shape, ms=size, mfc=PAPER if verdict == "near" else colour, mec=edge[0],
        mew=edge[1], clip_on=False, zorder=4,
    )  # fmt: skip


def mean(axes: Axes, start: float, end: float, value: float, verdict: str | None) -> None:
    """Draw the figure of the year so far as a thin line that ends in its verdict."""
    colour = VERDICT_COLOURS.get(verdict or "met", DATA)
    line(axes, [start, end], [value, value], color=colour, lw=1.6, zorder=2.5)
    last_value(axes, (end, value), verdict)


def series_break(axes: Axes, layout: Layout, place: float) -> None:
    """Mark a month from which things are counted otherwise: a thin dashed line and a wedge."""
    low, high = layout.scale.ends
    line(axes, [place, place], [low, high], color=SECONDARY, lw=1, ls=(0, (2, 2)), zorder=1.5)
    line(
        axes, [place], [high], marker="v", ls="none", ms=7, mfc=SECONDARY, mew=0, clip_on=False,
        zorder=3,
    )  # fmt: skip


def words(figure: Figure, label: Label, box: Bbox, colour: str, side: Side = "left") -> None:
    """Write words into a box, line under line, to its left or right side."""
    across = {"left": box.x0, "right": box.x1, "center": (box.x0 + box.x1) / 2}[side]
    for step, line in enumerate(label.words.split("\n")):
        middle = box.y1 - (step + 0.5) * _LINE * label.size
        figure.text(
            across,
            # The baseline is placed by hand: it is the same in every reader's font.
            middle - _CAPITAL * label.size / 2,
            line,
            transform=IdentityTransform(),
            fontsize=label.size,
            fontweight="bold" if label.bold else "normal",
            color=colour,
            ha=side,
            va="baseline",
        )


def end_label(figure: Figure, layout: Layout, label: EndLabel, middle: float) -> None:
    """Write a line's last value, and its name under it, right of the plot."""
    top = middle + label.height / 2
    for part in (label.value, label.name):
        if part is not None:
            left = layout.right + MARGIN_GAP - 4
            box = Bbox.from_bounds(left, top - part.height, part.width, part.height)
            words(figure, part, box, label.colour)
            top -= part.height


def value_words(chart: Chart, value: float | None) -> str:
    """Word a value as the scoreboard does, the unit only where a bare number would mislead."""
    unit = chart.unit if chart.unit in _TOLD_WITH_UNIT else ""
    if chart.limit is not None:
        return wording.beside_limit(value, chart.limit, unit, chart.decimals)
    return wording.figure(value, unit, chart.decimals)


def shown(value: float, unit: str, decimals: int) -> float:
    """Return the value in the unit that the axis is printed in: euros in millions."""
    return value / 1_000_000 if wording.unit_shown(unit, decimals) != unit else value
