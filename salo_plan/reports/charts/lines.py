"""Charts of lines: series over months, and years laid over each other month by month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from salo_plan import wording
from salo_plan.periods import Month
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.labels import Label, text_width
from salo_plan.reports.charts.layout import EndLabel, Layout, Series
from salo_plan.reports.charts.palette import AXIS, DATA, NO_DATA, RULE, SECONDARY, VERDICT_COLOURS
from salo_plan.reports.charts.scales import month_ticks, value_scale
from salo_plan.reports.report import Chart, Line, Point

_LONG = 60
_YEAR = 12


@dataclass(frozen=True, slots=True)
class _Style:
    colour: str
    width: float
    dashes: Any = "solid"


_COMPARED = (
    _Style(SECONDARY, 1.3),
    _Style(AXIS, 1.5, (0, (4, 1.2))),
    _Style(NO_DATA, 1.5, (0, (1, 1))),
)
_EARLIER = _Style(RULE, 1.2)


@dataclass(frozen=True, slots=True)
class _Plot:
    """A line chart ready to be laid out: first the series with end labels, then the others."""

    chart: Chart
    months: tuple[Month, ...]
    series: tuple[Series, ...]
    styles: tuple[_Style, ...]
    labels: tuple[EndLabel, ...]
    tick_words: Callable[[Month], str]

    def across(self, layout: Layout) -> Callable[[Month], float]:
        """Return how far from the left a month stands."""
        first = self.months[0]
        apart = self.months[1].minus(first) if len(self.months) > 1 else 1
        return lambda month: layout.at(month.minus(first) / apart, 0)[0]


def draw_lines(figure: Figure, chart: Chart) -> None:
    """Draw series over months; each ends in its last value, and in its name if there are many.

    Points that are all of one month of the year, year by year, are joined as neighbours.
    """
    given = {Month.parse(point.month) for line in chart.lines for point in line.points}
    first = min(given)
    apart = _YEAR if len(given) > 1 and len({month.number for month in given}) == 1 else 1
    months = tuple(first.plus(step) for step in range(0, max(given).minus(first) + 1, apart))
    series = _series(chart, lambda month: month.minus(first) // apart, len(months))
    main = _Style(DATA, 1.8 if len(months) >= _LONG else 2.4)
    compared = [_COMPARED[step % len(_COMPARED)] for step in range(len(series) - 1)]
    styles = (main, *compared)
    labels = _end_labels(chart, series)
    _draw(figure, _Plot(chart, months, series, styles, labels, _short))


def draw_seasons(figure: Figure, chart: Chart) -> None:
    """Draw years over each other so that all end in the month where the first line ends.

    The first line is the newest year, the second the year before it, the rest earlier years.
    """
    last = max(Month.parse(point.month) for point in chart.lines[0].points)
    months = tuple(last.plus(step) for step in range(1 - _YEAR, 1))
    end = _YEAR - 1
    series = _series(chart, lambda month: end - (last.number - month.number) % _YEAR, _YEAR)
    styles = (_Style(DATA, 2.4), _Style(SECONDARY, 1.6), *(_EARLIER for _ in series[2:]))
    labels = _end_labels(chart, series[:2])
    _draw(figure, _Plot(chart, months, series, styles, labels, _month_stem))


def _draw(figure: Figure, plot: _Plot) -> None:
    chart, series = plot.chart, plot.series
    layout, words = _layout(plot)
    axes = marks.open_axes(figure, layout)
    if chart.limit is not None:
        marks.target(axes, layout, _shown(chart.limit, chart), chart.good_side)
    for line, style in reversed(list(zip(series, plot.styles, strict=True))):
        for run in line.runs:
            dot = "o" if len(run) == 1 else None
            axes.plot(
                *zip(*run, strict=True), color=style.colour, lw=style.width, ls=style.dashes,
                marker=dot, ms=style.width + 1,
            )  # fmt: skip
    marks.foot(
        axes,
        month_ticks(
            plot.months,
            plot.across(layout),
            text_width,
            plot.tick_words,
        ),
        layout,
    )
    ring = _ring(plot)
    if ring:
        marks.ring(axes, *ring)
    for gap in _hidden_gaps(plot):
        label = Label(chart.gap_words)
        box = layout.in_gap(label, gap, layout.paths(series))
        if box:
            marks.words(figure, label, box, SECONDARY, "center")
    if series[0].values[-1] is not None:
        marks.last_value(axes, series[0], chart.verdict)
    _draw_margin(figure, plot, layout, words)


def _hidden_gaps(plot: _Plot) -> list[tuple[int, int]]:
    """List the gaps of the first line in which a month is hidden."""
    hidden = {plot.months.index(Month.parse(month)) for month in plot.chart.hidden}
    return [gap for gap in plot.series[0].gaps if hidden & set(range(gap[0], gap[1] + 1))]


def _layout(plot: _Plot) -> tuple[Layout, tuple[Label, Bbox | None] | None]:
    """Lay the chart out; the target's words go to the right margin when no place is free."""
    chart = plot.chart
    values = [value for line in plot.series for _, value in line.known]
    ring = _ring(plot)
    values += [ring[1]] if ring else []
    values += _about_limit(chart, values)
    counted = chart.decimals == 0 and wording.unit_shown(chart.unit, chart.decimals) == chart.unit
    scale = value_scale(values, whole=counted)
    margin = max(label.width for label in plot.labels)
    layout = Layout.around(scale, len(plot.months), margin)
    if chart.limit is None or not chart.limit_words:
        return layout, None
    taken = [layout.mark(*plot.series[0].known[-1])]
    taken += [layout.mark(*ring)] if ring else []
    label = Label(chart.limit_words)
    limit = _shown(chart.limit, chart)
    below = chart.good_side == "below"
    box = layout.beside_limit(label, limit, below, layout.paths(plot.series), taken)
    if box:
        return layout, (label, box)
    stacked = Label(chart.limit_words.replace(" ", "\n", 1))
    return Layout.around(scale, len(plot.months), max(margin, stacked.width)), (stacked, None)


