"""What is assumed in a figure, and the breaks in how it is counted."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.plan.indicator import Break
from salo_plan.plan.model import Plan
from salo_plan.reports.breaks import baseline_month, ended, year_ago_month
from salo_plan.reports.explaining.explanation import Part, part

_OPERATORS = {
    "<": marked("less than"),
    "<=": marked("at most"),
    ">": marked("more than"),
    ">=": marked("at least"),
    "=": marked("exactly"),
}


def assumptions_part(plan: Plan, finding: Finding) -> tuple[Part, ...]:
    """Write what the plan leaves open and how it is read until the coordinator answers."""
    indicator, target = finding.indicator, finding.indicator.target
    lines = [indicator.note or ""]
    if target and target.assumed:
        lines.append(
            say(
                "The action plan does not write the direction of the comparison; it is read as "
                "“{operator}”.",
                operator=say(_OPERATORS[target.op]),
            )
        )
    if indicator.baseline and indicator.baseline.approximate:
        lines.append(say("The action plan states the baseline as an approximate value."))
    lines += [
        say(
            "Open question {code}: {question} Assumption in use: {default}",
            code=item.id,
            question=item.question,
            default=item.default,
        )
        for item in plan.question
        if item.id in indicator.footnotes or indicator.id in item.indicators
    ]
    return part("assumptions", say("To be noted"), *lines)


def breaks_part(plan: Plan, finding: Finding) -> tuple[Part, ...]:
    """Write the breaks in the series, each with the comparisons that reach over it."""
    month = finding.month
    lines = [
        line
        for cut in finding.indicator.breaks
        if cut.month <= month
        for line in (_break(cut), _reach(finding, cut.month), _year_over(finding, cut.month))
    ]
    lines.append(ended(plan, month))
    return part("breaks", say("Changes in what is counted"), *lines)


def _break(cut: Break) -> str:
    return say("From {month} on: {reason}", month=wording.month_slash(cut.month), reason=cut.why)


def _reach(finding: Finding, cut: Month) -> str:
    """Name the comparisons of the figure that begin before the break."""
    starts = {year_ago_month(finding), baseline_month(finding)}
    before = sorted(start for start in starts if start is not None and start < cut)
    if not before:
        return ""
    months = wording.listing([wording.month_slash(month) for month in before])
    return say(
        "The comparison with {months} reaches across the change, so part of the difference "
        "may come from it.",
        months=months,
    )


def _year_over(finding: Finding, cut: Month) -> str:
    """Say that the figure of the year so far has months from both sides of the break."""
    first = finding.month.year_to_date().first
    combined = finding.indicator.over_year in ("mean", "sum", "pooled")
    if not combined or not first < cut:
        return ""
    return say("The year so far has months from before and after the change.")
