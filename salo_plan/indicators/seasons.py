"""The season (kausivaihtelu) of a published series, as factors of the twelve months.

A straight line is fitted by least squares to the twelve months of each year; a month's factor is
the plain mean, over the years, of the month's figure to the line's. The ten newest whole years
before the plan's year are used but for those of a shock, whose months are not season.
"""

from collections.abc import Mapping
from statistics import fmean, linear_regression

from salo_plan.periods import Month

YEARS = 10
SHOCK_YEARS = frozenset({2020})


def seasonal_factors(series: Mapping[Month, float], year: int) -> dict[int, float] | None:
    """Return the factor of each month (1 to 12) for a year, from whole years before it alone.

    None when there are fewer than ten of them; a year with a figure of zero is not whole.
    """
    whole = [then for then in _years(series) if then < year and _is_whole(series, then)]
    if len(whole) < YEARS:
        return None
    ratios = [_ratios(series, then) for then in whole[-YEARS:] if then not in SHOCK_YEARS]
    means = (fmean(months) for months in zip(*ratios, strict=True))
    return dict(enumerate(means, start=1))


def _years(series: Mapping[Month, float]) -> list[int]:
    return sorted({month.year for month in series})


def _is_whole(series: Mapping[Month, float], year: int) -> bool:
    return all(series.get(Month(year, number), 0.0) > 0 for number in range(1, 13))


def _ratios(series: Mapping[Month, float], year: int) -> list[float]:
    """Hold the months of a year against the straight line fitted to them."""
    places = range(1, 13)
    values = [series[Month(year, number)] for number in places]
    slope, start = linear_regression(places, values)
    return [value / (start + slope * place) for place, value in zip(places, values, strict=True)]
