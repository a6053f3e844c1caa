"""The chart of one indicator: which form it has, and what is drawn in it."""

from salo_plan.indicators.assess import Finding
from salo_plan.reports.report import Chart, Line, Point, Row
from salo_plan.reports.sections.chart_words import (
    break_note,
    chart_alt,
    chart_measure,
    chart_title,
    limit_words,
)
from salo_plan.reports.sections.gap_chart import FEWEST_POINTS, gap_chart


def indicator_chart(finding: Finding, row: Row) -> Chart | None:
    """Draw an indicator's months with its target and baseline; None for too few points."""
    indicator, target = finding.indicator, finding.indicator.target
    if target and target.path:
        return gap_chart(finding, row)
    points = row.series
    known = [point.value for point in points if point.value is not None]
    if len(known) < FEWEST_POINTS:
        return None
    limit = finding.limit if target and not finding.counts_months else None
    return Chart(
        id=indicator.id,
        form="lines",
        title=chart_title(finding, row),
        measure=chart_measure(finding),
        unit=indicator.unit,
        decimals=indicator.decimals,
        lines=(Line(indicator.name, points),),
        alt=chart_alt(finding, row, known),
        note=break_note(finding, points),
        limit=limit,
        limit_words=limit_words(finding) if limit is not None else "",
        good_side="below" if target and target.op in ("<", "<=") else "above",
        verdict=finding.verdict if finding.judged == "month" else "no_target",
        baseline=_baseline(finding, points),
    )


def _baseline(finding: Finding, points: tuple[Point, ...]) -> Point | None:
    baseline = finding.indicator.baseline
    if baseline is None or baseline.value is None or baseline.month is None:
        return None
    months = {point.month for point in points}
    return Point(str(baseline.month), baseline.value) if str(baseline.month) in months else None
