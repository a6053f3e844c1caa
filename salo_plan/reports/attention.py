"""What must be taken up: each missed indicator with what happened, what is done and by whom."""

import pandas as pd

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.verdicts import stated_decimals
from salo_plan.messages import marked, say
from salo_plan.plan.model import Plan
from salo_plan.reports.report import Attention, Row
from salo_plan.reports.rows import stated_by_plan
from salo_plan.reports.sections.actions import indicator_actions

NO_ACTION = marked("Action not recorded")
NO_DATE = marked("due date not recorded")


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
            target=say("target {target}", target=by_id[finding.indicator.id].target),
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
        return {"action": say(NO_ACTION), "who": _who(plan, finding), "due": say(NO_DATE)}
    action = actions[0]
    return {
        "action": say("Action: {action}", action=action.next_step or action.name),
        "who": action.owner[:1].upper() + action.owner[1:],
        "due": wording.date_text(action.due) if action.due else say(NO_DATE),
    }


def _who(plan: Plan, finding: Finding) -> str:
    names = wording.listing([plan.parties[name].name for name in finding.indicator.responsible])
    return names[:1].upper() + names[1:]


def _happened(finding: Finding, row: Row, stated: bool) -> str:
    """Say how far the target is and how the figure has moved, by the two signals."""
    indicator = finding.indicator
    sentences = []
    if finding.counts_months:
        sentences.append(say("The target was not met in every month."))
    elif finding.figure.value is not None and finding.limit is not None:
        gap = abs(finding.figure.value - finding.limit)
        decimals = stated_decimals(finding.figure.value) if stated else indicator.decimals
        words = _gap_words(gap, indicator.unit, decimals)
        if indicator.better == "higher":
            told = say("The figure falls short of the target by {gap}", gap=words)
        else:
            told = say("The difference from the target is {gap}", gap=words)
        sentences.append(_sentence(told))
    sentences += _moved(row)
    if finding.met_at_baseline is False:
        sentences.append(say("The baseline does not meet the target."))
    return " ".join(sentences)


def _moved(row: Row) -> list[str]:
    """Say how the figure has moved in a year, or from the baseline where that is not known."""
    change = row.year_ago or row.baseline
    if not change or change.printed == "0":
        return []
    told = {"change": change.printed, "word": change.word}
    if row.year_ago:
        return [say("From a year ago {change}, {word}.", **told)]
    return [say("From the baseline of {month} {change}, {word}.", month=change.since, **told)]


def _gap_words(gap: float, unit: str, decimals: int) -> str:
    """Write a distance to the target as it stands in running text."""
    words = wording.difference(gap, unit, decimals).lstrip("+")
    return words.replace(say(wording.PERCENTAGE_POINTS), say("percentage points"))


def _sentence(text: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation."""
    return f"{text.rstrip('.')}."
