"""Whether a change is more than the usual unrest (satunnaisvaihtelu): an XmR chart's limits.

The mean and the mean moving range of the first twelve months give the limits, mean ± 2.66 moving
ranges; they stay as they are until a new plan or a break in the series (W. A. Shewhart; D. J.
Wheeler, Understanding Variation). A month beyond a limit, or the eighth month in a row on the
same side of the mean, is a signal; anything else is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator

BASE_MONTHS = 12
FEWEST_POINTS = 13
RUN = 8
# 2.66: three standard deviations, by the mean range of two neighbours.
_LIMIT_FACTOR = 3 / 1.128

Signal = Literal["none", "above", "below", "run_above", "run_below"]


@dataclass(frozen=True, slots=True)
class Variation:
    """The limits of usual unrest and what the newest month signals.

    `first` and `last` bound the months that gave the limits. With `factors` every figure was first
    divided by its month's seasonal factor; `value` is the newest one so.
    """

    mean: float
    lower: float
    upper: float
    first: Month
    last: Month
    value: float
    signal: Signal
    seasonal: bool


def variation(
    points: Sequence[tuple[Month, float]], factors: Mapping[int, float] | None = None
) -> Variation | None:
    """Judge the newest of the points, which are in order and all counted in the same way.

    None for fewer than thirteen points: too few to know what is usual.
    """
    if len(points) < FEWEST_POINTS:
        return None
    values = [value / (factors[month.number] if factors else 1.0) for month, value in points]
    base = values[:BASE_MONTHS]
    mean = sum(base) / BASE_MONTHS
    spread = sum(abs(b - a) for a, b in pairwise(base)) / (BASE_MONTHS - 1)
    lower, upper = mean - _LIMIT_FACTOR * spread, mean + _LIMIT_FACTOR * spread
    return Variation(
        mean,
        lower,
        upper,
        first=points[0][0],
        last=points[BASE_MONTHS - 1][0],
        value=values[-1],
        signal=_signal(values, mean, lower, upper),
        seasonal=factors is not None,
    )


def _signal(values: list[float], mean: float, lower: float, upper: float) -> Signal:
    """Judge the newest figure: the limits first, then the run that it ends."""
    newest = values[-1]
    if newest > upper:
        return "above"
    if newest < lower:
        return "below"
    run = values[-RUN:]
    if all(value > mean for value in run):
        return "run_above"
    return "run_below" if all(value < mean for value in run) else "none"


def comparable_points(
    indicator: Indicator, measurements: Measurements, month: Month
) -> list[tuple[Month, float]]:
    """Return the months' own figures up to a month, from the newest break in the series on."""
    cuts = [cut.month for cut in indicator.breaks if cut.month <= month]
    known = measurements.months(indicator.id)
    since = [item for item in known if item <= month and (not cuts or item >= max(cuts))]
    values = ((item, measurements.value(indicator.id, item)) for item in since)
    return [(item, value) for item, value in values if value is not None]
