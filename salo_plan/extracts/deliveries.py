"""Which delivery of a month counts.

The newer file wins only when it is declared: by `_korjattu` in its name or by a row of
toimitukset.csv. What no declaration settles is held against each other (overlaps.py). A refused
file that an accepted one is declared to replace is left out like any other old one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import PurePosixPath

import pandas as pd

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.file_months import months_promised
from salo_plan.extracts.overlaps import hold_against_each_other, key_of, shorter_months
from salo_plan.told import Told
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
        changes = (Told.joined(" ", [name, signed(by, _decimals(by))]) for name, by in self.changes)
        return Told(
            "{new} replaces {old} for {month}: {change}",
            new=self.new,
            old=self.old,
            month=self.month,
            change=Told.joined(", ", changes) or Told("no sum changes"),
        )


@dataclass(frozen=True)
class Settled:
    """The tables of one dataset after the deliveries have been held against each other."""

    tables: tuple[Table, ...]
    superseded: tuple[Superseded, ...]


def settle(tables: list[Table], dataset: Dataset, delivered: Mapping[str, date]) -> Settled:
    """Let declared corrections replace old rows, drop repeats and refuse what contradicts.

    `delivered` gives the day of delivery of the files that toimitukset.csv names.
    """
    settled = settle_rows(tables, dataset, delivered)
    listed = {table.path for table in tables if not table.refused and not table.counts_people}
    faults = shorter_months(
        (table.path, table.months, len(table.content))
        for table in settled.tables
        if table.path in listed
    )
    told = (t.told(faults[t.path]) if t.path in faults else t for t in settled.tables)
    return replace(settled, tables=tuple(told))


def settle_rows(tables: list[Table], dataset: Dataset, delivered: Mapping[str, date]) -> Settled:
    """Settle without a look at how long the months are."""
    good = [table for table in tables if not table.refused]
    kept: dict[str, Table] = {}
    superseded: list[Superseded] = []
    rivals = _rivals(good)
    for table in good:
        left = table
        for newer in rivals(table):
            for month in sorted(_replaced_months(newer, table, left, dataset, delivered)):
                rows = left.frame
                old, new = (f[f["month"] == month] for f in (rows, newer.frame))
                changes = _changes(old, new, dataset)
                superseded.append(Superseded(month, table.path, newer.path, changes))
                left = left.with_frame(rows[rows["month"] != month])
        kept[table.path] = left
    hold_against_each_other(kept, dataset)
    accepted = [table for table in kept.values() if table.rows_used]
    return Settled(
        tuple(
            replace(table, replaced_by=_in_place_of(table, accepted, delivered))
            if table.refused
            else kept[table.path]
            for table in tables
        ),
        tuple(superseded),
    )


def _in_place_of(refused: Table, accepted: Iterable[Table], delivered: Mapping[str, date]) -> str:
    """Name the accepted file that is declared to replace all of a refused one; "" for none.

    It must tell of every month in the refused file's name, or else of those in its rows.
    """
    promised = _months_promised(refused)
    months = promised or set(refused.months_told)
    for newer in accepted:
        named = corrects(newer.path, refused.path)
        same_month = bool(promised) and promised == _months_promised(newer)
        listed = same_month and _later(newer, refused, delivered)
        if (named or listed) and months <= set(newer.months):
            return newer.path
    return ""


def _months_promised(table: Table) -> set[str]:
    return months_promised(PurePosixPath(table.path).name)


def _rivals(tables: list[Table]) -> Callable[[Table], Iterator[Table]]:
    """Find the tables that tell of a month of another: the only ones that can replace it."""
    telling: dict[str, list[int]] = {}
    for number, table in enumerate(tables):
        for month in table.months:
            telling.setdefault(month, []).append(number)

    def rivals(table: Table) -> Iterator[Table]:
        numbers = {number for month in table.months for number in telling[month]}
        return (tables[number] for number in sorted(numbers))

    return rivals


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
    left: Table,
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
    common = set(newer.months) & set(left.months)
    key = key_of(dataset)
    if named or not common or not key or newer.counts_people != older.counts_people:
        return common
    if newer.counts_people:
        return set()
    shared = newer.frame[key].merge(left.frame[key], on=key)
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
    sums[Told("rows")] = float(len(new) - len(old))
    return tuple((name, by) for name, by in sums.items() if abs(by) >= 0.005)


def _decimals(value: float) -> int:
    return 0 if value.is_integer() else 2
