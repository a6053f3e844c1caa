"""A received file as raw cells with the row numbers that an editor or Excel shows."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.values import Cell

DELIMITERS = ";\t,"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its number in the file and its cells as received."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """All rows of a file or of one sheet of a workbook, empty rows left out.

    `whole` is False when a text file does not end its last line: it may have been cut off.
    """

    name: str | None
    rows: tuple[RawRow, ...]
    encoding: str | None = None
    faults: tuple[Fault, ...] = ()
    whole: bool = True


def read_sheets(path: Path) -> tuple[RawSheet, ...]:
    """Read a CSV file or the visible sheets of a workbook; DataError when it is neither."""
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".ods"}:
        return tuple(_workbook_sheets(path))
    return (_csv_sheet(path),)


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Decode by byte order mark, then strict UTF-8, then Windows-1252; return text and encoding."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig"), "utf-8-sig"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        raise DataError(
            f"{name}: the text is neither UTF-8 nor Windows-1252 (byte {error.start + 1}). "
            "Save the file as CSV UTF-8 and deliver it again."
        ) from None


def _csv_sheet(path: Path) -> RawSheet:
    text, encoding = decode(path.read_bytes(), path.name)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[RawRow] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(RawRow(start, tuple(cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            f"{path.name}, row {start}: the row cannot be split into cells ({error}). "
            "A quotation mark is probably left open; deliver the file again."
        ) from None
    return RawSheet(None, tuple(rows), encoding)


def _delimiter(text: str) -> str:
    """Choose the mark that splits most of the first lines; a semicolon when none does."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {mark: sum(line.count(mark) for line in lines) for mark in DELIMITERS}
    if counts[";"]:
        return ";"
    return max(DELIMITERS, key=lambda mark: counts[mark])


def _workbook_sheets(path: Path) -> Iterator[RawSheet]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise DataError(f"{path.name}: the workbook cannot be opened ({error}).") from None
    for meta in workbook.sheets_metadata:
        if meta.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        first = (sheet.start or (0, 0))[0] + 1
        rows = tuple(
            RawRow(first + step, tuple(_cell(value) for value in cells))
            for step, cells in enumerate(sheet.to_python(skip_empty_area=True))
            if any(value not in ("", None) for value in cells)
        )
        yield RawSheet(meta.name, rows)


def _cell(value: object) -> Cell:
    if isinstance(value, str | int | float | bool | datetime) or value is None:
        return value
    return value if hasattr(value, "year") else str(value)  # type: ignore[return-value]
