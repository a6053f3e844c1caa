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


def term_words(term: Term) -> str:
    """Write a term without its year: `tammi–toukokuu`, or one month's name."""
    last = wording.month_alone(term.last.number)
    if len(term) == 1:
        return last
    first = wording.month_alone(term.first.number).removesuffix("kuu")
    return f"{first}–{last}"


def changes_title(audience: Audience, month: Month) -> str:
    """Head the list of what changed since the report before."""
    before = earlier_month(audience, month)
    if audience.period == "month":
        return say("Changed since {month}", month=wording.month_alone(before.number, "elative"))
    told = wording.month_slash(before)
    return say("Changed since the report before ({month})", month=told)


def scoreboard_caption(audience: Audience, month: Month) -> str:
    """Head the table of all indicators: its months and how its changes are counted."""
    span = f"{term_words(report_term(audience, month))} {month.year}"
    if audience.period == "third":
        end = wording.month_name(month, "genitive")
        span = say("from the start of the year to the end of {month}", month=end)
    return say(
        "All indicators by goal, {period}. The change is counted from the same month a year ago "
        "and from the baseline, for shares in percentage points. The month of the baseline is in "
        "the column heading, a different one on the row.",
        period=span,
    )
