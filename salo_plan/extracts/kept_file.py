"""Parquet files in data/processed, each with a note of what its rows do not tell."""

import json
import os
import platform
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_NOTE = b"salo_plan"


def write_kept(content: pa.Table, note: Any, place: Path, stem: str) -> None:
    """Write rows and note whole or not at all, and drop the earlier files of the same stem."""
    metadata = {**(content.schema.metadata or {}), _NOTE: json.dumps(note).encode()}
    place.parent.mkdir(parents=True, exist_ok=True)
    # Machines that share the folder may have a process of the same number.
    partial = place.with_name(f".{place.name}.{platform.node()}.{os.getpid()}")
    noted = content.replace_schema_metadata(metadata)
    pq.write_table(noted, partial, compression="zstd", write_statistics=False)
    partial.replace(place)
    for old in place.parent.glob(f"{stem}.????????????????.parquet"):
        if old != place:
            old.unlink(missing_ok=True)


def read_kept(place: Path) -> tuple[pa.Table, Any] | None:
    """Read rows and note; a damaged file is as good as none."""
    try:
        with pq.ParquetFile(place, pre_buffer=False) as file:
            return file.read(use_threads=False), note_of(file)
    except (OSError, pa.ArrowException):
        return None


def note_of(file: pq.ParquetFile) -> Any:
    """Return the note of an open file."""
    return json.loads(file.schema_arrow.metadata[_NOTE])
