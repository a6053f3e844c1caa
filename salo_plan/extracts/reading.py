"""From a received file to a validated table: raw cells, then typed columns, then the schema."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors

from salo_plan.errors import DataError, unknown_name
from salo_plan.extracts.dataset import DTYPES, Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.raw import RawRow, RawSheet, read_sheets
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.values import (
    Cell,
    date_value,
    month_value,
    number_value,
    text_value,
    yes_no_value,
)
from salo_plan.fingerprints import sha256_of

FOOTNOTE_STARTS = ("lähde:", "huom", "*", "tulostettu", "ajopäivä", "raportti:")
_ABSENT: dict[str, Any] = {"date": pd.NaT, "yes_no": False}


def read_table(path: Path, dataset: Dataset, workspace: Path) -> Table:
    """Read and validate one file; every fault of the file is in the table that comes back."""
    shown = path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else path.name
    digest = sha256_of(path)
    try:
        sheet = _choose_sheet(read_sheets(path), dataset, path.name)
    except DataError as error:
        return Table(dataset.id, shown, digest, dataset.empty_frame(), (Fault(str(error)),), 0)
    if dataset.reshape:
        sheet = dataset.reshape(sheet, path.name)
    header, places, faults = _find_header(sheet, dataset)
    if header is None:
        return Table(dataset.id, shown, digest, dataset.empty_frame(), tuple(faults), 0)
    body = [row for row in sheet.rows if row.number > header.number]
    rows, left_out = _data_rows(body, places, dataset)
    frame, typing_faults = _typed(rows, places, dataset)
    faults += typing_faults
    if not any(fault.level == "error" for fault in faults):
        faults += _schema_faults(frame, dataset)
    if not any(fault.level == "error" for fault in faults):
        for check in dataset.checks:
            faults += check(frame)
    refused = any(fault.level == "error" for fault in faults)
    return Table(
        dataset.id,
        shown,
        digest,
        dataset.empty_frame() if refused else frame,
        tuple(faults),
        rows_read=len(rows) + left_out,
        totals_left_out=left_out,
        encoding=sheet.encoding,
    )


def header_key(text: Cell) -> str:
    """Return a header in the form it is compared in: NFC, single spaces, lower case."""
    return " ".join(unicodedata.normalize("NFC", text_value(text)).lower().split())


def _choose_sheet(sheets: tuple[RawSheet, ...], dataset: Dataset, name: str) -> RawSheet:
    if not sheets or not any(sheet.rows for sheet in sheets):
        raise DataError(f"{name}: the file is empty. Ask for it again from the sender.")
    if dataset.sheet is None:
        return next(sheet for sheet in sheets if sheet.rows)
    for sheet in sheets:
        if sheet.name and header_key(sheet.name) == header_key(dataset.sheet):
            return sheet
    raise DataError(
        f"{name}: {unknown_name('sheet', dataset.sheet, [s.name or '' for s in sheets])}"
    )


def _find_header(
    sheet: RawSheet, dataset: Dataset
) -> tuple[RawRow | None, dict[str, int], list[Fault]]:
    """Find the first row that holds most of the dataset's headers; list what is absent in it."""
    names = {
        header_key(name): rule.name
        for rule in dataset.rules
        for name in (rule.header, *rule.aliases)
    }
    best: tuple[int, RawRow | None] = (0, None)
    for candidate in sheet.rows[:30]:
        found = sum(header_key(cell) in names for cell in candidate.cells)
        if found > best[0]:
            best = (found, candidate)
    hits, row = best
    if row is None or hits * 2 < sum(not rule.optional for rule in dataset.rules):
        wanted = "; ".join(rule.header for rule in dataset.rules)
        return None, {}, [Fault(f"no header row was found. The columns should be: {wanted}.")]
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for place, cell in enumerate(row.cells):
        key = header_key(cell)
        name = names.get(key)
        if name in places:
            faults.append(Fault("the column is there twice", row=row.number, column=str(cell)))
        elif name is not None:
            places[name] = place
        elif key and key not in map(header_key, dataset.dropped):
            faults.append(
                Fault(
                    "unknown column, left out", "warning", row=row.number, column=text_value(cell)
                )
            )
    for rule in dataset.rules:
        if rule.name not in places and not rule.optional:
            near = unknown_name(
                "column", rule.header.lower(), [header_key(c) for c in row.cells if c]
            )
            faults.append(
                Fault(f"the column is missing ({near})", row=row.number, column=rule.header)
            )
    return row, places, faults


