"""Where the year is heading: the gap to the even path and a forecast by last year's shape."""

from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.over_year import year_figure
from salo_plan.periods import Month, Term
from salo_plan.plan.model import Indicator


def forecast_by_last_year(
    indicator: Indicator, measurements: Measurements, month: Month
) -> float | None:
    """Forecast the whole year's sum from the months so far and last year's monthly shape.

    The sum so far is divided by the part that the same months were of last year's total. None
    when a month of either is missing: half a year would pass for a shape.
    """
    so_far = year_figure(indicator, measurements, month.year_to_date())
    last_year = Term(Month(month.year - 1, 1), Month(month.year - 1, 12))
    whole = year_figure(indicator, measurements, last_year)
    part = year_figure(indicator, measurements, month.year_ago.year_to_date())
    if so_far.present < so_far.expected or whole.present < whole.expected:
        return None
    values = (so_far.figure.value, whole.figure.value, part.figure.value)
    if values[0] is None or not values[1] or not values[2]:
        return None
    return values[0] * values[1] / values[2]
