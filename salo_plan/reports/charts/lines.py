"""Charts of lines: series over months."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from salo_plan import wording
from salo_plan.periods import Month, Term
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
from salo_plan.reports.report import Chart, Line, Point

_LONG = 60
_COMPARED = (
    Style(SECONDARY, 1.3),
    Style(AXIS, 1.5, (0, (4, 1.2))),
    Style(NO_DATA, 1.5, (0, (1, 1))),
)


def draw_lines(figure: Figure, chart: Chart) -> None:
    """Draw series over months; each ends in its last value, and in its name if there are many."""
    given = {Month.parse(point.month) for line in chart.lines for point in line.points}
    months = tuple(Term(min(given), max(given)))
    series = _series(chart, months)
    main = Style(DATA, 1.8 if len(months) >= _LONG else 2.4)
    compared = [_COMPARED[step % len(_COMPARED)] for step in range(len(series) - 1)]
    labels = _end_labels(chart, series)
    if chart.mean:
        labels = (*labels, _mean_label(chart))
    draw_plot(figure, Plot(chart, months, series, (main, *compared), labels))


def _series(chart: Chart, months: Sequence[Month]) -> tuple[Series, ...]:
    """Place the values of each line that has any."""
    found = (Series(line.name, _placed(chart, line.points, months)) for line in chart.lines)
    return tuple(line for line in found if line.known)


def _placed(
    chart: Chart, points: Sequence[Point], months: Sequence[Month]
) -> tuple[float | None, ...]:
    values: list[float | None] = [None] * len(months)
    for point in points:
        if point.value is not None:
            shown = marks.shown(point.value, chart.unit, chart.decimals)
            values[Month.parse(point.month).minus(months[0])] = shown
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
