"""Validated tables on disk (data/processed/tables), so that only a new file is read anew.

A table is kept under the hash of its file's content and of the package's code. The folder may be
emptied at any time; it is made again.
"""

import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.reading import read_table, shown_path
from salo_plan.fingerprints import code_hash, hash_of, sha256_of

_NOTE = b"salo_plan"


def stored_table(path: Path, dataset: Dataset, workspace: Path) -> Table:
    """Return the validated table of a file, from the store when nothing has changed."""
    folder = workspace / "data" / "processed" / "tables" / dataset.id
    key = hash_of(sha256_of(path), path.name, code_hash())[:16]
    place = folder / f"{path.stem}.{key}.parquet"
    if place.is_file() and (kept := _load(place)) is not None:
        # The same file may have been moved to another folder since.
        return replace(kept, path=shown_path(path, workspace))
    table = read_table(path, dataset, workspace)
    _save(table, place, path.stem)
    return table


def write_parquet(table: pa.Table, place: Path, stem: str) -> None:
    """Write a Parquet file whole or not at all, and drop the earlier ones of the same stem."""
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f".{place.name}.{os.getpid()}")
    pq.write_table(table, partial, compression="zstd")
    partial.replace(place)
    for old in place.parent.glob(f"{stem}.????????????????.parquet"):
        if old != place:
            old.unlink(missing_ok=True)


def _save(table: Table, place: Path, stem: str) -> None:
    note = asdict(replace(table, frame=table.frame.iloc[:0]))
    del note["frame"]
    content = pa.Table.from_pandas(table.frame)
    metadata = {**(content.schema.metadata or {}), _NOTE: json.dumps(note).encode()}
    write_parquet(content.replace_schema_metadata(metadata), place, stem)


def _load(place: Path) -> Table | None:
    """Read a kept table back; a damaged file is as good as none."""
    try:
        content = pq.read_table(place)
    except (OSError, pa.ArrowException):
        return None
    note: dict[str, Any] = json.loads(content.schema.metadata[_NOTE])
    frame: pd.DataFrame = content.to_pandas()
    faults = tuple(Fault(**fault) for fault in note.pop("faults"))
    footnotes = tuple(note.pop("footnotes"))
    return Table(**note, frame=frame, faults=faults, footnotes=footnotes)
