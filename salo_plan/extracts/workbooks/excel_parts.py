"""What the parts of an Excel workbook tell: its sheets, their cells, their bare formulas."""

import re
from typing import TYPE_CHECKING

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.workbooks.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    bare_formula,
    check_place,
    column_letters,
    column_number,
    error_cell,
    first_of,
    uncalculated_formula,
)
from salo_plan.extracts.workbooks.parts import Attributes, PartScan, local_name, whole_number
from salo_plan.told import Told

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_DIGITS = "0123456789"
_NEAR_COLUMNS = frozenset(column_letters(number + 1) for number in range(MAX_COLUMNS))
_NEAR_DIGITS = len(str(MAX_ROWS)) - 1
_TRUE = frozenset({"1", "true", "on"})


class WorkbookScan(PartScan):
    """The sheets of an Excel workbook by name, and whether its formulas await calculation."""

    def __init__(self, parser: "XMLParserType") -> None:
        """Begin with no sheets."""
        super().__init__(parser)
        self.sheets: dict[str, str] = {}
        self.must_be_calculated = False

    def _start(self, name: str, attributes: Attributes) -> None:
        if local_name(name) == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            self.sheets[attributes.get("name", "")] = relation
        elif local_name(name) == "calcPr":
            self.must_be_calculated = attributes.get("fullCalcOnLoad", "").lower() in _TRUE


class RelationScan(PartScan):
    """Which part each relation of a part means."""

    def __init__(self, parser: "XMLParserType") -> None:
        """Begin with no relations."""
        super().__init__(parser)
        self.targets: dict[str, str] = {}

    def _start(self, name: str, attributes: Attributes) -> None:
        if local_name(name) == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class SheetScan(PartScan):
    """The cells of one Excel sheet: their places, error cells and formulas without a value.

    A sheet may hold a million cells, so a cell's place is worked out only when it is told.
    """

    def __init__(self, parser: "XMLParserType") -> None:
        """Begin above the first row."""
        super().__init__(parser)
        self._row = 0
        self._reference = ""
        self._type: str | None = None
        self._formula = False
        self._value: str | None = None
        self._faults: list[Fault] = []
        self._zeros: list[Fault] = []

    def faults(self, must_be_calculated: bool) -> list[Fault]:
        """List the unusable cells; a formula's 0 is one when the workbook awaits calculation."""
        return first_of(self._faults + (self._zeros if must_be_calculated else []))

    def _start(self, name: str, attributes: Attributes) -> None:
        kind = local_name(name)
        if kind == "c":
            reference = attributes.get("r") or self._next_reference()
            letters = reference.rstrip(_DIGITS)
            if letters not in _NEAR_COLUMNS or len(reference) - len(letters) > _NEAR_DIGITS:
                place_of(reference)
            self._reference = reference
            self._formula = False
            self._value = None
            self._type = attributes.get("t")
            if self._type == "e":
                self._parser.EndElementHandler = self._end
        elif kind == "v":
            if self._parser.EndElementHandler is not None:
                self._value = ""
                self._parser.CharacterDataHandler = self._text
        elif kind == "row":
            number = attributes.get("r")
            self._row = whole_number(number) if number else self._row + 1
            self._reference = ""
        elif kind == "f":
            self._formula = True
            self._parser.EndElementHandler = self._end
        elif kind == "dimension":
            place_of(attributes.get("ref", "A1").rpartition(":")[2])

    def _next_reference(self) -> str:
        """Name a cell that does not say its place: it stands beside the one before it."""
        row, column = place_of(self._reference) if self._reference else (self._row, 0)
        return f"{column_letters(column + 1)}{row}"

    def _text(self, text: str) -> None:
        self._value = (self._value or "") + text

    def _end(self, name: str) -> None:
        kind = local_name(name)
        if kind == "v":
            self._parser.CharacterDataHandler = None
        elif kind == "c":
            # Ends are listened to inside these cells alone, which saves a third of the pass.
            self._parser.EndElementHandler = None
            self._judge(*place_of(self._reference))

    def _judge(self, row: int, column: int) -> None:
        # Excel stores the empty text of =IF(...;"") as an empty value of type str.
        empty = self._value is None or (not self._value and self._type != "str")
        if self._type == "e":
            self._faults.append(error_cell(row, column, self._value or ""))
        elif self._formula and empty:
            self._faults.append(bare_formula(row, column))
        elif self._formula and self._value in ("0", "0.0"):
            self._zeros.append(uncalculated_formula(row, column))


def place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a cell such as C4; DataError when it is too far or none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise DataError(
            Told(
                "'{cell}' is no cell of a sheet: the workbook is damaged. "
                "Ask the sender for the file again.",
                cell=reference[:20],
            )
        )
    row, column = int(match[2]), column_number(match[1])
    check_place(row, column)
    return row, column
