"""The board's first page: what the year achieved, what it did not and what goes on after it."""

from collections.abc import Sequence

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say, say_count
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Goal, Plan
from salo_plan.reports.amounts import in_words
from salo_plan.reports.numerals import numeral
from salo_plan.reports.report import Fact, GoalState, Row, Section, Table, Verdict
from salo_plan.reports.sections.actions import ActionLog, goal_actions, other_actions
from salo_plan.reports.sections.indicator_chart import indicator_chart
from salo_plan.reports.sentences import by_importance, first_named

OUTCOME, KEY_FIGURES, GOAL_RESULTS = "outcome", "key_figures", "goal_results"
MOST_NAMED = 4
MOST_OF_A_GOAL = 2
Pair = tuple[Finding, Row]
_WEAKEST: tuple[Verdict, ...] = ("missed", "near", "met", "no_data", "verbal", "no_target")


def outcome_sections(
    plan: Plan,
    audience: Audience,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    goals: tuple[GoalState, ...],
    log: ActionLog,
) -> tuple[Section, ...]:
    """Write the sections of the first page: outcome, charts of a fixed list, one row a goal."""
    month = findings[0].month
    by_id = {row.id: (finding, row) for finding, row in zip(findings, rows, strict=True)}
    since = plan.in_force_from
    charts = tuple(c for name in audience.charts if (c := indicator_chart(*by_id[name], since)))
    ordered = [by_id[row.id] for row in by_importance(plan, rows, audience.charts)]
    return (
        Section(
            OUTCOME,
            say("What the year brought"),
            "",
            facts=(
                Fact(say("Achieved"), _achieved(ordered)),
                Fact(say("Not achieved"), _not_achieved(ordered)),
                Fact(
                    say("Affects the year {year}", year=month.year + 1),
                    _affects_next_year(plan, findings, log),
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


def _achieved(pairs: list[Pair]) -> str:
    """Tell of what is met in sentences, and count the rest."""
    met = [pair for pair in pairs if pair[1].verdict == "met"]
    if not met:
        return say("No indicators.")
    told = [_told(*pair) for pair in met[:MOST_NAMED]]
    if rest := len(met) - len(told):
        told.append(
            say_count(
                "One other indicator is on target as well.",
                "{number} other indicators are on target as well.",
                rest,
                number=numeral(rest),
            )
        )
    return " ".join(told)


def _not_achieved(pairs: list[Pair]) -> str:
    """Tell of what is missed, and name the near: near is not met."""
    missed = [_told(*pair) for pair in pairs if pair[1].verdict == "missed"]
    near = [
        f"{f.indicator.phrase} {in_words(row.printed, f.indicator)}"
        for f, row in pairs
        if row.verdict == "near"
    ]
    told = missed or [say("No indicators.")]
    if near:
        told.append(say("Nearly: {names}.", names=wording.listing(near)))
    return " ".join(told)


def _told(finding: Finding, row: Row) -> str:
    """Say an indicator's figure and target in a sentence."""
    indicator = finding.indicator
    told = {
        "indicator": wording.capital(indicator.phrase),
        "target": in_words(row.target, indicator),
    }
    if finding.counts_months and indicator.target:
        told["target"] = indicator.target.words
    else:
        figure = in_words(row.printed, indicator)
        return say("{indicator} was {figure} (target {target}).", figure=figure, **told)
    met, known = int(finding.figure.value or 0), int(finding.figure.denominator or 0)
    if met == known and finding.year.present < finding.year.expected:
        return say("{indicator} was on target in every month known ({target}).", **told)
    if met == known:
        return say("{indicator} was on target every month ({target}).", **told)
    return say_count(
        "{indicator} was on target in one month out of {all} ({target}).",
        "{indicator} was on target in {count} months out of {all} ({target}).",
        met,
        all=wording.out_of(known),
        **told,
    )


def _affects_next_year(plan: Plan, findings: tuple[Finding, ...], log: ActionLog) -> str:
    """Tell what stays: missed targets (named beside), what came close to them, what stays open."""
    missed = sum(finding.verdict == "missed" for finding in findings)
    close = [f.indicator.phrase for f in findings if f.worsening or f.month_worsening]
    states = [state for goal in plan.goal for state in goal_actions(plan, goal, log)]
    beside = other_actions(plan, log)
    told = any(log.of(state.id) for state in (*states, *beside))
    others = [wording.inside(state.name) for state in beside if told and state.open]
    still_open = sum(state.open for state in states)
    parts = []
    if missed:
        parts.append(
            say_count(
                "One indicator missed its target.",
                "{number} indicators missed their targets.",
                missed,
                number=wording.capital(numeral(missed)),
            )
        )
    if close:
        names = wording.listing(first_named(close))
        parts.append(
            say(
                "On target, but worse than the baseline and close to the limit: {names}.",
                names=names,
            )
        )
    if states and not told:
        parts.append(say("The state of the activities has not been recorded."))
    elif still_open:
        parts.append(
            say("Of the {all} activities, {count} go on.", count=still_open, all=len(states))
        )
    if others:
        names = "; ".join(others)
        parts.append(say("Changes under way: {names}.", names=names))
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


def _named(names: list[str], most: int) -> str:
    """Write names as a sentence; the rest beyond `most` is counted."""
    if not names:
        return say("No indicators.")
    shown = names if len(names) <= most else names[:most]
    rest = len(names) - len(shown)
    listed = "; ".join(shown)
    if not rest:
        return f"{listed}."
    return say_count("{names}; and one more.", "{names}; and {count} more.", rest, names=listed)
