"""Activities and milestones of the plan with the state that the coordinator has recorded."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from salo_plan import wording
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.plan.model import Activity, Goal, Milestone, Plan

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

    `code` is the state before it is said, and what the state is compared by.
    """

    id: str
    name: str
    owner: str
    code: str
    due: date | None
    next_step: str
    indicators: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether something is still to be done."""
        return self.code not in _CLOSED

    @property
    def state(self) -> str:
        """The state as it is said."""
        return say(self.code)


def goal_actions(
    plan: Plan, goal: Goal, recorded: pd.DataFrame, month: Month
) -> tuple[ActionState, ...]:
    """List a goal's activities and milestones by their state at the end of a month."""
    entries: tuple[Activity | Milestone, ...] = (*goal.activity, *goal.milestone)
    return tuple(_state(plan, entry, recorded, month) for entry in entries)


def other_actions(plan: Plan, recorded: pd.DataFrame, month: Month) -> tuple[ActionState, ...]:
    """List what the plan puts under no goal ("Muuta")."""
    return tuple(_state(plan, entry, recorded, month) for entry in plan.other)


def indicator_actions(
    plan: Plan, indicator: str, recorded: pd.DataFrame, month: Month
) -> tuple[ActionState, ...]:
    """List what is being done for one indicator: rows of its own id first, then its activities."""
    own = known_by(recorded, month)
    own = own[own["id"] == indicator]
    rows = [_from_row(indicator, str(row["action"]), row, month) for row in own.to_dict("records")]
    activities = [a for goal in plan.goal for a in goal.activity if indicator in a.indicators]
    states = [_state(plan, activity, recorded, month) for activity in activities]
    return tuple(item for item in (*rows, *states) if item.open and item.code != NOT_RECORDED)


def _state(
    plan: Plan, entry: Activity | Milestone, recorded: pd.DataFrame, month: Month
) -> ActionState:
    indicators = entry.indicators if isinstance(entry, Activity) else ()
    name = entry.name or entry.text
    own = known_by(recorded, month)
    own = own[own["id"] == entry.id]
    if len(own):
        row = own.sort_values("updated", na_position="first").to_dict("records")[-1]
        found = _from_row(entry.id, name, row, month)
        due = found.due or _planned_day(entry)
        state = _late_or(found.code, due, month)
        return ActionState(entry.id, name, found.owner, state, due, found.next_step, indicators)
    owners = wording.listing([plan.parties[party].name for party in entry.responsible])
    due = _planned_day(entry)
    state = _late_or(NOT_RECORDED, due, month)
    return ActionState(entry.id, name, _sentence_start(owners), state, due, "", indicators)


def _from_row(name: str, action: str, row: dict[Any, Any], month: Month) -> ActionState:
    due = row["due"]
    day = due.date() if isinstance(due, pd.Timestamp) and not pd.isna(due) else None
    comment = row["comment"]
    return ActionState(
        id=name,
        name=action,
        owner=_sentence_start(str(row["owner"])),
        code=_late_or(_STATES[str(row["state"])], day, month),
        due=day,
        next_step=comment if isinstance(comment, str) else "",
        indicators=(name,),
    )


def known_by(recorded: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Leave out what was recorded after the month following the report's: it was not known."""
    end = pd.Timestamp(month.plus(1).last_day)
    return recorded[recorded["updated"].isna() | (recorded["updated"] <= end)]


def _late_or(state: str, due: date | None, month: Month) -> str:
    """Call late what was due before the month's last day and is not closed."""
    return LATE if due and due < month.last_day and state not in _CLOSED else state


def _planned_day(entry: Activity | Milestone) -> date | None:
    return entry.due.last_day if isinstance(entry, Milestone) and entry.due else None


def _sentence_start(text: str) -> str:
    return wording.capital(text) or wording.NOTHING
