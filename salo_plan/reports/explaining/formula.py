"""The formula of an indicator in words, made from its metric and the populations it names."""

from salo_plan import wording
from salo_plan.messages import marked, say
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.metrics import CUBE
from salo_plan.plan.model import Plan, Rules
from salo_plan.reports.explaining.groups import FUNCTION_WORDS, WORDS, Words

GIVEN = marked("The figure is delivered ready-made; it is not counted again in this follow-up.")
VERBAL = marked(
    "No figure is counted for this indicator: the coordinator assesses the situation in words."
)
_SHARE = marked(
    "A percentage: the part is divided by the whole group and multiplied by a hundred. Whole "
    "group: {whole}. Part: those of the group {part}."
)
_MEAN = marked(
    "A weighted average. Each row of the data has a figure ({what}) and a weight ({weight}). The "
    "figure is multiplied by the weight, the products are added up, and the sum is divided by the "
    "sum of the weights."
)
_RATIO = marked(
    "A ratio: the dividend is divided by the divisor. Dividend: {upper}. Divisor: {lower}."
)
_COUNT = marked("A number: {group}.")
_TOTAL = marked("A sum of the month: {group}.")


def formula(indicator: Indicator, rules: Rules) -> str:
    """Say how the indicator is counted; it suits any plan that composes these names."""
    metric = indicator.metric
    if not metric:
        return say(VERBAL)
    if "given" in metric:
        return _given(indicator)
    if "function" in metric:
        counted, minimum = FUNCTION_WORDS[metric["function"]], rules.info_session_minimum
        return say(counted, minimum=wording.number(minimum))
    if "share" in metric:
        whole, part = _words(indicator, "of").whole, _words(indicator, "share").part
        return say(_SHARE, whole=say(whole), part=say(part))
    if "mean" in metric:
        what, weight = _words(indicator, "mean").whole, _words(indicator, "weight").whole
        return say(_MEAN, what=say(what), weight=say(weight))
    if "ratio" in metric:
        upper, lower = _words(indicator, "ratio").whole, _words(indicator, "to").whole
        return say(_RATIO, upper=say(upper), lower=say(lower))
    if "count" in metric:
        return say(_COUNT, group=say(_words(indicator, "count").whole))
    return say(_TOTAL, group=say(_words(indicator, "total").whole))


def area(plan: Plan, indicator: Indicator) -> str:
    """Say whose figure it is: one municipality, or several by name."""
    scope = plan.scopes[indicator.scope]
    if len(scope.municipalities) == 1:
        return say("Area: {scope}.", scope=scope.name)
    return say(
        "Area: {scope} ({municipalities}).",
        scope=scope.name,
        municipalities=wording.listing(scope.municipalities),
    )


def _given(indicator: Indicator) -> str:
    """Say that the figure comes ready, and what is delivered with it."""
    if not indicator.beside:
        return say(GIVEN)
    told = say("Delivered with it: {names}.", names=wording.listing(indicator.beside))
    return f"{say(GIVEN)} {told}"


def _words(indicator: Indicator, key: str) -> Words:
    dataset, name = str(indicator.metric.get("in", CUBE)), str(indicator.metric[key])
    if (known := WORDS[dataset].get(name)) is not None:
        return known
    # A new group is told by its name in the plan file until it gets words of its own.
    whole = say("the group “{name}”", name=name)
    return Words(whole, say("who belong to the group “{name}”", name=name))
