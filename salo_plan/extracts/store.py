"""Validated tables on disk (data/processed/tables), so that only a new file is read anew.

A table is kept under the hash of its file's content and of the package's code. The folder may be
emptied at any time; it is made again. Of a list of people only the counts are kept. Faults are
kept untranslated (`told.Told`), so that they can be told in any language.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.kept_file import note_of, write_kept
from salo_plan.extracts.reading import read_table, shown_path
from salo_plan.extracts.shelf import MOST_HELD, KeptRows, Shelf
from salo_plan.fingerprints import code_hash, hash_of, sha256_of
from salo_plan.told import as_kept, from_kept


def stored_table(
    path: Path, dataset: Dataset, workspace: Path, found: tuple[str, Path] | None = None
) -> Table:
    """Return the validated table of a file, from the store when nothing has changed.

    Its rows have the column `month`. `found` is what `place_of` gave, where it is known already.
    """

    def make(sha256: str) -> Table:
        table = read_table(path, dataset, workspace, sha256)
        named = file_month(path.name)
        return table.with_frame(dataset.with_months(table.frame, str(named) if named else ""))

    return stored(path, dataset, workspace, make, found)


def place_of(path: Path, dataset: Dataset, workspace: Path) -> tuple[str, Path]:
    """Return a file's content hash and where its table is kept when it has been read."""
    folder = workspace / "data" / "processed" / "tables" / dataset.id
    digest = sha256_of(path)
    key = hash_of(digest, path.name, code_hash(), repr(dataset.municipalities))[:16]
    return digest, folder / f"{path.stem}.{key}.parquet"


def stored(
    path: Path,
    dataset: Dataset,
    workspace: Path,
    make: Callable[[str], Table],
    found: tuple[str, Path] | None = None,
) -> Table:
    """Return what `make` makes of a file by its content hash, from the store when it is there.

    `found` is what `place_of` gave, where it is known already.
    """
    digest, place = found or place_of(path, dataset, workspace)
    if place.is_file() and (kept := _load(place)) is not None:
        # The same file may have been moved to another folder since.
        return replace(kept, path=shown_path(path, workspace))
    table = make(digest)
    _save(table, place, path.stem)
    return _shelved(table, place)


def _save(table: Table, place: Path, stem: str) -> None:
    names = (field.name for field in fields(table) if field.name not in ("content", "faults"))
    note = {name: getattr(table, name) for name in names}
    note["faults"] = [fault.as_kept() for fault in table.faults]
    note["footnotes"] = [as_kept(text) for text in table.footnotes]
    write_kept(pa.Table.from_pandas(table.frame), note, place, stem)


def _shelved(table: Table, place: Path) -> Table:
    """Let a table of many counts go from memory; they are read again when they are needed."""
    if not table.counts_people or len(table.content) <= MOST_HELD:
        return table
    return replace(table, content=_shelf(table.path, place, len(table.content)))


def _load(place: Path) -> Table | None:
    """Read a kept table back; a damaged file is as good as none."""
    try:
        with pq.ParquetFile(place, pre_buffer=False) as file:
            note: dict[str, Any] = note_of(file)
            rows = file.metadata.num_rows
            many = note["people"] is not None and rows > MOST_HELD
            content = None if many else file.read(use_threads=False)
    except (OSError, pa.ArrowException):
        return None
    faults = tuple(Fault.from_kept(fault) for fault in note.pop("faults"))
    footnotes = tuple(from_kept(text) for text in note.pop("footnotes"))
    note["months_told"] = tuple(note["months_told"])
    kept = _shelf(note["path"], place, rows) if content is None else KeptRows(content)
    return Table(**note, content=kept, faults=faults, footnotes=footnotes)


def _shelf(path: str, place: Path, rows: int) -> Shelf:
    return Shelf(place, str(file_month(PurePosixPath(path).name)), rows)
