"""Activities and milestones of the plan with the state that the coordinator has recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from salo_plan import wording
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.plan.model import Activity, Goal, Milestone, Plan
from salo_plan.reports.sections.owners import named_parties, owner_words

LATE = marked("Late")
NOT_RECORDED = marked("Not recorded")
_DONE = marked("Done")
_CANCELLED = marked("Cancelled")
# The coordinator's file says it in the words on the left.
_STATES = {
    "Toteutunut": _DONE,
    "Käynnissä": marked("In progress"),
    "Ei aloitettu": marked("Not started"),
    "Peruttu": _CANCELLED,
}
_CLOSED = (_DONE, _CANCELLED)


@dataclass(frozen=True, slots=True)
class ActionState:
    """One activity or milestone as a reader meets it; `indicators` are those it is meant for.

    `parties` answer for it: the plan's, or those that the coordinator has recorded as its owners.
    `code` is the state before it is said, and what the state is compared by.
    """

    id: str
    name: str
    owner: str
    code: str
    due: date | None
    next_step: str
    indicators: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether something is still to be done."""
        return self.code not in _CLOSED

    @property
    def state(self) -> str:
        """The state as it is said."""
        return say(self.code)


@dataclass(frozen=True)
class ActionLog:
    """The coordinator's list as a report knows it: its rows, and the day that lateness is told by.

    Of an activity with several rows the newest counts.
    """

    rows: pd.DataFrame
    day: date

    def of(self, name: str) -> list[dict[Any, Any]]:
        """Return the rows of an id, the newest last."""
        return self._by_id.get(name, [])

    @cached_property
    def _by_id(self) -> dict[str, list[dict[Any, Any]]]:
        """Sort the rows by their id once; a report asks for some hundred of them."""
        found: dict[str, list[dict[Any, Any]]] = {}
        ordered = self.rows.sort_values("updated", na_position="first", kind="stable")
        for row in ordered.to_dict("records"):
            found.setdefault(row["id"], []).append(row)
        return found


def action_log(recorded: pd.DataFrame, month: Month, delivered: Iterable[date] = ()) -> ActionLog:
    """Take what a month's report knows of the list, to the newest day that its data tells of.

    That is the month's last day, or the day after it on which the newest figure was delivered or
    the list was updated; nothing that came after the following month counts.
    """
    rows = known_by(recorded, month)
    updated = rows["updated"].dropna()
    days = [month.last_day, *delivered, *(day.date() for day in updated)]
    return ActionLog(rows, max(day for day in days if day <= month.plus(1).last_day))


def goal_actions(plan: Plan, goal: Goal, log: ActionLog) -> tuple[ActionState, ...]:
    """List a goal's activities and milestones by their state on the day of the log."""
    entries: tuple[Activity | Milestone, ...] = (*goal.activity, *goal.milestone)
    return tuple(_state(plan, entry, log) for entry in entries)


def other_actions(plan: Plan, log: ActionLog) -> tuple[ActionState, ...]:
    """List what the plan puts under no goal ("Muuta")."""
    return tuple(_state(plan, entry, log) for entry in plan.other)


def indicator_actions(plan: Plan, indicator: str, log: ActionLog) -> tuple[ActionState, ...]:
    """List what is being done for one indicator: rows of its own id first, then its activities."""
    newest = {str(row["action"]): row for row in log.of(indicator)}
    rows = [_from_row(plan, indicator, action, row, log.day) for action, row in newest.items()]
    activities = [a for goal in plan.goal for a in goal.activity if indicator in a.indicators]
    states = [_state(plan, activity, log) for activity in activities]
    return tuple(item for item in (*rows, *states) if item.open and item.code != NOT_RECORDED)


def _state(plan: Plan, entry: Activity | Milestone, log: ActionLog) -> ActionState:
    indicators = entry.indicators if isinstance(entry, Activity) else ()
    name = entry.name or entry.text
    own = log.of(entry.id)
    if own:
        found = _from_row(plan, entry.id, name, own[-1], log.day)
        due = found.due or _planned_day(entry)
        return replace(
            found,
            code=_late_or(found.code, due, log.day),
            due=due,
            indicators=indicators,
            parties=entry.responsible or found.parties,
        )
    owners = wording.listing([plan.parties[party].name for party in entry.responsible])
    due = _planned_day(entry)
    state = _late_or(NOT_RECORDED, due, log.day)
    return ActionState(
        *(entry.id, name, _sentence_start(owners), state, due, "", indicators, entry.responsible)
    )


def _from_row(plan: Plan, name: str, action: str, row: dict[Any, Any], today: date) -> ActionState:
    due = row["due"]
    day = due.date() if isinstance(due, pd.Timestamp) and not pd.isna(due) else None
    comment = row["comment"]
    return ActionState(
        id=name,
        name=action,
        owner=_sentence_start(owner_words(plan, str(row["owner"]))),
        code=_late_or(_STATES[str(row["state"])], day, today),
        due=day,
        next_step=comment if isinstance(comment, str) else "",
        indicators=(name,),
        parties=named_parties(plan, str(row["owner"])),
    )


def known_by(recorded: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Leave out what was recorded after the month following the report's: it was not known."""
    end = pd.Timestamp(month.plus(1).last_day)
    return recorded[recorded["updated"].isna() | (recorded["updated"] <= end)]


def _late_or(state: str, due: date | None, today: date) -> str:
    """Call late what was due before the day and is not closed."""
    return LATE if due and due < today and state not in _CLOSED else state


def _planned_day(entry: Activity | Milestone) -> date | None:
    return entry.due.last_day if isinstance(entry, Milestone) and entry.due else None


def _sentence_start(text: str) -> str:
    return wording.capital(text) or wording.NOTHING
