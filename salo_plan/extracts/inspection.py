"""What the program sees in one file, whether any dataset knows it or not."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from salo_plan.errors import DataError
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
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.typed import typed_frame
from salo_plan.extracts.workbook import with_headers
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan
from salo_plan.told import Told


@dataclass(frozen=True)
class Inspection:
    """One file as it was read: where the table lies, its columns and everything odd in it."""

    path: str
    dataset: str | None
    month: str | None
    encoding: str | None
    sheet: str | None
    header_row: int | None
    rows_read: int
    rows_used: int
    totals_left_out: int
    columns: tuple[dict[str, Any], ...]
    footnotes: tuple[str, ...]
    faults: tuple[Fault, ...]
    frame: pd.DataFrame

    @property
    def rows_rejected(self) -> int:
        """Count the rows that were read but may not be used."""
        return self.rows_read - self.rows_used - self.totals_left_out

    def as_data(self) -> dict[str, Any]:
        """Return it in the shape of `salo-plan inspect --json`."""
        return {
            "path": self.path,
            "dataset": self.dataset,
            "month": self.month,
            "encoding": self.encoding,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "rows_read": self.rows_read,
            "rows_used": self.rows_used,
            "rows_rejected": self.rows_rejected,
            "totals_left_out": self.totals_left_out,
            "columns": list(self.columns),
            "footnotes": list(self.footnotes),
            "faults": [fault.as_data() for fault in self.faults],
        }


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
    sheet = next((s for s in sheets if s.rows), sheets[0])
    layout = find_layout(sheet, known_columns())
    if layout is None:
        fault = Fault(Told("no row could be a header: is this a table?"))
        return _nothing(path, dataset, shown, sheet, (*sheet.faults, fault))
    return _seen(path, dataset, shown, sheet, layout)


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
    path: Path, dataset: Dataset | None, month: str | None, sheet: RawSheet, layout: Layout
) -> Inspection:
    known = known_columns()
    strangers = [f for f in stranger_faults(layout, known) if f.reason == ABOUT_PEOPLE]
    people = {fault.column for fault in strangers}
    rules = [
        (rule_of(layout.headers[place]), place)
        for place in layout.places.values()
        if layout.headers[place] not in people
    ]
    decimal = dataset.decimal if dataset else ","
    frame, typing_faults = typed_frame(layout, rules, decimal)
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
    faults += _dataset_faults(path, dataset, faults)
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
        columns=tuple(_column(rule, frame) for rule, _ in rules),
        footnotes=shown_footnotes(layout),
        faults=in_order(faults),
        frame=frame,
    )


def _dataset_faults(path: Path, dataset: Dataset | None, found: list[Fault]) -> list[Fault]:
    """Add what the dataset's own checks find in the cells; an absent column is no fault here."""
    if dataset is None:
        return []
    table = read_table(path, dataset, path.parent)
    told = {(fault.row, fault.column, fault.reason) for fault in found}
    places = {(fault.row, header_key(fault.column)) for fault in found if fault.level == "error"}
    return [
        fault
        for fault in table.faults
        if (fault.row, fault.column, fault.reason) not in told
        and (fault.row, header_key(fault.column)) not in places
        and not _is_about_absence(fault)
    ]


def _is_about_absence(fault: Fault) -> bool:
    about = ("the column is missing", "no header row", "unknown column", NO_MONTH)
    return fault.reason.startswith(about)


def _adds_up(rule: ColumnRule) -> bool:
    return rule.kind in ("count", "number") and rule.adds_up


def _only_month(frame: pd.DataFrame) -> str | None:
    for name in ("kuukausi", "laskentapäivä", "maksukuukausi"):
        if name in frame and frame[name].nunique() == 1:
            return str(frame[name].iloc[0])
    return None


def _column(rule: ColumnRule, frame: pd.DataFrame) -> dict[str, Any]:
    """Describe a column: its kind, how many cells of each state, and the sum of a count."""
    seen: dict[str, Any] = {"name": rule.header, "type": rule.kind, "private": rule.private}
    if rule.name not in frame:
        return seen
    values = frame[rule.name]
    if rule.marks:
        states = frame[rule.state_column].value_counts()
        seen["states"] = {str(state): int(count) for state, count in states.items()}
        complete = bool((frame[rule.state_column] == "ok").all())
        seen["sum"] = round(float(values.sum()), 6) if complete and rule.adds_up else None
    else:
        seen["states"] = {"ok": int(values.notna().sum()), "missing": int(values.isna().sum())}
        seen["distinct"] = int(values.nunique())
    return seen


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
