"""Columns from zero, one a month: how far a running sum is from its even path."""

from matplotlib.figure import Figure

from salo_plan import wording
from salo_plan.periods import Month
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.labels import Label, text_width
from salo_plan.reports.charts.layout import EndLabel, Layout, Series
from salo_plan.reports.charts.palette import AXIS, DATA, MISSED
from salo_plan.reports.charts.scales import month_ticks, value_scale
from salo_plan.reports.report import Chart

_WIDTH = 0.62


def draw_columns(figure: Figure, chart: Chart) -> None:
    """Draw the first line as columns; those on the wrong side of zero have their own colour."""
    points = chart.lines[0].points
    months = tuple(Month.parse(point.month) for point in points)
    series = Series(chart.lines[0].name, tuple(point.value for point in points))
    last = series.known[-1]
    end = _end_label(chart, last[1])
    scale = value_scale([0.0, *(value for _, value in series.known)], whole=chart.decimals == 0)
    layout = Layout.around(scale, len(months), end.width)
    axes = marks.open_axes(figure, layout)
    places, values = zip(*series.known, strict=True)
    colours = [_colour(chart, value) for value in values]
    axes.bar(places, values, width=_WIDTH, color=colours, zorder=2)
    axes.axhline(0, color=AXIS, lw=1.2, zorder=3)
    ticks = month_ticks(
        months,
        lambda month: layout.at(month.minus(months[0]), 0)[0],
        text_width,
        lambda month: wording.month_short(month.year, month.number),
    )
    marks.foot(axes, ticks, layout)
    (middle,) = layout.apart([layout.at(*last)[1]], [end])
    marks.end_label(figure, layout, end, middle)


def _end_label(chart: Chart, value: float) -> EndLabel:
    words = wording.signed(value, chart.decimals)
    return EndLabel(Label(words, size=15, bold=True), None, _colour(chart, value))


def _colour(chart: Chart, value: float) -> str:
    wrong = value > 0 if chart.good_side == "below" else value < 0
    return MISSED if wrong else DATA
