"""Reading received files one by one into the store, each on whichever machine has time for it.

Whoever reads all of them afterwards finds their tables there.
"""

from pathlib import Path

from salo_plan.extracts.counting import stored_counts
from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.received import datasets_of, received_files
from salo_plan.extracts.store import place_of, stored_table


def store_file(path: Path, workspace: Path) -> None:
    """Read one received file into the store; one that lies there is not read again.

    A list of people that shares its month with another is left alone: the two are held against
    each other person by person, which nobody's counts can do.
    """
    for dataset in datasets_of(path.name):
        if place_of(path, dataset, workspace)[1].is_file():
            continue
        if not dataset.person_level:
            stored_table(path, dataset, workspace)
        elif _alone(path, dataset, workspace):
            for _ in stored_counts([path], dataset, workspace):
                pass


def _alone(path: Path, dataset: Dataset, workspace: Path) -> bool:
    month = file_month(path.name)
    lists = (p for p in received_files(workspace / "data" / "raw") if dataset.holds(p.name))
    return month is not None and [p for p in lists if file_month(p.name) == month] == [path]
