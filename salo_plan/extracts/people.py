"""Person-level files read together, checked against each other and counted.

Two files may be parts of one delivery: a person in both with the same values is counted once and
told; with different values both files are refused. Ids stay in memory and go nowhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pandas as pd

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.datasets.clients import CLIENTS
from salo_plan.extracts.datasets.new_jobseekers import NEW_JOBSEEKERS, to_contacts
from salo_plan.extracts.datasets.register import REGISTER, to_cube
from salo_plan.extracts.datasets.service_process import FIRST_CONTACTS
from salo_plan.extracts.deliveries import Settled, settle
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.reading import read_table

COUNTED_AS: Mapping[str, tuple[Dataset, Callable[[pd.DataFrame, str], pd.DataFrame]]] = {
    REGISTER.id: (CLIENTS, to_cube),
    NEW_JOBSEEKERS.id: (FIRST_CONTACTS, to_contacts),
}


def read_people(
    paths: Iterable[Path], dataset: Dataset, workspace: Path, delivered: Mapping[str, date]
) -> Settled:
    """Read person-level files of one dataset and return them as tables of counts.

    `delivered` gives the day of delivery of the files that toimitukset.csv names.
    """
    tables: list[Table] = []
    for path in paths:
        table = read_table(path, dataset, workspace)
        month = str(file_month(path.name) or "")
        tables.append(_not_renamed(table.with_frame(table.frame.assign(month=month)), tables))
    settled = settle(tables, dataset, delivered)
    return replace(settled, tables=tuple(_counted(table) for table in settled.tables))


def _not_renamed(table: Table, earlier: list[Table]) -> Table:
    """Refuse a list that is another month's list to the byte: nobody's month is that quiet."""
    name = PurePosixPath(table.path).name
    for other in earlier:
        other_name = PurePosixPath(other.path).name
        if other.sha256 == table.sha256 and file_month(other_name) != file_month(name):
            reason = f"the same content as {other_name}: another month's file under a new name?"
            return table.refused_for(Fault(f"{reason} Ask for the right file."))
    return table


def _counted(table: Table) -> Table:
    target, count = COUNTED_AS[table.dataset]
    if table.refused or table.frame.empty:
        frame = target.empty_frame()
    else:
        frame = count(table.frame, PurePosixPath(table.path).name)
    people = len(table.frame)
    return replace(table, dataset=target.id, read_as=table.dataset, frame=frame, people=people)
