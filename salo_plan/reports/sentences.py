"""What the figures say, in sentences written from the findings: result, attention, changes.

No causal claim is made here, and nothing is called a trend.
"""

import pandas as pd

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.verdicts import stated_decimals
from salo_plan.periods import Month
from salo_plan.plan.model import Goal, Plan
from salo_plan.reports.actions import indicator_actions
from salo_plan.reports.report import Attention, GoalState, Row, Verdict
from salo_plan.reports.rows import stated_by_plan

JUDGED: tuple[Verdict, ...] = ("met", "near", "missed")
TALLY_ORDER: tuple[Verdict, ...] = ("met", "near", "missed", "no_data", "verbal", "no_target")
NO_ACTION = "Toimi kirjaamatta"
NO_DATE = "määräpäivä kirjaamatta"


def tally(rows: tuple[Row, ...]) -> tuple[tuple[Verdict, str, int], ...]:
    """Count the rows by verdict, in a fixed order."""
    return tuple(
        (code, wording.verdict_word(code), sum(row.verdict == code for row in rows))
        for code in TALLY_ORDER
    )


def tally_note(rows: tuple[Row, ...]) -> str:
    """Say how many indicators there are and how many could be compared with a target."""
    judged = sum(row.verdict in JUDGED for row in rows)
    return (
        f"Mittareita on yhteensä {len(rows)}, niistä {judged} voitiin verrata numeeriseen "
        "tavoitteeseen. Lähellä tavoitetta oleva mittari ei ole tavoitteessa."
    )


def result_sentence(rows: tuple[Row, ...]) -> str:
    """Say the result in one sentence."""
    judged = sum(row.verdict in JUDGED for row in rows)
    met = sum(row.verdict == "met" for row in rows)
    if not judged:
        return "Yhtäkään mittaria ei voitu verrata tavoitteeseen."
    if judged == 1:
        return f"Ainoa arvioitu mittari {'on' if met else 'ei ole'} tavoitteessa."
    if not met:
        return f"Yksikään {judged} arvioidusta mittarista ei ole tavoitteessa."
    return f"{judged} arvioidusta mittarista {met} on tavoitteessa."


def lead(plan: Plan, month: Month, rows: tuple[Row, ...]) -> str:
    """Write two or three sentences after the result: what is missed, near and unknown."""
    sentences = []
    missed = [plan.indicator(row.id).phrase for row in rows if row.verdict == "missed"]
    near = [plan.indicator(row.id).phrase for row in rows if row.verdict == "near"]
    unknown = sum(row.verdict == "no_data" for row in rows)
    if missed:
        verb = "jää" if len(missed) == 1 else "jäävät"
        sentences.append(f"Tavoitteesta {verb} {wording.listing(_first(missed))}.")
    if near:
        verb = "on" if len(near) == 1 else "ovat"
        sentences.append(f"Lähellä tavoitetta {verb} {wording.listing(_first(near))}.")
    if unknown:
        sentences.append(f"{unknown} mittarista ei ole tietoa.")
    if not plan.in_force(month):
        sentences.append(
            f"Tavoitteet ovat voimassa {_slash(plan.in_force_from)}–{_slash(plan.in_force_to)}; "
            "tämän kuukauden lukuja verrataan niihin lähtötilanteen kuvaamiseksi."
        )
    return " ".join(sentences)


def _first(names: list[str], most: int = 4) -> list[str]:
    if len(names) <= most:
        return names
    rest = len(names) - most + 1
    return [*names[: most - 1], f"{rest} muuta mittaria"]


def attention(
    plan: Plan,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    measurements: Measurements,
    recorded: pd.DataFrame,
) -> tuple[Attention, ...]:
    """List every missed indicator with what happened and who is responsible."""
    by_id = {row.id: row for row in rows}
    return tuple(
        Attention(
            id=finding.indicator.id,
            name=finding.indicator.name,
            verdict=finding.verdict,
            verdict_word=by_id[finding.indicator.id].verdict_word,
            printed=by_id[finding.indicator.id].printed,
            target=f"tavoite {by_id[finding.indicator.id].target}",
            happened=_happened(
                finding, by_id[finding.indicator.id], stated_by_plan(finding, measurements)
            ),
            **_what_is_done(plan, finding, recorded),
        )
        for finding in findings
        if finding.verdict == "missed"
    )


