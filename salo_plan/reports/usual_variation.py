"""Whether a change is more than the usual unrest, in words (tavallinen vaihtelu)."""

from salo_plan import wording
from salo_plan.extracts.statfin import PublishedSeries
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.seasons import seasonal_factors
from salo_plan.indicators.variation import (
    FEWEST_POINTS,
    Variation,
    comparable_points,
    variation,
)
from salo_plan.messages import marked, say
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan

_SIGNALS = {
    "none": marked("The figure is within the usual variation, {range}."),
    "above": marked("The figure is out of the ordinary: above the usual variation, {range}."),
    "below": marked("The figure is out of the ordinary: below the usual variation, {range}."),
    "run_above": marked(
        "Out of the ordinary: the eighth month in a row above the usual average, {mean}."
    ),
    "run_below": marked(
        "Out of the ordinary: the eighth month in a row below the usual average, {mean}."
    ),
}


def usual_variation(
    plan: Plan, finding: Finding, measurements: Measurements, published: PublishedSeries | None
) -> str:
    """Say whether the month's own figure is out of the ordinary; empty for what is not counted."""
    indicator, month = finding.indicator, finding.month
    if finding.month_figure.value is None:
        return ""
    points = comparable_points(indicator, measurements, month)
    factors = _season_of(plan, indicator, published, month.year)
    found = variation(points, factors)
    if found is None:
        return say(
            "There are too few comparable months ({count} of {needed}) to know what is usual.",
            count=len(points),
            needed=FEWEST_POINTS,
        )
    parts = (_without_season(indicator, found), _told(indicator, found), _base(found))
    return " ".join(part for part in parts if part)


def _season_of(
    plan: Plan, indicator: Indicator, published: PublishedSeries | None, year: int
) -> dict[int, float] | None:
    """Return the seasonal factors of the published series that the plan names for an indicator."""
    if indicator.season is None or published is None or plan.statistics is None:
        return None
    if indicator.season == "activation":
        series = published.activation()
    else:
        series = published.unemployed(plan.statistics.town.code)
    known = {month: item.value for month, item in series.items() if item.value is not None}
    return seasonal_factors(known, year)


def _told(indicator: Indicator, found: Variation) -> str:
    lower, upper = _possible(indicator, found)
    span = wording.span(_figure(indicator, lower), _figure(indicator, upper))
    return say(_SIGNALS[found.signal], range=span, mean=_figure(indicator, found.mean))


def _base(found: Variation) -> str:
    span = f"{wording.month_slash(found.first)}–{wording.month_slash(found.last)}"
    if found.seasonal:
        return say("The usual variation is that of the months {span}.", span=span)
    return say("The usual variation is that of the months {span}, season included.", span=span)


def _without_season(indicator: Indicator, found: Variation) -> str:
    if not found.seasonal:
        return ""
    return say(
        "Without the season of the published statistic the month is {value}.",
        value=_figure(indicator, found.value),
    )


def _figure(indicator: Indicator, value: float) -> str:
    return wording.before_stop(wording.figure(value, indicator.unit, indicator.decimals))


def _possible(indicator: Indicator, found: Variation) -> tuple[float, float]:
    """Cut the limits to what can be: a score may be below zero, a share not above a hundred."""
    lower = found.lower if indicator.unit == "pistettä" else max(found.lower, 0.0)
    return lower, min(found.upper, 100.0) if indicator.unit == "%" else found.upper
