"""A received file as raw cells with the row numbers that an editor or Excel shows."""

from dataclasses import dataclass
from pathlib import Path

from salo_plan.extracts.faults import Fault
from salo_plan.extracts.values import Cell
from salo_plan.extracts.workbooks.kinds import WORKBOOK_SUFFIXES


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its number in the file and its cells as received."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """All rows of a file or of one sheet of a workbook, empty rows left out.

    `encoding` is None for a sheet of a workbook. `whole` is False when a text file does not end
    its last line: it may have been cut off.
    """

    name: str | None
    rows: tuple[RawRow, ...]
    encoding: str | None = None
    faults: tuple[Fault, ...] = ()
    whole: bool = True


def read_sheets(path: Path) -> tuple[RawSheet, ...]:
    """Read a text table or the visible sheets of a workbook; DataError when it is neither."""
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        from salo_plan.extracts.workbook import read_workbook

        return read_workbook(path).sheets
    from salo_plan.extracts.csv_file import read_csv_file

    return (read_csv_file(path),)
