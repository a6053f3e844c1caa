"""Charts of lines: series over months."""

from collections.abc import Callable, Sequence

from matplotlib.figure import Figure

from salo_plan import wording
from salo_plan.periods import Month
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.labels import Label, end_value, wrapped
from salo_plan.reports.charts.layout import EndLabel, Series
from salo_plan.reports.charts.line_plot import MARGIN_WORDS, Plot, Style, draw_plot
from salo_plan.reports.charts.palette import (
    AXIS,
    DATA,
    INK,
    NO_DATA,
    SECONDARY,
    VERDICT_COLOURS,
)
from salo_plan.reports.charts.scales import month_short
from salo_plan.reports.report import Chart, Line, Point

_LONG = 60
_YEAR = 12
_COMPARED = (
    Style(SECONDARY, 1.3),
    Style(AXIS, 1.5, (0, (4, 1.2))),
    Style(NO_DATA, 1.5, (0, (1, 1))),
)


def draw_lines(figure: Figure, chart: Chart) -> None:
    """Draw series over months; each ends in its last value, and in its name if there are many.

    Points that are all of one month of the year, year by year, are joined as neighbours.
    """
    given = {Month.parse(point.month) for line in chart.lines for point in line.points}
    first = min(given)
    apart = _YEAR if len(given) > 1 and len({month.number for month in given}) == 1 else 1
    months = tuple(first.plus(step) for step in range(0, max(given).minus(first) + 1, apart))
    series = _series(chart, lambda month: month.minus(first) // apart, len(months))
    main = Style(DATA, 1.8 if len(months) >= _LONG else 2.4)
    compared = [_COMPARED[step % len(_COMPARED)] for step in range(len(series) - 1)]
    labels = _end_labels(chart, series)
    if chart.mean:
        labels = (*labels, _mean_label(chart))
    draw_plot(figure, Plot(chart, months, series, (main, *compared), labels, month_short))


def _series(chart: Chart, place_of: Callable[[Month], int], places: int) -> tuple[Series, ...]:
    """Place the values of each line that has any."""
    found = (
        Series(line.name, _placed(chart, line.points, place_of, places)) for line in chart.lines
    )
    return tuple(line for line in found if line.known)


def _placed(
    chart: Chart, points: Sequence[Point], place_of: Callable[[Month], int], places: int
) -> tuple[float | None, ...]:
    values: list[float | None] = [None] * places
    for point in points:
        if point.value is not None:
            shown = marks.shown(point.value, chart.unit, chart.decimals)
            values[place_of(Month.parse(point.month))] = shown
    return tuple(values)


def _end_labels(chart: Chart, series: Sequence[Series]) -> tuple[EndLabel, ...]:
    """Word the end of each line: bold number, and under it the name when there are several."""
    labels = []
    # All of them must fit on top of each other, with the target's words.
    name_lines = 3 if len(series) <= 2 else 2 if chart.limit is None else 1
    given = {line.name: line for line in chart.lines}
    for index, line in enumerate(series):
        main = index == 0
        colour = VERDICT_COLOURS.get(chart.verdict or "met", DATA) if main else SECONDARY
        if line.values[-1] is None:
            newest = max(given[line.name].points, key=lambda point: point.month)
            hidden = newest.month in chart.hidden
            value = Label(chart.gap_words if hidden else wording.verdict_word("no_data").lower())
            colour = NO_DATA
        else:
            words = marks.value_words(chart, _newest(given[line.name]))
            value = end_value(words) if main else Label(words, bold=True)
            if main and chart.mean:
                value, colour = Label(words), INK
        name = wrapped(line.name, MARGIN_WORDS, name_lines) if len(chart.lines) > 1 else None
        labels.append(EndLabel(value, name, colour))
    return tuple(labels)


def _mean_label(chart: Chart) -> EndLabel:
    """Word the figure of the year so far, which the verdict is about."""
    colour = VERDICT_COLOURS.get(chart.verdict or "met", DATA)
    return EndLabel(end_value(chart.mean_words), None, colour)


def _newest(line: Line) -> float | None:
    return max(line.points, key=lambda point: point.month).value
