"""One section a goal: its words, a chart for each indicator with a series, and its activities."""

import pandas as pd

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.periods import Month
from salo_plan.plan.model import Goal, Plan
from salo_plan.reports.actions import ActionState, goal_actions, other_actions
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

FEWEST_POINTS = 3


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
        table = _action_table(other_actions(plan, recorded, month), "Muutoksiin valmistautuminen")
        title = "Muuta: muutoksiin valmistautuminen"
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
    tables = (_action_table(actions, f"Toimenpiteet, tavoite {goal.number}"),) if actions else ()
    return Section(
        id=f"{GOAL_SECTION}{goal.number}",
        title=f"Tavoite {goal.number}. {goal.title}",
        lead=f"{state.sentence}.",
        paragraphs=(_closed(goal.text.split(": ", 1)[-1]), _closed(goal.means)),
        charts=tuple(charts),
        tables=tables,
    )


def indicator_chart(finding: Finding, row: Row) -> Chart | None:
    """Draw an indicator's months with its target and baseline; None for too few points."""
    indicator = finding.indicator
    points = row.series
    known = [point.value for point in points if point.value is not None]
    if len(known) < FEWEST_POINTS or indicator.unit == "€":
        return None
    target = indicator.target
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
    ends = {
        "met": "tavoite saavutettu",
        "near": "lähellä tavoitetta",
        "missed": "tavoitetta ei saavutettu",
        "no_data": "vertailutieto puuttuu",
    }
    end = ends.get(finding.verdict)
    if finding.figure.value is None:
        return f"{start}: ei tietoa"
    if finding.judged == "year" and finding.month_figure.value is not None:
        indicator = finding.indicator
        own = wording.figure(finding.month_figure.value, indicator.unit, indicator.decimals)
        return f"{start} {own}, vuodessa {row.printed}, {end}"
    return f"{start} {row.printed}" + (f", {end}" if end else "")


def _break_note(finding: Finding, points: tuple[Point, ...]) -> str:
    """Tell of a change in how the indicator is counted, when it lies within the months shown."""
    shown = {point.month for point in points}
    breaks = [cut for cut in finding.indicator.breaks if str(cut.month) in shown]
    return " ".join(f"Katkos {_slash(cut.month)}: {cut.why}" for cut in breaks)


def _closed(text: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation."""
    return f"{text.rstrip('.')}."


def _measure(finding: Finding) -> str:
    """Name what the line shows; a running indicator's line is its months, not its mean."""
    indicator = finding.indicator
    if finding.judged == "month":
        return f"{indicator.name}, {_unit_words(indicator.unit)}"
    phrase = indicator.phrase[:1].upper() + indicator.phrase[1:]
    return f"{phrase} kuukausittain, {_unit_words(indicator.unit)}"


def _limit_words(finding: Finding) -> str:
    """Label the target line; a reference month is named with its value."""
    target, indicator = finding.indicator.target, finding.indicator
    if target is None or target.reference is None or finding.limit is None:
        return target.words if target else ""
    value = wording.figure(finding.limit, indicator.unit, indicator.decimals)
    return f"{_slash(finding.month.year_ago)}: {value}"


def _unit_words(unit: str) -> str:
    names = {"%": "prosenttia", "hlö": "henkilöä", "as.": "asiakasta", "vk": "viikkoa"}
    return names.get(unit, unit)


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
        f"{indicator.name}: kuukaudet {_slash(first)}–{_slash(finding.month)}.",
        f"Viimeisin arvo on {row.printed}; tavoite: {row.target}; tilanne: {row.verdict_word}.",
    ]
    baseline = indicator.baseline
    if baseline and baseline.value is not None and baseline.month is not None:
        value = wording.stated(baseline.value, indicator.unit)
        parts.append(_closed(f"Lähtötaso {_slash(baseline.month)} oli {value}"))
    parts.append(_closed(f"Jakson pienin arvo on {low} ja suurin {high}"))
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
    columns = ("Toimenpide", "Tila", "Vastuu", "Määräaika", "Seuraava askel")
    return Table(caption, columns, rows, (False, False, False, False, False))


def _slash(month: Month) -> str:
    return wording.month_slash(month.year, month.number)
