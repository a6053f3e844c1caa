"""All usable rows of a dataset together, each with the file it came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

import pandas as pd

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.datasets.money import INVOICES, OPEN_DATA
from salo_plan.extracts.deliveries import Superseded
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.received import Received
from salo_plan.extracts.support_months import complete_invoices
from salo_plan.periods import Month

FILE = "file"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file from which no figure may come; `month` is None when its name tells none."""

    dataset: str
    path: str
    sha256: str
    month: Month | None


@dataclass(frozen=True)
class Tables:
    """The rows of every dataset that figures are made from.

    A frame's rows carry `month` (YYYY-MM) and `file` (path inside the workspace); its index is
    the row number in that file. `differences` tells where two sources say different things of one
    month and which is used.
    """

    frames: Mapping[str, pd.DataFrame]
    files: Mapping[str, Table]
    superseded: tuple[Superseded, ...]
    differences: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()

    def refused_for(self, dataset: str, month: Month) -> Refused | None:
        """Return the refused file that would have told of a month, if there is one."""
        fitting = (item for item in self.refused if item.dataset == dataset)
        return next((item for item in fitting if item.month in (None, month)), None)

    def files_of(self, month: Month) -> set[str]:
        """Name the files that have rows of a month; a list without months belongs to each."""
        return self._files(lambda months: months.isin([str(month), ""]))

    def files_until(self, month: Month) -> set[str]:
        """Name the files that have rows of a month or an earlier one."""
        return self._files(lambda months: months <= str(month))

    def _files(self, wanted: "Callable[[pd.Series[str]], pd.Series[bool]]") -> set[str]:
        pairs = self._months_and_files
        return set(pairs.loc[wanted(pairs["month"]), FILE].astype(str))

    @cached_property
    def _months_and_files(self) -> pd.DataFrame:
        """Each month once with each file that has rows of it; asked for again by every report."""
        every = (frame[["month", FILE]].drop_duplicates() for frame in self.frames.values())
        return pd.concat(every, ignore_index=True)

    def delivered_on(self, month: Month) -> list[date]:
        """List the days on which the month's figures and files were delivered, where recorded."""
        figures = self.frames["figures"]
        received = figures.loc[figures["month"] == str(month), "received"].dropna()
        listed = self.frames["deliveries"]
        own = listed["file_name"].isin([PurePosixPath(path).name for path in self.files_of(month)])
        days = pd.concat([received, listed.loc[own, "delivered"]])
        return sorted({day.date() for day in days})

    def months(self, dataset: str) -> list[str]:
        """List the months that the dataset has rows for."""
        return sorted(self.frames[dataset]["month"].unique())


def usable_tables(received: Received) -> Tables:
    """Put the usable tables of each dataset together."""
    frames: dict[str, pd.DataFrame] = {}
    for dataset in DATASETS:
        parts = [_with_file(table) for table in received.of(dataset.id)]
        empty = dataset.with_months(dataset.empty_frame())
        empty[FILE] = pd.Series([], dtype="str")
        frames[dataset.id] = pd.concat(parts) if parts else empty
    frames[INVOICES.id], differences = complete_invoices(frames[INVOICES.id], frames[OPEN_DATA.id])
    files = {table.path: table for table in received.tables}
    refused = tuple(
        Refused(t.dataset, t.path, t.sha256, file_month(PurePosixPath(t.path).name))
        for t in received.refused
    )
    return Tables(frames, files, received.superseded, differences, refused)


def _with_file(table: Table) -> pd.DataFrame:
    return table.frame.assign(**{FILE: pd.Series(table.path, index=table.frame.index, dtype="str")})
