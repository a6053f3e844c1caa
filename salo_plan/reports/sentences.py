"""What the figures say, in sentences written from the findings: result, goals, changes.

No causal claim is made here, and nothing is called a trend.
"""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, say, say_count
from salo_plan.plan.model import Goal, Plan
from salo_plan.reports.cautions import (
    few_named,
    no_year_before,
    season_caution,
)
from salo_plan.reports.numerals import among, has_word
from salo_plan.reports.report import GoalState, Row, Verdict

MOST_NAMED = 4
JUDGED: tuple[Verdict, ...] = ("met", "near", "missed")
TALLY_ORDER: tuple[Verdict, ...] = ("met", "near", "missed", "no_data", "verbal", "no_target")


def tally(rows: tuple[Row, ...]) -> tuple[tuple[Verdict, str, int], ...]:
    """Count the rows by verdict, in a fixed order."""
    return tuple(
        (code, wording.verdict_word(code), sum(row.verdict == code for row in rows))
        for code in TALLY_ORDER
    )


def tally_note(rows: tuple[Row, ...]) -> str:
    """Say how many indicators there are and how many could be compared with a target."""
    judged = sum(row.verdict in JUDGED for row in rows)
    return say(
        "There are {total} indicators, of which {judged} could be compared with a numeric target. "
        "An indicator near its target has not met it.",
        total=len(rows),
        judged=judged,
    )


def result_sentence(rows: tuple[Row, ...]) -> str:
    """Say the result in one sentence."""
    judged = sum(row.verdict in JUDGED for row in rows)
    met = sum(row.verdict == "met" for row in rows)
    if not judged:
        return say("No indicator could be compared with a target.")
    if judged == 1:
        if met:
            return say("The only indicator judged meets its target.")
        return say("The only indicator judged does not meet its target.")
    return how_many_met(met, judged)


def how_many_met(met: int, judged: int) -> str:
    """Say how many of several indicators meet their targets."""
    if judged == 2 and not met:
        return say("Neither of the two indicators judged is on target.")
    if not met:
        return say("Not one of the {judged} indicators judged meets its target.", judged=judged)
    if judged == 2 and met == 1:
        return say("One of the two indicators judged is on target.")
    if judged == met:
        both = marked("Both indicators judged are on target.")
        every = marked("All {count} indicators judged are on target.")
        return say(both if judged == 2 else every, count=judged)
    return say_count(
        "{count} of the {judged} indicators judged meets its target.",
        "{count} of the {judged} indicators judged meet their targets.",
        met,
        judged=judged,
    )


def lead(
    plan: Plan, findings: tuple[Finding, ...], rows: tuple[Row, ...], first: tuple[str, ...] = ()
) -> str:
    """Write the sentences after the result: what is missed and near, what moved, what to mind.

    The indicators `first`, those that page one charts, are named before the others.
    """
    month = findings[0].month
    parts = [
        _not_met(plan, by_importance(plan, rows, first)),
        _moved(findings),
        _unknown(rows),
        season_caution(plan, findings) or no_year_before(findings),
        few_named(findings),
    ]
    if not plan.in_force(month):
        parts.append(
            say(
                "The targets are in force {first}–{last}; the figures of this month are compared "
                "with them to describe the starting point.",
                first=wording.month_slash(plan.in_force_from),
                last=wording.month_slash(plan.in_force_to),
            )
        )
    return " ".join(part for part in parts if part)


def by_importance(
    plan: Plan, rows: tuple[Row, ...], first: tuple[str, ...] = ()
) -> tuple[Row, ...]:
    """Put the rows named first in front, then the money of the year, then the plan's order."""

    def place(row: Row) -> int:
        target = plan.indicator(row.id).target
        if row.id in first:
            return first.index(row.id)
        return len(first) + (0 if target is not None and target.path else 1)

    return tuple(sorted(rows, key=place))


def _not_met(plan: Plan, rows: tuple[Row, ...]) -> str:
    """Name what is missed and what is near."""
    missed = [plan.indicator(row.id).phrase for row in rows if row.verdict == "missed"]
    near = [plan.indicator(row.id).phrase for row in rows if row.verdict == "near"]
    parts = []
    if missed:
        names = wording.listing(first_named(missed))
        parts.append(
            say_count(
                "Target missed: {names}.", "Targets missed: {names}.", len(missed), names=names
            )
        )
    if near:
        parts.append(near_sentence(near))
    return " ".join(parts)


def near_sentence(names: list[str], most: int = MOST_NAMED) -> str:
    """Name what is near its target."""
    told = wording.listing(first_named(names, most))
    return say_count(
        "Near its target: {names}.", "Near their targets: {names}.", len(names), names=told
    )


def _moved(findings: tuple[Finding, ...]) -> str:
    """Count what improved and what worsened in a year."""
    held = [f.year_ago.verdict for f in findings if f.year_ago.difference is not None]
    improved, worsened = held.count("improved"), held.count("worsened")
    if not improved and not worsened:
        return ""
    if not worsened:
        return say(
            "Over a year things improved {count} indicators and worsened on none.",
            count=among(improved),
        )
    if not improved:
        return say(
            "Over a year things worsened {count} indicators and improved on none.",
            count=among(worsened),
        )
    down = among(worsened)
    if not has_word(worsened):
        down = say("{count} indicators", count=down)
    return say(
        "Over a year things improved {improved} indicators and worsened {worsened}.",
        improved=among(improved),
        worsened=down,
    )


def _unknown(rows: tuple[Row, ...]) -> str:
    unknown = sum(row.verdict == "no_data" for row in rows)
    if not unknown:
        return ""
    return say_count(
        "There is no data on {count} indicator.",
        "There is no data on {count} indicators.",
        unknown,
    )


def first_named(names: list[str], most: int = MOST_NAMED) -> list[str]:
    """Keep so many names; where there are more, the last place counts the rest."""
    if len(names) <= most:
        return names
    rest = len(names) - most + 1
    return [
        *names[: most - 1],
        say_count("{count} other indicator", "{count} other indicators", rest),
    ]


def goal_states(plan: Plan, rows: tuple[Row, ...]) -> tuple[GoalState, ...]:
    """Give each goal one row: how many indicators are met and the verdict of each."""
    return tuple(_goal_state(goal, rows) for goal in plan.goal)


def _goal_state(goal: Goal, rows: tuple[Row, ...]) -> GoalState:
    own = [row for row in rows if row.goal == goal.number]
    verdicts = tuple(row.verdict for row in own)
    judged = sum(code in JUDGED for code in verdicts)
    met = sum(code == "met" for code in verdicts)
    if judged:
        sentence = say("{met} / {judged} indicators on target", met=met, judged=judged)
    else:
        sentence = say("No indicator that could be compared with a target")
    return GoalState(goal.number, goal.title, met, judged, verdicts, sentence)
