"""A yearly sheet with its months as columns, turned into a row a month and kind."""

import re
from collections.abc import Collection
from dataclasses import replace

from salo_plan.extracts.faults import Fault
from salo_plan.extracts.layout_faults import UNKNOWN_COLUMN
from salo_plan.extracts.personal import shown_name
from salo_plan.extracts.raw import RawRow, RawSheet
from salo_plan.extracts.values import Cell, text_value
from salo_plan.told import Told

_MONTH_HEADS = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä",
    "heinä", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip


def months_as_rows(sheet: RawSheet, file_name: str) -> RawSheet:
    """Turn the wide yearly sheet of Ohjaamo (months as columns) into a row a month and kind."""
    year = re.search(r"(20\d{2})", file_name)
    head = next((row for row in sheet.rows if _month_places(row)), None)
    if year is None or head is None:
        return sheet
    places = _month_places(head)
    body = [row for row in sheet.rows if row.number > head.number]
    named = _label_place(head, body, places)
    rows = [RawRow(head.number, ("Kuukausi", "Laji", "Kävijöitä"))]
    for row in body:
        label = _cell(row, named)
        if not text_value(label):
            continue
        for place, number in places.items():
            month = f"{year[1]}-{number:02d}"
            rows.append(RawRow(row.number, (month, label, _figure_or_missing(_cell(row, place)))))
    faults = _column_faults(head, {*places, named}, set(places.values()))
    return replace(sheet, rows=tuple(rows), faults=(*sheet.faults, *faults))


def _cell(row: RawRow, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _label_place(head: RawRow, body: list[RawRow], months: Collection[int]) -> int:
    """Find the column that names the rows: the one with the total and no name twice."""

    def names_rows(place: int) -> tuple[bool, bool]:
        names = [text for row in body if (text := text_value(_cell(row, place)).lower())]
        return "yhteensä" in names and len(set(names)) == len(names), bool(names)

    others = [place for place in range(len(head.cells)) if place not in months]
    return max(others, key=names_rows, default=len(head.cells))


def _column_faults(head: RawRow, used: Collection[int], months: Collection[int]) -> list[Fault]:
    """Warn of columns that are no month, and of months that are not there."""
    others = {place: text_value(cell) for place, cell in enumerate(head.cells, start=1)}
    faults = [
        Fault(UNKNOWN_COLUMN, "warning", row=head.number, column=shown_name(name, place))
        for place, name in others.items()
        if name and name.lower() != "yhteensä" and place - 1 not in used
    ]
    gaps = [name for n, name in enumerate(_MONTH_HEADS, 1) if n < max(months) and n not in months]
    if gaps:
        reason = Told("no column for {months}", months=", ".join(f"{name}kuu" for name in gaps))
        faults.append(Fault(reason, "warning", row=head.number))
    return faults


def _month_places(row: RawRow) -> dict[int, int]:
    found = {}
    for place, cell in enumerate(row.cells):
        name = text_value(cell).lower().removesuffix("kuu")
        if name in _MONTH_HEADS:
            found[place] = _MONTH_HEADS.index(name) + 1
    return found if len(found) >= 2 else {}


def _figure_or_missing(cell: Cell) -> Cell:
    text = text_value(cell)
    return ".." if text and not any(sign.isdigit() for sign in text) and text != "-" else cell
