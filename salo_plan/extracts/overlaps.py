"""What two files of one dataset say of the same thing: the same, another thing, or too little.

Rows that an earlier file has too are counted once and told. Where the files differ, both are
refused until one of them is declared.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.datasets.given import states_the_plan
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.values import day_text
from salo_plan.figures import row_ranges
from salo_plan.periods import Month
from salo_plan.told import Told

DECLARE = Told("declare the newer file in toimitukset.csv or put _korjattu in its name")
MOST_TOLD = 20
FEWEST_SHARED = 5
FEWEST_ROWS = 20
FALL = 0.5


def key_of(dataset: Dataset) -> list[str]:
    """Return the columns that tell a row apart among all files; none for a log or answers."""
    return list(dict.fromkeys(("month", *dataset.key))) if dataset.key else []


def hold_against_each_other(kept: dict[str, Table], dataset: Dataset) -> None:
    """Compare every two files that tell of the same month and change `kept` by what is found."""
    months = {path: set(table.months) for path, table in kept.items()}
    for earlier, path in _pairs(months):
        common = months[earlier] & months[path]
        first, second = kept[earlier], kept[path]
        if states_the_plan(first.path) or states_the_plan(second.path):
            # The plan's own stated values give way to any other source when they are measured.
            continue
        if first.sha256 == second.sha256:
            told = Told("the same content as {file}: left out", file=_name(first))
            kept[path] = second.with_frame(second.frame.iloc[:0]).told(Fault(told, "warning"))
        elif first.counts_people != second.counts_people:
            kept[earlier] = first.told(_two_kinds(second, common))
            kept[path] = second.told(_two_kinds(first, common))
        elif first.counts_people:
            # The people of both were held against each other before they were counted.
            continue
        elif dataset.key:
            kept[earlier], kept[path] = _compared(first, second, dataset)
        else:
            kept[earlier], kept[path] = _logs_compared(first, second, common)


def _pairs(months: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """Pair the files that tell of the same month, in the order of the files."""
    order = {path: number for number, path in enumerate(months)}
    telling: dict[str, list[str]] = {}
    for path, own in months.items():
        for month in own:
            telling.setdefault(month, []).append(path)
    pairs = {pair for paths in telling.values() for pair in combinations(paths, 2)}
    return sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))


def shorter_months(lengths: Iterable[tuple[str, tuple[str, ...], int]]) -> dict[str, Fault]:
    """Warn of a month with far fewer rows than the month before, which a cut file would have.

    `lengths` gives each file's path, months and number of rows; the fault is that of the month's
    last file.
    """
    parts: dict[Month, list[str]] = {}
    rows: dict[Month, int] = {}
    for path, months, count in lengths:
        if len(months) == 1 and months[0]:
            month = Month.parse(months[0])
            parts.setdefault(month, []).append(path)
            rows[month] = rows.get(month, 0) + count
    faults = {}
    for month, paths in parts.items():
        before = rows.get(month.plus(-1), 0)
        if before < FEWEST_ROWS or rows[month] >= FALL * before:
            continue
        reason = Told(
            "{rows} rows in {month}, {before} in the month before: is the file whole?",
            rows=rows[month],
            month=month,
            before=before,
        )
        faults[paths[-1]] = Fault(reason, "warning")
    return faults


def _compared(first: Table, second: Table, dataset: Dataset) -> tuple[Table, Table]:
    """Hold two files with a key against each other, row by row."""
    key = key_of(dataset)
    both = first.frame.reset_index().merge(second.frame.reset_index(), on=key, suffixes=("", "_2"))
    unlike: dict[str, pd.Series[bool]] = {}
    for name in (rule.name for rule in dataset.rules if rule.name not in key):
        one, other = both[name], both[f"{name}_2"]
        unlike[name] = (one != other) & ~(one.isna() & other.isna())
    differ = pd.DataFrame(unlike, index=both.index)
    wrong = differ.any(axis=1)
    rules = [[r for r in dataset.rules if line.get(r.name)] for line in _lines(differ[wrong])]
    conflicts = list(zip(_lines(both[wrong]), rules, strict=True))
    alike = both[~wrong]
    told = [*_conflict_faults(first, second, conflicts, "", "_2")]
    told_2 = [*_conflict_faults(second, first, conflicts, "_2", "")]
    left = second.frame.drop(index=alike["row_2"].tolist())
    if len(alike):
        told_2.append(_counted_once(first, alike))
    return first.told(*told), second.with_frame(left).told(*told_2)


def _lines(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _conflict_faults(
    table: Table,
    other: Table,
    conflicts: Sequence[tuple[dict[Any, Any], list[ColumnRule]]],
    mine: str,
    theirs: str,
) -> Iterator[Fault]:
    """Tell each row of a table that has other values in the other file; `mine` ends its columns."""
    for line, rules in conflicts[:MOST_TOLD]:
        found, rival = (
            Told.joined(", ", (_shown(line[f"{rule.name}{side}"]) for rule in rules))
            for side in (mine, theirs)
        )
        shown = not any(rule.private for rule in rules)
        place = {"file": _name(other), "row": line[f"row{theirs}"], "declare": DECLARE}
        if shown:
            reason = Told(
                "{file}, row {row}, says '{value}' of the same; {declare}", value=rival, **place
            )
        else:
            reason = Told("{file}, row {row}, says another value of the same; {declare}", **place)
        columns = Told.joined(", ", (table.headers.get(rule.name, rule.header) for rule in rules))
        value = found if shown else None
        yield Fault(reason, row=line[f"row{mine}"], column=columns, value=value)
    if len(conflicts) > MOST_TOLD:
        more = len(conflicts) - MOST_TOLD
        yield Fault(Told("{more} more rows differ from {file}", more=more, file=_name(other)))


def _shown(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return Told("nothing")
    if isinstance(value, pd.Timestamp):
        return day_text(value)
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return shown_value(text, private=False) or Told("a name")


def _counted_once(first: Table, alike: pd.DataFrame) -> Fault:
    mine = alike["row_2"].tolist()
    place = {"file": _name(first), "there": row_ranges(alike["row"])}
    one = Told("the row stands in {file} too (row {there}): counted once", **place)
    many = Told(
        "{count} rows ({rows}) stand in {file} too (row {there}): counted once",
        count=len(mine),
        rows=row_ranges(mine),
        **place,
    )
    reason = one if len(mine) == 1 else many
    return Fault(reason, "warning", row=min(mine))


def _logs_compared(first: Table, second: Table, common: set[str]) -> tuple[Table, Table]:
    """Hold two files without a key against each other: a log that holds the other is a new one.

    Two answers may be alike, so a few rows in common tell nothing.
    """
    rows = [table.frame[table.frame["month"].isin(common)] for table in (first, second)]
    counts = [frame.value_counts(dropna=False) for frame in rows]
    shared = int(pd.concat(counts, axis=1, sort=False).min(axis=1, skipna=False).sum())
    months = Told(" of {months}", months=", ".join(sorted(common))) if any(common) else ""
    if shared >= FEWEST_SHARED and shared == min(len(frame) for frame in rows):
        return _held_in(first, second, months), _held_in(second, first, months)
    told = Told(
        "{file} has rows{months} too, and those of both are counted; if one file replaces the "
        "other, {declare}",
        file=_name(first),
        months=months,
        declare=DECLARE,
    )
    return first, second.told(Fault(told, "warning"))


def _held_in(table: Table, other: Table, months: str) -> Table:
    message = {"file": _name(other), "months": months, "declare": DECLARE}
    return table.told(Fault(Told("all rows{months} stand in {file} too; {declare}", **message)))


def _two_kinds(other: Table, months: Iterable[str]) -> Fault:
    return Fault(
        Told(
            "{file} tells of {months} too, {kind}: the same clients would "
            "be counted twice. Take one of the files away, or declare the newer in "
            "toimitukset.csv.",
            file=_name(other),
            months=", ".join(sorted(months)),
            kind=Told("person by person") if other.counts_people else Told("as counts"),
        )
    )


def _name(table: Table) -> str:
    return PurePosixPath(table.path).name
