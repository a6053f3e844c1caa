"""The published figures as they were known at a report's month."""

from collections.abc import Mapping
from dataclasses import dataclass

from salo_plan.extracts.statfin import WHOLE_COUNTRY, PublishedSeries
from salo_plan.figures import Measured
from salo_plan.indicators.calculations import share
from salo_plan.periods import Month
from salo_plan.plan.areas import Statistics


@dataclass(frozen=True, eq=False)
class PublishedView:
    """Published figures up to the newest month that the town has one for; unknown ones left out.

    `services` is what the plan's services are called as an owner: these are not their clients.
    """

    series: PublishedSeries
    areas: Statistics
    services: str
    newest: Month

    @classmethod
    def until(
        cls, series: PublishedSeries, areas: Statistics, services: str, month: Month
    ) -> "PublishedView | None":
        """Look at what is known at `month`; None when the figures begin later."""
        own = series.unemployed(areas.town.code)
        seen = [m for m, figure in own.items() if figure.value is not None and m <= month]
        return cls(series, areas, services, max(seen)) if seen else None

    @property
    def municipalities(self) -> dict[str, str]:
        """The municipalities that have figures: code to name, the town first."""
        named = self.areas.municipalities
        return {code: name for code, name in named.items() if code in self.series.areas}

    @property
    def town(self) -> str:
        """The code of the town."""
        return self.areas.town.code

    @property
    def shares(self) -> tuple[float | None, ...]:
        """The newest share of the town, of its region and of the whole country."""
        codes = (self.town, self.areas.region.code, WHOLE_COUNTRY)
        return tuple(self.share(code).get(self.newest) for code in codes)

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
