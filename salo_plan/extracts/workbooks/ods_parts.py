"""What the one content part of an OpenDocument workbook (.ods) tells of its cells."""

from typing import TYPE_CHECKING

from salo_plan.extracts.faults import Fault
from salo_plan.extracts.workbooks.cells import (
    ERROR_TEXT,
    bare_formula,
    check_place,
    error_cell,
    first_of,
)
from salo_plan.extracts.workbooks.parts import Attributes, PartScan, local_name, whole_number

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_CELLS = frozenset({"table-cell", "covered-table-cell"})


class ContentScan(PartScan):
    """The cells of all sheets: their places, error cells and formulas without a value.

    Rows and cells may be repeated by a count; empty ones are repeated to the end of the sheet.
    """

    def __init__(self, parser: "XMLParserType") -> None:
        """Begin before the first sheet."""
        super().__init__(parser)
        self._sheet = ""
        self._first_row = self._last_row = self._column = 0
        self._place: tuple[int, int] | None = None
        self._is_error = self._in_comment = False
        self._shown = ""
        self._faults: dict[str, list[Fault]] = {}

    def faults(self) -> dict[str, list[Fault]]:
        """List the unusable cells of each sheet."""
        return {name: first_of(faults) for name, faults in self._faults.items()}

    def _start(self, name: str, attributes: Attributes) -> None:
        kind = local_name(name)
        if kind in _CELLS:
            self._cell({local_name(key): value for key, value in attributes.items()}, attributes)
        elif kind == "table-row":
            self._first_row = self._last_row + 1
            self._last_row += _repeated(attributes, "number-rows-repeated")
            self._column = 0
        elif kind == "table":
            named = (value for key, value in attributes.items() if local_name(key) == "name")
            self._sheet = next(named, "")
            self._last_row = 0
        elif kind == "annotation":
            self._in_comment = True

    def _cell(self, plain: Attributes, attributes: Attributes) -> None:
        column = self._column + 1
        self._column += _repeated(plain, "number-columns-repeated")
        is_formula = "formula" in plain
        # Both office: and calcext: have a value-type; only the second one tells of errors.
        types = {value for key, value in attributes.items() if local_name(key) == "value-type"}
        if not types and not is_formula:
            return
        check_place(self._last_row, self._column)
        if not types:
            self._tell(bare_formula(self._first_row, column))
        elif is_formula or "error" in types:
            self._place, self._shown = (self._first_row, column), ""
            self._is_error = "error" in types
            self._parser.CharacterDataHandler = self._text
            self._parser.EndElementHandler = self._end

    def _text(self, text: str) -> None:
        if not self._in_comment:
            self._shown += text

    def _end(self, name: str) -> None:
        kind = local_name(name)
        if kind == "annotation":
            self._in_comment = False
        elif kind in _CELLS and self._place is not None:
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
            shown = self._shown.strip()
            if self._is_error or ERROR_TEXT.fullmatch(shown):
                self._tell(error_cell(*self._place, shown))
            self._place = None

    def _tell(self, fault: Fault) -> None:
        self._faults.setdefault(self._sheet, []).append(fault)


def _repeated(attributes: Attributes, name: str) -> int:
    counts = (value for key, value in attributes.items() if local_name(key) == name)
    return max(1, whole_number(next(counts, "1")))
