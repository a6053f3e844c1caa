"""What a reader should mind before comparing: the season, figures of few, no year before."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say, say_count
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.reports import clauses


def few_caution(indicator: Indicator, number: float) -> str:
    """Say how few people or answers a figure is of."""
    if indicator.unit == "%":
        return say(
            "The group is small ({number}), so the figure may vary by chance.",
            number=wording.number(number),
        )
    return say(
        "There are few answers ({number}), so the figure may vary by chance.",
        number=wording.number(number),
    )


def few_named(findings: tuple[Finding, ...]) -> str:
    """Name the judged figures that are of few; empty when there are none."""
    few = [f.indicator for f in findings if f.few and f.met is not None]
    people = [item.phrase for item in few if item.unit == "%"]
    answers = [item.phrase for item in few if item.unit != "%"]
    parts = []
    if people:
        parts.append(
            say_count(
                "{names}: the group is small, so the figure may vary by chance.",
                "{names}: the groups are small, so the figures may vary by chance.",
                len(people),
                names=wording.capital(wording.listing(people)),
            )
        )
    if answers:
        parts.append(
            say_count(
                "{names}: there are few answers, so the figure may vary by chance.",
                "{names}: there are few answers, so the figures may vary by chance.",
                len(answers),
                names=wording.capital(wording.listing(answers)),
            )
        )
    return " ".join(parts)


def season_caution(plan: Plan, findings: tuple[Finding, ...]) -> str:
    """Say in a month of the yearly peak what it may be compared with; empty in others.

    A report of the year so far is about more than its newest month, and has no such caution.
    """
    month = findings[0].month
    if month.number not in plan.rules.season_months or clauses.of_period(findings):
        return ""
    start = wording.capital(wording.month_alone(month.number, "inessive"))
    before = month.plus(-1)
    if any(f.year_ago.reference is not None for f in findings):
        return say(
            "In {start}, unemployment is usually high and few people are in services. "
            "Therefore the figures are compared with {month} and not with {before}.",
            start=start,
            month=wording.month_name(month.year_ago, "illative"),
            before=wording.month_name(before, "illative"),
        )
    return say(
        "In {start}, unemployment is usually high and few people are in services, so the "
        "figures do not compare with those of {before}.",
        start=start,
        before=wording.month_alone(before.number, "genitive"),
    )


def no_year_before(findings: tuple[Finding, ...]) -> str:
    """Say that the baseline is of another season where there is no figure of a year ago."""
    if any(f.year_ago.reference is not None for f in findings):
        return ""
    based = [f for f in findings if f.baseline.difference is not None]
    if sum(_other_season(f) for f in based) <= len(based) / 2:
        return ""
    return say(
        "There are no figures of a year ago; the baseline is of another season, so part of the "
        "change may be seasonal."
    )


def month_to_month(plan: Plan, now: Month, before: Month) -> str:
    """Caution against the change from month to month where one of them is a yearly peak."""
    peaks = plan.rules.season_months
    if now != before.plus(1) or not {now.number, before.number} & set(peaks):
        return ""
    return say(
        "Part of the change from {before} is seasonal; compare with the same month a year ago.",
        before=wording.month_alone(before.number, "elative"),
    )


def _other_season(finding: Finding) -> bool:
    baseline = finding.indicator.baseline
    if baseline is None or baseline.month is None:
        return False
    return baseline.month.number != finding.month.number
