"""Sparklines of the scoreboard: a small line as an image of a few hundred bytes."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from salo_plan.reports.charts.palette import AXIS, SECONDARY, VERDICT_COLOURS
from salo_plan.reports.report import Point

SPARK_WIDTH, SPARK_HEIGHT = 84, 26

_LOW, _HIGH = 21.0, 5.0
_LEFT, _RIGHT = 3.0, 76.0
_MOST_POINTS = 24
_SHAPES = {
    "near": "<path d='M{x} {y}m0-4l4 7h-8z' fill='#fff' stroke='{colour}' stroke-width='1.6'/>",
    "missed": "<path d='M{x} {y}m0-5l5 5-5 5-5-5z' fill='{colour}'/>",
}
_CIRCLE = "<circle cx='{x}' cy='{y}' r='3.6' fill='{colour}'/>"


def sparkline(points: Sequence[Point], limit: float | None, verdict: str, alt: str) -> str:
    """Draw a series as an `img` of 84 x 26 px: its line, the target, the last value's shape.

    Gaps stay gaps. Only the newest 24 points are drawn, which is all that the width can show.
    """
    return small_picture(spark_svg(points, limit, verdict), SPARK_WIDTH, SPARK_HEIGHT, alt)


def small_picture(svg: str, width: int, height: int, alt: str) -> str:
    """Hold a small SVG picture in an `img` with its alternative text."""
    # Quoted, not base64: a third shorter, and no address stands in the page.
    source = quote(svg, safe=" =/,-'")
    return (
        f'<img src="data:image/svg+xml,{source}"'
        f' width="{width}" height="{height}" alt="{escape(alt)}">'
    )


def spark_svg(points: Sequence[Point], limit: float | None, verdict: str) -> str:
    """Draw the picture of a sparkline as SVG text."""
    shown = points[-_MOST_POINTS:]
    known = [point.value for point in shown if point.value is not None]
    parts = []
    if known:
        ends = [*known, *([] if limit is None else [limit])]
        low, high = min(ends), max(ends)
        if limit is not None:
            height = _height(limit, low, high)
            parts.append(f"<path d='M0 {height}h80' stroke='{SECONDARY}' stroke-dasharray='3'/>")
        track = _track(shown, low, high)
        parts.append(f"<path d='{track}' fill='none' stroke='{AXIS}' stroke-width='1.6'/>")
        if shown[-1].value is not None:
            shape = _SHAPES.get(verdict, _CIRCLE)
            place = {"x": f"{_RIGHT:g}", "y": _height(shown[-1].value, low, high)}
            parts.append(shape.format(**place, colour=VERDICT_COLOURS[verdict]))
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{SPARK_WIDTH}' height='{SPARK_HEIGHT}'>"
        f"{''.join(parts)}</svg>"
    )


def _track(points: Sequence[Point], low: float, high: float) -> str:
    """Write the line as a path; a point between two gaps is a dash of two pixels."""
    step = (_RIGHT - _LEFT) / max(1, len(points) - 1)
    start = _LEFT if len(points) > 1 else _RIGHT
    track = ""
    drawing = False
    for place, point in enumerate(points):
        after = points[place + 1].value if place + 1 < len(points) else None
        if point.value is not None:
            track += "L" if drawing else "M"
            track += f"{start + place * step:.0f} {_height(point.value, low, high)}"
            track += "" if drawing or after is not None else "h2"
        drawing = point.value is not None
    return track


def _height(value: float, low: float, high: float) -> str:
    return height_between(value, (low, high), _LOW, _HIGH)


def height_between(value: float, ends: tuple[float, float], bottom: float, top: float) -> str:
    """Write how high a value stands between the lowest and the highest, in pixels from above."""
    low, high = ends
    part = (value - low) / (high - low) if high > low else 0.5
    return f"{bottom - part * (bottom - top):.1f}".removesuffix(".0")
