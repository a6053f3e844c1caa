"""The two signals of a finding, as pure rules: the target and the change.

Everything is judged on unrounded values. The rules are those of the reporting contract: `near`
is not met with a gap of at most 2 points (shares, NPS) or 3 % of the target (others).
"""

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Rules
from salo_plan.wording import decimals_of, rounded

Verdict = Literal["met", "near", "missed", "no_data", "no_target", "verbal"]
ChangeVerdict = Literal["improved", "worsened", "unchanged", "rose", "fell", "unknown"]

POINT_UNITS = frozenset({"%", "pistettä"})
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_ROUNDING_NOISE = 1e-9


def holds(op: str, value: float, limit: float) -> bool:
    """Tell whether an unrounded value meets a limit."""
    return _COMPARE[op](value, limit)


def target_holds(indicator: Indicator, value: float) -> bool:
    """Tell whether a month's value meets the indicator's own limit."""
    target = indicator.target
    if target is None or target.limit is None:
        return False
    return holds(target.op, value, target.limit)


def target_verdict(
    indicator: Indicator, value: float | None, limit: float | None, rules: Rules
) -> Verdict:
    """Judge a value against a limit: the target's own, its path, or its reference month."""
    if indicator.kind == "verbal":
        return "verbal"
    if indicator.target is None:
        return "no_target"
    if value is None or limit is None:
        return "no_data"
    if holds(indicator.target.op, value, limit):
        return "met"
    if not indicator.target.near:
        return "missed"
    return "near" if abs(value - limit) <= near_gap(indicator, limit, rules) else "missed"


def near_gap(indicator: Indicator, limit: float, rules: Rules) -> float:
    """Return the largest gap that still counts as near the target."""
    gap = rules.near_points if indicator.unit in POINT_UNITS else rules.near_share * abs(limit)
    return gap + _ROUNDING_NOISE


def change_verdict(
    indicator: Indicator, value: float | None, reference: float | None, decimals: int
) -> ChangeVerdict:
    """Judge a change by the target's direction; equal at the printed decimals is unchanged."""
    if value is None or reference is None:
        return "unknown"
    scale = 1_000_000 if indicator.unit == "€" else 1
    if rounded(value / scale, decimals) == rounded(reference / scale, decimals):
        return "unchanged"
    rose = value > reference
    if indicator.better == "neither":
        return "rose" if rose else "fell"
    return "improved" if rose == (indicator.better == "higher") else "worsened"


def stated_decimals(value: float) -> int:
    """Return with how many decimals the plan states a value."""
    return decimals_of(Decimal(repr(value)))
