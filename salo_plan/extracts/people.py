"""Person-level files read together, checked against each other and counted.

Two files may be parts of one delivery: a person in both with the same values is counted once and
told; with different values both files are refused. Ids stay in memory and go nowhere: only the
counts of a month are stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from salo_plan.extracts.counting import COUNTED_AS, counted, stored_counts
from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.deliveries import Settled, Superseded, settle_rows
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.overlaps import shorter_months
from salo_plan.extracts.reading import read_table, shown_path
from salo_plan.extracts.validation import with_texts
from salo_plan.fingerprints import sha256_of
from salo_plan.progress import followed
from salo_plan.told import Told

COUNTING = "Counting lists of people: {done} of {all} months"


def read_people(
    paths: Iterable[Path], dataset: Dataset, workspace: Path, delivered: Mapping[str, date]
) -> Settled:
    """Read person-level files of one dataset and return them as tables of counts.

    `delivered` gives the day of delivery of the files that toimitukset.csv names. The rows of one
    month at a time are in memory; of a month with one file the counts are kept in the store.
    """
    listed = list(paths)
    shown = {path: shown_path(path, workspace) for path in listed}
    renamed = _renamed(listed)
    tables: dict[str, Table] = {}
    superseded: list[Superseded] = []
    months = _by_month(listed)
    alone = [own[0] for month, own in months.items() if month and len(own) == 1]
    counts = stored_counts(alone, dataset, workspace)
    for month, own in followed(list(months.items()), COUNTING):
        if month and len(own) == 1:
            found = Settled((next(counts),), ())
        else:
            found = _settled_month(own, month, dataset, workspace, delivered, renamed)
        superseded += found.superseded
        for path, table in zip(own, found.tables, strict=True):
            refuse = path in renamed and len(own) == 1
            tables[shown[path]] = _of_nobody(table, renamed[path]) if refuse else table
    order = [shown[path] for path in listed]
    return Settled(
        tuple(_warned(tables, order)),
        tuple(sorted(superseded, key=lambda one: (order.index(one.old), order.index(one.new)))),
    )


def _by_month(paths: list[Path]) -> dict[str, list[Path]]:
    """Group files by the month in their name."""
    months: dict[str, list[Path]] = {}
    for path in paths:
        months.setdefault(str(file_month(path.name) or ""), []).append(path)
    return months


def _settled_month(
    paths: list[Path],
    month: str,
    dataset: Dataset,
    workspace: Path,
    delivered: Mapping[str, date],
    renamed: Mapping[Path, Fault],
) -> Settled:
    """Hold the files of one month against each other person by person, and count them."""
    tables = []
    for path in paths:
        table = read_table(path, dataset, workspace)
        table = table.with_frame(with_texts(table.frame).assign(month=month))
        tables.append(table.refused_for(renamed[path]) if path in renamed else table)
    settled = settle_rows(tables, dataset, delivered)
    return replace(settled, tables=tuple(counted(table, dataset) for table in settled.tables))


def _warned(tables: Mapping[str, Table], order: list[str]) -> Iterator[Table]:
    """Warn of a month with far fewer people than the month before."""
    found = {path: tables[path] for path in order}
    months = {path: str(file_month(PurePosixPath(path).name) or "") for path in order}
    lengths = [(path, (months[path],), table.people or 0) for path, table in found.items()]
    faults = shorter_months(one for one in lengths if one[2])
    return (table.told(faults[p]) if p in faults else table for p, table in found.items())


def _renamed(paths: list[Path]) -> dict[Path, Fault]:
    """Find lists that are another month's list to the byte: nobody's month is that quiet."""
    faults = {}
    sizes: dict[int, list[Path]] = {}
    for path in paths:
        earlier = sizes.setdefault(path.stat().st_size, [])
        for other in earlier:
            another_month = file_month(other.name) != file_month(path.name)
            if another_month and sha256_of(other) == sha256_of(path):
                reason = Told(
                    "the same content as {file}: another month's file under a new name? "
                    "Ask for the right file.",
                    file=other.name,
                )
                faults[path] = Fault(reason)
                break
        earlier.append(path)
    return faults


def _of_nobody(table: Table, fault: Fault) -> Table:
    """Refuse a list that has been counted."""
    target, _ = COUNTED_AS[table.read_as or table.dataset]
    return replace(table.refused_for(fault).with_frame(target.empty_frame()), people=0)
