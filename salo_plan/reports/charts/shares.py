"""Shares of groups as bars from zero, each with its target's tick and its baseline's ring."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator
from matplotlib.transforms import Bbox

from salo_plan import wording
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.labels import Label, wrapped
from salo_plan.reports.charts.layout import FOOT, HEIGHT, WIDTH
from salo_plan.reports.charts.palette import DATA, INK, VERDICT_COLOURS
from salo_plan.reports.charts.scales import value_scale
from salo_plan.reports.report import Bar, Chart

_TOP = 2.0
_EDGE = 4.0
_GAP = 10.0
_BAR = 8.0
_NAME = 15.0


def draw_shares(figure: Figure, chart: Chart) -> None:
    """Draw a bar a group, its name above it and its value right of the plot."""
    # Imported here, since seaborn takes a second that no other chart needs.
    import seaborn

    bars = chart.bars
    values = [Label(_printed(chart, bar), 15, bold=True) for bar in bars]
    right = WIDTH - max(label.width for label in values) - _GAP - _EDGE
    scale = value_scale([0.0, *_ends(bars)], whole=False)
    row = (HEIGHT - _TOP - FOOT) / len(bars)
    half = min(10.0, (row - _NAME) / 2)
    axes = figure.axes[0]
    axes.set_position(
        (_EDGE / WIDTH, FOOT / HEIGHT, (right - _EDGE) / WIDTH, (HEIGHT - _TOP - FOOT) / HEIGHT)
    )
    # Where an axis has a title, seaborn does not lay out its ticks to find one.
    axes.set(xlabel=" ", ylabel=" ")
    places = [str(place) for place in range(len(bars))]
    seaborn.barplot(
        pd.DataFrame({"group": places, "value": [bar.value for bar in bars]}),
        x="value",
        y="group",
        order=places,
        color=DATA,
        saturation=1,
        width=_BAR / row,
        errorbar=None,
        zorder=2,
        ax=axes,
    )
    for drawn, bar in zip(axes.patches, bars, strict=True):
        drawn.set_facecolor(_colour(bar))
    # The bar stands low in its row: the name has the room above it.
    shift = 0.5 - (half + 1) / row
    axes.grid(visible=False)
    axes.grid(visible=True, axis="x")
    axes.set(xlabel="", ylabel="", xlim=scale.ends)
    axes.set_ylim(len(bars) - 0.5 - shift, -0.5 - shift)
    axes.xaxis.set_major_locator(FixedLocator(list(scale.ticks)))
    axes.xaxis.set_major_formatter(scale.formatter)
    axes.xaxis.get_major_ticks(1)[0].label1.set_horizontalalignment("left")
    axes.yaxis.set_visible(False)
    for place, (bar, value) in enumerate(zip(bars, values, strict=True)):
        bottom = HEIGHT - _TOP - (place + 1) * row
        middle = bottom + half + 1
        if bar.limit is not None:
            reach = half / row
            marks.line(
                axes, [bar.limit, bar.limit], [place - reach, place + reach], color=INK, lw=2.4,
                zorder=2.5, clip_on=False, solid_capstyle="butt",
            )  # fmt: skip
        if bar.baseline is not None:
            marks.ring(axes, bar.baseline, place)
        marks.last_value(axes, (bar.value, place), bar.verdict)
        name = wrapped(bar.name, right - _EDGE, 1)
        top = Bbox.from_bounds(_EDGE, bottom + 2 * half + 1, name.width, name.height)
        marks.words(figure, name, top, INK)
        low = max(middle - value.height / 2, FOOT - 4)
        beside = Bbox.from_bounds(right + _GAP, low, value.width, value.height)
        marks.words(figure, value, beside, _colour(bar))


def _ends(bars: tuple[Bar, ...]) -> list[float]:
    found = [value for bar in bars for value in (bar.value, bar.limit, bar.baseline)]
    return [value for value in found if value is not None]


def _printed(chart: Chart, bar: Bar) -> str:
    if bar.limit is None:
        return wording.figure(bar.value, chart.unit, chart.decimals)
    return wording.beside_limit(bar.value, bar.limit, chart.unit, chart.decimals)


def _colour(bar: Bar) -> str:
    return VERDICT_COLOURS.get(bar.verdict, DATA)
