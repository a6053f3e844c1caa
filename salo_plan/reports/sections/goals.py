"""One section a goal: its words, a chart for each indicator with a series, and its activities."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say, say_count
from salo_plan.plan.model import Goal, Plan
from salo_plan.reports.goal_sentences import goal_result
from salo_plan.reports.report import (
    GOAL_SECTION,
    OTHER_SECTION,
    Fact,
    GoalState,
    Row,
    Section,
    Table,
)
from salo_plan.reports.sections.actions import (
    NOT_RECORDED,
    ActionLog,
    ActionState,
    goal_actions,
    other_actions,
)
from salo_plan.reports.sections.group_charts import group_charts
from salo_plan.reports.sections.indicator_chart import indicator_chart


def goal_sections(
    plan: Plan,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    goals: tuple[GoalState, ...],
    log: ActionLog,
) -> tuple[Section, ...]:
    """Write the sections of all goals, and of the plan's "Muuta" where it has one."""
    sections = [
        _section(plan, goal, state, findings, rows, log)
        for goal, state in zip(plan.goal, goals, strict=True)
    ]
    if plan.other:
        actions = other_actions(plan, log)
        tables = _action_tables(actions, say("Preparing for changes"))
        title = say("Other: preparing for changes")
        told = _not_recorded(actions)
        sections.append(Section(OTHER_SECTION, title, "", tables=tables, facts=told))
    return tuple(sections)


def _section(
    plan: Plan,
    goal: Goal,
    state: GoalState,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    log: ActionLog,
) -> Section:
    own = [
        (finding, row)
        for finding, row in zip(findings, rows, strict=True)
        if row.goal == goal.number
    ]
    since = plan.in_force_from
    charts = [*group_charts(own), *(c for f, row in own if (c := indicator_chart(f, row, since)))]
    actions = goal_actions(plan, goal, log)
    caption = say("Actions, goal {number}", number=goal.number)
    return Section(
        id=f"{GOAL_SECTION}{goal.number}",
        title=say("Goal {number}. {title}", number=goal.number, title=goal.title),
        lead=goal_result(tuple(f for f, _ in own), tuple(row for _, row in own)),
        paragraphs=(wording.closed(goal.text.split(": ", 1)[-1]), wording.closed(goal.means)),
        charts=tuple(charts),
        tables=_action_tables(actions, caption),
        facts=_not_recorded(actions),
    )


def _action_tables(actions: tuple[ActionState, ...], caption: str) -> tuple[Table, ...]:
    """Lay out the activities whose state is known; no table where none is."""
    rows = tuple(
        (
            action.name,
            action.state,
            action.owner,
            wording.date_text(action.due) if action.due else wording.NOTHING,
            action.next_step or wording.NOTHING,
        )
        for action in actions
        if action.code != NOT_RECORDED
    )
    if not rows:
        return ()
    columns = (say("Action"), say("State"), say("Responsible"), say("Due"), say("Next step"))
    return (Table(caption, columns, rows, (False, False, False, False, False)),)


def _not_recorded(actions: tuple[ActionState, ...]) -> tuple[Fact, ...]:
    """Name the activities that nobody has recorded a state for."""
    names = [action.name for action in actions if action.code == NOT_RECORDED]
    if not names:
        return ()
    counted = say_count(
        "No state recorded for {count} activity",
        "No state recorded for {count} activities",
        len(names),
    )
    return (Fact(counted, wording.closed("; ".join(names))),)
