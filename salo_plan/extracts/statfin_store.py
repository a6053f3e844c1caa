"""The published figures as they were read and checked, kept under the hash of their files.

Both the table and its sidecar are hashed every time; a table with a fault is never kept.
"""

from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pyarrow as pa

from salo_plan.extracts.kept_file import read_kept, write_kept
from salo_plan.extracts.statfin_file import PublishedTable, read_table
from salo_plan.figures import Source
from salo_plan.fingerprints import code_hash, hash_of, sha256_of

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
    note = {"described": asdict(described), "source": asdict(source)}
    write_kept(pa.Table.from_pandas(frame, preserve_index=False), note, place, table)
    return frame, described, source


def _load(place: Path) -> _Published | None:
    if (kept := read_kept(place)) is None:
        return None
    content, note = kept
    plain = content.replace_schema_metadata(None)
    frame: pd.DataFrame = plain.to_pandas(use_threads=False)
    return frame, PublishedTable(**note["described"]), Source(**note["source"])
