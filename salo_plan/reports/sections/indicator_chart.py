"""The chart of one indicator: which form it has, and what is drawn in it."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.reports import clauses
from salo_plan.reports.report import Chart, Line, Point, Row, Verdict
from salo_plan.reports.sections.chart_words import (
    break_note,
    chart_alt,
    chart_measure,
    chart_title,
    limit_words,
)
from salo_plan.reports.sections.gap_chart import FEWEST_POINTS, gap_chart

_EVENTS = "kpl"


def indicator_chart(finding: Finding, row: Row, since: Month | None = None) -> Chart | None:
    """Draw an indicator's months with its target and baseline; None for too few points.

    `since` is the month from which the target is in force.
    """
    indicator, target = finding.indicator, finding.indicator.target
    if target and target.path:
        return gap_chart(finding, row)
    points = row.series
    known = [point.value for point in points if point.value is not None]
    if len(known) < FEWEST_POINTS:
        return None
    limit = _month_limit(finding)
    mean = _mean(finding)
    events = indicator.unit == _EVENTS and indicator.over_year == "every_month"
    shown = {point.month for point in points}
    return Chart(
        id=indicator.id,
        form="events" if events else "lines",
        title=chart_title(finding, row),
        measure=chart_measure(finding),
        unit=indicator.unit,
        decimals=indicator.decimals,
        lines=(Line(indicator.name, points),),
        alt=chart_alt(finding, row, known),
        note=break_note(finding, points),
        limit=limit,
        limit_from=str(since) if events and since and finding.in_force else "",
        limit_words=limit_words(finding) if limit is not None else "",
        good_side=clauses.good_side(indicator),
        verdict=_verdict(finding, mean),
        baseline=baseline_point(indicator, shown),
        breaks=tuple(str(cut.month) for cut in indicator.breaks if str(cut.month) in shown),
        mean=mean,
        mean_words=_mean_words(finding, row) if mean else "",
    )


def _month_limit(finding: Finding) -> float | None:
    """Return the target that the months can be held against; a year's sum is not one."""
    target = finding.indicator.target
    if target is None:
        return None
    if finding.indicator.over_year == "every_month":
        return target.limit
    summed = finding.judged == "year" and finding.indicator.over_year == "sum"
    return None if summed else finding.limit


def _mean(finding: Finding) -> Point | None:
    """Return the figure of the year so far, where it is one of the months' own kind."""
    averaged = finding.indicator.over_year in ("mean", "pooled")
    if finding.judged != "year" or not averaged or finding.figure.value is None:
        return None
    return Point(str(Month(finding.month.year, 1)), finding.figure.value)


def _mean_words(finding: Finding, row: Row) -> str:
    """Word the figure of the year so far: `ka. 380`, or `1–9/23: 61 %` where parts are summed."""
    figure = wording.without_unit(row.printed, finding.indicator.unit)
    if finding.indicator.over_year == "mean":
        return say("average {figure}", figure=figure)
    year = finding.month.year_to_date()
    return f"{wording.months_short(year.first, year.last)}: {figure}"


def _verdict(finding: Finding, mean: Point | None) -> Verdict:
    """Return the verdict of the drawn figure; a number of months that met is not drawn."""
    if finding.judged == "month" or mean:
        return finding.verdict
    return "no_target"


def baseline_point(indicator: Indicator, months: set[str]) -> Point | None:
    """Return the baseline as a point of the chart, when its month is among those drawn."""
    baseline = indicator.baseline
    if baseline is None or baseline.value is None or baseline.month is None:
        return None
    return Point(str(baseline.month), baseline.value) if str(baseline.month) in months else None
