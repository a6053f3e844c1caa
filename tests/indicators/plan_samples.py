"""Small plans and measurements written as a test needs them."""

from functools import cache
from typing import Any

from salo_plan.figures import Measured, Measurement
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan


def indicator(**changes: Any) -> Indicator:
    """A share with the target `alle 60 %`, changed as the test says."""
    entry: dict[str, Any] = {
        "id": "share",
        "name": "Osuus",
        "phrase": "osuus",
        "kind": "target",
        "text": "Osuus alle 60 %",
        "unit": "%",
        "decimals": 1,
        "scope": "T",
        "over_year": "last",
        "better": "lower",
        "metric": {"given": "figures"},
        "target": {"op": "<", "limit": 60, "words": "alle 60 %"},
        "responsible": ("coordinator",),
    }
    return Indicator.model_validate(entry | changes)


def plan_with(*indicators: Indicator) -> Plan:
    """The 2023 plan with its indicators replaced by the given ones, all under goal 1."""
    plan = _plan_2023()
    goal = plan.goal[0].model_copy(update={"indicator": indicators})
    return plan.model_copy(update={"goal": (goal,)})


def months(name: str, values: dict[str, Any]) -> Measurements:
    """Measurements of one indicator: a value, or (numerator, denominator) of a share."""
    items = []
    for month, value in values.items():
        if isinstance(value, tuple):
            figure = Measured(100 * value[0] / value[1], value[0], value[1])
        else:
            figure = Measured(value)
        items.append(Measurement(name, Month.parse(month), "T", figure))
    return Measurements.of(items)


@cache
def _plan_2023() -> Plan:
    return read_plan()
