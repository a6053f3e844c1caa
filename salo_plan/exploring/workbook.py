"""A table as an Excel workbook in which no cell is a formula, whatever its text begins with."""

import io
import math
from collections.abc import Sequence
from datetime import date, datetime
from numbers import Real
from typing import Any

import pandas as pd
import xlsxwriter

_WIDTHS = (9, 48)
_NEVER_GUESSED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook_bytes(table: pd.DataFrame, notes: Sequence[str]) -> bytes:
    """Write a table to the first sheet and what must be known of it to the second.

    A text is written as a text, so one that begins with = + - or @ stays what it is. A missing
    value is an empty cell, never nan.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _NEVER_GUESSED)
    book.set_properties({"created": datetime(2000, 1, 1)})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d.m.yyyy"})
    sheet = book.add_worksheet("Taulukko")
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, str(name), bold)
        cells = list(table.iloc[:, column])
        longest = max((len(str(cell)) for cell in (name, *cells)), default=0)
        sheet.set_column(column, column, min(max(longest + 1, _WIDTHS[0]), _WIDTHS[1]))
        for row, cell in enumerate(cells, start=1):
            _write(sheet, row, column, cell, day)
    about = book.add_worksheet("Tiedot")
    about.set_column(0, 0, 80)
    for row, note in enumerate(notes):
        about.write_string(row, 0, note)
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and not math.isfinite(cell)):
        return
    if isinstance(cell, bool) or not isinstance(cell, Real | date):
        sheet.write_string(row, column, str(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    else:
        sheet.write_number(row, column, float(cell))