def _what_is_done(plan: Plan, finding: Finding, recorded: pd.DataFrame) -> dict[str, str]:
    """Name the open action of an indicator, or say that none is recorded and who should act."""
    actions = indicator_actions(plan, finding.indicator.id, recorded, finding.month)
    if not actions:
        return {"action": NO_ACTION, "who": _who(plan, finding), "due": NO_DATE}
    action = actions[0]
    return {
        "action": f"Toimi: {action.next_step or action.name}",
        "who": action.owner[:1].upper() + action.owner[1:],
        "due": wording.date_text(action.due) if action.due else NO_DATE,
    }


def _who(plan: Plan, finding: Finding) -> str:
    names = wording.listing([plan.parties[name].name for name in finding.indicator.responsible])
    return names[:1].upper() + names[1:]


def _happened(finding: Finding, row: Row, stated: bool) -> str:
    """Say how far the target is and how the figure has moved, by the two signals."""
    indicator = finding.indicator
    sentences = []
    if finding.counts_months:
        sentences.append("Tavoite ei täyttynyt joka kuukausi.")
    elif finding.figure.value is not None and finding.limit is not None:
        gap = abs(finding.figure.value - finding.limit)
        decimals = stated_decimals(finding.figure.value) if stated else indicator.decimals
        words = _gap_words(gap, indicator.unit, decimals)
        start = "Tavoitteesta puuttuu" if indicator.better == "higher" else "Ero tavoitteeseen on"
        sentences.append(_sentence(f"{start} {words}"))
    change, since = (row.year_ago, "Vuodentakaisesta") if row.year_ago else (row.baseline, "")
    if change and change.printed != "0":
        start = since or f"Lähtötasosta {change.since}"
        sentences.append(f"{start} {change.printed}, {change.word}.")
    if finding.met_at_baseline is False:
        sentences.append("Lähtötaso ei täytä tavoitetta.")
    return " ".join(sentences)


def worsening(findings: tuple[Finding, ...], rows: tuple[Row, ...]) -> tuple[str, ...]:
    """List what is met but worse than the baseline and close to its limit."""
    by_id = {row.id: row for row in rows}
    lines = []
    for finding in findings:
        if finding.worsening:
            row = by_id[finding.indicator.id]
            start = wording.stated(finding.baseline.reference or 0.0, finding.indicator.unit)
            lines.append(f"{row.name}: {row.printed} (lähtötaso {start}, tavoite {row.target}).")
    return tuple(lines)


def goal_states(plan: Plan, rows: tuple[Row, ...]) -> tuple[GoalState, ...]:
    """Give each goal one row: how many indicators are met and the verdict of each."""
    return tuple(_goal_state(goal, rows) for goal in plan.goal)


def _goal_state(goal: Goal, rows: tuple[Row, ...]) -> GoalState:
    own = [row for row in rows if row.goal == goal.number]
    verdicts = tuple(row.verdict for row in own)
    judged = sum(code in JUDGED for code in verdicts)
    met = sum(code == "met" for code in verdicts)
    if judged:
        sentence = f"{met} / {judged} mittaria tavoitteessa"
    else:
        sentence = "Ei mittaria, jota voisi verrata tavoitteeseen"
    return GoalState(goal.number, goal.title, met, judged, verdicts, sentence)


def changes(
    findings: tuple[Finding, ...], before: tuple[Finding, ...], measurements: Measurements
) -> tuple[str, ...]:
    """Say which indicators crossed their target since the month before."""
    if not any(measurements.get(f.indicator.id, f.month) for f in before):
        return ("Edelliseltä kuukaudelta ei ole tietoja, joten muutosta ei voi arvioida.",)
    reached: list[str] = []
    lost: list[str] = []
    for now, then in zip(findings, before, strict=True):
        if now.met is None or then.met is None or now.met == then.met:
            continue
        (reached if now.met else lost).append(now.indicator.phrase)
    lines = []
    if reached:
        lines.append(f"Tavoitteeseen nousi: {wording.listing(reached)}.")
    if lost:
        lines.append(f"Tavoitteesta putosi: {wording.listing(lost)}.")
    return tuple(lines) or ("Yksikään mittari ei ylittänyt eikä alittanut tavoiterajaansa.",)


def _slash(month: Month) -> str:
    return wording.month_slash(month.year, month.number)


def _gap_words(gap: float, unit: str, decimals: int) -> str:
    """Write a distance to the target as it stands in running text."""
    words = wording.difference(gap, unit, decimals).lstrip("+")
    return words.replace("%-yks.", "%-yksikköä")


def _sentence(text: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation."""
    return f"{text.rstrip('.')}."
