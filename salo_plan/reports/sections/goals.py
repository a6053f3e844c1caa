"""One section a goal: its words, a chart for each indicator with a series, and its activities."""

import pandas as pd

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.plan.model import Goal, Plan
from salo_plan.reports.report import (
    GOAL_SECTION,
    OTHER_SECTION,
    Chart,
    GoalState,
    Line,
    Point,
    Row,
    Section,
    Table,
)
from salo_plan.reports.sections.actions import ActionState, goal_actions, other_actions
from salo_plan.reports.sections.gap_chart import FEWEST_POINTS, gap_chart

_VERDICTS = {
    "met": marked("target met"),
    "near": marked("near target"),
    "missed": marked("target missed"),
    "no_data": marked("the value compared with is missing"),
}
_UNITS = {
    "%": marked("percent"),
    "hlö": marked("persons"),
    "as.": marked("clients"),
    "vk": marked("weeks"),
}


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
    charts = [chart for f, row in own if (chart := indicator_chart(f, row))]
    actions = goal_actions(plan, goal, recorded, month)
    caption = say("Actions, goal {number}", number=goal.number)
    return Section(
        id=f"{GOAL_SECTION}{goal.number}",
        title=say("Goal {number}. {title}", number=goal.number, title=goal.title),
        lead=f"{state.sentence}.",
        paragraphs=(_closed(goal.text.split(": ", 1)[-1]), _closed(goal.means)),
        charts=tuple(charts),
        tables=(_action_table(actions, caption),) if actions else (),
    )


def indicator_chart(finding: Finding, row: Row) -> Chart | None:
    """Draw an indicator's months with its target and baseline; None for too few points."""
    indicator, target = finding.indicator, finding.indicator.target
    if target and target.path:
        return gap_chart(finding, row)
    points = row.series
    known = [point.value for point in points if point.value is not None]
    if len(known) < FEWEST_POINTS:
        return None
    limit = finding.limit if target and not finding.counts_months else None
    return Chart(
        id=indicator.id,
        form="lines",
        title=_title(finding, row),
        measure=_measure(finding),
        unit=indicator.unit,
        decimals=indicator.decimals,
        lines=(Line(indicator.name, points),),
        alt=_alt(finding, row, known),
        note=_break_note(finding, points),
        limit=limit,
        limit_words=_limit_words(finding) if limit is not None else "",
        good_side="below" if target and target.op in ("<", "<=") else "above",
        verdict=finding.verdict if finding.judged == "month" else "no_target",
        baseline=_baseline(finding, points),
    )


def _title(finding: Finding, row: Row) -> str:
    phrase = finding.indicator.phrase
    start = phrase[:1].upper() + phrase[1:]
    if finding.figure.value is None:
        return say("{indicator}: no data", indicator=start)
    told = f"{start} {row.printed}"
    if finding.judged == "year" and finding.month_figure.value is not None:
        indicator = finding.indicator
        own = wording.figure(finding.month_figure.value, indicator.unit, indicator.decimals)
        told = say(
            "{indicator} {own}, over the year {figure}",
            indicator=start,
            own=own,
            figure=row.printed,
        )
    end = _VERDICTS.get(finding.verdict)
    return f"{told}, {say(end)}" if end else told


def _break_note(finding: Finding, points: tuple[Point, ...]) -> str:
    """Tell of a change in how the indicator is counted, when it lies within the months shown."""
    shown = {point.month for point in points}
    breaks = [cut for cut in finding.indicator.breaks if str(cut.month) in shown]
    return " ".join(
        say("Break {month}: {reason}", month=_slash(cut.month), reason=cut.why) for cut in breaks
    )


def _closed(text: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation."""
    return f"{text.rstrip('.')}."


def _measure(finding: Finding) -> str:
    """Name what the line shows; a running indicator's line is its months, not its mean."""
    indicator = finding.indicator
    if finding.judged == "month":
        return f"{indicator.name}, {_unit_words(indicator.unit)}"
    phrase = indicator.phrase[:1].upper() + indicator.phrase[1:]
    unit = _unit_words(indicator.unit)
    return say("{indicator} by month, {unit}", indicator=phrase, unit=unit)


def _limit_words(finding: Finding) -> str:
    """Label the target line; a reference month is named with its value."""
    target, indicator = finding.indicator.target, finding.indicator
    if target is None or target.reference is None or finding.limit is None:
        return target.words if target else ""
    value = wording.figure(finding.limit, indicator.unit, indicator.decimals)
    return f"{_slash(finding.month.year_ago)}: {value}"


def _unit_words(unit: str) -> str:
    return say(_UNITS[unit]) if unit in _UNITS else unit


def _baseline(finding: Finding, points: tuple[Point, ...]) -> Point | None:
    baseline = finding.indicator.baseline
    if baseline is None or baseline.value is None or baseline.month is None:
        return None
    months = {point.month for point in points}
    return Point(str(baseline.month), baseline.value) if str(baseline.month) in months else None


def _alt(finding: Finding, row: Row, known: list[float]) -> str:
    """State what the chart shows: measure, latest value, target, status, baseline, range."""
    indicator = finding.indicator
    first = Month.parse(next(p.month for p in row.series if p.value is not None))
    low = wording.figure(min(known), indicator.unit, indicator.decimals)
    high = wording.figure(max(known), indicator.unit, indicator.decimals)
    parts = [
        say(
            "{indicator}: months {first}–{last}.",
            indicator=indicator.name,
            first=_slash(first),
            last=_slash(finding.month),
        ),
        say(
            "The latest value is {figure}; target: {target}; status: {verdict}.",
            figure=row.printed,
            target=row.target,
            verdict=row.verdict_word,
        ),
    ]
    baseline = indicator.baseline
    if baseline and baseline.value is not None and baseline.month is not None:
        value = wording.stated(baseline.value, indicator.unit)
        then = _slash(baseline.month)
        parts.append(_closed(say("The baseline of {month} was {figure}", month=then, figure=value)))
    ends = say("The lowest value of the period is {low} and the highest {high}", low=low, high=high)
    parts.append(_closed(ends))
    return " ".join(parts)


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


def _slash(month: Month) -> str:
    return wording.month_slash(month.year, month.number)
