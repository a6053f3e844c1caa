"""What the program sees in one file, whether any dataset knows it or not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from salo_plan.errors import DataError
from salo_plan.extracts.column_states import describe_column
from salo_plan.extracts.comments import is_comments_file, read_comment_file
from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.dictionary import known_columns, rule_of
from salo_plan.extracts.faults import Fault, in_order
from salo_plan.extracts.file_months import NO_MONTH, file_month
from salo_plan.extracts.layout import Layout, find_layout, header_key, shown_footnotes
from salo_plan.extracts.layout_faults import (
    ABOUT_PEOPLE,
    cut_off_faults,
    stranger_faults,
    total_faults,
)
from salo_plan.extracts.raw import RawSheet, read_sheets
from salo_plan.extracts.reading import NO_ROWS, read_table
from salo_plan.extracts.received import datasets_of
from salo_plan.extracts.residence import living_elsewhere, municipalities_of
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.seen import Inspection
from salo_plan.extracts.sheets import UNREAD, choose_sheet
from salo_plan.extracts.typed import typed_frame
from salo_plan.extracts.workbook import with_headers
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan
from salo_plan.told import Told

_NOT_READ = Told("no dataset reads this sheet: nothing on it is used")


def inspect_file(path: Path, plan: Plan | None = None) -> Inspection:
    """Look at one file; whatever is wrong with it is among the faults, nothing is raised.

    Columns that the data dictionary knows are read by their kind, others as text; a column that is
    not there is no fault here. Names are those of `plan`, else of the packaged plan.
    """
    plan = plan or read_plan()
    if is_comments_file(path.name):
        return _comments_seen(path, plan)
    fitting = datasets_of(path.name, plan.municipalities)
    dataset = fitting[0] if fitting else None
    month = file_month(path.name)
    shown = str(month) if month else None
    try:
        sheets = read_sheets(path)
    except DataError as error:
        return _nothing(path, dataset, shown, None, (Fault(str(error)),))
    filled = [sheet for sheet in sheets if sheet.rows] or list(sheets[:1])
    owners = _owners(filled, fitting, path.name)
    seen = [_sheet_seen(path, plan, shown, *each) for each in zip(owners, filled, strict=True)]
    if any(owners):
        seen = [_unread(each) if each.dataset is None else each for each in seen]
    first, *others = sorted(seen, key=lambda each: each.dataset is None)
    absent = [
        fault
        for dataset in fitting
        if dataset not in owners
        for fault in read_table(path, dataset, path.parent).faults
    ]
    faults = in_order((*first.faults, *absent))
    return replace(first, faults=faults, others=tuple(_own_faults(others, first)))


def _unread(seen: Inspection) -> Inspection:
    """Tell of a sheet beside those that are read: what is wrong on it refuses nothing."""
    return replace(seen, rows_used=0, faults=(Fault(_NOT_READ, "warning"),))


def _owners(
    sheets: Sequence[RawSheet], fitting: Sequence[Dataset], file_name: str
) -> list[Dataset | None]:
    """Find the dataset that reads each sheet, if one does."""
    read: dict[int, Dataset] = {}
    for dataset in fitting:
        try:
            chosen = choose_sheet(tuple(sheets), dataset, file_name).sheet
        except DataError:
            if dataset.sheet is not None and sheets[0].encoding is None:
                continue
            chosen = sheets[0]
        read.setdefault(id(chosen), dataset)
    return [read.get(id(sheet)) for sheet in sheets]


def _own_faults(others: Iterable[Inspection], first: Inspection) -> Iterator[Inspection]:
    """Leave out what is told of the whole workbook on every sheet of it."""
    for seen in others:
        own = (f for f in seen.faults if f.row is not None or f not in first.faults)
        yield replace(seen, faults=tuple(own))


def _sheet_seen(
    path: Path, plan: Plan, month: str | None, dataset: Dataset | None, sheet: RawSheet
) -> Inspection:
    layout = find_layout(sheet, known_columns())
    if layout is None:
        fault = Fault(Told("no row could be a header: is this a table?"))
        return _nothing(path, dataset, month, sheet, (*sheet.faults, fault))
    return _seen(path, plan, month, dataset, sheet, layout)


def _comments_seen(path: Path, plan: Plan) -> Inspection:
    """Look at a file of comments by the subjects of the plan."""
    table = read_comment_file(path, plan, path.parent).as_table()
    return Inspection(
        path=path.name,
        dataset=table.dataset,
        month=str(file_month(path.name)),
        encoding=table.encoding,
        sheet=None,
        header_row=None,
        rows_read=table.rows_read,
        rows_used=table.rows_used,
        totals_left_out=0,
        columns=(),
        footnotes=(),
        faults=table.faults,
        frame=table.frame,
    )


def _seen(
    path: Path,
    plan: Plan,
    month: str | None,
    dataset: Dataset | None,
    sheet: RawSheet,
    layout: Layout,
) -> Inspection:
    known = known_columns()
    strangers = [f for f in stranger_faults(layout, known) if f.reason == ABOUT_PEOPLE]
    people = {fault.column for fault in strangers}
    rules = [
        (rule_of(layout.headers[place], dataset), place)
        for place in layout.places.values()
        if layout.headers[place] not in people
    ]
    decimal = _decimal(dataset)
    frame, typing_faults = typed_frame(layout, rules, decimal)
    cells = Counter(fault.column for fault in typing_faults if fault.level == "error")
    numbers = [key for key in layout.places if key in known and _adds_up(known[key])]
    faults = [
        *with_headers(sheet.faults, layout.headers),
        *layout.faults,
        *strangers,
        *typing_faults,
        *total_faults(layout, numbers, decimal),
        *cut_off_faults(sheet, layout),
    ]
    if not layout.body:
        faults.append(Fault(NO_ROWS))
    faults += _dataset_faults(path, plan, dataset, faults)
    wrong = any(fault.level == "error" for fault in faults)
    return Inspection(
        path=path.name,
        dataset=dataset.id if dataset else None,
        month=month or _only_month(frame),
        encoding=sheet.encoding,
        sheet=sheet.name,
        header_row=layout.header.number,
        rows_read=len(layout.body) + len(layout.totals),
        rows_used=0 if wrong else len(layout.body),
        totals_left_out=len(layout.totals),
        columns=tuple(describe_column(rule, frame, cells[rule.header]) for rule, _ in rules),
        footnotes=shown_footnotes(layout),
        faults=in_order(faults),
        frame=frame,
    )


def _dataset_faults(
    path: Path, plan: Plan, dataset: Dataset | None, found: list[Fault]
) -> list[Fault]:
    """Add what the dataset's own checks find in the cells; an absent column is no fault here.

    Each sheet that nothing is read from says so itself.
    """
    if dataset is None:
        return []
    table = read_table(path, dataset, path.parent)
    told = {(fault.row, fault.column, fault.reason) for fault in found}
    places = {(fault.row, header_key(fault.column)) for fault in found if fault.level == "error"}
    return [
        fault
        for fault in (*table.faults, *living_elsewhere(table, dataset, municipalities_of(plan)))
        if (fault.row, fault.column, fault.reason) not in told
        and (fault.row, header_key(fault.column)) not in places
        and not _is_about_absence(fault)
    ]


def _is_about_absence(fault: Fault) -> bool:
    about = ("the column is missing", "no header row", "unknown column", NO_MONTH, UNREAD)
    return fault.reason.startswith(about)


def _decimal(dataset: Dataset | None) -> str:
    """Return the decimal mark of a file; a reader of its own finds it out by itself."""
    if dataset is None:
        return ","
    return "either" if dataset.reader else dataset.decimal


def _adds_up(rule: ColumnRule) -> bool:
    return rule.kind in ("count", "number") and rule.adds_up


def _only_month(frame: pd.DataFrame) -> str | None:
    for name in ("kuukausi", "laskentapäivä", "maksukuukausi"):
        if name in frame and frame[name].nunique() == 1:
            return str(frame[name].iloc[0])
    return None


def _nothing(
    path: Path,
    dataset: Dataset | None,
    month: str | None,
    sheet: RawSheet | None,
    faults: tuple[Fault, ...],
) -> Inspection:
    return Inspection(
        path=path.name,
        dataset=dataset.id if dataset else None,
        month=month,
        encoding=sheet.encoding if sheet else None,
        sheet=sheet.name if sheet else None,
        header_row=None,
        rows_read=0,
        rows_used=0,
        totals_left_out=0,
        columns=(),
        footnotes=(),
        faults=faults,
        frame=pd.DataFrame(),
    )
