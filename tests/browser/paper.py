"""A printed page read back: its sheets, their words and lines, and where they stand."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

import pypdfium2

_POINTS = 72 / 25.4
SIDE, TOP, FOOT = 14 * _POINTS, 15 * _POINTS, 16 * _POINTS
ROOM = 1.5
Box = tuple[float, float, float, float]


def plain(text: str) -> str:
    """A text without spaces and hyphens, since a printed line may break at any of them."""
    return re.sub(r"[\s\x02\ufffe\u00ad-]+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Sheet:
    """One printed page: its text, and the boxes of its runs of text from the lower left corner."""

    width: float
    height: float
    text: str
    boxes: tuple[Box, ...]

    @property
    def inside(self) -> list[Box]:
        """The boxes above the foot margin, where only the page number stands."""
        return [box for box in self.boxes if box[3] > FOOT]

    @property
    def beyond(self) -> list[Box]:
        """The boxes beyond the margins, and those that reach into the foot margin."""
        return [
            box
            for box in self.boxes
            if box[0] < SIDE - ROOM
            or box[2] > self.width - SIDE + ROOM
            or box[3] > self.height - TOP + ROOM
            or box[1] < FOOT - ROOM < FOOT + ROOM < box[3]
        ]

    @property
    def over_each_other(self) -> list[tuple[Box, Box]]:
        """The pairs of runs of text that lie over each other."""
        boxes = sorted(self.boxes)
        return [
            (one, other)
            for place, one in enumerate(boxes)
            for other in boxes[place + 1 :]
            if min(one[2], other[2]) - max(one[0], other[0]) > ROOM
            and min(one[3], other[3]) - max(one[1], other[1]) > ROOM
        ]

    @property
    def lines(self) -> int:
        """How many lines of text the sheet has, the page number left out."""
        return len({round((box[1] + box[3]) / 2 / 4) for box in self.inside})


@dataclass(frozen=True)
class Printed:
    """A PDF and the words of the table rows that should be in it."""

    pdf: bytes
    rows: tuple[str, ...]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        found = []
        with pypdfium2.PdfDocument(self.pdf) as document:
            for page in document:
                text = page.get_textpage()
                boxes = tuple(text.get_rect(number) for number in range(text.count_rects()))
                found.append(Sheet(*page.get_size(), text.get_text_bounded(), boxes))
        return tuple(found)

    @property
    def broken_rows(self) -> list[str]:
        """The rows of tables that no sheet has whole."""
        rows = [plain(row) for row in self.rows]
        return [row for row in rows if not any(row in sheet for sheet in self.plain_sheets)]

    @cached_property
    def plain_sheets(self) -> tuple[str, ...]:
        return tuple(plain(sheet.text) for sheet in self.sheets)
