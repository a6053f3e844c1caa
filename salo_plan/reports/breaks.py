"""Changes in what is counted (sarjan katkos), said wherever a comparison reaches over one."""

from collections.abc import Iterable

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.indicator import Break
from salo_plan.plan.model import Plan
from salo_plan.reports import clauses


def breaks_since(finding: Finding, start: Month | None) -> tuple[Break, ...]:
    """List the breaks that lie between a month compared with and the finding's own."""
    if start is None:
        return ()
    return tuple(cut for cut in finding.indicator.breaks if start < cut.month <= finding.month)


def baseline_month(finding: Finding) -> Month | None:
    """Return the month of the baseline that the figure is held against, if there is one."""
    baseline = finding.indicator.baseline
    held = baseline is not None and finding.baseline.difference is not None
    return baseline.month if baseline and held else None


def year_ago_month(finding: Finding) -> Month | None:
    """Return the month a year ago, when the figure is held against it."""
    return finding.month.year_ago if finding.year_ago.difference is not None else None


def break_caution(finding: Finding) -> str:
    """Say that the change told reaches over a break; empty when it does not."""
    by_year = clauses.since_last_year(finding)
    start = year_ago_month(finding) if by_year else baseline_month(finding)
    cuts = breaks_since(finding, start)
    if not cuts:
        return ""
    months = wording.listing([wording.month_slash(cut.month) for cut in cuts])
    return say(
        "What is counted changed in {months}, so part of the change may come from that.",
        months=months,
    )


def breaks_footnote(findings: Iterable[Finding]) -> str:
    """Name the rows of the scoreboard whose changes reach over a break."""
    starts = ((f, (year_ago_month(f), baseline_month(f))) for f in findings)
    names = _named(
        (f.indicator.name, {cut.month for start in own for cut in breaks_since(f, start)})
        for f, own in starts
    )
    if not names:
        return ""
    return say(
        "What is counted has changed since the month compared with, so the change is not fully "
        "comparable: {names}.",
        names=names,
    )


def breaks_note(named: Iterable[tuple[str, Finding]]) -> str:
    """Name the groups of a chart whose baseline lies before a break."""
    names = _named(
        (name, {cut.month for cut in breaks_since(f, baseline_month(f))}) for name, f in named
    )
    if not names:
        return ""
    return say("What is counted has changed since the baseline: {names}.", names=names)


def _named(found: Iterable[tuple[str, set[Month]]]) -> str:
    """Write names by the month of their break: `a; b (3/2023); c (7/2023)`."""
    by_month: dict[Month, list[str]] = {}
    for name, months in found:
        for month in months:
            by_month.setdefault(month, []).append(name)
    told = (
        f"{'; '.join(names)} ({wording.month_slash(month)})"
        for month, names in sorted(by_month.items())
    )
    return "; ".join(told)


def ended(plan: Plan, month: Month) -> str:
    """Say that the services had ended by law before the month; empty until then."""
    if plan.ends is None or month <= plan.ends:
        return ""
    return say(
        "{Arrangement} ended by law on {day}. Figures after it are not of {services}.",
        Arrangement=wording.capital(plan.arrangement.name),
        day=wording.date_text(plan.ends.last_day),
        services=plan.arrangement.genitive,
    )
