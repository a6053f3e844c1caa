"""What must be taken up: each missed indicator with what happened, what is done and by whom."""

from decimal import Decimal

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.verdicts import near_gap, target_holds
from salo_plan.messages import marked, say, say_count
from salo_plan.periods import Month
from salo_plan.plan.model import Plan, Rules
from salo_plan.reports import clauses
from salo_plan.reports.amounts import (
    amount,
    change_of,
    extent,
    gap,
    in_words,
    moved_by,
    movement,
    start_gap,
)
from salo_plan.reports.breaks import break_caution
from salo_plan.reports.cautions import few_caution
from salo_plan.reports.foreseen import outlook_range
from salo_plan.reports.report import Attention, Point, Row
from salo_plan.reports.rows import stated_by_plan
from salo_plan.reports.sections.actions import LATE, ActionLog, ActionState, indicator_actions

NO_DATE = marked("due date not recorded")
MOST_MONTHS = 3
MOST_PARTIES = 2
# By whether the sum should stay low, and whether the year is over.
_SUMS = {
    (True, False): marked("The sum is {amount} over an even pace."),
    (False, False): marked("The sum is {amount} short of an even pace."),
    (True, True): marked("The sum of the year is {amount} over the target."),
    (False, True): marked("The sum of the year is {amount} short of the target."),
}


def attention(
    plan: Plan,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    measurements: Measurements,
    log: ActionLog,
    *,
    brief: bool = False,
) -> tuple[Attention, ...]:
    """List every missed indicator with what happened and who is responsible.

    A `brief` list does not tell how much of the first distance is closed.
    """
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
                plan.rules,
                finding,
                by_id[finding.indicator.id],
                stated_by_plan(finding, measurements),
                brief,
            ),
            **_what_is_done(plan, finding, log),
            outlook=outlook_range(finding),
        )
        for finding in findings
        if finding.verdict == "missed"
    )


def _what_is_done(plan: Plan, finding: Finding, log: ActionLog) -> dict[str, str]:
    """Name the open action of an indicator; where none is recorded, only who should act."""
    actions = indicator_actions(plan, finding.indicator.id, log)
    if not actions:
        owner = say("Responsible: {party}", party=_who(plan, finding))
        return {"action": owner, "who": "", "due": ""}
    action = actions[0]
    return {
        "action": say("Action: {action}", action=action.next_step or action.name),
        "who": wording.capital(_short(action.owner.split(", "))),
        "due": _due(action),
    }


def _due(action: ActionState) -> str:
    if action.due is None:
        return say(NO_DATE)
    day = wording.date_text(action.due)
    return say("late, was due {day}", day=day) if action.code == LATE else day


def _who(plan: Plan, finding: Finding) -> str:
    return _short([plan.parties[name].name for name in finding.indicator.responsible])


def _short(names: list[str]) -> str:
    """Name two responsible parties; of more the first, with the number of the others."""
    if len(names) <= MOST_PARTIES:
        return wording.listing(names)
    return say("{party} and {count} others", party=names[0], count=len(names) - 1)


def _happened(rules: Rules, finding: Finding, row: Row, stated: bool, brief: bool) -> str:
    """Say how far the target is, how the figure moved and what remains of the first distance."""
    parts = [
        _distance(rules, finding, row, stated),
        _moved(finding),
        break_caution(finding),
        "" if brief else _since_the_start(finding, stated),
    ]
    if finding.few and finding.figure.denominator is not None:
        parts.append(few_caution(finding.indicator, finding.figure.denominator))
    return " ".join(part for part in parts if part)


