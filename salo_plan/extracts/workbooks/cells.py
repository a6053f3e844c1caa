"""Which cells of a workbook are read, and the faults of those that hold no usable value."""

import re
from collections.abc import Iterable
from functools import cache

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.told import Told

MAX_COLUMNS = 200
MAX_ROWS = 100_000
TOLD_CELLS = 20
ERROR_TEXT = re.compile(r"#[A-Z_/0!?]+|Err:\d+")


@cache
def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@cache
def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def check_place(row: int, column: int) -> None:
    """Refuse a cell outside the area that is read."""
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise DataError(
            Told(
                "the workbook reaches to cell {cell}; at most {columns} "
                "columns and {rows} rows are read. Delete what stands far from the table, or copy "
                "the table to a new workbook.",
                cell=f"{column_letters(column)}{row}",
                columns=MAX_COLUMNS,
                rows=MAX_ROWS,
            )
        )


def error_cell(row: int, column: int, shown: str) -> Fault:
    """Make the fault of a cell that shows an error in place of a value."""
    reason = Told("the cell shows an error, not a value. Correct it in Excel and deliver again")
    return _fault(row, column, reason, shown if ERROR_TEXT.fullmatch(shown) else None)


def bare_formula(row: int, column: int) -> Fault:
    """Make the fault of a formula whose result was never stored."""
    reason = Told(
        "a formula without a stored value, as a program writes it. Open the workbook in Excel, "
        "save it and deliver again, or paste the values"
    )
    return _fault(row, column, reason)


def uncalculated_formula(row: int, column: int) -> Fault:
    """Make the fault of a formula whose stored 0 only holds the place of its result."""
    reason = Told(
        "a formula that was never calculated: the stored 0 only holds its place. Open the workbook "
        "in Excel, save it and deliver again"
    )
    return _fault(row, column, reason, "0")


def first_of(faults: Iterable[Fault]) -> list[Fault]:
    """Return a sheet's faults by row; after the first ones, a line that counts the rest."""
    ordered = sorted(faults, key=lambda fault: fault.row or 0)
    if len(ordered) <= TOLD_CELLS:
        return ordered
    rest = len(ordered) - TOLD_CELLS
    return [*ordered[:TOLD_CELLS], Fault(Told("{more} more cells hold no usable value", more=rest))]


def _fault(row: int, column: int, reason: str, value: str | None = None) -> Fault:
    letters = column_letters(column)
    return Fault(reason, row=row, column=letters, cell=f"{letters}{row}", value=value)
