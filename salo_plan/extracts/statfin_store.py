"""The published figures as they were read and checked, kept under the hash of their files.

Both the table and its sidecar are hashed every time; a table with a fault is never kept.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from salo_plan.extracts.statfin_file import PublishedTable, read_table
from salo_plan.extracts.store import write_parquet
from salo_plan.figures import Source
from salo_plan.fingerprints import code_hash, hash_of, sha256_of

_NOTE = b"published"
_Published = tuple[pd.DataFrame, PublishedTable, Source]


def stored_statistics(folder: Path, table: str, processed: Path) -> _Published:
    """Return one table of the statistics, from the store when its two files are the same.

    DataError with every fault found when it is not the file that was extracted.
    """
    files = [folder / f"{table}{end}" for end in (".csv", ".json")]
    if not all(path.is_file() for path in files):
        return read_table(folder, table)
    key = hash_of(*map(sha256_of, files), code_hash())[:16]
    place = processed / f"{table}.{key}.parquet"
    if place.is_file() and (kept := _load(place)) is not None:
        return kept
    frame, described, source = read_table(folder, table)
    content = pa.Table.from_pandas(frame, preserve_index=False)
    note = json.dumps({"described": asdict(described), "source": asdict(source)}).encode()
    metadata = {**(content.schema.metadata or {}), _NOTE: note}
    write_parquet(content.replace_schema_metadata(metadata), place, table)
    return frame, described, source


def _load(place: Path) -> _Published | None:
    try:
        with pq.ParquetFile(place, pre_buffer=False) as file:
            content = file.read(use_threads=False)
    except (OSError, pa.ArrowException):
        return None
    note: dict[str, Any] = json.loads(content.schema.metadata[_NOTE])
    plain = content.replace_schema_metadata(None)
    frame: pd.DataFrame = plain.to_pandas(use_threads=False)
    return frame, PublishedTable(**note["described"]), Source(**note["source"])
