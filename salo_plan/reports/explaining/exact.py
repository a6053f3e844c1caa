"""Numbers as an explanation writes them: with decimals enough that a reader can follow."""

from decimal import Decimal

from salo_plan import wording
from salo_plan.plan.indicator import Indicator

MORE_DECIMALS = 2
EQUAL, ABOUT = "=", "≈"


def exact(value: float, indicator: Indicator, limit: float | None = None) -> str:
    """Write a value with two more decimals than usual; beside a limit, never on its wrong side.

    Euros are written out in full, with cents where there are any.
    """
    shown = _shown(value, indicator, limit)
    places = wording.decimals_of(shown)
    if indicator.unit == "€" and places:
        places = max(places, MORE_DECIMALS)
    return wording.number(float(shown), places)


def with_unit(value: float, indicator: Indicator, limit: float | None = None) -> str:
    """Write a value and its unit."""
    return wording.united(exact(value, indicator, limit), indicator.unit)


def equals(value: float, indicator: Indicator) -> str:
    """Return the sign before a value that was worked out: `≈` where it had to be rounded."""
    rounded = abs(float(_shown(value, indicator, None)) - value) > 1e-9
    return ABOUT if rounded else EQUAL


def plain(value: float) -> str:
    """Write a part of a figure: a count as it is, an amount with at most two decimals."""
    return wording.number(value, wording.decimals_of(wording.rounded(value, MORE_DECIMALS)))


def relation(value: float, limit: float) -> str:
    """Return the sign that holds between two unrounded values."""
    return "<" if value < limit else ">" if value > limit else "="


def _shown(value: float, indicator: Indicator, limit: float | None) -> Decimal:
    usual = 0 if indicator.unit == "€" else indicator.decimals
    if limit is None:
        return wording.rounded(value, usual + MORE_DECIMALS)
    return wording.rounded_beside(value, limit, usual + MORE_DECIMALS)
