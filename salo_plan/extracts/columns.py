"""The data of a table column by column: each cell once, and which of them stands in each row.

Rows read one by one (`RowBody`) and columns read whole by Arrow (`ArrowBody`) answer alike, so
that the same rules type and check both.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from salo_plan.extracts.personal import has_identity_code
from salo_plan.extracts.raw import RawRow
from salo_plan.extracts.values import Cell

FIRST_ROW = 2
# What every identity code has; few other cells have it, and they are looked at one by one.
_NEARLY_A_CODE = "[0-9]{6}[-–\u2212+A-FU-Ya-fu-y][0-9]{3}"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The cells of one column, and for every row the place of its own among them.

    `texts` holds the same cells where Arrow has read them; a cell that stands in many rows may
    be there once, but need not.
    """

    places: NDArray[np.integer[Any]]
    cells: Sequence[Cell] = ()
    texts: pa.Array | None = None

    def all_cells(self) -> Sequence[Cell]:
        """Return the cells as Python has them."""
        return self.cells if self.texts is None else self.texts.to_pylist()

    def has_identity_code(self) -> bool:
        """Tell whether any cell holds something in the form of an identity code."""
        cells = self.cells
        if self.texts is not None:
            cells = self.texts.filter(pc.match_substring_regex(self.texts, _NEARLY_A_CODE))
            cells = cells.to_pylist()
        return any(map(has_identity_code, cells))


class Body(Protocol):
    """The rows of data below a header."""

    def __len__(self) -> int:
        """Count the rows."""

    @property
    def numbers(self) -> pd.Index:
        """The rows' numbers in the file."""

    def column(self, place: int | None) -> Column:
        """Return the cells at a place of the rows; empty ones where there is no such column."""


@dataclass(frozen=True, slots=True)
class RowBody:
    """Rows as they were received, each with its number."""

    rows: tuple[RawRow, ...]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    @property
    def numbers(self) -> pd.Index:
        """The rows' numbers in the file."""
        return pd.Index([row.number for row in self.rows], name="row", dtype="int64")

    def column(self, place: int | None) -> Column:
        """Return the cells at a place of the rows; a row that ends before it has None there."""
        if place is None:
            return empty_column(len(self))
        rows = (row.cells for row in self.rows)
        cells = [cells[place] if place < len(cells) else None for cells in rows]
        # In a workbook 1 and "yes" are equal, and yet not the same cell.
        texts = set(map(type, cells)) == {str}
        keys: list[Any] = cells if texts else list(zip(map(type, cells), cells, strict=True))
        numbers: defaultdict[Any, int] = defaultdict(count().__next__)
        places = np.fromiter(map(numbers.__getitem__, keys), np.intp, count=len(keys))
        return Column(places, list(numbers) if texts else [cell for _, cell in numbers])


@dataclass(frozen=True, slots=True, eq=False)
class ArrowBody:
    """Columns of texts as Arrow has read them from a file whose header is its first row."""

    table: pa.Table

    def __len__(self) -> int:
        """Count the rows."""
        return int(self.table.num_rows)

    @property
    def numbers(self) -> pd.Index:
        """The rows' numbers in the file."""
        numbers = np.arange(FIRST_ROW, FIRST_ROW + len(self), dtype="int64")
        return pd.Index(numbers, name="row")

    def column(self, place: int | None) -> Column:
        """Return a column: with each cell once where Arrow has made a dictionary of it."""
        if place is None:
            return empty_column(len(self))
        cells = self.table.column(place).combine_chunks()
        if isinstance(cells, pa.ChunkedArray):
            cells = cells.chunk(0)
        if isinstance(cells, pa.DictionaryArray):
            return Column(cells.indices.to_numpy(), texts=cells.dictionary)
        return Column(np.arange(len(self), dtype=np.intp), texts=cells)


def empty_column(rows: int) -> Column:
    """Return a column of empty cells."""
    return Column(np.zeros(rows, np.intp), [None] if rows else [])
