"""The board's first page: what the year achieved, what it did not and what goes on after it."""

from collections.abc import Sequence

import pandas as pd

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say, say_count
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Goal, Plan
from salo_plan.reports.report import Fact, GoalState, Row, Section, Table, Verdict
from salo_plan.reports.sections.actions import goal_actions, other_actions
from salo_plan.reports.sections.indicator_chart import indicator_chart

OUTCOME, KEY_FIGURES, GOAL_RESULTS = "outcome", "key_figures", "goal_results"
MOST_NAMED = 4
MOST_OF_A_GOAL = 2
_WEAKEST: tuple[Verdict, ...] = ("missed", "near", "met", "no_data", "verbal", "no_target")


def outcome_sections(
    plan: Plan,
    audience: Audience,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    goals: tuple[GoalState, ...],
    recorded: pd.DataFrame,
) -> tuple[Section, ...]:
    """Write the sections of the first page: outcome, charts of a fixed list, one row a goal."""
    month = findings[0].month
    by_id = {row.id: (finding, row) for finding, row in zip(findings, rows, strict=True)}
    charts = tuple(c for name in audience.charts if (c := indicator_chart(*by_id[name])))
    return (
        Section(
            OUTCOME,
            say("What the year brought"),
            "",
            facts=(
                Fact(say("Achieved"), _achieved(rows)),
                Fact(say("Not achieved"), _not_achieved(rows)),
                Fact(
                    say("Affects year {year}", year=month.year + 1),
                    _affects_next_year(plan, findings, rows, recorded, month),
                ),
            ),
        ),
        Section(
            KEY_FIGURES,
            say("Main figures"),
            "" if charts else say("There are not enough figures for a chart."),
            charts=charts,
        ),
        Section(GOAL_RESULTS, say("Goals"), "", tables=(_goal_table(plan, goals, rows, month),)),
    )


def weakest(verdicts: Sequence[Verdict]) -> Verdict:
    """Judge a goal by its weakest judged indicator; without one, by what else it has."""
    return min(verdicts, key=_WEAKEST.index, default="no_target")


def _achieved(rows: tuple[Row, ...]) -> str:
    return _named([_told(row) for row in rows if row.verdict == "met"])


def _not_achieved(rows: tuple[Row, ...]) -> str:
    """Name the missed with their figures, and count the near: near is not met."""
    missed = [_told(row) for row in rows if row.verdict == "missed"]
    near = sum(row.verdict == "near" for row in rows)
    if not near:
        return _named(missed)
    told = say_count("One more is near its target.", "{count} more are near their target.", near)
    return f"{_named(missed)} {told}"


def _affects_next_year(
    plan: Plan,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    recorded: pd.DataFrame,
    month: Month,
) -> str:
    """Tell what stays: missed targets (named beside), the met but worsening, what stays open."""
    pairs = list(zip(findings, rows, strict=True))
    missed = sum(row.verdict == "missed" for _, row in pairs)
    worsening = [row.name for finding, row in pairs if finding.worsening]
    states = [s for goal in plan.goal for s in goal_actions(plan, goal, recorded, month)]
    others = [s.name for s in other_actions(plan, recorded, month) if s.open]
    still_open = sum(state.open for state in states)
    parts = []
    if missed:
        parts.append(say_count("One target not met.", "{count} targets not met.", missed))
    if worsening:
        parts.append(say("Met but worsening: {names}", names=_named(worsening)))
    if still_open:
        parts.append(
            say_count("One activity stays open.", "{count} activities stay open.", still_open)
        )
    if others:
        parts.append(say("Changes under way: {names}", names=_named(others)))
    return " ".join(parts) or say("Nothing of the plan stays open.")


def _goal_table(
    plan: Plan, goals: tuple[GoalState, ...], rows: tuple[Row, ...], month: Month
) -> Table:
    verdicts = tuple(weakest(goal.verdicts) for goal in goals)
    return Table(
        caption=say(
            "Goals in {year}, targets in brackets. A goal is judged by its weakest indicator.",
            year=month.year,
        ),
        columns=(
            say("Goal"),
            say("Result in {year}", year=month.year),
            say("Indicators met"),
            say("Assessment"),
        ),
        rows=tuple(
            (
                f"{state.number}. {state.title}",
                _result(goal, rows),
                f"{state.met} / {state.judged}" if state.judged else wording.NOTHING,
                wording.verdict_word(verdict),
            )
            for goal, state, verdict in zip(plan.goal, goals, verdicts, strict=True)
        ),
        numeric=(False, False, False, False),
        verdicts=verdicts,
    )


def _result(goal: Goal, rows: tuple[Row, ...]) -> str:
    """Name a goal's weakest indicators with their figures, in the order of the plan."""
    own = [row for row in rows if row.goal == goal.number]
    judged = sorted(
        (row for row in own if row.verdict in ("missed", "near", "met")),
        key=lambda row: _WEAKEST.index(row.verdict),
    )
    if not judged:
        return say("No indicator could be compared with a target.")
    worst = [row for row in judged if row.verdict == judged[0].verdict]
    return _named([f"{row.name} {row.printed} ({row.target})" for row in worst], MOST_OF_A_GOAL)


def _told(row: Row) -> str:
    return say(
        "{indicator} {figure} (target {target})",
        indicator=row.name,
        figure=row.printed,
        target=row.target,
    )


def _named(names: list[str], most: int = MOST_NAMED) -> str:
    """Write names as a sentence; the rest beyond `most` is counted."""
    if not names:
        return say("None.")
    shown = names if len(names) <= most else names[:most]
    rest = len(names) - len(shown)
    listed = "; ".join(shown)
    if not rest:
        return f"{listed}."
    return say_count("{names}; and one more.", "{names}; and {count} more.", rest, names=listed)
