"""Rows that lie in the store as Arrow keeps them, until somebody needs them as a frame.

A list of half a million people makes a hundred thousand counts: those stay on disk (`Shelf`) and
are read a month at a time, so that memory does not grow with the months received.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from salo_plan.errors import DataError
from salo_plan.told import Told

MOST_HELD = 4_000
ROW = "row"


@dataclass(frozen=True, eq=False)
class KeptRows:
    """The rows of one small file in memory, turned into a frame when it is asked for."""

    content: pa.Table

    def __len__(self) -> int:
        """Count the rows."""
        return int(self.content.num_rows)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months that the rows tell of, in the order of the rows."""
        if "month" not in self.content.column_names:
            return ()
        return tuple(pc.unique(self.content.column("month")).to_pylist())

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame whose index is the row numbers of the file."""
        if ROW in self.content.column_names:
            return as_frame(self.content)
        frame: pd.DataFrame = self.content.to_pandas(use_threads=False)
        return frame


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the counts of one month lie, and how many rows they are."""

    place: Path
    month: str
    count: int

    def __len__(self) -> int:
        """Count the rows."""
        return self.count

    @property
    def months(self) -> tuple[str, ...]:
        """The one month that the counts tell of."""
        return (self.month,)

    @property
    def frame(self) -> pd.DataFrame:
        """The counts with the columns of texts that all other tables have; read each time."""
        frame = self.categories()
        kinds = {name: kind for name, kind in frame.dtypes.items() if kind == "category"}
        return frame.astype(dict.fromkeys(kinds, "str"))

    def categories(self) -> pd.DataFrame:
        """Read the counts with categorical columns; DataError when the store was emptied."""
        try:
            with pq.ParquetFile(self.place, pre_buffer=False) as file:
                fields = list(file.schema_arrow)
            names = [field.name for field in fields if pa.types.is_large_string(field.type)]
            with pq.ParquetFile(self.place, pre_buffer=False, read_dictionary=names) as file:
                content = file.read(use_threads=False)
        except (OSError, pa.ArrowException):
            raise DataError(
                Told(
                    "{file} is no longer in data/processed: it was taken away while the "
                    "program ran. Run the command again.",
                    file=self.place.name,
                )
            ) from None
        frame: pd.DataFrame = content.to_pandas(use_threads=False)
        return frame


def as_frame(content: pa.Table) -> pd.DataFrame:
    """Return rows that carry their numbers in the file as a frame; one thread is fastest here."""
    plain = content.replace_schema_metadata(None)
    frame: pd.DataFrame = plain.to_pandas(use_threads=False)
    return frame.set_index(ROW)
