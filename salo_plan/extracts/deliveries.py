"""Which delivery of a month counts.

The newer file wins only when it is declared: by `_korjattu` in its name or by a row of
toimitukset.csv. What no declaration settles is held against each other (overlaps.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePosixPath

import pandas as pd

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.overlaps import compare_lengths, hold_against_each_other, key_of
from salo_plan.wording import signed

CORRECTED = re.compile(r"_korjattu(\d*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Superseded:
    """Rows of a file that a declared correction has replaced for a month.

    `changes` tells by how much each sum grew or fell, by column.
    """

    month: str
    old: str
    new: str
    changes: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        """Say which file replaces which, and what it changes."""
        told = ", ".join(f"{name} {signed(by, _decimals(by))}" for name, by in self.changes)
        change = told or "no sum changes"
        return f"{self.new} replaces {self.old} for {self.month}: {change}"


@dataclass(frozen=True)
class Settled:
    """The tables of one dataset after the deliveries have been held against each other."""

    tables: tuple[Table, ...]
    superseded: tuple[Superseded, ...]


def settle(tables: list[Table], dataset: Dataset, delivered: Mapping[str, date]) -> Settled:
    """Let declared corrections replace old rows, drop repeats and refuse what contradicts.

    `delivered` gives the day of delivery of the files that toimitukset.csv names.
    """
    good = [table for table in tables if not table.refused]
    kept: dict[str, Table] = {}
    superseded: list[Superseded] = []
    for table in good:
        left = table.frame
        for newer in good:
            for month in sorted(_replaced_months(newer, table, left, dataset, delivered)):
                old, new = (f[f["month"] == month] for f in (left, newer.frame))
                changes = _changes(old, new, dataset)
                superseded.append(Superseded(month, table.path, newer.path, changes))
                left = left[left["month"] != month]
        kept[table.path] = table.with_frame(left)
    hold_against_each_other(kept, dataset)
    compare_lengths(kept)
    return Settled(
        tuple(table if table.refused else kept[table.path] for table in tables), tuple(superseded)
    )


def corrects(new: str, old: str) -> bool:
    """Tell whether the file `new` is named as a correction of the file `old`.

    The folders and the kinds of the two files may differ.
    """
    (base, round_of), (other, before) = _name_parts(new), _name_parts(old)
    return base == other and round_of > before


@cache
def _name_parts(path: str) -> tuple[str, int]:
    """Part a file's name into what it is of and which round of correction it is."""
    stem = PurePosixPath(path).stem
    match = CORRECTED.search(stem)
    return CORRECTED.sub("", stem).lower(), int(match[1] or 1) if match else 0


def _replaced_months(
    newer: Table,
    older: Table,
    left: pd.DataFrame,
    dataset: Dataset,
    delivered: Mapping[str, date],
) -> set[str]:
    """Return the months for which the newer file is declared to replace the older one.

    A later day in toimitukset.csv replaces only what both files tell of: parts of one delivery may
    come on different days.
    """
    named = corrects(newer.path, older.path)
    if not named and (corrects(older.path, newer.path) or not _later(newer, older, delivered)):
        return set()
    common = set(newer.frame["month"].unique()) & set(left["month"].unique())
    key = key_of(dataset)
    if named or not common or not key or newer.counts_people != older.counts_people:
        return common
    if newer.counts_people:
        return set()
    shared = newer.frame[key].merge(left[key], on=key)
    return set(shared["month"])


def _later(newer: Table, older: Table, delivered: Mapping[str, date]) -> bool:
    days = [delivered.get(PurePosixPath(table.path).name) for table in (newer, older)]
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _changes(
    old: pd.DataFrame, new: pd.DataFrame, dataset: Dataset
) -> tuple[tuple[str, float], ...]:
    sums = {
        rule.header: float(new[rule.name].sum() - old[rule.name].sum())
        for rule in dataset.rules
        if rule.kind in ("count", "number") and rule.adds_up
    }
    sums["rows"] = float(len(new) - len(old))
    return tuple((name, by) for name, by in sums.items() if abs(by) >= 0.005)


def _decimals(value: float) -> int:
    return 0 if value.is_integer() else 2
