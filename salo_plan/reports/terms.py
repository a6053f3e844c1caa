"""Which months a report speaks of, what it is called and what it is compared with."""

from salo_plan import wording
from salo_plan.indicators.assess import Judged
from salo_plan.messages import say
from salo_plan.periods import Month, Term
from salo_plan.plan.calendar import promises
from salo_plan.plan.model import Audience, Plan

THIRD = 4


def judged(audience: Audience) -> Judged:
    """Tell whether the audience's reports judge the month or the year to date."""
    return "month" if audience.period == "month" else "year"


def report_term(audience: Audience, month: Month) -> Term:
    """Return the months of a report: the month, the year so far, or the third of the year."""
    if audience.period == "month":
        return Term(month, month)
    if audience.period == "third":
        return Term(month.plus(1 - min(THIRD, month.number)), month)
    return month.year_to_date()


def earlier_month(audience: Audience, month: Month) -> Month:
    """Return the data month of the audience's report before this one."""
    if audience.period == "month":
        return month.plus(-1)
    before = [item for item in audience.data_months if item < month]
    return before[-1] if before else month.year_ago


def report_title(plan: Plan, audience: Audience, month: Month) -> str:
    """Name the report; one that is presented later than its data names both months."""
    if audience.period == "month":
        return f"{audience.title}, {wording.month_name(month)}"
    if str(month.year) in audience.title.split():
        return audience.title
    span = term_words(report_term(audience, month))
    due = next(
        (p.due for p in promises(plan) if p.audience == audience.id and p.month == month), None
    )
    if audience.period == "third" or due is None:
        return f"{audience.title}, {span} {month.year}"
    return say(
        "{title} {due}, data of {period} {year}",
        title=audience.title,
        due=wording.month_slash(Month(due.year, due.month)),
        period=span,
        year=month.year,
    )


def term_words(term: Term, case: wording.Case = "nominative") -> str:
    """Write a term without its year: `tammi–toukokuu`, or one month's name."""
    last = wording.month_alone(term.last.number, case)
    if len(term) == 1:
        return last
    first = wording.month_alone(term.first.number).removesuffix("kuu")
    return f"{first}–{last}"


def term_slash(term: Term) -> str:
    """Write a term within a year for a table: `1–9/2023`, or one month's `9/2023`."""
    return wording.months_slash(term.first, term.last)


def year_so_far(month: Month) -> str:
    """Name the months from January on: `tammi–syyskuu`, in December `koko vuosi`."""
    return say("the whole year") if month.number == 12 else term_words(month.year_to_date())


def is_first_report(audience: Audience, month: Month) -> bool:
    """Tell whether the plan promises the audience no report before this one."""
    return audience.period != "month" and not any(m < month for m in audience.data_months)


def changes_title(audience: Audience, month: Month) -> str:
    """Head the list of what changed since the report before."""
    before = earlier_month(audience, month)
    if audience.period == "month":
        return say("Changed since {month}", month=wording.month_alone(before.number, "elative"))
    told = wording.month_slash(before)
    if is_first_report(audience, month):
        return say("Change from a year ago ({month})", month=told)
    return say("Changed since the report before (data of {month})", month=told)


def scoreboard_caption(audience: Audience, month: Month) -> str:
    """Head the table of all indicators: its months and how its changes are counted."""
    if audience.period == "month":
        return say(
            "All indicators by goal, {period}. The change is counted from the same month a year "
            "ago and from the baseline, for shares in percentage points. The month of the baseline "
            "is in the column heading, a different one on the row.",
            period=wording.month_name(month),
        )
    return say(
        "All indicators by goal, {period} {year}. A figure of the year so far is compared with the "
        "same time a year ago, a figure of {month} (marked on its row) with the same month. Other "
        "times than those of the column heading are on the row. Changes of shares are in "
        "percentage points.",
        period=term_words(month.year_to_date()),
        year=month.year,
        month=wording.month_alone(month.number, "genitive"),
    )


def value_head(audience: Audience, month: Month) -> str:
    """Head the column of the figures: the latest, or the months of the year so far."""
    return say("Latest") if audience.period == "month" else term_slash(month.year_to_date())
