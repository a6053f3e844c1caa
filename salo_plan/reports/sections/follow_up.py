"""Whether the promised reports have been given (annetut raportit / luvatut), by audience.

A report is given when its manifest lies in outputs/. Only those count that were due no later than
the report that tells of it, so that one made late says the same as one made in time.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salo_plan import wording
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.calendar import Promise, due_date, promises
from salo_plan.plan.model import Audience, Plan
from salo_plan.reports.report import Section, Table

SECTION = "follow_up"


@dataclass(frozen=True, slots=True)
class Given:
    """How many reports an audience was promised, how many were due by a day, and given."""

    audience: Audience
    promised: int
    due: int
    given: int


def follow_up(plan: Plan, workspace: Path, audience: Audience, month: Month) -> Section:
    """Write the count of promised, due and given reports by the day this one is due."""
    day = due_date(audience, month)
    counts = given_by(plan, workspace, day, own=(audience.id, month))
    promised, given = sum(c.promised for c in counts), sum(c.given for c in counts)
    table = Table(
        caption=say("Reports by audience, counted to {day}", day=wording.date_text(day)),
        columns=(say("Audience"), say("Promised"), say("Due by then"), say("Given")),
        rows=(
            *(_row(_name(c.audience), c.promised, c.due, c.given) for c in counts),
            _row(say("Total"), promised, sum(c.due for c in counts), given),
        ),
        numeric=(False, True, True, True),
    )
    lead = say(
        "Reports given: {given} of the {promised} that the action plan promises, this one "
        "included.",
        given=given,
        promised=promised,
    )
    title = say(
        "Follow-up: reports given {given} / promised {promised}", given=given, promised=promised
    )
    return Section(SECTION, title, lead, tables=(table,))


def given_by(plan: Plan, workspace: Path, day: date, own: tuple[str, Month]) -> tuple[Given, ...]:
    """Count each audience's reports by a day; `own`, the report being made, counts as given."""
    promised = promises(plan)
    due = [promise for promise in promised if promise.due <= day]
    given = [p for p in due if (p.audience, p.month) == own or _is_given(workspace, p)]
    return tuple(
        Given(audience, *(_of(audience, part) for part in (promised, due, given)))
        for audience in plan.audience
    )


def _is_given(workspace: Path, promise: Promise) -> bool:
    folder = workspace / "outputs" / str(promise.month) / promise.audience
    return (folder / "manifest.json").is_file()


def _of(audience: Audience, listed: "list[Promise] | tuple[Promise, ...]") -> int:
    return sum(promise.audience == audience.id for promise in listed)


def _name(audience: Audience) -> str:
    """Name an audience, or all the bodies that get its report."""
    first, *others = audience.bodies or (audience.name,)
    return wording.listing([first, *(body[:1].lower() + body[1:] for body in others)])


def _row(name: str, *counts: int) -> tuple[str, ...]:
    return (name, *(wording.number(count) for count in counts))
