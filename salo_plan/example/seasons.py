"""The two years of the example: their months and seasons, and lines of figures through them.

Seasons are real ones, measured from published statistics; everything else is made up.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from zlib import crc32

import numpy as np

from salo_plan.indicators.encounters import working_days
from salo_plan.periods import Month, Term

MONTHS = tuple(Term(Month(2022, 1), Month(2023, 12)))
BASELINE = Month(2022, 11)

UNEMPLOYED_SEASON = (1.05, 1.03, 0.99, 0.95, 0.93, 1.03, 1.09, 0.96, 0.93, 0.94, 0.98, 1.12)
"""Unemployed of a month against the year's straight line: StatFin 12r5, Salo 2015-22 but 2020."""

RATE_SEASON = (
    *(0.966, 1.005, 1.048, 1.073, 1.072, 0.900),
    *(0.820, 0.976, 1.056, 1.081, 1.082, 0.923),
)
"""Activation rate of a month in the same way: StatFin 12u4, the whole country 2015-19."""


def draws(seed: int, topic: str, month: Month) -> np.random.Generator:
    """Return the random numbers of one topic in one month; they depend on nothing else."""
    return np.random.default_rng([seed, crc32(topic.encode()), month.year, month.number])


def season(factors: tuple[float, ...], month: Month) -> float:
    """Return the month's factor against the baseline month, which is 1."""
    return factors[month.number - 1] / factors[BASELINE.number - 1]


def counting_day(month: Month) -> date:
    """Return the counting day (laskentapäivä): the last working day of the month."""
    return days_of_work(month)[-1]


@cache
def days_of_work(month: Month) -> tuple[date, ...]:
    """List the working days of the month."""
    return tuple(day for day in working_days(month) if isinstance(day, date))


def slashed(month: Month) -> str:
    """Write a month as the systems of the town do: `11/2022`."""
    return f"{month.number}/{month.year}"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure's way through the two years, January to December of each.

    A seed moves every month at most by `wobble`, but the `pinned` ones never: they are the
    starting levels that the plan states.
    """

    topic: str
    year_2022: tuple[float, ...]
    year_2023: tuple[float, ...]
    wobble: float
    pinned: tuple[Month, ...] = ()

    def at(self, month: Month, seed: int) -> float:
        """Return the figure of the month."""
        year = self.year_2022 if month.year == MONTHS[0].year else self.year_2023
        value = year[month.number - 1]
        if month in self.pinned:
            return value
        return value + float(draws(seed, self.topic, month).uniform(-self.wobble, self.wobble))

    def count(self, month: Month, seed: int) -> int:
        """Return the figure of the month as a whole number."""
        return round(self.at(month, seed))
