"""How a plan's year ended (toteuma), indicator by indicator: what the next year starts from."""

from salo_plan.figures import Measured
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.over_year import year_figure
from salo_plan.periods import Term
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.plan.next_year import Outcome
from salo_plan.wording import rounded


def outcomes(plan: Plan, measurements: Measurements) -> dict[str, Outcome]:
    """Return the outcome of every indicator that is counted, by its own rule of the year.

    `last` and `every_month` give the last month's figure, `mean` and `pooled` the year's; a `sum`
    has no level that a month could be held against. Figures are rounded as they are printed.
    """
    term = Term(plan.in_force_from, plan.in_force_to)
    counted = (item for item in plan.indicators if item.over_year)
    return {item.id: _outcome(item, measurements, term) for item in counted}


def _outcome(indicator: Indicator, measurements: Measurements, term: Term) -> Outcome:
    year = year_figure(indicator, measurements, term)
    last = measurements.figure(indicator.id, term.last)
    months = [item.figure.value for item in measurements.over(indicator.id, term)]
    known = [value for value in months if value is not None]
    return Outcome(
        month=term.last,
        value=_printed(indicator, _level(indicator, year.figure, last)),
        year_value=_printed(indicator, year.figure.value),
        lowest=_printed(indicator, min(known, default=None)),
        highest=_printed(indicator, max(known, default=None)),
        missing=0 if indicator.over_year == "last" else year.expected - year.present,
    )


def _level(indicator: Indicator, year: Measured, last: Measured) -> float | None:
    """Return the figure that a month of the next year is compared with."""
    if indicator.over_year == "sum":
        return None
    if indicator.over_year == "every_month":
        # Of what is there every month or not, only a plan's own starting level is a level.
        return last.value if indicator.baseline else None
    return last.value if indicator.over_year == "last" else year.value


def _printed(indicator: Indicator, value: float | None) -> float | None:
    """Round a figure as it is printed; euros, which are printed in millions, to the cent."""
    if value is None:
        return None
    return float(rounded(value, 2 if indicator.unit == "€" else indicator.decimals))
