"""The bytes of the example's files: CSV as the town's systems write it, and Excel workbooks."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from salo_plan.extracts.dataset import Dataset

Cell = str | int | float | date | None
Row = Sequence[Cell]
UTF8 = "utf-8-sig"
WINDOWS = "cp1252"
_COLUMN_WIDTH = 22


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of the example: its name in data/raw and its bytes."""

    name: str
    content: bytes


def headers(dataset: Dataset) -> list[Cell]:
    """Return the headers of a dataset's files in order."""
    return [rule.header for rule in dataset.rules]


def csv_file(name: str, header: Row, rows: Iterable[Row], encoding: str = UTF8) -> MadeFile:
    """Write a CSV file: semicolons, decimal commas, days as d.m.yyyy."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return MadeFile(name, text.getvalue().encode(encoding))


def workbook(name: str, sheets: Mapping[str, Iterable[Row]]) -> MadeFile:
    """Write an Excel workbook without any clock time, so that the same rows give the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "Esimerkkiaineisto", "created": datetime(2024, 1, 31)})
    day_format = book.add_format({"num_format": "d.m.yyyy", "align": "left"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        sheet.set_column(0, 12, _COLUMN_WIDTH)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day_format)
                elif cell is not None:
                    sheet.write(place, column, cell)
    book.close()
    return MadeFile(name, buffer.getvalue())


def euros(cents: int) -> str:
    """Write euros to the cent, as `251 337,42`."""
    return f"{cents / 100:,.2f}".replace(",", " ").replace(".", ",")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    return repr(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
