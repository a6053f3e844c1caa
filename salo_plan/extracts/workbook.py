"""Workbooks (.xlsx, .xlsm, .xls, .ods) as raw sheets, with what stands in the way of using them.

A workbook is made by a stranger: its kind is told by its first bytes, its size and cells are
checked before any reader opens it, and the reader runs in a process of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.raw import RawRow, RawSheet
from salo_plan.extracts.workbooks.cells import column_number
from salo_plan.extracts.workbooks.child import Sheet
from salo_plan.extracts.workbooks.kinds import check_kind
from salo_plan.extracts.workbooks.reading_process import reading_process
from salo_plan.told import Told


@dataclass(frozen=True, slots=True)
class Workbook:
    """The visible sheets of a workbook that hold anything, in order, and all its faults.

    Each sheet carries the faults of its own cells and the notes on the whole workbook, so that an
    error on a sheet nobody reads refuses nothing.
    """

    sheets: tuple[RawSheet, ...]
    faults: tuple[Fault, ...]


def read_workbook(path: Path) -> Workbook:
    """Read a workbook; DataError with one message when it may not or cannot be opened.

    Row numbers are those Excel shows, and the place of a cell in its row is its column, so that the
    first cell is always column A. Dates, numbers and yes/no values come as such.
    """
    try:
        check_kind(path)
    except OSError as error:
        raise DataError(
            Told("the file cannot be opened ({error}). Is it open in Excel?", error=error.strerror)
        ) from None
    sheets, notes = reading_process().read(path)
    if not sheets:
        skipped = Told.joined("; ", (note.reason for note in notes))
        raise DataError(
            Told(
                "the workbook has no visible sheet with rows ({told}). Ask the sender for it "
                "again.",
                told=skipped or Told("it has no sheets"),
            )
        )
    faults = [fault for _, _, unusable in sheets for fault in unusable]
    return Workbook(tuple(_raw_sheet(sheet, notes) for sheet in sheets), (*notes, *faults))


def with_headers(faults: Sequence[Fault], headers: Sequence[str]) -> list[Fault]:
    """Name the columns of a workbook's cells by their headers in place of their letters."""
    return [_with_header(fault, headers) for fault in faults]


def _with_header(fault: Fault, headers: Sequence[str]) -> Fault:
    place = column_number(fault.column) - 1 if fault.cell and fault.column else len(headers)
    return replace(fault, column=headers[place] or None) if place < len(headers) else fault


def _raw_sheet(sheet: Sheet, notes: Sequence[Fault]) -> RawSheet:
    name, rows, unusable = sheet
    return RawSheet(name, tuple(RawRow(*row) for row in rows), None, (*notes, *unusable))
