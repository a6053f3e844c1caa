"""The published figures as they were known at a report's month."""

from collections.abc import Mapping
from dataclasses import dataclass

from salo_plan.extracts.statfin import SALO, PublishedSeries
from salo_plan.figures import Measured
from salo_plan.indicators.calculations import share
from salo_plan.periods import Month


@dataclass(frozen=True, eq=False)
class PublishedView:
    """Published figures up to the newest month that Salo has one for; unknown ones left out."""

    series: PublishedSeries
    newest: Month

    @classmethod
    def until(cls, series: PublishedSeries, month: Month) -> "PublishedView | None":
        """Look at what is known at `month`; None when the figures begin later."""
        known = [m for m, figure in series.unemployed(SALO).items() if figure.value is not None]
        seen = [m for m in known if m <= month]
        return cls(series, max(seen)) if seen else None

    @property
    def municipalities(self) -> dict[str, str]:
        """The municipalities: code to name, Salo first."""
        areas = {code: name for code, name in self.series.areas.items() if code.startswith("KU")}
        return {SALO: areas.pop(SALO), **areas}

    def unemployed(self, area: str) -> dict[Month, float]:
        """Return the unemployed jobseekers of an area by month; nothing for an unknown area."""
        return self._seen(self.series.unemployed(area)) if area in self.series.areas else {}

    def share(self, area: str) -> dict[Month, float]:
        """Return their share of the labour force in percent, unrounded."""
        unemployed = self.unemployed(area)
        people = self._seen(self.series.labour_force(area)) if unemployed else {}
        shares = {
            month: share(unemployed[month], people[month]).value
            for month in unemployed
            if month in people
        }
        return {month: value for month, value in shares.items() if value is not None}

    def same_month(self, values: Mapping[Month, float]) -> dict[Month, float]:
        """Return the values of the newest month's namesakes, year by year."""
        return {m: value for m, value in values.items() if m.number == self.newest.number}

    def _seen(self, figures: Mapping[Month, Measured]) -> dict[Month, float]:
        return {
            month: figure.value
            for month, figure in figures.items()
            if month <= self.newest and figure.value is not None
        }
