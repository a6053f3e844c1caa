"""The cases as tests use them: their files, what must come out, and the same saved in Excel."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

CASES = Path(__file__).parent
# What the program says for a reason of the library; the wording is free, the meaning is not.
MEANINGS = {
    "column name repeated": r"name is repeated \(positions 2 and 5\)",
    "missing": "the cell is empty",
    "looks like an Excel serial number (30.6.2023); not a date in a known form": (
        r"Excel serial number \(30\.6\.2023\)"
    ),
    "not d.m.yyyy or yyyy-mm-dd": r"not a date in the form d\.m\.yyyy or yyyy-mm-dd",
    "not d.m.yyyy or yyyy-mm-dd (ISO basic form; date.fromisoformat of Python 3.11 takes it)": (
        r"not a date in the form d\.m\.yyyy or yyyy-mm-dd"
    ),
    "two-digit year": "two-digit year",
    "no such day": "no such day",
    "no such day (2023 is not a leap year)": "no such day",
    "after the period end": "after the end of the period",
    "after the period end 30.6.2023": r"after the end of the period \(30\.6\.2023\)",
    "age 123, outside the working-age limits set for the dataset": r"age would be 123; .* 14 to 80",
    "unemployment began before the job search did": "unemployment began before the job search",
    "fewer fields than the header (10) and no line end: file looks cut off": (
        "where the header has 10 and no line end: the file looks cut off"
    ),
    "the same; the last byte is half a letter of UTF-8": (
        "where the header has 10 and no line end|a letter is broken"
    ),
    "0 bytes": r"\(0 bytes\)",
    "header but no rows": "header but no rows",
    "HTML page (a login page?), not a workbook": r"web page \(HTML\), not a workbook: a login page",
    "text table named .xlsx (or accepted as CSV with a warning, 6 rows)": (
        r"text table \(CSV\) named \.xlsx"
    ),
    "null byte": "null byte",
    "formula without a stored value (the total C5 likewise): open and save in Excel or paste "
    "values": (
        "formula without a stored value.*Open the workbook in Excel, save it.*paste the values"
    ),
    "hidden sheet vanha skipped": "hidden sheet 'vanha' was skipped",
    "unpacked size or ratio above the limit set": "unpacks to 1013 times its size",
    "not in the schema, dropped before anything is stored": "dropped before anything is stored",
    "not a whole number 0-10": "not a whole number",
    "above 10": "outside the range 0 to 10",
    "not a number": "not a number",
    "contact on 6.6. before unemployment began on 8.6.: in time, or to be checked": (
        r"before unemployment began \(8\.6\.2023\): counted as in time, to be checked"
    ),
    "not an address": "not an e-mail address",
    "line break in the address": "a line break in the address",
}


@dataclass(frozen=True)
class Case:
    """One folder of the library."""

    folder: Path
    expected: dict[str, Any]

    @property
    def values(self) -> dict[str, Any]:
        return self.expected["values"]

    def file(self, name: str) -> Path:
        return self.folder / name

    @property
    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if path.name != "expected.yaml")


def case(number: str) -> Case:
    folder = next(CASES.glob(f"{number}-*"))
    return Case(folder, yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8")))


def assert_told(
    entry: dict[str, Any], faults: Iterable[dict[str, Any]], level: str = "error"
) -> None:
    """Hold that every expected fault is told at its place, by its meaning, and nothing is lost."""
    private = {column["name"] for column in entry["columns"] if column["private"]}
    for expected in faults:
        column = expected.get("column", "").split(" (")[0] or None
        value = None if column in private else expected.get("value")
        meaning = re.compile(MEANINGS[expected["reason"]])
        assert any(
            fault["level"] == level
            and meaning.search(fault["reason"])
            and fault["row"] == expected.get("row")
            and (column is None or fault["column"] == column)
            and (expected.get("cell") in (None, fault["cell"]))
            and (value is None or fault["value"] == value)
            for fault in entry["faults"]
        ), (expected, entry["faults"])


def reading_forms(path: Path, folder: Path) -> dict[str, Path]:
    """A text table as it is and saved as .xlsx: with the texts it has, and with Excel's types."""
    return {
        "csv": path,
        "xlsx": as_workbook(path, folder / "texts", str),
        "xlsx, typed": as_workbook(path, folder / "typed", typed_cell),
    }


def as_workbook(path: Path, folder: Path, cell: Callable[[str], Any]) -> Path:
    """Save a text table as a workbook of the same name, cell for cell and row for row."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / path.with_suffix(".xlsx").name
    book = xlsxwriter.Workbook(place)
    sheet = book.add_worksheet("Taulu")
    day = book.add_format({"num_format": "d.m.yyyy"})
    text = path.read_bytes().decode("utf-8-sig")
    for row, cells in enumerate(csv.reader(io.StringIO(text), delimiter=";")):
        for place_in_row, written in enumerate(cells):
            value = cell(written)
            if isinstance(value, datetime):
                sheet.write_datetime(row, place_in_row, value, day)
            elif isinstance(value, float):
                sheet.write_number(row, place_in_row, value)
            elif value:
                sheet.write_string(row, place_in_row, value)
    book.close()
    return place


def typed_cell(text: str) -> Any:
    """A cell as Excel keeps it when somebody has typed it in: a number, a day or a text."""
    if re.fullmatch(r"-?(?:0|[1-9]\d*)(?:,\d+)?", text):
        return float(text.replace(",", "."))
    # The first day of Excel's calendar, 1.1.1900, is read as an hour of the day.
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(?!1900)(\d{4})", text):
        try:
            return datetime(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            return text
    return text
