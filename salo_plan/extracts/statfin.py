"""Published unemployment figures (julkaistut tilastot): the committed StatFin tables as series.

They are about every jobseeker of an area, not about the clients of a plan: the two are never
put in one ratio.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from salo_plan.errors import DataError, unknown_name
from salo_plan.extracts.statfin_file import (
    ACTIVATION_RATE,
    CONTENTS,
    FOLDER,
    IN_SERVICES,
    LABOUR_FORCE,
    UNEMPLOYED,
    VACANCIES,
    PublishedTable,
)
from salo_plan.extracts.statfin_store import stored_statistics
from salo_plan.figures import Measured, Source
from salo_plan.periods import Month
from salo_plan.told import Told

WHOLE_COUNTRY = "SSS"
PROCESSED = "data/processed/statfin"


@dataclass(frozen=True, eq=False)
class PublishedSeries:
    """The published figures as series by month; `frame` follows `PublishedFigure`."""

    frame: pd.DataFrame
    tables: tuple[PublishedTable, ...]
    sources: tuple[Source, ...]

    @cached_property
    def areas(self) -> dict[str, str]:
        """The areas of the unemployment table: code to Finnish name, in the file's order."""
        rows = self.frame.loc[self.frame["table"] == "12r5", ["area_code", "area"]]
        return dict(rows.drop_duplicates().itertuples(index=False, name=None))

    def unemployed(self, area: str) -> Mapping[Month, Measured]:
        """Return unemployed jobseekers on the month's counting day, the fully laid off included."""
        return self._series("12r5", UNEMPLOYED, area)

    def labour_force(self, area: str) -> Mapping[Month, Measured]:
        """Return the labour force that the published share is counted from (about 2 years old)."""
        return self._series("12r5", LABOUR_FORCE, area)

    def vacancies(self, area: str) -> Mapping[Month, Measured]:
        """Return open vacancies on the month's counting day."""
        return self._series("12r5", VACANCIES, area)

    def activation(self) -> Mapping[Month, Measured]:
        """Return the published activation rate of the whole country in percent, with its parts."""
        parts = zip(
            *(
                self._series("12u4", content, WHOLE_COUNTRY).items()
                for content in (ACTIVATION_RATE, IN_SERVICES, UNEMPLOYED)
            ),
            strict=True,
        )
        return {month: _with_parts(rate, p, u) for (month, rate), (_, p), (_, u) in parts}

    @cached_property
    def _by_series(self) -> dict[tuple[str, str, str], dict[Month, Measured]]:
        found: dict[tuple[str, str, str], dict[Month, Measured]] = {}
        columns = ["table", "content", "area_code", "month", "value", "state"]
        rows = self.frame[columns].sort_values("month", kind="stable")
        for table, content, area, month, value, state in rows.itertuples(index=False, name=None):
            figure = Measured(None if pd.isna(value) else float(value), state=state)
            found.setdefault((table, content, area), {})[Month.parse(month)] = figure
        return found

    def _series(self, table: str, content: str, area: str) -> Mapping[Month, Measured]:
        try:
            return self._by_series[table, content, area]
        except KeyError:
            known = {code for _, _, code in self._by_series}
            raise DataError(
                unknown_name(Told("area of the published figures"), area, known)
            ) from None


def read_statfin(workspace: Path) -> PublishedSeries | None:
    """Read the published figures of the workspace; None when it has none.

    DataError with every fault found when a file is cut, changed or not as its sidecar says.
    """
    folder = workspace / FOLDER
    files = [folder / f"{table}{end}" for table in CONTENTS for end in (".csv", ".json")]
    if not any(path.exists() for path in files):
        return None
    processed = workspace / PROCESSED
    found = (stored_statistics(folder, table, processed) for table in CONTENTS)
    frames, tables, sources = zip(*found, strict=True)
    return PublishedSeries(pd.concat(frames, ignore_index=True), tables, sources)


def _with_parts(rate: Measured, in_services: Measured, unemployed: Measured) -> Measured:
    if in_services.value is None or unemployed.value is None:
        return rate
    denominator = in_services.value + unemployed.value
    return Measured(rate.value, in_services.value, denominator, rate.state)
