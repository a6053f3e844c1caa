"""Areas side by side: the newest value of each with the range of its last twelve months."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator
from matplotlib.transforms import Bbox

from salo_plan.periods import Month
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.labels import Label
from salo_plan.reports.charts.layout import FOOT, HEIGHT, WIDTH
from salo_plan.reports.charts.palette import DATA, INK, RULE, SECONDARY
from salo_plan.reports.charts.scales import value_scale
from salo_plan.reports.report import Chart

_MONTHS = 12
_TOP = 4.0
_GAP = 8.0
_EDGE = 2.0
_HALF_MARK = 4.0


def draw_areas(figure: Figure, chart: Chart) -> None:
    """Draw a row an area, the highest value on top; the first line of the chart stands out.

    An area without a value in the newest month is left out: it has nothing to be compared by.
    """
    # Imported here, since seaborn takes a second that no other chart needs.
    import seaborn

    newest = max(Month.parse(point.month) for line in chart.lines for point in line.points)
    frame = _last_year(chart, newest)
    now = frame[frame["month"] == str(newest)].sort_values("value", ascending=False, kind="stable")
    order = list(now["area"])
    main = chart.lines[0].name
    names = {area: Label(area, bold=area == main) for area in order}
    values = {
        area: Label(marks.value_words(chart, value), bold=area == main)
        for area, value in zip(order, now["raw"], strict=True)
    }
    left = max(label.width for label in names.values()) + _GAP + _EDGE
    right = WIDTH - max(label.width for label in values.values()) - _GAP - _EDGE
    scale = value_scale(frame.loc[frame["area"].isin(order), "value"], whole=False)
    axes = figure.axes[0]
    axes.set_position(
        (left / WIDTH, FOOT / HEIGHT, (right - left) / WIDTH, (HEIGHT - _TOP - FOOT) / HEIGHT)
    )
    # Where an axis has a title, seaborn does not lay out its ticks to find one.
    axes.set(xlabel=" ", ylabel=" ")
    places = {area: str(place) for place, area in enumerate(order)}
    seaborn.pointplot(
        frame[frame["area"].isin(order)].assign(place=lambda rows: rows["area"].map(places)),
        x="value",
        y="place",
        order=list(places.values()),
        errorbar=("pi", 100),
        linestyle="none",
        marker="none",
        err_kws={"color": RULE, "linewidth": 5, "zorder": 2},
        ax=axes,
    )
    # Seaborn's own marks are all of one size, and of the mean; the newest values stand out.
    seaborns = axes.lines[0]
    for place, (area, number) in enumerate(zip(order, now["value"], strict=True)):
        marks.line(
            axes, [number], [place], marker="o", ls="none",
            color=DATA if area == main else SECONDARY, ms=8 if area == main else 6,
            mew=seaborns.get_markeredgewidth(), zorder=3,
        )  # fmt: skip
    seaborns.remove()
    axes.grid(visible=False)
    low, high = scale.ends
    room = _HALF_MARK / (right - left) * (high - low)
    axes.set(xlabel="", ylabel="", xlim=(low - room, high + room), ylim=(len(order) - 0.5, -0.5))
    axes.xaxis.set_major_locator(FixedLocator(list(scale.ticks)))
    axes.xaxis.set_major_formatter(scale.formatter)
    axes.yaxis.set_visible(False)
    row = (HEIGHT - _TOP - FOOT) / len(order)
    for step, area in enumerate(order):
        middle = HEIGHT - _TOP - (step + 0.5) * row
        colour = DATA if area == main else INK
        name, value = names[area], values[area]
        end = left - _GAP - name.width
        marks.words(figure, name, _row_box(name, end, middle), colour, "right")
        marks.words(figure, value, _row_box(value, right + _GAP, middle), colour)


def _row_box(label: Label, start: float, middle: float) -> Bbox:
    return Bbox.from_bounds(start, middle - label.height / 2, label.width, label.height)


def _last_year(chart: Chart, newest: Month) -> pd.DataFrame:
    rows = [
        (line.name, point.month, point.value, marks.shown(point.value, chart.unit, chart.decimals))
        for line in chart.lines
        for point in line.points
        if point.value is not None and newest.minus(Month.parse(point.month)) < _MONTHS
    ]
    return pd.DataFrame(rows, columns=["area", "month", "raw", "value"]).sort_values("month")
