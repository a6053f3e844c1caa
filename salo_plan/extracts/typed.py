"""From raw cells to typed columns, by the rule of each column; every cell that fails is told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from salo_plan.extracts.dataset import DTYPES
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.layout import Layout
from salo_plan.extracts.personal import has_identity_code, shown_value
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.values import (
    Cell,
    date_value,
    month_value,
    number_value,
    text_value,
    yes_no_value,
)

_ABSENT: dict[str, Any] = {"date": pd.NaT, "yes_no": False}
_UNREAD: dict[str, Any] = {"date": pd.NaT, "yes_no": False, "count": None, "number": None}
_READ: dict[str, Callable[[Cell], Any]] = {
    "month": month_value,
    "date": lambda cell: pd.Timestamp(date_value(cell)),
    "yes_no": yes_no_value,
    "text": text_value,
    "code": text_value,
}
CellReader = Callable[[Cell], tuple[Any, str]]


def typed_frame(
    layout: Layout, rules: Sequence[tuple[ColumnRule, int | None]], decimal: str
) -> tuple[pd.DataFrame, list[Fault]]:
    """Type every column that has a rule; `rules` gives each its place in the row, if it is there.

    The frame's index is the row number in the file. A cell with a fault is left empty in it.
    """
    index = pd.Index([row.number for row in layout.rows], name="row", dtype="int64")
    data: dict[str, pd.Series[Any]] = {}
    faults: list[Fault] = []
    for rule, place in rules:
        cells = [_at(row.cells, place) for row in layout.rows]
        told = rule if place is not None else replace(rule, told_when_empty=False)
        values, states, own = _column(told, cells, index.tolist(), decimal)
        faults += own
        data[rule.name] = pd.Series(values, index=index, dtype=DTYPES[rule.kind])
        if rule.marks:
            data[rule.state_column] = pd.Series(states, index=index, dtype="str")
    return pd.DataFrame(data, index=index), sorted(faults, key=lambda fault: fault.row or 0)


def _at(cells: tuple[Cell, ...], place: int | None) -> Cell:
    return cells[place] if place is not None and place < len(cells) else None


def _column(
    rule: ColumnRule, cells: list[Cell], numbers: list[int], decimal: str
) -> tuple[list[Any], list[str], list[Fault]]:
    values: list[Any] = []
    states: list[str] = []
    faults: list[Fault] = []
    read = _reader(rule, decimal)
    for number, cell in zip(numbers, cells, strict=True):
        try:
            value, state = read(cell)
        except ValueError as reason:
            told = shown_value(cell, rule.private)
            faults.append(Fault(str(reason), row=number, column=rule.header, value=told))
            value, state = _UNREAD.get(rule.kind), "missing"
        values.append(value)
        states.append(state)
        if rule.told_when_empty and not text_value(cell):
            reason_empty = "the cell is empty: counted as unknown"
            faults.append(Fault(reason_empty, "warning", row=number, column=rule.header))
    return values, states, faults


def _reader(rule: ColumnRule, decimal: str) -> CellReader:
    return _number_reader(rule, decimal) if rule.kind in ("count", "number") else _other(rule)


def _number_reader(rule: ColumnRule, decimal: str) -> CellReader:
    def read(cell: Cell) -> tuple[Any, str]:
        value, state = number_value(cell, decimal)
        if value is None and not rule.marks:
            raise ValueError("the cell has no number")
        if rule.kind == "count" and value is not None and not value.is_integer():
            raise ValueError("not a whole number")
        return value, state

    return read


def _other(rule: ColumnRule) -> CellReader:
    known = {category.casefold(): category for category in rule.categories}

    def read(cell: Cell) -> tuple[Any, str]:
        text = text_value(cell)
        if not text and rule.optional:
            return _ABSENT.get(rule.kind), "ok"
        if not text:
            raise ValueError("the cell is empty")
        if has_identity_code(text) and not rule.private:
            raise ValueError("an identity code of a person stands here; it must be taken away")
        value = _READ[rule.kind](cell)
        return (known.get(value.casefold(), value) if known else value), "ok"

    return read
