"""Person-level files of a month read together, checked against each other and counted.

Two files may be parts of one delivery: a person in both with the same values is counted once and
told; with different values both files are refused. Ids stay in memory and go nowhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.datasets.clients import CLIENTS
from salo_plan.extracts.datasets.new_jobseekers import NEW_JOBSEEKERS, to_contacts
from salo_plan.extracts.datasets.register import REGISTER, file_month, to_cube
from salo_plan.extracts.datasets.service_process import FIRST_CONTACTS
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.reading import read_table

ID = "client"
COUNTED_AS: Mapping[str, tuple[Dataset, Callable[[pd.DataFrame, str], pd.DataFrame]]] = {
    REGISTER.id: (CLIENTS, to_cube),
    NEW_JOBSEEKERS.id: (FIRST_CONTACTS, to_contacts),
}


def read_people(paths: Iterable[Path], dataset: Dataset, workspace: Path) -> tuple[Table, ...]:
    """Read person-level files of one dataset and return them as tables of counts."""
    tables = [read_table(path, dataset, workspace) for path in paths]
    checked: list[Table] = []
    for table in tables:
        others = [t for t in tables if t is not table and _month(t) == _month(table)]
        checked.append(_without_repeats(table, others, tables, dataset))
    return tuple(_counted(table) for table in checked)


def _month(table: Table) -> str:
    return str(file_month(Path(table.path).name))


def _without_repeats(
    table: Table, others: list[Table], order: list[Table], dataset: Dataset
) -> Table:
    """Drop the people that an earlier part has too; different values are an error in both."""
    frame, faults = table.frame, list(table.faults)
    if table.refused:
        return table
    headers = {rule.name: rule.header for rule in dataset.rules}
    own = frame.set_index(ID)
    drop: set[int] = set()
    for other in others:
        theirs = other.frame.set_index(ID)
        rows = dict(zip(own.index, frame.index, strict=True))
        their_rows = dict(zip(theirs.index, other.frame.index, strict=True))
        for person in own.index.intersection(theirs.index):
            different = [c for c in own.columns if _differ(own.at[person, c], theirs.at[person, c])]
            name = Path(other.path).name
            if different:
                reason = f"the same id has another value in {name}, row {their_rows[person]}"
                columns = ", ".join(headers[column] for column in different)
                faults.append(Fault(reason, row=int(rows[person]), column=columns))
            elif order.index(other) < order.index(table):
                reason = f"the same row stands in {name}, row {their_rows[person]}: counted once"
                faults.append(Fault(reason, "warning", row=int(rows[person])))
                drop.add(int(rows[person]))
    return replace(table, frame=frame.drop(index=list(drop)), faults=tuple(faults))


def _differ(mine: object, theirs: object) -> bool:
    if pd.isna(mine) and pd.isna(theirs):  # type: ignore[call-overload]
        return False
    return mine != theirs


def _counted(table: Table) -> Table:
    target, count = COUNTED_AS[table.dataset]
    if table.refused:
        return replace(table, dataset=target.id, frame=target.empty_frame())
    counts = count(table.frame, Path(table.path).name)
    return replace(table, dataset=target.id, frame=counts, people=len(table.frame))
