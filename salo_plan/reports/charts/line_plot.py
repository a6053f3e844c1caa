"""A line chart laid out and drawn: lines, target, breaks, mean, baseline, and words that fit."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from salo_plan import wording
from salo_plan.periods import Month
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.labels import Label, stacked, text_width
from salo_plan.reports.charts.layout import EndLabel, Layout, Series
from salo_plan.reports.charts.palette import SECONDARY
from salo_plan.reports.charts.scales import Scale, month_ticks, value_scale
from salo_plan.reports.report import Chart, Point

MARGIN_WORDS = 96.0
# The target's words on one line: broken, they would read as figures of the list below them.
MARGIN_TARGET = 120.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is drawn."""

    colour: str
    width: float
    dashes: Any = "solid"


@dataclass(frozen=True, slots=True)
class Plot:
    """A line chart ready to be laid out: first the series with end labels, then the others."""

    chart: Chart
    months: tuple[Month, ...]
    series: tuple[Series, ...]
    styles: tuple[Style, ...]
    labels: tuple[EndLabel, ...]

    @property
    def limit(self) -> float | None:
        """The target as the axis prints it."""
        return None if self.chart.limit is None else self.shown(self.chart.limit)

    @property
    def ring(self) -> tuple[int, float] | None:
        """The baseline, if there is one and the months shown hold it."""
        return self._placed(self.chart.baseline)

    @property
    def mean(self) -> tuple[int, float] | None:
        """The place from which the figure of the year so far holds, and the figure."""
        return self._placed(self.chart.mean)

    @property
    def breaks(self) -> list[int]:
        """The places from which things are counted otherwise."""
        months = [Month.parse(month) for month in self.chart.breaks]
        return [self.months.index(month) for month in months if month in self.months]

    @property
    def hidden_gaps(self) -> list[tuple[int, int]]:
        """The gaps of the first line in which a month is hidden."""
        hidden = {self.months.index(Month.parse(month)) for month in self.chart.hidden}
        return [gap for gap in self.series[0].gaps if hidden & set(range(gap[0], gap[1] + 1))]

    @property
    def scale(self) -> Scale:
        """An axis that holds the lines, the target with some room, the baseline and the mean."""
        values = [value for line in self.series for _, value in line.known]
        values += [level[1] for level in (self.ring, self.mean) if level]
        if self.limit is not None:
            apart = max(*values, self.limit) - min(*values, self.limit)
            room = 0.05 * (apart or abs(self.limit))
            # A share has nothing above a hundred.
            most = 100.0 if self.chart.unit == "%" and max(*values, self.limit) <= 100 else inf
            values += [max(self.limit - room, min(0.0, self.limit)), min(self.limit + room, most)]
        # The mark of the last value must not be cut by the foot.
        last = self.series[0].known[-1][1]
        if last == min(values):
            below = last - 0.05 * (max(values) - last or abs(last))
            values.append(max(below, min(0.0, last)))
        unit, decimals = self.chart.unit, self.chart.decimals
        counted = decimals == 0 and wording.unit_shown(unit, decimals) == unit
        return value_scale(values, whole=counted)

    def shown(self, value: float) -> float:
        """Return a value in the unit of the axis."""
        return marks.shown(value, self.chart.unit, self.chart.decimals)

    def across(self, layout: Layout) -> Callable[[Month], float]:
        """Return how far from the left a month stands."""
        return lambda month: layout.at(month.minus(self.months[0]), 0)[0]

    def _placed(self, point: Point | None) -> tuple[int, float] | None:
        if point is None or point.value is None:
            return None
        month = Month.parse(point.month)
        return (self.months.index(month), self.shown(point.value)) if month in self.months else None


