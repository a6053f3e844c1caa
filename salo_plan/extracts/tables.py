"""All usable rows of a dataset together, each with the file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.datasets.money import INVOICES, OPEN_DATA
from salo_plan.extracts.deliveries import Superseded
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.frames import FILE, Frames, together
from salo_plan.extracts.received import Received
from salo_plan.extracts.support_months import complete_invoices
from salo_plan.periods import Month


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
        return {*self._files_by_month.get(str(month), ()), *self._files_by_month.get("", ())}

    def files_until(self, month: Month) -> set[str]:
        """Name the files that have rows of a month or an earlier one."""
        until = (files for own, files in self._files_by_month.items() if own <= str(month))
        return set().union(*until)

    @cached_property
    def _files_by_month(self) -> dict[str, set[str]]:
        """The files that have rows of each month; asked for again by every report."""
        found: dict[str, set[str]] = {}
        for dataset in self.frames:
            for month, path in self._pairs_of(dataset).itertuples(index=False, name=None):
                found.setdefault(str(month), set()).add(str(path))
        return found

    def _pairs_of(self, dataset: str) -> pd.DataFrame:
        """Each month of a dataset once with each file that has rows of it, found once."""
        if dataset not in self._pairs:
            if isinstance(self.frames, Frames):
                self._pairs[dataset] = self.frames.months_and_files(dataset)
            else:
                self._pairs[dataset] = self.frames[dataset][["month", FILE]].drop_duplicates()
        return self._pairs[dataset]

    @cached_property
    def _pairs(self) -> dict[str, pd.DataFrame]:
        return {}

    def of_month(self, dataset: str, month: Month) -> pd.DataFrame:
        """Return a dataset's rows of one month; columns of many counts may be categorical."""
        if isinstance(self.frames, Frames) and self.frames.is_shelved(dataset):
            return self.frames.of_month(dataset, str(month))
        if dataset not in self._places:
            own = self.frames[dataset]["month"]
            self._places[dataset] = dict(own.reset_index(drop=True).groupby(own.to_numpy()).indices)
        return self.frames[dataset].take(self._places[dataset].get(str(month), []))

    @cached_property
    def _places(self) -> dict[str, dict[Any, Any]]:
        """The places of each month's rows, by dataset, found once."""
        return {}

    def delivered_on(self, month: Month) -> list[date]:
        """List the days on which the month's figures and files were delivered, where recorded."""
        figures = self.frames["figures"]
        received = figures.loc[figures["month"] == str(month), "received"].dropna()
        listed = self.frames["deliveries"]
        own = listed["file_name"].isin([PurePosixPath(path).name for path in self.files_of(month)])
        days = pd.concat([received, listed.loc[own, "delivered"]])
        return sorted({day.date() for day in days})

    def is_undated(self, month: Month) -> bool:
        """Tell whether the day of delivery of any figure or file of the month is not recorded."""
        figures = self.frames["figures"]
        ready = figures[figures["month"] == str(month)]
        extracts = self._files_by_month.get(str(month), set()) - set(ready[FILE])
        listed = set(self.frames["deliveries"]["file_name"])
        unlisted = {PurePosixPath(path).name for path in extracts} - listed
        return bool(unlisted) or bool(ready["received"].isna().any())

    def months(self, dataset: str) -> list[str]:
        """List the months that the dataset has rows for."""
        if dataset not in self._months:
            self._months[dataset] = sorted(self._pairs_of(dataset)["month"].unique())
        return self._months[dataset]

    @cached_property
    def _months(self) -> dict[str, list[str]]:
        """The months of each dataset, found once."""
        return {}


def _without_rows(dataset: Dataset) -> pd.DataFrame:
    empty = dataset.with_months(dataset.empty_frame())
    empty[FILE] = pd.Series([], dtype="str")
    return empty


def usable_tables(received: Received) -> Tables:
    """Put the usable tables of each dataset together."""
    frames: dict[str, pd.DataFrame] = {}
    shelved: dict[str, tuple[Table, ...]] = {}
    for dataset in DATASETS:
        own = received.of(dataset.id)
        if any(table.is_shelved for table in own):
            shelved[dataset.id] = own
            continue
        frames[dataset.id] = together(own) if own else _without_rows(dataset)
    frames[INVOICES.id], differences = complete_invoices(frames[INVOICES.id], frames[OPEN_DATA.id])
    files = {table.path: table for table in received.tables}
    refused = tuple(
        Refused(t.dataset, t.path, t.sha256, file_month(PurePosixPath(t.path).name))
        for t in received.refused
    )
    ordered = {d.id: frames.get(d.id) for d in DATASETS}
    held = Frames(ordered, shelved) if shelved else frames
    return Tables(held, files, received.superseded, differences, refused)
