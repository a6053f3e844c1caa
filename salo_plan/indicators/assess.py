"""From measurements to findings: each indicator judged by its target and by its change."""

from dataclasses import dataclass
from typing import Literal

from salo_plan.figures import Measured
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.outlook import Outlook, foresee_year
from salo_plan.indicators.over_year import YearFigure, year_figure
from salo_plan.indicators.verdicts import (
    POINT_UNITS,
    ChangeVerdict,
    Verdict,
    change_verdict,
    holds,
    stated_decimals,
    target_holds,
    target_verdict,
)
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan, Rules

Judged = Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure held against a reference: `difference` is figure minus reference, unrounded."""

    reference: float | None
    difference: float | None
    verdict: ChangeVerdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator in one month: its figures, the verdict on its target and its change.

    `judged` is the figure that the verdict is about: the month's own, or the year to date for
    running indicators and in period reports. `limit` is what it was compared with. `few` is a
    share or score of so few people or answers that one of them moves it much. `month_year_ago` is
    the month's own change also where the year is judged, and `month_worsening` tells that the year
    meets the target while its newest month is worse than the baseline and near or past the limit.
    """

    indicator: Indicator
    month: Month
    figure: Measured
    month_figure: Measured
    year: YearFigure
    judged: Judged
    limit: float | None
    verdict: Verdict
    in_force: bool
    year_ago: Change
    baseline: Change
    previous: Change
    worsening: bool
    met_at_baseline: bool | None
    month_year_ago: Change
    month_worsening: bool = False
    few: bool = False
    reason: str | None = None
    outlook: Outlook | None = None

    @property
    def change(self) -> ChangeVerdict:
        """The change against the same month last year if there is one, else the baseline."""
        return (self.baseline if self.year_ago.reference is None else self.year_ago).verdict

    @property
    def counts_months(self) -> bool:
        """Whether the figure is a number of months that met the target."""
        return _counts_months(self.indicator, self.judged)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is nothing to judge."""
        return self.verdict == "met" if self.verdict in ("met", "near", "missed") else None


def assess(
    plan: Plan, measurements: Measurements, month: Month, judge: Judged = "month"
) -> tuple[Finding, ...]:
    """Judge every indicator of the plan in the plan's order.

    `judge` "month" is what monthly reports do (running indicators by the year to date all the
    same), "year" what period reports do.
    """
    return tuple(_finding(plan, item, measurements, month, judge) for item in plan.indicators)


def _finding(
    plan: Plan, indicator: Indicator, measurements: Measurements, month: Month, judge: Judged
) -> Finding:
    judged: Judged = "year" if indicator.running else judge
    if indicator.over_year == "last":
        judged = "month"
    year = year_figure(indicator, measurements, month.year_to_date())
    month_figure = measurements.figure(indicator.id, month)
    figure = _judged_figure(indicator, measurements, month, judged)
    limit = _limit(indicator, measurements, month, judged)
    verdict = _verdict(plan, indicator, figure, limit, judged)
    year_ago = _reference(indicator, measurements, month, month.year_ago, judged)
    previous = _reference(indicator, measurements, month, month.plus(-1), judged)
    stated = indicator.baseline.value if indicator.baseline else None
    baseline = None if _counts_months(indicator, judged) else stated
    found = measurements.get(indicator.id, month)
    return Finding(
        indicator=indicator,
        month=month,
        figure=figure,
        month_figure=month_figure,
        year=year,
        judged=judged,
        limit=limit,
        verdict=verdict,
        in_force=plan.in_force(month),
        year_ago=_change(indicator, figure, year_ago),
        baseline=_change(indicator, figure, baseline, is_baseline=True),
        previous=_change(indicator, figure, previous),
        worsening=_worsening(plan, indicator, figure, limit, verdict),
        met_at_baseline=_met_at_baseline(indicator),
        month_year_ago=_change(
            indicator, month_figure, measurements.value(indicator.id, month.year_ago)
        ),
        month_worsening=judged == "year"
        and _month_worsening(plan, indicator, month_figure, verdict),
        few=of_few(plan.rules, indicator, figure),
        reason=found.reason if found else None,
        outlook=foresee_year(indicator, measurements, month),
    )


def of_few(rules: Rules, indicator: Indicator, figure: Measured) -> bool:
    """Tell whether a share or score is of few; the days of a month are counted whole."""
    days = indicator.unit == "%" and "function" in indicator.metric
    if indicator.unit not in POINT_UNITS or days or figure.denominator is None:
        return False
    return figure.value is not None and figure.denominator < rules.few_answers


def _counts_months(indicator: Indicator, judged: Judged) -> bool:
    """Tell whether the judged figure is a number of months that met the target."""
    return judged == "year" and indicator.over_year == "every_month"


def _judged_figure(
    indicator: Indicator, measurements: Measurements, month: Month, judged: Judged
) -> Measured:
    if judged == "month":
        return measurements.figure(indicator.id, month)
    return year_figure(indicator, measurements, month.year_to_date()).figure


def _limit(
    indicator: Indicator, measurements: Measurements, month: Month, judged: Judged
) -> float | None:
    """Return what the figure is compared with: the limit, its even path or the year before."""
    target = indicator.target
    if target is None:
        return None
    if target.reference == "year_ago":
        if judged == "month":
            return measurements.value(indicator.id, month.year_ago)
        return _same_months_last_year(indicator, measurements, month)
    if target.path and target.limit is not None:
        # Held against the even path of the months that are there: a missing one is not 0 €.
        present = year_figure(indicator, measurements, month.year_to_date()).present
        return target.limit * (present or month.number) / 12
    return target.limit


def _same_months_last_year(
    indicator: Indicator, measurements: Measurements, month: Month
) -> float | None:
    """Sum last year's values of the months that are there this year; None when one is missing."""
    then = [item.month.year_ago for item in measurements.over(indicator.id, month.year_to_date())]
    values = [measurements.value(indicator.id, other) for other in then]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _verdict(
    plan: Plan, indicator: Indicator, figure: Measured, limit: float | None, judged: Judged
) -> Verdict:
    if _counts_months(indicator, judged) and figure.value is not None:
        return "met" if figure.value == figure.denominator else "missed"
    return target_verdict(indicator, figure.value, limit, plan.rules)