def draw_plot(figure: Figure, plot: Plot) -> None:
    """Draw a line chart: what lies lowest first, the words last."""
    chart, series = plot.chart, plot.series
    layout, words, taken = _layout(plot)
    axes = marks.open_axes(figure, layout)
    if plot.limit is not None:
        marks.target(axes, layout, plot.limit, chart.good_side)
    for place in plot.breaks:
        marks.series_break(axes, layout, place)
    _draw_lines(axes, plot)
    ticks = month_ticks(plot.months, plot.across(layout), text_width)
    marks.foot(axes, ticks, layout)
    if plot.ring:
        marks.ring(axes, *plot.ring)
    for gap in plot.hidden_gaps:
        label = Label(chart.gap_words)
        box = layout.in_gap(label, gap, _obstacles(plot, layout), taken)
        if box:
            taken.append(box)
            marks.words(figure, label, box, SECONDARY, "center")
    last = len(plot.months) - 1
    if plot.mean:
        marks.mean(axes, plot.mean[0], last, plot.mean[1], chart.verdict)
    if series[0].values[-1] is not None:
        verdict = "no_target" if plot.mean else chart.verdict
        marks.last_value(axes, series[0].known[-1], verdict)
    _draw_margin(figure, plot, layout, words)


def _draw_lines(axes: Axes, plot: Plot) -> None:
    for line, style in reversed(list(zip(plot.series, plot.styles, strict=True))):
        for run in line.runs:
            dot = "o" if len(run) == 1 else None
            places, values = zip(*run, strict=True)
            marks.line(
                axes, places, values, color=style.colour, lw=style.width, ls=style.dashes,
                marker=dot, ms=style.width + 1,
            )  # fmt: skip


def _obstacles(plot: Plot, layout: Layout) -> list[Path]:
    """List what words inside the plot must not meet, apart from the target that they belong to."""
    paths = layout.paths(plot.series) + [layout.up(place) for place in plot.breaks]
    if plot.limit is not None:
        paths.append(layout.across(plot.limit))
    if plot.mean:
        start, value = plot.mean
        paths.append(Path([layout.at(start, value), layout.at(len(plot.months) - 1, value)]))
    return paths


def _layout(plot: Plot) -> tuple[Layout, tuple[Label, Bbox | None] | None, list[Bbox]]:
    """Lay the chart out; the target's words go to the right margin when no place is free.

    Also returns the boxes that marks and words take.
    """
    chart, scale, places = plot.chart, plot.scale, len(plot.months)
    margin = max(label.width for label in plot.labels)
    layout = Layout.around(scale, places, margin)
    taken = _marks(plot, layout)
    if plot.limit is None or not chart.limit_words:
        return layout, None, taken
    label = Label(chart.limit_words)
    below = chart.good_side == "below"
    box = layout.beside_limit(label, plot.limit, below, _obstacles(plot, layout), taken)
    if box:
        return layout, (label, box), [*taken, box]
    beside = label if label.width <= MARGIN_TARGET else stacked(chart.limit_words, MARGIN_WORDS)
    layout = Layout.around(scale, places, max(margin, beside.width))
    return layout, (beside, None), _marks(plot, layout)


def _marks(plot: Plot, layout: Layout) -> list[Bbox]:
    taken = [layout.mark(*plot.series[0].known[-1])]
    taken += [layout.mark(*plot.ring)] if plot.ring else []
    if plot.mean:
        taken.append(layout.mark(len(plot.months) - 1, plot.mean[1]))
    return taken


def _draw_margin(
    figure: Figure, plot: Plot, layout: Layout, words: tuple[Label, Bbox | None] | None
) -> None:
    """Draw the end labels, and the target's words where they stand."""
    labels = list(plot.labels)
    ends = [layout.at(*line.known[-1])[1] for line, _ in zip(plot.series, labels, strict=False)]
    if plot.mean:
        ends.append(layout.at(0, plot.mean[1])[1])
    if words and words[1]:
        marks.words(figure, words[0], words[1], marks.TARGET_INK)
    elif words and plot.limit is not None:
        labels.append(EndLabel(words[0], None, marks.TARGET_INK))
        ends.append(layout.at(0, plot.limit)[1])
    for label, middle in zip(labels, layout.apart(ends, labels), strict=True):
        marks.end_label(figure, layout, label, middle)
