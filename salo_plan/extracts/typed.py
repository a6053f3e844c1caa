"""From raw cells to typed columns, by the rule of each column; every cell that fails is told."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salo_plan.extracts.dataset import DTYPES
from salo_plan.extracts.faults import EMPTY_CELL, Fault
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


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a cell was read as; its faults have no row yet."""

    value: Any
    state: str
    faults: tuple[Fault, ...] = ()


def typed_frame(
    layout: Layout, rules: Sequence[tuple[ColumnRule, int | None]], decimal: str
) -> tuple[pd.DataFrame, list[Fault]]:
    """Type every column that has a rule; `rules` gives each its place in the row, if it is there.

    The frame's index is the row number in the file. A cell with a fault is left empty in it.
    """
    index = pd.Index([row.number for row in layout.rows], name="row", dtype="int64")
    rows = [row.cells for row in layout.rows]
    data: dict[str, pd.Series[Any]] = {}
    faults: list[Fault] = []
    for rule, place in rules:
        told = rule if place is not None else replace(rule, told_when_empty=False)
        seen, places = _read_column(told, _cells(rows, place), decimal)
        data[rule.name] = _spread([one.value for one in seen], DTYPES[rule.kind], places, index)
        if rule.marks:
            states = [one.state for one in seen]
            data[rule.state_column] = _spread(states, "str", places, index)
        faults += _faults(seen, places, index)
    return pd.DataFrame(data, index=index), sorted(faults, key=lambda fault: fault.row or 0)


def _cells(rows: list[tuple[Cell, ...]], place: int | None) -> list[Cell]:
    if place is None:
        return [None] * len(rows)
    return [cells[place] if place < len(cells) else None for cells in rows]


def _read_column(
    rule: ColumnRule, cells: list[Cell], decimal: str
) -> tuple[list[_Seen], NDArray[np.intp]]:
    """Read each distinct cell once, and tell for every row which of them stands there.

    A long list says few things many times over: reading every cell anew takes ten times as long.
    """
    # In a workbook 1 and "yes" are equal, and yet not the same cell.
    texts = set(map(type, cells)) == {str}
    keys: list[Any] = cells if texts else list(zip(map(type, cells), cells, strict=True))
    numbers: defaultdict[Any, int] = defaultdict(count().__next__)
    places = np.fromiter(map(numbers.__getitem__, keys), np.intp, count=len(keys))
    read = _reader(rule, decimal)
    distinct = numbers if texts else [cell for _, cell in numbers]
    return [_read_cell(rule, cell, read) for cell in distinct], places


def _spread(
    values: list[Any], dtype: str, places: NDArray[np.intp], index: pd.Index
) -> "pd.Series[Any]":
    return pd.Series(pd.Series(values, dtype=dtype).array.take(places), index=index)


def _faults(seen: list[_Seen], places: NDArray[np.intp], index: pd.Index) -> list[Fault]:
    if not any(one.faults for one in seen):
        return []
    return [
        replace(fault, row=int(row))
        for row, place in zip(index, places, strict=True)
        for fault in seen[place].faults
    ]


def _read_cell(rule: ColumnRule, cell: Cell, read: CellReader) -> _Seen:
    faults = []
    try:
        value, state = read(cell)
    except ValueError as reason:
        told = shown_value(cell, rule.private)
        faults.append(Fault(str(reason), column=rule.header, value=told))
        value, state = _UNREAD.get(rule.kind), "missing"
    if rule.told_when_empty and not text_value(cell):
        reason_empty = "the cell is empty: counted as unknown"
        faults.append(Fault(reason_empty, "warning", column=rule.header))
    return _Seen(value, state, tuple(faults))


def _reader(rule: ColumnRule, decimal: str) -> CellReader:
    return _number_reader(rule, decimal) if rule.kind in ("count", "number") else _other(rule)


def _number_reader(rule: ColumnRule, decimal: str) -> CellReader:
    def read(cell: Cell) -> tuple[Any, str]:
        if rule.kind == "count" and text_value(cell).endswith(("%", "€")):
            raise ValueError("a unit where a bare count belongs")
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
            raise ValueError(EMPTY_CELL)
        if has_identity_code(text) and not rule.private:
            raise ValueError("an identity code of a person stands here; it must be taken away")
        value = _READ[rule.kind](cell)
        return (known.get(value.casefold(), value) if known else value), "ok"

    return read
