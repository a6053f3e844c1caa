"""The plan by responsible party (vastuutahoittain): its indicators by status and its activities.

A party answers for what the plan's "Vastuu" column gives it. What the plan gives to nobody goes to
the parties that the coordinator has recorded, or stands on a row of its own.
"""

from collections import Counter
from collections.abc import Iterator

from salo_plan import wording
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.reports.report import Row, Section, Table
from salo_plan.reports.sections.actions import (
    LATE,
    NOT_RECORDED,
    ActionLog,
    ActionState,
    goal_actions,
    other_actions,
)
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


def party_section(plan: Plan, rows: tuple[Row, ...], log: ActionLog, month: Month) -> Section:
    """Write one row a party: indicators by status, those that miss, activities open and late.

    An indicator or activity of several parties stands on the row of each.
    """
    actions = tuple(_actions(plan, log))
    table = Table(
        caption=say(
            "Indicators and activities by responsible party at the end of {month}",
            month=wording.month_name(month, "genitive"),
        ),
        columns=(
            say("Responsible party"),
            say("Indicators by status"),
            say("Not met"),
            say("Activities"),
            say("Late activities"),
        ),
        rows=tuple(
            _row(plan, party, rows, own)
            for party in (*plan.parties, NOBODY)
            if (own := _of_party(party, actions)) or _indicators(plan, party, rows)
        ),
        numeric=(False, False, False, False, False),
    )
    lead = say(
        "An indicator or activity with several responsible parties is counted on the row of each, "
        "so the rows do not add up."
    )
    return Section(SECTION, say("By responsible party"), lead, tables=(table,))


def _actions(plan: Plan, log: ActionLog) -> Iterator[ActionState]:
    """Go through the plan's activities and milestones."""
    for goal in plan.goal:
        yield from goal_actions(plan, goal, log)
    yield from other_actions(plan, log)


def _of_party(party: str, actions: tuple[ActionState, ...]) -> list[ActionState]:
    return [state for state in actions if party in (state.parties or (NOBODY,))]


def _indicators(plan: Plan, party: str, rows: tuple[Row, ...]) -> list[Row]:
    return [row for row in rows if party in plan.indicator(row.id).responsible]


def _row(
    plan: Plan, party: str, rows: tuple[Row, ...], actions: list[ActionState]
) -> tuple[str, ...]:
    own = _indicators(plan, party, rows)
    missed = [f"{row.name} ({row.printed}, {row.target})" for row in own if row.verdict == "missed"]
    late = [_late(action) for action in actions if action.code == LATE]
    name = plan.parties[party].name if party else say("no responsible party named")
    return (
        wording.capital(name),
        status_counts(own) or wording.NOTHING,
        "; ".join(missed) or wording.NOTHING,
        activity_counts(actions) or wording.NOTHING,
        "; ".join(late) or wording.NOTHING,
    )


def status_counts(rows: list[Row]) -> str:
    """Count rows by status in words: `5 tavoitteessa, 1 lähellä, 2 ei tavoitteessa`."""
    counted = Counter(row.verdict for row in rows)
    return ", ".join(
        say(_COUNTED[code], count=counted[code]) for code in TALLY_ORDER if counted[code]
    )


def activity_counts(actions: list[ActionState]) -> str:
    """Count what is open and what nobody has written a state for: `6 avoinna`."""
    unknown = sum(action.code == NOT_RECORDED for action in actions)
    still_open = sum(action.open for action in actions) - unknown
    counted = [
        (marked("{count} open"), still_open),
        (marked("{count} without a recorded state"), unknown),
    ]
    return ", ".join(say(words, count=number) for words, number in counted if number)


def _late(action: ActionState) -> str:
    if action.due is None:
        return action.name
    return say("{activity} (due {day})", activity=action.name, day=wording.date_text(action.due))
