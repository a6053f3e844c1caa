"""The outlook to the year's end in words: the range, what it means for the target, and the need."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.outlook import Outlook
from salo_plan.messages import marked, say, say_count
from salo_plan.plan.indicator import Indicator
from salo_plan.reports import clauses

_RANGES = {
    "mean": marked("Forecast for the year's average: {range}."),
    "sum": marked("Forecast for the whole year: {range}."),
    "last": marked("Forecast for December: {range}."),
}
_CHANCES = {
    "likely": marked("The target looks likely to be met."),
    "open": marked("It is uncertain whether the target will be met."),
    "unlikely": marked("The target looks out of reach unless the course changes."),
}


def outlook_range(finding: Finding) -> str:
    """Say the range of the year's figure and what it means for the target; empty without one."""
    foreseen, kind = finding.outlook, finding.indicator.over_year
    if foreseen is None or kind is None:
        return ""
    told = say(_RANGES[kind], range=range_words(finding.indicator, foreseen))
    return " ".join(part for part in (told, outlook_chance(finding)) if part)


def outlook_chance(finding: Finding) -> str:
    """Say what the range means for the target; empty without a target or an outlook."""
    foreseen = finding.outlook
    return say(_CHANCES[foreseen.chance]) if foreseen and foreseen.chance else ""


def range_words(indicator: Indicator, foreseen: Outlook) -> str:
    """Write both ends, the unit once; neither end is printed across the limit."""
    limit = indicator.target.limit if indicator.target else None
    low, high = (
        wording.figure(end, indicator.unit, indicator.decimals)
        if limit is None
        else wording.beside_limit(end, limit, indicator.unit, indicator.decimals)
        for end in (foreseen.low, foreseen.high)
    )
    return wording.before_stop(wording.span(low, high))


def outlook_need(finding: Finding) -> str:
    """Say what the months left would have to be for the target, and what they were a year ago."""
    foreseen, indicator = finding.outlook, finding.indicator
    if foreseen is None or foreseen.needed is None or indicator.over_year == "last":
        return ""
    if foreseen.chance == "likely":
        return ""
    below = clauses.below_is_good(indicator)
    out_of_range = foreseen.needed <= 0 or (indicator.unit == "%" and foreseen.needed > 100)
    if out_of_range:
        passed = foreseen.needed <= 0 and not below
        return (
            say("The target is already met for the whole year.")
            if passed
            else say("The target can no longer be met.")
        )
    told = {
        "bound": _bound(indicator, foreseen.needed, below),
        "then": _stepped(indicator, foreseen.then, ROUND_HALF_UP),
    }
    return say_count(
        "The target is met if December is {bound}; a year ago it was {then}.",
        "The target is met if the {count} months left are {bound} on average; a year ago they "
        "were {then}.",
        foreseen.left,
        **told,
    )


def _bound(indicator: Indicator, needed: float, below: bool) -> str:
    """Write the need as a bound that is enough also as printed."""
    words = marked("at most {figure}") if below else marked("at least {figure}")
    mode = ROUND_FLOOR if below else ROUND_CEILING
    return say(words, figure=_stepped(indicator, needed, mode))


def _stepped(indicator: Indicator, value: float, mode: str) -> str:
    """Write a month's figure at its decimals, and euros in whole thousands."""
    step = Decimal(1000) if indicator.unit == "€" else Decimal(1).scaleb(-indicator.decimals)
    exact = Decimal(repr(round(value, 9))) / step
    bound = exact.to_integral_value(mode)
    if mode != ROUND_HALF_UP and bound == exact and _is_strict(indicator):
        bound += -1 if mode == ROUND_FLOOR else 1
    figure = wording.number(float(bound * step), wording.decimals_of(step))
    return wording.before_stop(wording.united(figure, indicator.unit))


def _is_strict(indicator: Indicator) -> bool:
    return indicator.target is not None and indicator.target.op in ("<", ">")
