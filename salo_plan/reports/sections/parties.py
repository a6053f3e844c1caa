"""The plan by responsible party (vastuutahoittain): its indicators by status and its activities.

A party answers for what the plan's "Vastuu" column gives it. What the plan gives to nobody goes to
the parties that the coordinator has recorded, or stands on a row of its own.
"""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from salo_plan import wording
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.plan.model import Activity, Milestone, Plan
from salo_plan.reports.report import Row, Section, Table
from salo_plan.reports.sections.actions import LATE, ActionState, goal_actions, other_actions
from salo_plan.reports.sentences import TALLY_ORDER

SECTION = "parties"
NOBODY = ""
_COUNTED = {
    "met": marked("{count} met"),
    "near": marked("{count} near"),
    "missed": marked("{count} missed"),
    "no_data": marked("{count} without data"),
    "verbal": marked("{count} assessed in words"),
    "no_target": marked("{count} without a target"),
}


def party_section(
    plan: Plan, rows: tuple[Row, ...], recorded: pd.DataFrame, month: Month
) -> Section:
    """Write one row a party: indicators by status, those that miss, activities open and late.

    An indicator or activity of several parties stands on the row of each.
    """
    actions = tuple(_actions(plan, recorded, month))
    table = Table(
        caption=say(
            "Indicators and activities by responsible party at the end of {month}",
            month=wording.month_name(month, "genitive"),
        ),
        columns=(
            say("Responsible party"),
            say("Indicators by status"),
            say("Not met"),
            say("Open activities"),
            say("Late activities"),
        ),
        rows=tuple(
            _row(plan, party, rows, own)
            for party in (*plan.parties, NOBODY)
            if (own := _of_party(party, actions)) or _indicators(plan, party, rows)
        ),
        numeric=(False, False, False, True, False),
    )
    lead = say(
        "An indicator or activity with several responsible parties is counted on the row of each, "
        "so the rows do not add up."
    )
    return Section(SECTION, say("By responsible party"), lead, tables=(table,))


def _actions(
    plan: Plan, recorded: pd.DataFrame, month: Month
) -> Iterator[tuple[ActionState, tuple[str, ...]]]:
    """Go through the plan's activities and milestones, each with its parties."""
    for goal in plan.goal:
        entries: tuple[Activity | Milestone, ...] = (*goal.activity, *goal.milestone)
        states = goal_actions(plan, goal, recorded, month)
        for entry, state in zip(entries, states, strict=True):
            yield state, entry.responsible or _recorded_parties(plan, state)
    for item, state in zip(plan.other, other_actions(plan, recorded, month), strict=True):
        yield state, item.responsible or _recorded_parties(plan, state)


def _recorded_parties(plan: Plan, state: ActionState) -> tuple[str, ...]:
    """Find the parties whose names stand in the recorded owner; nobody where there are none."""
    owner = state.owner.casefold()
    named = tuple(key for key, party in plan.parties.items() if party.name.casefold() in owner)
    return named or (NOBODY,)


def _of_party(
    party: str, actions: tuple[tuple[ActionState, tuple[str, ...]], ...]
) -> list[ActionState]:
    return [state for state, parties in actions if party in parties]


def _indicators(plan: Plan, party: str, rows: tuple[Row, ...]) -> list[Row]:
    return [row for row in rows if party in plan.indicator(row.id).responsible]


def _row(
    plan: Plan, party: str, rows: tuple[Row, ...], actions: list[ActionState]
) -> tuple[str, ...]:
    own = _indicators(plan, party, rows)
    missed = [f"{row.name} ({row.printed}, {row.target})" for row in own if row.verdict == "missed"]
    still_open = [action for action in actions if action.open]
    late = [_late(action) for action in still_open if action.code == LATE]
    name = plan.parties[party].name if party else say("no responsible party named")
    return (
        wording.capital(name),
        status_counts(own) or wording.NOTHING,
        "; ".join(missed) or wording.NOTHING,
        wording.number(len(still_open)),
        "; ".join(late) or wording.NOTHING,
    )


def status_counts(rows: list[Row]) -> str:
    """Count rows by status in words: `5 tavoitteessa, 1 lähellä, 2 ei tavoitteessa`."""
    counted = Counter(row.verdict for row in rows)
    return ", ".join(
        say(_COUNTED[code], count=counted[code]) for code in TALLY_ORDER if counted[code]
    )


def _late(action: ActionState) -> str:
    if action.due is None:
        return action.name
    return say("{activity} (due {day})", activity=action.name, day=wording.date_text(action.due))
