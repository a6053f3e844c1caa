"""From a received file to a validated table: raw cells, then typed columns, then the schema."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from salo_plan.errors import DataError
from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault, Level, in_order
from salo_plan.extracts.layout import Layout, find_layout, header_key, shown_footnotes
from salo_plan.extracts.layout_faults import (
    absent_name,
    cut_off_faults,
    stranger_faults,
    total_faults,
)
from salo_plan.extracts.plain_file import read_plain_file
from salo_plan.extracts.raw import RawSheet, read_sheets
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.sheets import choose_sheet, has_headers, known_keys, labels_of, place_of
from salo_plan.extracts.typed import typed_frame
from salo_plan.extracts.validation import content_faults, is_wrong
from salo_plan.extracts.workbook import with_headers
from salo_plan.extracts.workbooks.kinds import WORKBOOK_SUFFIXES
from salo_plan.fingerprints import sha256_of
from salo_plan.plan.areas import NO_MUNICIPALITIES
from salo_plan.told import Told

NO_ROWS = Told("the file has a header but no rows. Ask for it again.")
Places = list[tuple[ColumnRule, int | None]]
Opened = tuple[RawSheet, Layout | None]


def read_table(
    path: Path,
    dataset: Dataset,
    workspace: Path,
    sha256: str | None = None,
    opened: Opened | DataError | None = None,
) -> Table:
    """Read and validate one file; every fault of the file is in the table that comes back.

    `sha256` is the hash of its content and `opened` what `open_file` gave, where they are known.
    """
    shown = shown_path(path, workspace)
    digest = sha256 or sha256_of(path)
    if dataset.reader:
        return dataset.reader(path, shown, digest, dataset.municipalities or NO_MUNICIPALITIES)

    def refused(*faults: Fault, encoding: str | None = None) -> Table:
        return Table(dataset.id, shown, digest, dataset.empty_frame(), faults, 0, 0, encoding)

    opened = opened or open_file(path, dataset)
    if isinstance(opened, DataError):
        return refused(Fault(str(opened)))
    sheet, layout = opened
    if layout is None or not has_headers(layout, dataset):
        wanted = "; ".join(rule.header for rule in dataset.rules)
        reason = Told("no header row was found. The columns should be: {columns}.", columns=wanted)
        return refused(*sheet.faults, Fault(reason), encoding=sheet.encoding)
    frame, faults = _validated(sheet, layout, dataset, path.name)
    if not layout.body:
        faults.append(Fault(NO_ROWS))
    if dataset.kept and not is_wrong(faults):
        left_out = len(frame)
        frame = dataset.kept(frame)
        left_out -= len(frame)
    else:
        left_out = 0
    return Table(
        dataset.id,
        shown,
        digest,
        dataset.empty_frame() if is_wrong(faults) else frame,
        in_order(faults),
        rows_read=len(layout.body) + len(layout.totals),
        totals_left_out=len(layout.totals) + left_out,
        encoding=sheet.encoding,
        headers=_headers(layout, dataset),
        footnotes=shown_footnotes(layout),
        months_told=_months_told(frame, dataset) if is_wrong(faults) else (),
    )


def _months_told(frame: pd.DataFrame, dataset: Dataset) -> tuple[str, ...]:
    """Tell the months of rows that may not be used."""
    if dataset.month_column not in frame:
        return ()
    months = dataset.with_months(frame)["month"].dropna().unique()
    return tuple(str(month) for month in months if month)


def shown_path(path: Path, workspace: Path) -> str:
    """Write a file's path as messages and sources name it: inside the workspace."""
    return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else path.name


def open_file(path: Path, dataset: Dataset) -> Opened | DataError:
    """Find the table in a file; why it cannot be read is returned, not raised."""
    try:
        return _sheet_and_layout(path, dataset)
    except DataError as error:
        return error


def _sheet_and_layout(path: Path, dataset: Dataset) -> Opened:
    """Read a plain text table by columns, any other file row by row."""
    known = known_keys(dataset)
    if path.suffix.lower() not in WORKBOOK_SUFFIXES and not dataset.reshape:
        plain = read_plain_file(path, known, dataset.total_words)
        if plain is not None:
            return plain
    sheet = choose_sheet(read_sheets(path), dataset, path.name).told
    if dataset.reshape:
        sheet = dataset.reshape(sheet, path.name)
    return sheet, find_layout(sheet, known, dataset.total_words, labels_of(dataset))


def _validated(
    sheet: RawSheet, layout: Layout, dataset: Dataset, name: str
) -> tuple[pd.DataFrame, list[Fault]]:
    # A reshaped sheet has other columns than the workbook that its faults are about.
    headers = () if dataset.reshape else layout.headers
    faults = [*with_headers(sheet.faults, headers), *layout.faults]
    strangers = stranger_faults(layout, known_keys(dataset))
    dropped = {header_key(name) for name in dataset.dropped}
    faults += [f for f in strangers if header_key(f.column) not in dropped]
    places, absent = _places(layout, dataset)
    faults += absent
    unusable = {(f.row, f.column) for f in faults if f.cell and f.level == "error"}
    frame, typing_faults = typed_frame(layout, places, dataset.decimal, dataset.person_level)
    faults += [fault for fault in typing_faults if (fault.row, fault.column) not in unusable]
    numbers = [
        header_key(layout.headers[place])
        for rule, place in places
        if rule.kind in ("count", "number") and rule.adds_up and place is not None
    ]
    faults += total_faults(layout, numbers, dataset.decimal)
    faults += cut_off_faults(sheet, layout)
    rules = {rule.name: rule for rule, _ in places}
    return frame, faults + content_faults(frame, dataset, rules, faults, name)


def _headers(layout: Layout, dataset: Dataset) -> dict[str, str]:
    """Tell how the file writes the columns that it has."""
    found = ((rule.name, place_of(layout.places, rule)) for rule in dataset.rules)
    return {name: layout.headers[place] for name, place in found if place is not None}


def _places(layout: Layout, dataset: Dataset) -> tuple[Places, list[Fault]]:
    """Find each column's place; a required one that is absent is told with the nearest name."""
    places: Places = []
    faults = []
    for rule in dataset.rules:
        place = place_of(layout.places, rule)
        if place is not None:
            # Faults name the column as the file does.
            places.append((replace(rule, header=layout.headers[place]), place))
            continue
        level: Level | None = "error"
        if rule.optional:
            places.append((rule, None))
            level = rule.if_absent
        if level:
            names = [name for name in layout.headers if name]
            reason = absent_name(Told("the column"), rule.header, names, known_keys(dataset))
            faults.append(Fault(reason, level, row=layout.header.number, column=rule.header))
    return places, faults