def _draw_margin(
    figure: Figure, plot: _Plot, layout: Layout, words: tuple[Label, Bbox | None] | None
) -> None:
    """Draw the end labels, and the target's words where they stand."""
    chart, labels = plot.chart, list(plot.labels)
    ends = [layout.at(*line.known[-1])[1] for line, _ in zip(plot.series, labels, strict=False)]
    if words and words[1]:
        marks.words(figure, words[0], words[1], marks.TARGET_INK)
    elif words and chart.limit is not None:
        labels.append(EndLabel(words[0], None, marks.TARGET_INK))
        ends.append(layout.at(0, _shown(chart.limit, chart))[1])
    for label, middle in zip(labels, layout.apart(ends, labels), strict=True):
        marks.end_label(figure, layout, label, middle)


def _about_limit(chart: Chart, values: Sequence[float]) -> list[float]:
    """Return values a little off the limit, so that the axis goes past it on both sides."""
    if chart.limit is None:
        return []
    limit = _shown(chart.limit, chart)
    room = 0.05 * ((max(*values, limit) - min(*values, limit)) or abs(limit))
    return [max(limit - room, min(0.0, limit)), limit + room]


def _series(chart: Chart, place_of: Callable[[Month], int], places: int) -> tuple[Series, ...]:
    return tuple(
        Series(line.name, _placed(chart, line.points, place_of, places)) for line in chart.lines
    )


def _placed(
    chart: Chart, points: Sequence[Point], place_of: Callable[[Month], int], places: int
) -> tuple[float | None, ...]:
    values: list[float | None] = [None] * places
    for point in points:
        if point.value is not None:
            values[place_of(Month.parse(point.month))] = _shown(point.value, chart)
    return tuple(values)


def _end_labels(chart: Chart, series: Sequence[Series]) -> tuple[EndLabel, ...]:
    """Word the end of each line: bold number, and under it the name when there are several."""
    labels = []
    for index, (line, given) in enumerate(zip(series, chart.lines, strict=False)):
        main = index == 0
        colour = VERDICT_COLOURS.get(chart.verdict or "met", DATA) if main else SECONDARY
        if line.values[-1] is None:
            hidden = max(given.points, key=lambda point: point.month).month in chart.hidden
            value = Label(chart.gap_words if hidden else wording.verdict_word("no_data").lower())
            colour = NO_DATA
        else:
            words = marks.value_words(chart, _newest(given))
            value = Label(words, 15 if main else 12, bold=True)
        name = Label(line.name) if len(chart.lines) > 1 else None
        labels.append(EndLabel(value, name, colour))
    return tuple(labels)


def _newest(line: Line) -> float | None:
    return max(line.points, key=lambda point: point.month).value


def _ring(plot: _Plot) -> tuple[int, float] | None:
    """Place the baseline, if there is one and the months shown hold it."""
    baseline = plot.chart.baseline
    if baseline is None or baseline.value is None:
        return None
    month = Month.parse(baseline.month)
    if month not in plot.months:
        return None
    return plot.months.index(month), _shown(baseline.value, plot.chart)


def _shown(value: float, chart: Chart) -> float:
    return marks.shown(value, chart.unit, chart.decimals)


def _short(month: Month) -> str:
    return wording.month_short(month.year, month.number)


def _month_stem(month: Month) -> str:
    return wording.month_alone(month.number).removesuffix("kuu")
