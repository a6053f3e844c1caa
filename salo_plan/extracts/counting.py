"""Person-level files turned into counts, which are kept in the store; nobody's row is.

While one file is counted the next one is opened on another thread, so that two months at most are
in memory.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pandas as pd

from salo_plan.errors import DataError
from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.datasets.clients import CLIENTS
from salo_plan.extracts.datasets.new_jobseekers import NEW_JOBSEEKERS, to_contacts
from salo_plan.extracts.datasets.register import REGISTER, to_cube
from salo_plan.extracts.datasets.service_process import FIRST_CONTACTS
from salo_plan.extracts.reading import Opened, open_file, read_table
from salo_plan.extracts.shelf import MOST_HELD
from salo_plan.extracts.store import place_of, stored
from salo_plan.extracts.validation import with_texts
from salo_plan.plan.areas import NO_MUNICIPALITIES, Municipalities

_MANY_BYTES = 1 << 22

Count = Callable[[pd.DataFrame, str, Municipalities], pd.DataFrame]

COUNTED_AS: Mapping[str, tuple[Dataset, Count]] = {
    REGISTER.id: (CLIENTS, to_cube),
    NEW_JOBSEEKERS.id: (FIRST_CONTACTS, lambda frame, name, _: to_contacts(frame, name)),
}


def stored_counts(paths: list[Path], dataset: Dataset, workspace: Path) -> Iterator[Table]:
    """Count person-level files one after the other; those counted before come from the store."""
    for path, (found, opened) in _looked_ahead(paths, dataset, workspace):
        yield stored(path, dataset, workspace, _counter(path, dataset, workspace, opened), found)


def _counter(
    path: Path, dataset: Dataset, workspace: Path, opened: Opened | DataError | None
) -> Callable[[str], Table]:
    return lambda sha256: counted(read_table(path, dataset, workspace, sha256, opened), dataset)


_Looked = tuple[tuple[str, Path], Opened | DataError | None]


def _looked_ahead(
    paths: list[Path], dataset: Dataset, workspace: Path
) -> Iterator[tuple[Path, _Looked]]:
    """Go through files with each one's place in the store, and its table if it is not there."""

    def look(path: Path) -> _Looked:
        found = place_of(path, dataset, workspace)
        return found, None if found[1].is_file() else open_file(path, dataset)

    if not any(path.stat().st_size > _MANY_BYTES for path in paths):
        yield from ((path, look(path)) for path in paths)
        return
    with ThreadPoolExecutor(1) as ahead:
        looking = ahead.submit(look, paths[0])
        for number, path in enumerate(paths, start=1):
            looked = looking.result()
            if number < len(paths):
                looking = ahead.submit(look, paths[number])
            yield path, looked
            del looked


def counted(table: Table, dataset: Dataset) -> Table:
    """Return the counts of a person-level table; of a refused one there are none."""
    target, count = COUNTED_AS[dataset.id]
    if table.refused or table.frame.empty:
        frame = target.empty_frame()
    else:
        municipalities = dataset.municipalities or NO_MUNICIPALITIES
        frame = count(table.frame, PurePosixPath(table.path).name, municipalities)
        frame = frame if len(frame) > MOST_HELD else with_texts(frame)
    people = len(table.frame)
    return replace(table, dataset=target.id, read_as=table.dataset, content=frame, people=people)
