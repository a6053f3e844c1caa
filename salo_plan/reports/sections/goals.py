"""One section a goal: its words, a chart for each indicator with a series, and its activities."""

import pandas as pd

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.plan.model import Goal, Plan
from salo_plan.reports.goal_sentences import goal_result
from salo_plan.reports.report import (
    GOAL_SECTION,
    OTHER_SECTION,
    GoalState,
    Row,
    Section,
    Table,
)
from salo_plan.reports.sections.actions import ActionState, goal_actions, other_actions
from salo_plan.reports.sections.group_charts import group_charts
from salo_plan.reports.sections.indicator_chart import indicator_chart


def goal_sections(
    plan: Plan,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    goals: tuple[GoalState, ...],
    recorded: pd.DataFrame,
) -> tuple[Section, ...]:
    """Write the sections of all goals, and of the plan's "Muuta" where it has one."""
    month = findings[0].month
    sections = [
        _section(plan, goal, state, findings, rows, recorded)
        for goal, state in zip(plan.goal, goals, strict=True)
    ]
    if plan.other:
        table = _action_table(other_actions(plan, recorded, month), say("Preparing for changes"))
        title = say("Other: preparing for changes")
        sections.append(Section(OTHER_SECTION, title, "", tables=(table,)))
    return tuple(sections)


def _section(
    plan: Plan,
    goal: Goal,
    state: GoalState,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    recorded: pd.DataFrame,
) -> Section:
    month = findings[0].month
    own = [
        (finding, row)
        for finding, row in zip(findings, rows, strict=True)
        if row.goal == goal.number
    ]
    charts = [*group_charts(own), *(c for f, row in own if (c := indicator_chart(f, row)))]
    actions = goal_actions(plan, goal, recorded, month)
    caption = say("Actions, goal {number}", number=goal.number)
    return Section(
        id=f"{GOAL_SECTION}{goal.number}",
        title=say("Goal {number}. {title}", number=goal.number, title=goal.title),
        lead=goal_result(tuple(f for f, _ in own), tuple(row for _, row in own)),
        paragraphs=(wording.closed(goal.text.split(": ", 1)[-1]), wording.closed(goal.means)),
        charts=tuple(charts),
        tables=(_action_table(actions, caption),) if actions else (),
    )


def _action_table(actions: tuple[ActionState, ...], caption: str) -> Table:
    rows = tuple(
        (
            action.name,
            action.state,
            action.owner,
            wording.date_text(action.due) if action.due else wording.NOTHING,
            action.next_step or wording.NOTHING,
        )
        for action in actions
    )
    columns = (say("Action"), say("State"), say("Responsible"), say("Due"), say("Next step"))
    return Table(caption, columns, rows, (False, False, False, False, False))
