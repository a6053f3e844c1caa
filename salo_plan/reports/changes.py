"""What else has changed since the report before: activities newly late, and targets."""

from pathlib import Path

import pandas as pd

from salo_plan import wording
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.reports.issued import issue_before
from salo_plan.reports.report import Row
from salo_plan.reports.sections.actions import LATE, goal_actions, other_actions

MOST_NAMED = 3


def newly_late(plan: Plan, recorded: pd.DataFrame, month: Month, before: Month) -> tuple[str, ...]:
    """Name the activities that are late now and were not at the report before."""
    then = {action_id for action_id, _ in _late(plan, recorded, before)}
    names = [name for action_id, name in _late(plan, recorded, month) if action_id not in then]
    if not names:
        return ()
    shown = names[:MOST_NAMED]
    if rest := len(names) - len(shown):
        more = say("and {count} more", count=rest)
        return (say("Newly late: {names}.", names=f"{'; '.join(shown)}; {more}"),)
    return (say("Newly late: {names}.", names="; ".join(shown)),)


def changed_targets(
    plan: Plan, workspace: Path, audience: Audience, month: Month, rows: tuple[Row, ...]
) -> tuple[str, ...]:
    """Name the targets that the audience's report before this one printed otherwise."""
    before = issue_before(workspace, audience, month)
    if before is None:
        return ()
    then = {row["id"]: row["target"] for row in before["rows"]}
    changed = [
        say("{indicator}: {old}, now {new}", indicator=row.name, old=then[row.id], new=row.target)
        for row in rows
        if then.get(row.id, row.target) != row.target and not _grows(plan, row.id)
    ]
    if not changed:
        return ()
    return (say("The target has changed: {names}.", names=wording.listing(changed)),)


def _grows(plan: Plan, indicator: str) -> bool:
    """Tell whether the target is a path, which is another sum in every report by itself."""
    target = plan.indicator(indicator).target
    return target is not None and target.path


def _late(plan: Plan, recorded: pd.DataFrame, month: Month) -> list[tuple[str, str]]:
    actions = [a for goal in plan.goal for a in goal_actions(plan, goal, recorded, month)]
    actions += other_actions(plan, recorded, month)
    return [(action.id, action.name) for action in actions if action.code == LATE]
