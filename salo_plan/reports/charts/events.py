"""Columns of events: one a month with its number, a zero written out, no column where unknown."""

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from salo_plan import wording
from salo_plan.periods import Month
from salo_plan.reports.charts import marks as marks
from salo_plan.reports.charts.columns import GAP, WIDTH, foot_ticks
from salo_plan.reports.charts.labels import Label, stacked
from salo_plan.reports.charts.layout import EndLabel, Layout, Series
from salo_plan.reports.charts.line_plot import MARGIN_WORDS
from salo_plan.reports.charts.palette import DATA, MISSED, NO_DATA, SECONDARY
from salo_plan.reports.charts.scales import value_scale
from salo_plan.reports.report import Chart

_LAST = 15.0
_HEAD_ROOM = 1.14


def draw_events(figure: Figure, chart: Chart) -> None:
    """Draw the first line as columns from zero, with the target as a line across."""
    points = chart.lines[0].points
    months = tuple(Month.parse(point.month) for point in points)
    series = Series(chart.lines[0].name, tuple(point.value for point in points))
    layout, numbers, words, margin = _layout(chart, series)
    axes = marks.open_axes(figure, layout)
    if chart.limit is not None:
        marks.level(axes, chart.limit, color=SECONDARY, lw=1.4, ls=(0, (4, 3)), zorder=2.5)
    places, values = zip(*series.known, strict=True)
    colours = [_colour(chart, value, place) for place, value in series.known]
    axes.bar(places, values, width=WIDTH, color=colours, zorder=2)
    marks.foot(axes, foot_ticks(months, layout), layout)
    for place, (label, box) in numbers.items():
        marks.words(figure, label, box, _colour(chart, series.values[place], place), "center")
    if words:
        marks.words(figure, *words, marks.TARGET_INK)
    middles = layout.apart(
        [layout.at(0, value)[1] for _, value in margin], [end for end, _ in margin]
    )
    for (end, _), middle in zip(margin, middles, strict=True):
        marks.end_label(figure, layout, end, middle)


_Numbers = dict[int, tuple[Label, Bbox]]
_Margin = list[tuple[EndLabel, float]]
_Words = tuple[Label, Bbox] | None


def _layout(chart: Chart, series: Series) -> tuple[Layout, _Numbers, _Words, _Margin]:
    """Lay the chart out; what finds no place in the plot goes to the right margin."""
    values = [value for _, value in series.known]
    limits = [] if chart.limit is None else [chart.limit]
    ends = (min(0, *values, *limits), max(0.5, *values, *limits))
    scale = value_scale([0.0, *(_HEAD_ROOM * end for end in ends)], whole=chart.decimals == 0)
    places = len(series.values)
    layout = Layout.around(scale, places, 0, columns=True)
    numbers = _numbers(chart, layout, series)
    margin: list[tuple[EndLabel, float]] = []
    if places - 1 not in numbers:
        label, _ = _number(chart, layout, places - 1, series.values[-1])
        colour = _colour(chart, series.values[-1], places - 1)
        margin.append((EndLabel(label, None, colour), values[-1]))
    box = None
    if chart.limit is not None and chart.limit_words:
        columns = [layout.column(place, value, WIDTH) for place, value in series.known]
        taken = [*columns, *(box for _, box in numbers.values())]
        label = Label(chart.limit_words)
        box = None if margin else layout.beside_limit(label, chart.limit, False, [], taken)
        if box:
            return layout, numbers, (label, box), []
        beside = stacked(chart.limit_words, MARGIN_WORDS)
        margin.append((EndLabel(beside, None, marks.TARGET_INK), chart.limit))
    if not margin:
        return layout, numbers, None, []
    width = max(end.width for end, _ in margin)
    layout = Layout.around(scale, places, width, columns=True)
    numbers = _numbers(chart, layout, series)
    if any(end.value.size == _LAST for end, _ in margin):
        numbers.pop(places - 1, None)
    return layout, numbers, None, margin


def _numbers(chart: Chart, layout: Layout, series: Series) -> _Numbers:
    """Place the numbers: the last, the zeros and the gaps first, the rest if all of them fit."""
    boxes = {place: _number(chart, layout, place, v) for place, v in enumerate(series.values)}
    columns = {place: layout.column(place, value, WIDTH) for place, value in series.known}
    last = len(series.values) - 1
    first = [last, *(place for place, value in enumerate(series.values) if not value)]

    def meets(place: int, placed: _Numbers) -> bool:
        box = boxes[place][1]
        outside = box.x0 < layout.left - GAP or box.x1 > layout.right + GAP
        others = [other for at, other in columns.items() if at != place]
        others += [other for _, other in placed.values()]
        return outside or any(box.padded(1).overlaps(other) for other in others)

    placed: _Numbers = {}
    for place in dict.fromkeys(first):
        if not meets(place, placed):
            placed[place] = boxes[place]
    everything = dict(placed)
    for place in boxes.keys() - placed.keys():
        if meets(place, everything):
            return placed
        everything[place] = boxes[place]
    return everything


def _number(chart: Chart, layout: Layout, place: int, value: float | None) -> tuple[Label, Bbox]:
    """Put a number at the end of its column, clear of the target's line."""
    last = place == layout.places - 1
    label = Label(wording.number(value, chart.decimals), _LAST if last else 12, bold=True)
    column = layout.column(place, value or 0.0, WIDTH)
    low = column.y0 - GAP - label.height if (value or 0) < 0 else column.y1 + GAP
    if chart.limit is not None:
        line = layout.at(0, chart.limit)[1]
        if low - GAP < line < low + label.height + GAP:
            low = line + GAP
    low = max(layout.bottom, min(low, layout.ceiling - label.height))
    middle = (column.x0 + column.x1) / 2
    return label, Bbox.from_bounds(middle - label.width / 2, low, label.width, label.height)


def _colour(chart: Chart, value: float | None, place: int) -> str:
    """Colour a column by the target; one of a month before it was in force is not judged."""
    if value is None:
        return NO_DATA
    if chart.limit is None or chart.lines[0].points[place].month < chart.limit_from:
        return DATA
    missed = value > chart.limit if chart.good_side == "below" else value < chart.limit
    return MISSED if missed else DATA
