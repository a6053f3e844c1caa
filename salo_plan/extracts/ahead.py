"""Reading received files one by one into the store, each on whichever machine has time for it.

Whoever reads all of them afterwards finds their tables there.
"""

from collections.abc import Iterator
from pathlib import Path

from salo_plan.extracts.counting import stored_counts
from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.received import datasets_of, received_files
from salo_plan.extracts.store import place_of, stored_table
from salo_plan.plan.areas import Municipalities

# Of larger files one at a time is enough for the memory of a machine.
MOST_BYTES = 1 << 22


def store_from_the_end(workspace: Path, municipalities: Municipalities) -> Iterator[Path]:
    """Read received files into the store, the last to be read first; give each that was not there.

    Whoever reads them from the beginning meanwhile meets this half way.
    """
    files = received_files(workspace / "data" / "raw")
    files.sort(key=lambda path: any(d.person_level for d in datasets_of(path.name, municipalities)))
    for path in reversed(files):
        if path.stat().st_size <= MOST_BYTES and store_file(path, workspace, municipalities):
            yield path


def store_file(path: Path, workspace: Path, municipalities: Municipalities) -> bool:
    """Read one received file into the store and tell if it had to be; else it lies there already.

    A list of people that shares its month with another is left alone: the two are held against
    each other person by person, which nobody's counts can do.
    """
    read = False
    for dataset in datasets_of(path.name, municipalities):
        found = place_of(path, dataset, workspace)
        if found[1].is_file():
            continue
        if not dataset.person_level:
            stored_table(path, dataset, workspace, found)
            read = True
        elif _alone(path, dataset, workspace):
            read = bool(list(stored_counts([path], dataset, workspace)))
    return read


def _alone(path: Path, dataset: Dataset, workspace: Path) -> bool:
    month = file_month(path.name)
    lists = (p for p in received_files(workspace / "data" / "raw") if dataset.holds(p.name))
    return month is not None and [p for p in lists if file_month(p.name) == month] == [path]