def _distance(rules: Rules, finding: Finding, row: Row, stated: bool) -> str:
    """Say how far the target is; against last year the change says it."""
    indicator, target = finding.indicator, finding.indicator.target
    size = gap(finding, stated)
    if target is None or size is None or target.reference is not None:
        return ""
    if finding.counts_months:
        return _months_met(finding, row)
    if target.path:
        return say(
            _SUMS[clauses.below_is_good(indicator), finding.month.number == 12],
            amount=extent(size, indicator),
        )
    if target.near and finding.limit is not None:
        # Rounding must not make a missed target look near.
        edge = near_gap(indicator, finding.limit, rules)
        exact = abs((finding.figure.value or 0.0) - finding.limit)
        size = size if size > Decimal(repr(edge)) else wording.rounded_beside(exact, edge, 1)
    if clauses.at_limit(finding):
        told = in_words(row.target, indicator)
        return say("The figure is exactly at the limit; the target is {target}.", target=told)
    if clauses.below_is_good(indicator):
        return say("The figure is {amount} over the limit.", amount=extent(size, indicator))
    return say("The figure is {amount} short of the target.", amount=amount(size, indicator))


def _months_met(finding: Finding, row: Row) -> str:
    """Say in how many months the target was met, and name the others when they are few."""
    met, known = int(finding.figure.value or 0), int(finding.figure.denominator or 0)
    if not met:
        return say("The target was not met in any month.")
    out_of = wording.out_of(known)
    months = [Month.parse(point.month) for point in row.series if _is_not_met(finding, point)]
    own = [month for month in months if month.year == finding.month.year]
    if not own or len(own) > MOST_MONTHS:
        return say_count(
            "The target was met in one month out of {all}.",
            "The target was met in {count} months out of {all}.",
            met,
            all=out_of,
        )
    return say_count(
        "The target was met in one month out of {all}, but not in {months}.",
        "The target was met in {count} months out of {all}, but not in {months}.",
        met,
        all=out_of,
        months=wording.listing([wording.month_alone(month.number, "inessive") for month in own]),
    )


def _is_not_met(finding: Finding, point: Point) -> bool:
    return point.value is not None and not target_holds(finding.indicator, point.value)


def _moved(finding: Finding) -> str:
    """Say how the figure has moved in a year, or from the baseline where that is not known."""
    change, indicator = clauses.compared(finding), finding.indicator
    if change.difference is None:
        return ""
    baseline = indicator.baseline
    month = baseline.month if baseline else None
    then = wording.month_slash(month) if month else ""
    if clauses.tiny(finding):
        figure = wording.number(change.reference, indicator.decimals)
        if clauses.since_last_year(finding):
            return say("A year ago the figure was {figure}.", figure=figure)
        return say("At the baseline ({month}) the figure was {figure}.", month=then, figure=figure)
    if change.verdict == "unchanged":
        if clauses.since_last_year(finding):
            return say("The figure is the same as a year ago.")
        return say("The figure is the same as at the baseline ({month}).", month=then)
    told = {
        "subject": clauses.subject(indicator),
        "moved": clauses.verb(indicator, clauses.rose(change)),
        "amount": movement(moved_by(change.difference, indicator), indicator),
    }
    if clauses.since_last_year(finding):
        return say("{subject} {moved} by {amount} in a year.", **told)
    return say("{subject} {moved} by {amount} from the baseline ({month}).", month=then, **told)


def _since_the_start(finding: Finding, stated: bool) -> str:
    """Say how much of the distance at the baseline is closed, where there was one."""
    first, now = start_gap(finding), gap(finding, stated)
    baseline, indicator = finding.indicator.baseline, finding.indicator
    if finding.met_at_baseline is not False or first is None or baseline is None:
        return ""
    if now is None or baseline.month is None or finding.baseline.verdict == "unchanged":
        # At the decimals of the plan nothing has moved, which is said already or needs no sum.
        return say("The baseline does not meet the target.")
    origin, end = change_of(first, now, indicator)
    told = {"first": origin, "month": wording.month_slash(baseline.month), "now": end}
    if now == first:
        closed = marked("The distance to the target is the same as at the baseline ({month}).")
    elif now < first:
        closed = marked("The distance to the target has shrunk {first} ({month}) {now}.")
    else:
        closed = marked("The distance to the target has grown {first} ({month}) {now}.")
    return say(closed, **told)
