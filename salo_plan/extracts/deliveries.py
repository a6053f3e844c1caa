"""Which delivery of a month counts, and what does not fit together between files.

The newer file wins only when it is declared: by `_korjattu` in its name or by a row of
toimitukset.csv. Otherwise two files that say different things of the same thing are both refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

import pandas as pd

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.periods import Month

CORRECTED = re.compile(r"_korjattu(\d*)(?=\.[a-z]+$)", re.IGNORECASE)
DECLARE = "declare the newer file in toimitukset.csv or put _korjattu in its name"
FEWEST_ROWS = 20
FALL = 0.5


@dataclass(frozen=True, slots=True)
class Superseded:
    """Rows of a file that a declared correction has replaced for a month."""

    month: str
    old: str
    new: str


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
            if not _replaces(newer, table, delivered):
                continue
            months = set(newer.frame["month"]) & set(left["month"])
            superseded += [Superseded(month, table.path, newer.path) for month in sorted(months)]
            left = left[~left["month"].isin(months)]
        kept[table.path] = replace(table, frame=left)
    _hold_against_each_other(kept, dataset)
    _compare_lengths(kept)
    return Settled(
        tuple(table if table.refused else kept[table.path] for table in tables), tuple(superseded)
    )


def corrects(new: str, old: str) -> bool:
    """Tell whether the file `new` is named as a correction of the file `old`."""
    if CORRECTED.sub("", new) != CORRECTED.sub("", old):
        return False
    return _round(new) > _round(old)


def _replaces(newer: Table, older: Table, delivered: Mapping[str, date]) -> bool:
    if corrects(newer.path, older.path):
        return True
    if corrects(older.path, newer.path):
        return False
    days = [delivered.get(PurePosixPath(table.path).name) for table in (newer, older)]
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _round(path: str) -> int:
    match = CORRECTED.search(path)
    return int(match[1] or 1) if match else 0


def _hold_against_each_other(kept: dict[str, Table], dataset: Dataset) -> None:
    """Drop rows that an earlier file has too; refuse both files where the values differ."""
    paths = list(kept)
    months = {path: set(table.frame["month"]) for path, table in kept.items()}
    for place, path in enumerate(paths):
        for earlier in paths[:place]:
            if not months[earlier] & months[path]:
                continue
            first, second = kept[earlier], kept[path]
            if first.sha256 == second.sha256:
                told = Fault(f"the same content as {_name(first)}: left out", "warning")
                kept[path] = _with(second, second.frame.iloc[:0], told)
            elif dataset.key:
                kept[earlier], kept[path] = _compared(first, second, dataset)


def _compared(first: Table, second: Table, dataset: Dataset) -> tuple[Table, Table]:
    keys = list(dataset.key)
    mine, theirs = first.frame.reset_index(), second.frame.reset_index()
    both = mine.merge(theirs, on=keys, suffixes=("", "_2"))
    if both.empty:
        return first, second
    differ = pd.Series(False, index=both.index)
    for name in (rule.name for rule in dataset.rules if rule.name not in keys):
        one, other = both[name], both[f"{name}_2"]
        differ |= (one != other) & ~(one.isna() & other.isna())
    if differ.any():
        row, other_row = (int(number) for number in both.loc[differ, ["row", "row_2"]].iloc[0])
        return (
            _with(first, first.frame, _conflict(second, row, other_row)),
            _with(second, second.frame, _conflict(first, other_row, row)),
        )
    repeated = [int(number) for number in both["row_2"]]
    told = Fault(f"{len(repeated)} rows stand in {_name(first)} too: counted once", "warning")
    return first, _with(second, second.frame.drop(index=repeated), told)


def _conflict(other: Table, row: int, other_row: int) -> Fault:
    return Fault(f"another value than {_name(other)}, row {other_row}; {DECLARE}", row=row)


def _with(table: Table, frame: pd.DataFrame, fault: Fault) -> Table:
    return replace(table, frame=frame, faults=(*table.faults, fault))


def _name(table: Table) -> str:
    return PurePosixPath(table.path).name


def _compare_lengths(kept: dict[str, Table]) -> None:
    """Warn of a month with far fewer rows than the month before, which a cut file would have."""
    single: dict[Month, Table] = {}
    for table in kept.values():
        months = table.frame["month"].unique()
        if len(months) == 1 and months[0]:
            single[Month.parse(str(months[0]))] = table
    for month, table in single.items():
        before = single.get(month.plus(-1))
        if before is None or len(before.frame) < FEWEST_ROWS:
            continue
        if len(table.frame) < FALL * len(before.frame):
            rows = f"{len(table.frame)} rows, the month before had {len(before.frame)}"
            reason = f"{rows}: is the file whole?"
            kept[table.path] = _with(table, table.frame, Fault(reason, "warning"))
