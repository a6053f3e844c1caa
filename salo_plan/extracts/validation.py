"""Typed rows against the schema and the dataset's own checks; each failure is told in words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pandera.errors

from salo_plan.extracts.another_month import another_month
from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import EMPTY_CELL, Fault
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.sum_rows import sum_rows
from salo_plan.extracts.sure_cells import surely_differ
from salo_plan.told import Told

Rules = dict[str, ColumnRule]
FEW_ROWS = 5_000


def is_wrong(faults: Iterable[Fault]) -> bool:
    """Tell whether any fault is an error."""
    return any(fault.level == "error" for fault in faults)


def content_faults(
    frame: pd.DataFrame, dataset: Dataset, rules: Rules, told: list[Fault], file_name: str
) -> list[Fault]:
    """Check typed rows by the schema, the key and the dataset's checks.

    `rules` carry the headers of the file. Cells in `told` are not told again, and checks across
    columns leave out the rows that have an error already.
    """
    bad = {fault.row for fault in told if fault.level == "error"}
    places = {_place(fault) for fault in told}
    faults = [f for f in schema_faults(frame, dataset, rules) if _place(f) not in places]
    bad |= {fault.row for fault in faults}
    wrong = [row for row in bad if row is not None]
    clean = frame[~frame.index.isin(wrong)] if wrong else frame
    if set(rules) >= {rule.name for rule in dataset.rules}:
        faults += _repeated(clean, dataset, rules)
        own = [fault for check in dataset.checks for fault in check(clean)]
        own += [fault for check in dataset.file_checks for fault in check(frame, file_name)]
        faults += [fault for fault in _named(own, dataset, rules) if _place(fault) not in places]
    faults += [fault for fault in sum_rows(frame, dataset, rules) if _place(fault) not in places]
    if dataset.month_column in frame:
        faults += another_month(frame, dataset, rules, file_name)
    return faults


def _place(fault: Fault) -> tuple[int | None, str | None]:
    return fault.row, fault.column


def _named(faults: list[Fault], dataset: Dataset, rules: Rules) -> list[Fault]:
    """Name the columns of the dataset's own checks as the file does."""
    names = {rule.header: rules[rule.name].header for rule in dataset.rules}
    return [
        replace(fault, column=names.get(fault.column, fault.column)) if fault.column else fault
        for fault in faults
    ]


def schema_faults(frame: pd.DataFrame, dataset: Dataset, rules: Rules) -> list[Fault]:
    """Run the pandera schema and turn each failure into a fault with the file's own row.

    A long frame is first tried by its distinct values, which tell whether anything is wrong.
    """
    if len(frame) > FEW_ROWS and _is_sound(distinct_values(frame, dataset), dataset):
        return []
    try:
        dataset.schema.validate(with_texts(frame), lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.to_dict("records")
        found = (_schema_fault(case, rules) for case in cases)
        return [fault for fault in found if fault is not None]
    return []


def distinct_values(frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Return a short frame that has every value of every column that the schema checks.

    Of a column without checks one value and an empty cell, if there is one, stand for all.
    """
    columns = dataset.schema.to_schema().columns
    values: dict[str, pd.Series[Any]] = {}
    for name in frame.columns:
        own = frame[name]
        if isinstance(own.dtype, pd.CategoricalDtype):
            kinds = own.cat.categories.to_series()
        elif name in columns and columns[name].checks:
            kinds = own.drop_duplicates().dropna()
        else:
            kinds = own.head(1)
        empty = own.isna().to_numpy()
        if empty.any():
            kinds = pd.concat([kinds, own.iloc[[int(empty.argmax())]].astype(kinds.dtype)])
        values[str(name)] = kinds
    most = max(map(len, values.values()), default=0)
    filled = {name: own.array.take(np.arange(most) % len(own)) for name, own in values.items()}
    return pd.DataFrame(filled)


def _is_sound(frame: pd.DataFrame, dataset: Dataset) -> bool:
    schema = dataset.schema.to_schema()
    if schema.checks or schema.unique:
        return False
    try:
        dataset.schema.validate(frame)
    except pandera.errors.SchemaError:
        return False
    return True


def with_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with texts in place of categories, as the schema has them."""
    names = frame.columns[[isinstance(kind, pd.CategoricalDtype) for kind in frame.dtypes]]
    return frame.astype(dict.fromkeys(names, "str")) if len(names) else frame


def _schema_fault(case: dict[str, object], rules: Rules) -> Fault | None:
    """Tell one failure; a column that is absent was told when it was looked for."""
    rule = rules.get(str(case["column"]))
    row = case["index"]
    if rule is None or row is None or not str(row).isdigit():
        return None
    told = shown_value(case["failure_case"], rule.private)  # type: ignore[arg-type]
    reason = _in_words(str(case["check"]), str(case["failure_case"]), rule)
    return Fault(reason, row=int(str(row)), column=rule.header, value=told)


def _in_words(check: str, found: str, rule: ColumnRule) -> str:
    """Say a pandera check in the words of somebody who keeps the list."""
    name, _, inside = check.partition("(")
    if found.isdecimal():
        short = (word for word in rule.categories if word.lstrip("0") == found.lstrip("0"))
        if (code := next(short, None)) is not None:
            return Told(
                "the leading zero is lost: write '{code}'. Excel takes it away from a column that "
                "is not formatted as text",
                code=code,
            )
    inside = inside.rstrip(")")
    if name == "in_range":
        low, high = re.findall(r"-?\d+(?:\.\d+)?", inside)[:2]
        return Told(
            "outside the range {low} to {high}: ask the sender for the right number",
            low=low,
            high=high,
        )
    words = {
        "isin": Told("not one of the known values: {values}", values=inside.strip("[]")),
        "greater_than_or_equal_to": Told(
            "smaller than {limit}, which cannot be: ask the sender for the right number",
            limit=inside,
        ),
        "greater_than": Told(
            "not greater than {limit}, which it must be: ask the sender for the right number",
            limit=inside,
        ),
        "str_matches": Told("not a code: fi, sv, en for a language, FI, SE, UA for a country"),
        "not_nullable": EMPTY_CELL,
    }
    return words.get(name, check)


def _repeated(frame: pd.DataFrame, dataset: Dataset, rules: Rules) -> list[Fault]:
    """Find rows that say twice what may be said once."""
    if not dataset.key:
        return []
    key = list(dataset.key)
    if len(key) == 1 and len(frame) > FEW_ROWS and surely_differ(frame[key[0]]):
        return []
    twice = frame.duplicated(key, keep="first")
    if not twice.any():
        return []
    names = ", ".join(rules[name].header for name in key)
    rows = frame.index.to_series().groupby([frame[name] for name in key], dropna=False)
    first = rows.transform("min")
    alone = names if len(key) == 1 else None
    return [
        Fault(
            Told("the same {columns} stands on row {row} too", columns=names, row=first[row]),
            row=int(row),
            column=alone,
        )
        for row in frame.index[twice]
    ]
