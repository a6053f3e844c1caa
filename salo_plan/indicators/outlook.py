"""Where the year is heading (näkymä vuoden loppuun): a range for the year's figure, and the need.

The rest of the year is last year's same months, times how the newest three months stand to the
same months a year ago. How far such a guess misses was measured on published series of the whole
country's areas, 2006-2022 (docs/outlook.md): the miss is counted in the series' own unrest, so
that a lumpy series gets a wide range and a steady one a narrow one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.verdicts import holds
from salo_plan.periods import Month, Term
from salo_plan.plan.indicator import Indicator

COVERAGE = 0.8
FEWEST_MONTHS = 3
# By months known (3 to 11): the miss, in units of unrest, that 8 of 10 cases stayed within.
# Made by docs/outlook.py from all areas and years; tests hold the two together.
REST_MISSES = (1.76, 1.46, 1.38, 1.34, 1.31, 1.26, 1.21, 1.21, 1.26)
LAST_MISSES = (2.60, 2.28, 2.16, 2.02, 1.90, 1.77, 1.63, 1.49, 1.26)
_LEAST_UNREST = 0.03

Chance = Literal["likely", "open", "unlikely"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The rest of a year: `ratio` to last year's months and the `unrest` of the series (log)."""

    ratio: float
    unrest: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """An indicator's figure at the year's end: 8 of 10 such cases end between `low` and `high`.

    `needed` is what the `left` months would have to be on average (a sum's or a mean's), or what
    December would have to be; `then` is what the same months were a year ago.
    """

    expected: float
    low: float
    high: float
    left: int
    needed: float | None
    then: float
    chance: Chance | None


def foresee(
    so_far: Sequence[float], last_year: Sequence[float], people: float | None = None
) -> Foreseen | None:
    """Hold January to now against the same months last year.

    `people` is how many people a month's figure is about, where it counts people: fewer of them
    vary more. None for fewer than three months, and where a month is zero or below.
    """
    known = len(so_far)
    if known < FEWEST_MONTHS or len(last_year) != 12 or min(*so_far, *last_year) <= 0:
        return None
    newest = slice(known - FEWEST_MONTHS, known)
    steps = [math.log(now / then) for now, then in zip(so_far, last_year, strict=False)]
    swings = [abs(b - a) for a, b in pairwise(steps)]
    chance_alone = 1 / math.sqrt(people) if people else 0.0
    unrest = max(sum(swings) / len(swings), chance_alone) + _LEAST_UNREST
    return Foreseen(sum(so_far[newest]) / sum(last_year[newest]), unrest)


def foresee_year(indicator: Indicator, measurements: Measurements, month: Month) -> Outlook | None:
    """Foresee a mean, a sum or a stock at the year's end from the months so far and last year's.

    None in December, for other kinds of figures, and when a month of either year is missing: half
    a year would pass for a shape.
    """
    kind = indicator.over_year
    if kind not in ("mean", "sum", "last") or month.number == 12:
        return None
    last_year = Term(Month(month.year - 1, 1), Month(month.year - 1, 12))
    now = measurements.over(indicator.id, month.year_to_date())
    then = measurements.over(indicator.id, last_year)
    if len(now) < month.number or len(then) < 12:
        return None
    so_far = [item.figure.value for item in now if item.figure.value is not None]
    before = [item.figure.value for item in then if item.figure.value is not None]
    people = [item.figure.numerator or 0.0 for item in then] if indicator.counts == "people" else []
    foreseen = foresee(so_far, before, sum(people) / 12 if people else None)
    if foreseen is None:
        return None
    expected, low, high = _ends(kind, so_far, before, foreseen)
    if indicator.unit == "%":
        expected, low, high = min(expected, 100.0), min(low, 100.0), min(high, 100.0)
    rest = before[month.number :]
    return Outlook(
        expected,
        low,
        high,
        left=12 - month.number,
        needed=_needed(indicator, kind, so_far),
        then=rest[-1] if kind == "last" else sum(rest) / len(rest),
        chance=_chance(indicator, low, high),
    )


def _ends(
    kind: str, so_far: list[float], last_year: list[float], foreseen: Foreseen
) -> tuple[float, float, float]:
    """Return the year's expected figure and the ends of its range."""
    known = len(so_far)
    misses = LAST_MISSES if kind == "last" else REST_MISSES
    miss = misses[known - FEWEST_MONTHS] * foreseen.unrest
    rest = last_year[-1] if kind == "last" else sum(last_year[known:])
    ends = [rest * foreseen.ratio * math.exp(step) for step in (0.0, -miss, miss)]
    if kind != "last":
        ends = [sum(so_far) + end for end in ends]
    if kind == "mean":
        ends = [end / 12 for end in ends]
    return ends[0], ends[1], ends[2]


def _needed(indicator: Indicator, kind: str, so_far: list[float]) -> float | None:
    """Return what each month left would have to be on average for the limit to be just met."""
    limit = indicator.target.limit if indicator.target else None
    if limit is None or kind == "last":
        return limit
    whole = limit * 12 if kind == "mean" else limit
    return (whole - sum(so_far)) / (12 - len(so_far))


def _chance(indicator: Indicator, low: float, high: float) -> Chance | None:
    """Say on which side of the limit the range lies."""
    target = indicator.target
    if target is None or target.limit is None:
        return None
    met = {holds(target.op, end, target.limit) for end in (low, high)}
    if met == {True}:
        return "likely"
    return "unlikely" if met == {False} else "open"
