"""The rows of every dataset by its name; those of long lists are read a month at a time."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.shelf import ROW, KeptRows, Shelf, as_frame

FILE = "file"


class Frames(Mapping[str, pd.DataFrame]):
    """Frames by dataset, of which some lie on shelves of the store.

    The whole of such a dataset is read each time that it is asked for, and not kept.
    """

    def __init__(
        self, held: Mapping[str, pd.DataFrame | None], shelved: Mapping[str, tuple[Table, ...]]
    ) -> None:
        """Take the frames in memory, None for a shelved dataset, and the tables of the others."""
        self._held = held
        self._shelved = shelved
        self._last: tuple[str, str, pd.DataFrame] | None = None

    def __getitem__(self, dataset: str) -> pd.DataFrame:
        """Return all rows of a dataset."""
        held = self._held[dataset]
        if held is not None:
            return held
        return together(self._shelved[dataset])

    def __iter__(self) -> Iterator[str]:
        """Go through the datasets."""
        return iter(self._held)

    def __len__(self) -> int:
        """Count the datasets."""
        return len(self._held)

    def is_shelved(self, dataset: str) -> bool:
        """Tell whether some of a dataset's rows are not in memory."""
        return dataset in self._shelved

    def months_and_files(self, dataset: str) -> pd.DataFrame:
        """Name each month of a dataset with each file that has rows of it."""
        if not self.is_shelved(dataset):
            return self[dataset][["month", FILE]].drop_duplicates()
        pairs = [(month, one.path) for one in self._shelved[dataset] for month in one.months]
        return pd.DataFrame(pairs, columns=["month", FILE], dtype="str")

    def of_month(self, dataset: str, month: str) -> pd.DataFrame:
        """Return the rows of one month of a shelved dataset; the last one asked for is kept."""
        if self._last is None or self._last[:2] != (dataset, month):
            self._last = (dataset, month, self._rows(self._shelved[dataset], month))
        return self._last[2]

    @staticmethod
    def _rows(tables: tuple[Table, ...], month: str) -> pd.DataFrame:
        own = [table for table in tables if month in table.months]
        if len(own) == 1 and isinstance(own[0].content, Shelf):
            rows = own[0].content.categories()
            rows[FILE] = pd.Series(own[0].path, index=rows.index, dtype="category")
            return rows
        every = together(own or tables[:1])
        return every[every["month"] == month]


def together(tables: Sequence[Table]) -> pd.DataFrame:
    """Return the rows of tables one after the other, each with the file that it came from.

    Rows that lie as Arrow keeps them are put together before they become a frame: one frame is
    made much faster than many.
    """
    kept = [table.content for table in tables if isinstance(table.content, KeptRows)]
    if len(kept) < len(tables) or any(ROW not in one.content.column_names for one in kept):
        return pd.concat([with_file(table) for table in tables])
    pieces = [one.content.replace_schema_metadata(None) for one in kept]
    if any(piece.schema != pieces[0].schema for piece in pieces):
        return pd.concat([with_file(table) for table in tables])
    paths = pa.array([table.path for table in tables], pa.large_string())
    lengths = [piece.num_rows for piece in pieces]
    files = paths.take(pa.array(np.repeat(np.arange(len(tables)), lengths)))
    return as_frame(pa.concat_tables(pieces).append_column(FILE, files))


def with_file(table: Table) -> pd.DataFrame:
    """Return a table's rows with the file that they came from."""
    rows = table.frame
    return rows.assign(**{FILE: pd.Series(table.path, index=rows.index, dtype="str")})
