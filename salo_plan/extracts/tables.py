"""All usable rows of a dataset together, each with the file it came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.deliveries import Superseded, in_force
from salo_plan.extracts.received import Received
from salo_plan.periods import Month

FILE = "file"


@dataclass(frozen=True)
class Tables:
    """The rows of every dataset that figures are made from.

    A frame's rows carry `month` (YYYY-MM) and `file` (path inside the workspace); its index is
    the row number in that file.
    """

    frames: Mapping[str, pd.DataFrame]
    files: Mapping[str, Table]
    superseded: tuple[Superseded, ...]

    def files_of(self, month: Month) -> set[str]:
        """Name the files that have rows of a month; a list without months belongs to each."""
        return self._files(lambda months: months.isin([str(month), ""]))

    def files_until(self, month: Month) -> set[str]:
        """Name the files that have rows of a month or an earlier one."""
        return self._files(lambda months: months <= str(month))

    def _files(self, wanted: "Callable[[pd.Series[str]], pd.Series[bool]]") -> set[str]:
        return {
            str(path)
            for frame in self.frames.values()
            for path in frame.loc[wanted(frame["month"]), FILE].unique()
        }

    def months(self, dataset: str) -> list[str]:
        """List the months that the dataset has rows for."""
        return sorted(self.frames[dataset]["month"].unique())


def usable_tables(received: Received) -> Tables:
    """Put the usable tables of each dataset together, corrected deliveries in place of old ones."""
    frames: dict[str, pd.DataFrame] = {}
    superseded: list[Superseded] = []
    for dataset in DATASETS:
        tables = received.of(dataset.id)
        parts = [_with_origin(table, dataset.month_column) for table in tables]
        kept, dropped = in_force(parts)
        superseded += dropped
        empty = _with_origin(dataset.empty_table(), dataset.month_column)
        frames[dataset.id] = pd.concat(kept) if kept else empty
    files = {table.path: table for table in received.tables}
    return Tables(frames, files, tuple(superseded))


def _with_origin(table: Table, month_column: str) -> pd.DataFrame:
    frame = table.frame.copy()
    if month_column == "day":
        frame["month"] = frame["day"].dt.strftime("%Y-%m").astype("str")
    elif month_column == "year_month":
        frame["month"] = frame["year_month"].str.replace(r"(\d{4})(\d{2})", r"\1-\2", regex=True)
    elif not month_column:
        frame["month"] = pd.Series("", index=frame.index, dtype="str")
    frame[FILE] = pd.Series(table.path, index=frame.index, dtype="str")
    return frame
