"""What the XML parts of a zipped workbook have in common for the one pass over them."""

from abc import ABC, abstractmethod
from functools import cache
from typing import TYPE_CHECKING

from salo_plan.errors import DataError
from salo_plan.told import Told

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

Attributes = dict[str, str]
_MOST_DIGITS = 7


@cache
def local_name(name: str) -> str:
    """Return an XML name without its prefix."""
    return name.rpartition(":")[2]


def whole_number(text: str) -> int:
    """Read a row number or a repeat count; DataError when it is none."""
    if text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise DataError(
        Told(
            "'{text}' stands where a number of rows or columns belongs: the workbook is damaged. "
            "Ask the sender for the file again.",
            text=text[:20],
        )
    )


class PartScan(ABC):
    """What is looked for in one part; it takes over the parser after the root element."""

    def __init__(self, parser: "XMLParserType") -> None:
        """Listen to the elements that follow."""
        self._parser = parser
        parser.StartElementHandler = self._start

    @abstractmethod
    def _start(self, name: str, attributes: Attributes) -> None:
        """Take one element."""
