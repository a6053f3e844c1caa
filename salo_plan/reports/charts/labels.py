"""Labels of a chart: how wide they are, and places where they meet neither each other nor a line.

Places are in pixels from the lower left corner of the picture.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Bbox

_BETWEEN = 2.0
_LONG_VALUE = 10


@dataclass(frozen=True, slots=True)
class Label:
    """Words of one size and weight; `lines` of text stand on top of each other."""

    words: str
    size: float = 12
    bold: bool = False

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(text_width(line, self.size, self.bold) for line in self.words.split("\n"))

    @property
    def height(self) -> float:
        """The height that the lines take."""
        return 1.2 * self.size * len(self.words.split("\n"))


def end_value(words: str) -> Label:
    """Word the value that a chart ends in: large, but for a number that would push the plot out."""
    return Label(words, 15 if len(words) <= _LONG_VALUE else 12, bold=True)


def text_width(words: str, size: float = 12, bold: bool = False) -> float:
    """Measure words in pixels with the font that comes with matplotlib."""
    return text_size(words, size, bold)[0]


@cache
def text_size(words: str, size: float, bold: bool) -> tuple[float, float, float]:
    """Measure words in pixels: their width, height, and how far they reach below their line."""
    font = _font(size, bold)
    width, height, below = TextToPath().get_text_width_height_descent(words, font, ismath=False)
    return float(width), float(height), float(below)


@cache
def font_heights(size: float, bold: bool) -> tuple[float, float, float]:
    """Measure how far any letter reaches above and below its line, and the gap between lines."""
    font = get_font(findfont(_font(size, bold)))
    head, table = font.get_sfnt_table("head"), font.get_sfnt_table("OS/2")
    if head is None or table is None:
        raise ValueError("the font of the charts does not tell its heights")
    scale = 1 / head["unitsPerEm"] * size
    above, below = table["sTypoAscender"] * scale, -table["sTypoDescender"] * scale
    return above, below, table["sTypoLineGap"] * scale


def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")


def wrapped(words: str, width: float, lines: int = 3, size: float = 12) -> Label:
    """Break words into lines of at most `width` pixels; what does not fit ends in an ellipsis."""
    whole = Label(words, size)
    if whole.width <= width:
        return whole
    rows: list[str] = []
    for word in words.split(" "):
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and text_width(longer, size) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return Label("\n".join(_cut(row, width, size) for row in rows), size)


def stacked(words: str, width: float) -> Label:
    """Break words for a margin: wherever needed, or else after the first word."""
    label = wrapped(words, width)
    return Label(words.replace(" ", "\n", 1)) if label.words == words else label


def _cut(row: str, width: float, size: float) -> str:
    if text_width(row, size) <= width:
        return row
    while row and text_width(f"{row}…", size) > width:
        row = row[:-1]
    return f"{row.rstrip()}…"


def spread(
    centres: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Move stacked labels apart as little as possible, between `low` and `high`, order kept."""
    piles: list[_Pile] = []
    for index in sorted(range(len(centres)), key=lambda index: centres[index]):
        pile = _Pile(centres[index], (index,), heights[index]).within(low, high)
        while piles and pile.bottom < piles[-1].top + _BETWEEN:
            pile = piles.pop().joined(pile).within(low, high)
        piles.append(pile)
    middles = [0.0] * len(centres)
    for pile in piles:
        bottom = pile.bottom
        for index in pile.members:
            middles[index] = bottom + heights[index] / 2
            bottom += heights[index] + _BETWEEN
    return middles


def first_free(boxes: Iterable[Bbox], lines: Sequence[Path], taken: Sequence[Bbox]) -> Bbox | None:
    """Find the first box that no line crosses and no other label touches."""
    for box in boxes:
        around = box.padded(_BETWEEN)
        crossed = any(line.intersects_bbox(around, filled=False) for line in lines)
        if not crossed and not any(box.overlaps(other) for other in taken):
            return box
    return None


@dataclass(frozen=True, slots=True)
class _Pile:
    """Labels that touch, as one: bottom label first."""

    centre: float
    members: tuple[int, ...]
    height: float

    @property
    def bottom(self) -> float:
        return self.centre - self.height / 2

    @property
    def top(self) -> float:
        return self.centre + self.height / 2

    def joined(self, other: "_Pile") -> "_Pile":
        mine, theirs = len(self.members), len(other.members)
        centre = (self.centre * mine + other.centre * theirs) / (mine + theirs)
        height = self.height + _BETWEEN + other.height
        return _Pile(centre, self.members + other.members, height)

    def within(self, low: float, high: float) -> "_Pile":
        half = self.height / 2
        centre = max(low + half, min(self.centre, high - half))
        return _Pile(centre, self.members, self.height)
