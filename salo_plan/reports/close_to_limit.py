"""What is close to its target on either side: near and not met, or met but worse than it was."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.reports.amounts import in_words
from salo_plan.reports.report import Row


def near_named(findings: tuple[Finding, ...], rows: tuple[Row, ...]) -> str:
    """Name what is near its target with figure and target; empty when nothing is."""
    near = [
        say(
            "{indicator} {figure} (target {target})",
            indicator=finding.indicator.phrase,
            figure=in_words(row.printed, finding.indicator),
            target=in_words(row.target, finding.indicator),
        )
        for finding, row in zip(findings, rows, strict=True)
        if row.verdict == "near"
    ]
    return wording.closed(wording.capital(", ".join(near))) if near else ""


def worsening(findings: tuple[Finding, ...], rows: tuple[Row, ...]) -> tuple[str, ...]:
    """List what is met but worse than the baseline and close to its limit.

    Where the year is judged, its newest month is enough: a mean hides where it is going.
    """
    by_id = {row.id: row for row in rows}
    return tuple(
        _worse(f, by_id[f.indicator.id]) for f in findings if f.worsening or f.month_worsening
    )


def _worse(finding: Finding, row: Row) -> str:
    """Give the figure with the baseline, last year and the target; a year's with its month's."""
    baseline, indicator = finding.indicator.baseline, finding.indicator
    before = finding.month_year_ago if finding.counts_months else finding.year_ago
    own = wording.figure(finding.month_figure.value, indicator.unit, indicator.decimals)
    figure = own if finding.counts_months else row.printed
    if finding.month_worsening and not finding.counts_months:
        month = wording.month_alone(finding.month.number, "inessive")
        figure = f"{in_words(figure, indicator)} ({month} {in_words(own, indicator)})"
    shown = "%" if indicator.unit == "%" else ""
    told = {
        "indicator": wording.capital(indicator.phrase),
        "figure": in_words(figure, indicator),
        "baseline": wording.stated(baseline.value, shown) if baseline and baseline.value else "",
        "month": wording.month_slash(baseline.month) if baseline and baseline.month else "",
        "target": in_words(row.target, indicator),
    }
    if before.reference is None:
        return say(
            "{indicator} is {figure}: baseline {baseline} ({month}), target {target}.", **told
        )
    return say(
        "{indicator} is {figure}: baseline {baseline} ({month}), a year ago {before}, target "
        "{target}.",
        before=wording.figure(before.reference, shown, indicator.decimals),
        **told,
    )
