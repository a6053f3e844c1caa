"""The reporting calendar: which reports the plan promises, to whom and by when."""

from dataclasses import dataclass
from datetime import date

from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan


@dataclass(frozen=True, slots=True)
class Promise:
    """One report that the plan owes: an audience id, the last data month and the due date."""

    audience: str
    month: Month
    due: date


def due_date(audience: Audience, month: Month) -> date:
    """Tell when a report on the month is due, whether or not the calendar asks for one."""
    following = month.plus(1)
    usual = date(following.year, following.number, audience.due_day)
    return audience.due.get(str(month), usual)


def promises(plan: Plan) -> tuple[Promise, ...]:
    """List all reports of the plan by due date, those of one day in the plan's audience order."""
    owed = [
        Promise(audience.id, month, due_date(audience, month))
        for audience in plan.audience
        for month in audience.data_months
    ]
    # Sorting is stable, so reports due on one day keep the order of the audiences.
    return tuple(sorted(owed, key=lambda promise: promise.due))


def due_by(plan: Plan, day: date) -> tuple[Promise, ...]:
    """List the reports that are due on the day or before it."""
    return tuple(promise for promise in promises(plan) if promise.due <= day)
