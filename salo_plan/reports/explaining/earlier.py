"""What has been printed of the same figure before, in reports already given."""

from pathlib import Path

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.reports.explaining.explanation import Part, part
from salo_plan.reports.issued import issued_months, issued_versions, printed_months

Issues = tuple[tuple[Audience, Month, dict[tuple[str, Month], str]], ...]


def all_issues(plan: Plan, workspace: Path) -> Issues:
    """Read every issued version of every report, in the plan's order and oldest first."""
    return tuple(
        issue
        for audience in plan.audience
        for month in issued_months(workspace, audience.id)
        for issue in own_issues(plan, workspace, audience, month)
    )


def own_issues(plan: Plan, workspace: Path, audience: Audience, month: Month) -> Issues:
    """Read the issued versions of one report, the oldest first."""
    versions = list(issued_versions(workspace, audience.id, month))
    return tuple(
        (audience, month, dict(printed_months(plan, issue))) for issue in reversed(versions)
    )


def earlier_part(finding: Finding, issues: Issues, *, corrected: bool = False) -> tuple[Part, ...]:
    """Write what each issued report printed of the month's figure; one line a printed value.

    `corrected` leaves out the value that the month has now: a report does not tell of itself.
    """
    indicator, month = finding.indicator, finding.month
    value = finding.month_figure.value
    now = wording.figure(value, indicator.unit, indicator.decimals)
    if value is None:
        now = say("no data")
    places: dict[str, list[str]] = {}
    for audience, data_month, printed in issues:
        told = printed.get((indicator.id, month))
        if told is not None and not (corrected and told == now):
            name = f"{audience.name} {wording.month_slash(data_month)}"
            places.setdefault(told, []).append(name)
    lines = [_line(told, names, now) for told, names in places.items()]
    return part("earlier", say("In reports already given"), *lines)


def _line(told: str, names: list[str], now: str) -> str:
    """Name the reports that printed a value; a repeated name is a later version of the same."""
    where = ", ".join(dict.fromkeys(names))
    if told == now:
        return say("{figure}: {reports}.", figure=told, reports=where)
    return say("{figure}, now {now}: {reports}.", figure=told, now=now, reports=where)