def _data_rows(
    body: list[RawRow], places: dict[str, int], dataset: Dataset
) -> tuple[list[RawRow], int]:
    """Leave out totals and footnotes, which stand below the data."""
    first = min(places.values())
    rows: list[RawRow] = []
    left_out = 0
    for row in body:
        label = header_key(row.cells[first]) if first < len(row.cells) else ""
        filled = sum(1 for cell in row.cells if text_value(cell))
        if label in dataset.total_words:
            left_out += 1
        elif filled == 1 and len(places) > 1 and label.startswith(FOOTNOTE_STARTS):
            continue
        else:
            rows.append(row)
    return rows, left_out


def _typed(
    rows: list[RawRow], places: dict[str, int], dataset: Dataset
) -> tuple[pd.DataFrame, list[Fault]]:
    """Type every column by its rule; a cell that does not fit becomes a fault with its row."""
    index = pd.Index([row.number for row in rows], name="row", dtype="int64")
    data: dict[str, pd.Series[Any]] = {}
    faults: list[Fault] = []
    for rule in dataset.rules:
        if rule.name not in places and not rule.optional:
            continue
        place = places.get(rule.name)
        cells = [
            row.cells[place] if place is not None and place < len(row.cells) else None
            for row in rows
        ]
        values, states, column_faults = _typed_column(rule, cells, index, dataset.decimal)
        faults += column_faults
        if column_faults:
            continue
        data[rule.name] = pd.Series(values, index=index, dtype=DTYPES[rule.kind])
        if rule.marks:
            data[rule.state_column] = pd.Series(states, index=index, dtype="str")
    return pd.DataFrame(data, index=index), sorted(faults, key=lambda fault: fault.row or 0)


def _typed_column(
    rule: ColumnRule, cells: list[Cell], index: "pd.Index[Any]", decimal: str
) -> tuple[list[Any], list[str], list[Fault]]:
    values: list[Any] = []
    states: list[str] = []
    faults: list[Fault] = []
    read = _reader(rule, decimal)
    for number, cell in zip(index, cells, strict=True):
        try:
            value, state = read(cell)
        except ValueError as reason:
            shown = None if rule.private else text_value(cell)
            faults.append(Fault(str(reason), row=int(number), column=rule.header, value=shown))
            continue
        values.append(value)
        states.append(state)
    return values, states, faults


def _reader(rule: ColumnRule, decimal: str) -> Callable[[Cell], tuple[Any, str]]:
    def read(cell: Cell) -> tuple[Any, str]:
        if rule.kind in ("count", "number"):
            value, state = number_value(cell, decimal)
            if value is None and not rule.marks:
                raise ValueError("the cell has no number")
            if rule.kind == "count" and value is not None and not value.is_integer():
                raise ValueError("not a whole number")
            return value, state
        text = text_value(cell)
        if not text and rule.optional:
            return _ABSENT.get(rule.kind), "ok"
        if not text:
            raise ValueError("the cell is empty")
        if rule.kind == "month":
            return month_value(cell), "ok"
        if rule.kind == "date":
            return pd.Timestamp(date_value(cell)), "ok"
        if rule.kind == "yes_no":
            return yes_no_value(cell), "ok"
        return text, "ok"

    return read


def _schema_faults(frame: pd.DataFrame, dataset: Dataset) -> list[Fault]:
    """Run the pandera schema and turn each failure into a fault with the file's own row."""
    headers = {rule.name: rule for rule in dataset.rules}
    try:
        dataset.schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        faults = []
        for case in error.failure_cases.to_dict("records"):
            rule = headers.get(str(case["column"]))
            row = case["index"]
            hidden = rule is None or rule.private or row is None
            faults.append(
                Fault(
                    str(case["check"]),
                    row=int(row) if row is not None and str(row).isdigit() else None,
                    column=rule.header if rule else None,
                    value=None if hidden else text_value(case["failure_case"]),
                )
            )
        return faults
    return _repeated(frame, dataset, headers)


def _repeated(frame: pd.DataFrame, dataset: Dataset, headers: dict[str, ColumnRule]) -> list[Fault]:
    """Find rows that say twice what may be said once."""
    if not dataset.key:
        return []
    twice = frame.duplicated(list(dataset.key), keep="first")
    names = ", ".join(headers[name].header for name in dataset.key)
    return [
        Fault(f"the same {names} stands on an earlier row too", row=int(row))
        for row in frame.index[twice]
    ]
