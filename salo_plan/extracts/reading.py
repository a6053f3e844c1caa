"""From a received file to a validated table: raw cells, then typed columns, then the schema."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pandera.errors

from salo_plan.errors import DataError, unknown_name
from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.layout import (
    Layout,
    cut_off_faults,
    find_layout,
    header_key,
    stranger_faults,
    total_faults,
)
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.raw import RawSheet, read_sheets
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.typed import typed_frame
from salo_plan.extracts.workbook import with_headers
from salo_plan.fingerprints import sha256_of

Places = list[tuple[ColumnRule, int | None]]


def read_table(path: Path, dataset: Dataset, workspace: Path) -> Table:
    """Read and validate one file; every fault of the file is in the table that comes back."""
    shown = path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else path.name
    digest = sha256_of(path)
    if dataset.reader:
        return dataset.reader(path, shown, digest)

    def refused(*faults: Fault, encoding: str | None = None) -> Table:
        return Table(dataset.id, shown, digest, dataset.empty_frame(), faults, 0, 0, encoding)

    try:
        sheet = _choose_sheet(read_sheets(path), dataset, path.name)
    except DataError as error:
        return refused(Fault(str(error)))
    if dataset.reshape:
        sheet = replace(dataset.reshape(sheet, path.name), faults=sheet.faults)
    layout = find_layout(sheet, _known(dataset), dataset.total_words)
    if layout is None or not _has_headers(layout, dataset):
        wanted = "; ".join(rule.header for rule in dataset.rules)
        fault = Fault(f"no header row was found. The columns should be: {wanted}.")
        return refused(*sheet.faults, fault, encoding=sheet.encoding)
    frame, faults = _validated(sheet, layout, dataset, path.name)
    if not layout.rows:
        faults.append(Fault("the file has a header but no rows. Ask for it again."))
    if dataset.kept and not _wrong(faults):
        left_out = len(frame)
        frame = dataset.kept(frame)
        left_out -= len(frame)
    else:
        left_out = 0
    return Table(
        dataset.id,
        shown,
        digest,
        dataset.empty_frame() if _wrong(faults) else frame,
        tuple(faults),
        rows_read=len(layout.rows) + len(layout.totals),
        totals_left_out=len(layout.totals) + left_out,
        encoding=sheet.encoding,
    )


def _validated(
    sheet: RawSheet, layout: Layout, dataset: Dataset, name: str
) -> tuple[pd.DataFrame, list[Fault]]:
    # A reshaped sheet has other columns than the workbook that its faults are about.
    headers = () if dataset.reshape else layout.headers
    faults = [*with_headers(sheet.faults, headers), *layout.faults]
    strangers = stranger_faults(layout, _known(dataset))
    dropped = {header_key(name) for name in dataset.dropped}
    faults += [f for f in strangers if header_key(f.column) not in dropped]
    places, absent = _places(layout, dataset)
    faults += absent
    frame, typing_faults = typed_frame(layout, places, dataset.decimal)
    faults += typing_faults
    numbers = [
        header_key(layout.headers[place])
        for rule, place in places
        if rule.kind in ("count", "number") and rule.adds_up and place is not None
    ]
    faults += total_faults(layout, numbers, dataset.decimal)
    faults += cut_off_faults(sheet, layout)
    if not _wrong(faults):
        faults += _schema_faults(frame, dataset)
    if not _wrong(faults):
        for check in dataset.checks:
            faults += check(frame)
        for file_check in dataset.file_checks:
            faults += file_check(frame, name)
    return frame, faults


def _wrong(faults: Iterable[Fault]) -> bool:
    return any(fault.level == "error" for fault in faults)


def _known(dataset: Dataset) -> frozenset[str]:
    return frozenset(
        header_key(name) for rule in dataset.rules for name in (rule.header, *rule.aliases)
    )


def _has_headers(layout: Layout, dataset: Dataset) -> bool:
    """Tell whether at least half of the columns that must be there are."""
    required = [rule for rule in dataset.rules if not rule.optional]
    found = sum(_place(layout, rule) is not None for rule in required)
    return found * 2 >= len(required)


def _place(layout: Layout, rule: ColumnRule) -> int | None:
    names = (header_key(name) for name in (rule.header, *rule.aliases))
    return next((layout.places[name] for name in names if name in layout.places), None)


def _places(layout: Layout, dataset: Dataset) -> tuple[Places, list[Fault]]:
    """Find each column's place; a required one that is absent is told with the nearest name."""
    places: Places = []
    faults = []
    for rule in dataset.rules:
        place = _place(layout, rule)
        if place is not None or rule.optional:
            places.append((rule, place))
            continue
        near = unknown_name("column", header_key(rule.header), layout.places)
        reason = f"the column is missing: {near}"
        faults.append(Fault(reason, row=layout.header.number, column=rule.header))
    return places, faults


def _choose_sheet(sheets: tuple[RawSheet, ...], dataset: Dataset, name: str) -> RawSheet:
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise DataError("the file has no rows. Ask for it again from the sender.")
    if dataset.sheet is None:
        return filled[0]
    for sheet in sheets:
        if sheet.name and header_key(sheet.name) == header_key(dataset.sheet):
            return sheet
    names = [sheet.name or "" for sheet in sheets]
    raise DataError(f"{name}: {unknown_name('sheet', dataset.sheet, names)}")


def _schema_faults(frame: pd.DataFrame, dataset: Dataset) -> list[Fault]:
    """Run the pandera schema and turn each failure into a fault with the file's own row."""
    rules = {rule.name: rule for rule in dataset.rules}
    try:
        dataset.schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return [_schema_fault(case, rules) for case in error.failure_cases.to_dict("records")]
    return _repeated(frame, dataset, rules)


def _schema_fault(case: dict[str, object], rules: dict[str, ColumnRule]) -> Fault:
    rule = rules.get(str(case["column"]))
    row = case["index"]
    number = int(str(row)) if row is not None and str(row).isdigit() else None
    if rule is None or number is None:
        return Fault(
            _in_words(str(case["check"])), row=number, column=rule.header if rule else None
        )
    told = shown_value(case["failure_case"], rule.private)  # type: ignore[arg-type]
    return Fault(_in_words(str(case["check"])), row=number, column=rule.header, value=told)


def _in_words(check: str) -> str:
    """Say a pandera check in the words of somebody who keeps the list."""
    name, _, inside = check.partition("(")
    inside = inside.rstrip(")")
    words = {
        "isin": f"not one of the known values: {inside.strip('[]')}",
        "greater_than_or_equal_to": f"smaller than {inside}",
        "greater_than": f"not greater than {inside}",
        "in_range": f"outside the range {inside}",
        "str_matches": f"not in the form {inside}",
        "not_nullable": "the cell is empty",
    }
    return words.get(name, check)


def _repeated(frame: pd.DataFrame, dataset: Dataset, rules: dict[str, ColumnRule]) -> list[Fault]:
    """Find rows that say twice what may be said once."""
    if not dataset.key:
        return []
    twice = frame.duplicated(list(dataset.key), keep="first")
    names = ", ".join(rules[name].header for name in dataset.key)
    return [
        Fault(f"the same {names} stands on an earlier row too", row=int(row))
        for row in frame.index[twice]
    ]
