"""The year to date of an indicator, by the rule the plan file gives it (over_year).

Shares over months come from sums of parts, never from the mean of shares; a missing month is
counted as missing, never as zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from salo_plan.figures import MISSING, Measured, Measurement
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.verdicts import target_holds
from salo_plan.periods import Term
from salo_plan.plan.indicator import Indicator


def gaps_to_even_pace(values: Iterable[float], limit: float) -> list[float]:
    """Hold the sum of the months so far against even twelfths of a year's limit, month by month."""
    sums = enumerate(accumulate(values), start=1)
    return [total - limit * count / 12 for count, total in sums]


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure over several months and how many of them there are."""

    figure: Measured
    present: int
    expected: int


def year_figure(indicator: Indicator, measurements: Measurements, term: Term) -> YearFigure:
    """Combine the months of a term (January to the report's month) by the indicator's rule."""
    found = measurements.over(indicator.id, term)
    expected = len(term)
    if indicator.over_year is None:
        return YearFigure(MISSING, 0, expected)
    if indicator.over_year == "last":
        last = measurements.figure(indicator.id, term.last)
        return YearFigure(last, len(found), expected)
    if not found:
        return YearFigure(MISSING, 0, expected)
    figure = _combined(indicator, found)
    whole = len(found) == expected and all(item.figure.state == "ok" for item in found)
    if figure.value is not None and not whole:
        figure = Measured(
            figure.value, figure.numerator, figure.denominator, "provisional", figure.beside
        )
    return YearFigure(figure, len(found), expected)


def _combined(indicator: Indicator, found: list[Measurement]) -> Measured:
    values = [item.figure.value for item in found if item.figure.value is not None]
    if indicator.over_year == "mean":
        return Measured(sum(values) / len(values), sum(values), len(values))
    if indicator.over_year == "sum":
        return Measured(sum(values), sum(values), None)
    if indicator.over_year == "every_month":
        met = float(sum(target_holds(indicator, value) for value in values))
        return Measured(met, met, len(values))
    return _pooled(found)


def _pooled(found: list[Measurement]) -> Measured:
    if len(found) == 1:
        return found[0].figure
    uppers = [item.figure.numerator for item in found]
    lowers = [item.figure.denominator for item in found]
    if None in uppers or None in lowers:
        return MISSING
    upper = sum(part for part in uppers if part is not None)
    lower = sum(part for part in lowers if part is not None)
    if not lower:
        return Measured(None, upper, lower, "not_applicable")
    return Measured(100 * upper / lower, upper, lower)
