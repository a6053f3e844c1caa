"""Rounding half up on the written form of the number: half to even prints 2,5 as 2."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

# A limit closer than this many decimals beyond the usual ones is told by rounding away from it.
_MOST_EXTRA_DECIMALS = 4
_MOST_EXTRA_FOR_CHANGE = 3


def rounded(value: float | Decimal, decimals: int = 0, mode: str = ROUND_HALF_UP) -> Decimal:
    """Round half up to so many decimals; minus zero becomes zero."""
    exact = value if isinstance(value, Decimal) else exactly(value)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=mode) + 0


def rounded_beside(value: float | Decimal, limit: float | Decimal, decimals: int = 0) -> Decimal:
    """Round a figure so that it compares with `limit` as the unrounded value does."""
    exact = value if isinstance(value, Decimal) else exactly(value)
    edge = limit if isinstance(limit, Decimal) else exactly(limit)
    for places in range(decimals, decimals + _MOST_EXTRA_DECIMALS + 1):
        printed = rounded(exact, places)
        if _side(printed, edge) == _side(exact, edge):
            return printed
    mode = ROUND_FLOOR if exact < edge else ROUND_CEILING
    return rounded(exact, decimals + _MOST_EXTRA_DECIMALS, mode)


def decimals_of(value: Decimal) -> int:
    """Return with how many decimals a number is written at its shortest."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def change_decimals(difference: Decimal, decimals: int) -> int:
    """Return the decimals at which a small change is not printed as none at all."""
    most = decimals + _MOST_EXTRA_FOR_CHANGE
    while not rounded(difference, decimals) and decimals < most:
        decimals += 1
    return decimals


def exactly(value: float) -> Decimal:
    """Return a number as it is written; ValueError for what is no number."""
    # float() first: the repr of a numpy number is not a number.
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value} is not a figure that can be printed")
    return exact


def _side(value: Decimal, edge: Decimal) -> int:
    return (value > edge) - (value < edge)
