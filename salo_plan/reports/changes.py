"""What has changed since the report before: targets crossed, activities newly late, targets."""

from pathlib import Path

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import marked, say, say_count
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.reports.cautions import month_to_month
from salo_plan.reports.issued import issue_before
from salo_plan.reports.plan_words import said_target
from salo_plan.reports.report import Row
from salo_plan.reports.sections.actions import LATE, ActionLog, goal_actions, other_actions

MOST_NAMED = 3


def crossed(
    plan: Plan,
    findings: tuple[Finding, ...],
    before: tuple[Finding, ...],
    measurements: Measurements,
    *,
    first: bool = False,
) -> tuple[str, ...]:
    """Say which indicators crossed their target since the report before.

    The `first` report is held against a month in which no target was in force.
    """
    if not any(measurements.get(f.indicator.id, f.month) for f in before):
        told = say(
            "There is no data from the month of the report before, so the change cannot be judged."
        )
        return (told,)
    pairs = zip(findings, before, strict=True)
    judged = [(now, then) for now, then in pairs if None not in (now.met, then.met)]
    if not judged:
        return (say("No indicator can be compared with its earlier figure."),)
    reached: list[str] = []
    lost: list[str] = []
    for now, then in judged:
        if now.met == then.met:
            continue
        (reached if now.met else lost).append(now.indicator.phrase)
    lines = []
    if first and reached:
        names = wording.listing(reached)
        lines.append(say("Now on the better side of the target: {names}.", names=names))
    elif reached:
        lines.append(
            say_count(
                "One indicator reached its target: {names}.",
                "{count} indicators reached their targets: {names}.",
                len(reached),
                names=wording.listing(reached),
            )
        )
    if first and lost:
        names = wording.listing(lost)
        lines.append(say("Now on the worse side of the target: {names}.", names=names))
    elif lost:
        lines.append(
            say_count(
                "One indicator no longer meets its target: {names}.",
                "{count} indicators no longer meet their targets: {names}.",
                len(lost),
                names=wording.listing(lost),
            )
        )
    if not lines:
        return (say("No indicator crossed its target in either direction."),)
    caution = month_to_month(plan, findings[0].month, before[0].month)
    return (*lines, caution) if caution else tuple(lines)


def newly_late(plan: Plan, now: ActionLog, before: ActionLog | None) -> tuple[str, ...]:
    """Name the activities that are late now and were not at the report before, if there was one."""
    then = {action_id for action_id, _ in _late(plan, before)} if before else set()
    names = [name for action_id, name in _late(plan, now) if action_id not in then]
    if not names:
        return ()
    shown = "; ".join(names[:MOST_NAMED])
    if (rest := len(names) - MOST_NAMED) > 0:
        more = say("and {count} more", count=rest)
        shown = f"{shown}; {more}"
    told = marked("Newly late: {names}.") if before else marked("Late: {names}.")
    return (say(told, names=shown),)


def changed_targets(
    plan: Plan,
    workspace: Path,
    audience: Audience,
    month: Month,
    rows: tuple[Row, ...],
    finnish: tuple[Row, ...] = (),
) -> tuple[str, ...]:
    """Name the targets that the audience's report before this one printed otherwise.

    That report is a Finnish one, and held against the `finnish` rows where these are not.
    """
    before = issue_before(workspace, audience, month)
    if before is None:
        return ()
    then = {row["id"]: row["target"] for row in before["rows"]}
    printed = {row.id: row.target for row in finnish or rows}
    changed = [
        say(
            "{indicator}: {old}, now {new}",
            indicator=row.name,
            old=said_target(then[row.id], plan.indicator(row.id), plan.english),
            new=row.target,
        )
        for row in rows
        if then.get(row.id, printed[row.id]) != printed[row.id] and not _grows(plan, row.id)
    ]
    if not changed:
        return ()
    return (say("The target has changed: {names}.", names=wording.listing(changed)),)


def _grows(plan: Plan, indicator: str) -> bool:
    """Tell whether the target is a path, which is another sum in every report by itself."""
    target = plan.indicator(indicator).target
    return target is not None and target.path


def _late(plan: Plan, log: ActionLog) -> list[tuple[str, str]]:
    actions = [a for goal in plan.goal for a in goal_actions(plan, goal, log)]
    actions += other_actions(plan, log)
    return [(action.id, action.name) for action in actions if action.code == LATE]
