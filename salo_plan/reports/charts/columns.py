"""Columns from zero, one a month: how far a running sum is from its even path."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from salo_plan import wording
from salo_plan.periods import Month, Term
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.labels import Label, end_value, first_free, stacked, text_width
from salo_plan.reports.charts.layout import EndLabel, Layout, Series
from salo_plan.reports.charts.line_plot import MARGIN_WORDS
from salo_plan.reports.charts.palette import AXIS, DATA, GRID, MISSED, SECONDARY
from salo_plan.reports.charts.scales import MonthTick, month_ticks, value_scale
from salo_plan.reports.report import Chart

WIDTH = 0.62
GAP = 3.0


def draw_columns(figure: Figure, chart: Chart) -> None:
    """Draw the first line as columns; those on the wrong side of zero have their own colour.

    A forecast is a pale range at its month, with the words of it beside.
    """
    months = _months(chart)
    points = chart.lines[0].points
    series = Series(chart.lines[0].name, tuple(point.value for point in points))
    last = series.known[-1]
    label = end_value(wording.signed(last[1], chart.decimals))
    ends = _forecast(chart)
    scale = value_scale(
        [0.0, *(value for _, value in series.known), *ends], whole=chart.decimals == 0
    )
    told = stacked(chart.forecast_words, MARGIN_WORDS) if ends else label
    layout = Layout.around(scale, len(months), told.width, columns=True)
    box = _beside(layout, series, label) if ends else None
    if ends and not box:
        layout = Layout.around(scale, len(months), max(told.width, label.width), columns=True)
    axes = marks.open_axes(figure, layout)
    places, values = zip(*series.known, strict=True)
    colours = [_colour(chart, value) for value in values]
    axes.bar(places, values, width=WIDTH, color=colours, zorder=2)
    if ends:
        _draw_range(axes, len(months) - 1, ends)
    marks.level(axes, 0, color=AXIS, lw=1.2, zorder=3)
    marks.foot(axes, foot_ticks(months, layout), layout)
    colour = _colour(chart, last[1])
    if box:
        marks.words(figure, label, box, colour)
    margin = [] if box else [(EndLabel(label, None, colour), layout.at(*last)[1])]
    if ends:
        middle = layout.at(0, sum(ends) / len(ends))[1]
        margin.append((EndLabel(told, None, SECONDARY), middle))
    heights = layout.apart([middle for _, middle in margin], [words for words, _ in margin])
    for (words, _), middle in zip(margin, heights, strict=True):
        marks.end_label(figure, layout, words, middle)


def foot_ticks(months: tuple[Month, ...], layout: Layout) -> list[MonthTick]:
    """Choose the months that are labelled under the columns."""
    return month_ticks(months, lambda month: layout.at(month.minus(months[0]), 0)[0], text_width)


def _months(chart: Chart) -> tuple[Month, ...]:
    given = [Month.parse(p.month) for p in (*chart.lines[0].points, *chart.forecast)]
    return tuple(Term(min(given), max(given)))


def _forecast(chart: Chart) -> list[float]:
    return [point.value for point in chart.forecast if point.value is not None]


def _beside(layout: Layout, series: Series, label: Label) -> Bbox | None:
    """Find room for the last column's figure: at its end, then right of it."""
    columns = [layout.column(place, value, WIDTH) for place, value in series.known]
    _, value = series.known[-1]
    own = columns[-1]
    forecast = layout.at(layout.places - 1 - WIDTH, 0)[0]
    end = own.y1 + GAP if value >= 0 else own.y0 - GAP - label.height
    spots = [
        Bbox.from_bounds(left, low, label.width, label.height)
        for low in (end, (own.y0 + own.y1 - label.height) / 2)
        for left in ((own.x0 + own.x1 - label.width) / 2, own.x0, own.x1 + GAP)
        if layout.bottom <= low <= layout.ceiling - label.height
        and layout.left <= left <= forecast - label.width
    ]
    return first_free(spots, [layout.across(0)], columns)


def _draw_range(axes: Axes, place: int, ends: list[float]) -> None:
    """Draw a range as a pale column between two whiskers."""
    low, high = min(ends), max(ends)
    axes.bar(place, high - low, width=WIDTH, bottom=low, color=GRID, zorder=2)
    half = WIDTH / 2
    for end in (low, high):
        marks.line(
            axes, [place - half, place + half], [end, end], color=SECONDARY, lw=2, zorder=2.5,
            solid_capstyle="butt",
        )  # fmt: skip


def _colour(chart: Chart, value: float) -> str:
    wrong = value > 0 if chart.good_side == "below" else value < 0
    return MISSED if wrong else DATA
