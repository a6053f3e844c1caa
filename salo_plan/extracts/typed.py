"""From raw cells to typed columns, by the rule of each column; every cell that fails is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salo_plan.extracts.columns import Column
from salo_plan.extracts.dataset import DTYPES
from salo_plan.extracts.faults import EMPTY_CELL, Fault
from salo_plan.extracts.layout import Layout
from salo_plan.extracts.personal import has_identity_code, shown_value
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.sure_cells import are_bare, as_strings, sure_days
from salo_plan.extracts.values import (
    Cell,
    compact_month,
    date_value,
    month_value,
    number_value,
    text_value,
    yes_no_value,
)
from salo_plan.told import Told

_EMPTY_UNKNOWN = Told("the cell is empty: counted as unknown")
_EMPTY_FIGURE = Told(
    "the cell is empty: the figure is not known, which is not zero. Ask for the number; where "
    "there is none, write 0, and .. where nobody knows it"
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
_NO_NUMBER = Told(
    "the cell has no number, and every row needs one. Ask for it; where there is nobody, write 0"
)
_NOT_WHOLE = Told("not a whole number, which a count is: ask the sender for the right one")
_IDENTITY_CODE = Told("an identity code of a person stands here; it must be taken away")
Places = NDArray[np.integer[Any]]
CellReader = Callable[[Cell], tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the cells of a column were read as, and the faults of those that have some.

    The faults have no row yet.
    """

    values: Any
    states: Sequence[str] = ()
    faults: Mapping[int, tuple[Fault, ...]] = field(default_factory=dict)


def typed_frame(
    layout: Layout,
    rules: Sequence[tuple[ColumnRule, int | None]],
    decimal: str,
    categories: bool = False,
) -> tuple[pd.DataFrame, list[Fault]]:
    """Type every column that has a rule; `rules` gives each its place in the row, if it is there.

    The frame's index is the row number in the file. A cell with a fault is left empty in it. With
    `categories` the columns of texts that say few things many times over are categorical.
    """
    index = layout.body.numbers
    data: dict[str, pd.Series[Any]] = {}
    faults: list[Fault] = []
    for rule, place in rules:
        told = rule if place is not None else replace(rule, told_when_empty=False)
        column = layout.body.column(place)
        seen = _read_column(told, column, decimal)
        wide = not categories or rule.kind not in ("text", "code")
        spread = _spread if wide or len(seen.values) > len(index) / 2 else _spread_categories
        data[rule.name] = spread(seen.values, DTYPES[rule.kind], column.places, index)
        if rule.marks:
            data[rule.state_column] = _spread(seen.states, "str", column.places, index)
        faults += _faults(seen.faults, column.places, index)
    return pd.DataFrame(data, index=index), sorted(faults, key=lambda fault: fault.row or 0)


def _read_column(rule: ColumnRule, column: Column, decimal: str) -> _Seen:
    """Read each distinct cell once: a long list says few things many times over.

    Reading every cell anew takes ten times as long. Cells whose value is sure from their form
    alone are read all at once.
    """
    if column.texts is not None and rule.kind == "code" and rule.private and are_bare(column.texts):
        return _Seen(as_strings(column.texts))
    read = _reader(rule, decimal)
    if column.texts is not None and rule.kind == "date":
        days, sure = sure_days(column.texts)
        faults: dict[int, tuple[Fault, ...]] = {}
        for place in np.flatnonzero(~sure):
            day, _, own = _read_cell(rule, column.texts[int(place)].as_py(), read)
            if not pd.isna(day):
                days[place] = day
            if own:
                faults[int(place)] = own
        return _Seen(days, faults=faults)
    found = [_read_cell(rule, cell, read) for cell in column.all_cells()]
    return _Seen(
        [value for value, _, _ in found],
        [state for _, state, _ in found],
        {place: faults for place, (_, _, faults) in enumerate(found) if faults},
    )


def _spread(values: Any, dtype: str, places: Places, index: pd.Index) -> "pd.Series[Any]":
    return pd.Series(pd.Series(values, dtype=dtype).array.take(places), index=index)


def _spread_categories(
    values: Any, dtype: str, places: Places, index: pd.Index
) -> "pd.Series[Any]":
    codes, names = pd.factorize(pd.Series(values, dtype=dtype), sort=True)
    codes = codes.astype(np.min_scalar_type(-max(len(names), 1)))
    spread = pd.Categorical.from_codes(codes.take(places), names, validate=False)
    return pd.Series(spread, index=index)


def _faults(
    faults: Mapping[int, tuple[Fault, ...]], places: Places, index: pd.Index
) -> list[Fault]:
    if not faults:
        return []
    rows = np.flatnonzero(np.isin(places, list(faults)))
    numbers = index.to_numpy()
    return [
        Fault(fault.reason, fault.level, int(numbers[row]), fault.column, fault.cell, fault.value)
        for row in rows
        for fault in faults[int(places[row])]
    ]


def _read_cell(
    rule: ColumnRule, cell: Cell, read: CellReader
) -> tuple[Any, str, tuple[Fault, ...]]:
    faults = []
    try:
        value, state = read(cell)
    except ValueError as reason:
        told = shown_value(cell, rule.private)
        faults.append(Fault(str(reason), column=rule.header, value=told))
        value, state = _UNREAD.get(rule.kind), "missing"
    if rule.told_when_empty and not text_value(cell):
        told = _EMPTY_FIGURE if rule.kind in ("count", "number") else _EMPTY_UNKNOWN
        faults.append(Fault(told, "warning", column=rule.header))
    return value, state, tuple(faults)


def _reader(rule: ColumnRule, decimal: str) -> CellReader:
    return _number_reader(rule, decimal) if rule.kind in ("count", "number") else _other(rule)


def _number_reader(rule: ColumnRule, decimal: str) -> CellReader:
    def read(cell: Cell) -> tuple[Any, str]:
        if rule.kind == "count" and text_value(cell).endswith(("%", "€")):
            raise ValueError(Told("a unit where a bare count belongs"))
        value, state = number_value(cell, decimal)
        if value is None and not rule.marks:
            raise ValueError(_NO_NUMBER)
        if rule.kind == "count" and value is not None and not value.is_integer():
            raise ValueError(_NOT_WHOLE)
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
            raise ValueError(_IDENTITY_CODE)
        value = compact_month(cell) if rule.compact else _READ[rule.kind](cell)
        return (known.get(value.casefold(), value) if known else value), "ok"

    return read
