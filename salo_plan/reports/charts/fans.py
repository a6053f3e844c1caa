"""The small fan of the outlook: the year so far as a line, and its range at the year's end."""

from salo_plan.reports.charts.palette import AXIS, DATA, FAN, SECONDARY
from salo_plan.reports.charts.sparklines import height_between, small_picture
from salo_plan.reports.report import Fan

FAN_WIDTH, FAN_HEIGHT = 112, 34

_LOW, _HIGH = 29.0, 5.0
_LEFT, _STEP = 3.0, 9.5


def fan(given: Fan) -> str:
    """Draw a fan as an `img` of 112 x 34 px, its words as the alternative text."""
    return small_picture(fan_svg(given), FAN_WIDTH, FAN_HEIGHT, given.alt)


def fan_svg(given: Fan) -> str:
    """Draw the picture as SVG text: January stands at the left edge, December at the right."""
    ends = [*given.so_far, given.low, given.high]
    if given.limit is not None:
        ends.append(given.limit)
    span = (min(ends), max(ends))

    def place(month: int, value: float) -> str:
        height = height_between(value, span, _LOW, _HIGH)
        return f"{_LEFT + (month - 1) * _STEP:g} {height}"

    now = len(given.so_far)
    track = "L".join(place(month, value) for month, value in enumerate(given.so_far, start=1))
    cone = "L".join((place(now, given.so_far[-1]), place(12, given.high), place(12, given.low)))
    parts = [f"<path d='M{cone}z' fill='{FAN}' stroke='{SECONDARY}' stroke-width='.6'/>"]
    if given.limit is not None:
        _, height = place(1, given.limit).split()
        parts.append(
            f"<path d='M0 {height}h{FAN_WIDTH}' stroke='{SECONDARY}' stroke-dasharray='3'/>"
        )
    parts.append(f"<path d='M{track}' fill='none' stroke='{AXIS}' stroke-width='1.6'/>")
    x, y = place(now, given.so_far[-1]).split()
    parts.append(f"<circle cx='{x}' cy='{y}' r='2.6' fill='{DATA}'/>")
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{FAN_WIDTH}' height='{FAN_HEIGHT}'>"
        f"{''.join(parts)}</svg>"
    )