def _reference(
    indicator: Indicator, measurements: Measurements, month: Month, then: Month, judged: Judged
) -> float | None:
    """Return the same kind of figure at another month; a running count restarts in January."""
    if _counts_months(indicator, judged):
        return None
    if judged == "month":
        return measurements.value(indicator.id, then)
    if then.year != month.year and then.number != month.number:
        return None
    if measurements.value(indicator.id, then) is None:
        return None
    return year_figure(indicator, measurements, then.year_to_date()).figure.value


def _change(
    indicator: Indicator, figure: Measured, reference: float | None, is_baseline: bool = False
) -> Change:
    """Hold a figure against a reference; a baseline is compared at its own decimals."""
    decimals = indicator.decimals
    if is_baseline and reference is not None:
        decimals = min(decimals, stated_decimals(reference))
    difference = None
    if figure.value is not None and reference is not None:
        difference = figure.value - reference
    return Change(
        reference,
        difference,
        change_verdict(indicator, figure.value, reference, decimals),
    )


def _worsening(
    plan: Plan, indicator: Indicator, figure: Measured, limit: float | None, verdict: Verdict
) -> bool:
    """Met, yet worse than the baseline and within 5 % of the limit."""
    baseline = indicator.baseline.value if indicator.baseline else None
    if verdict != "met" or baseline is None or limit is None or figure.value is None:
        return False
    if _change(indicator, figure, baseline, is_baseline=True).verdict != "worsened":
        return False
    return abs(figure.value - limit) <= plan.rules.worsening_margin * abs(limit) + 1e-9


def _month_worsening(plan: Plan, indicator: Indicator, own: Measured, verdict: Verdict) -> bool:
    """Judge the newest month of a year that meets its target, by the limit of a single month."""
    target = indicator.target
    if indicator.over_year == "sum" or target is None or target.limit is None:
        return False
    if verdict == "met" and own.value is not None and not target_holds(indicator, own.value):
        baseline = indicator.baseline.value if indicator.baseline else None
        return _change(indicator, own, baseline, is_baseline=True).verdict == "worsened"
    return _worsening(plan, indicator, own, target.limit, verdict)


def _met_at_baseline(indicator: Indicator) -> bool | None:
    baseline = indicator.baseline.value if indicator.baseline else None
    if baseline is None or indicator.target is None or indicator.target.limit is None:
        return None
    return holds(indicator.target.op, baseline, indicator.target.limit)
