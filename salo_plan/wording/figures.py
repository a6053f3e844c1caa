"""Figures with their units, as a table or a sentence has them."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal, get_decimal_symbol

from salo_plan.messages import is_finnish, marked, say, spoken
from salo_plan.wording.rounding import decimals_of, exactly, rounded, rounded_beside

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
NOTHING = "–"
MILLION_EUROS = "M€"

PERCENTAGE_POINTS = marked("pp")
# A figure with its unit: one, and any other number. What a plan calls otherwise stays as it is.
_WITH_UNIT = {
    "%": (marked("{number}%"), marked("{number}%")),
    "€": (marked("€{number}"), marked("€{number}")),
    MILLION_EUROS: (marked("€{number}\u00a0million"), marked("€{number}\u00a0million")),
    "hlö": (marked("{number}\u00a0person"), marked("{number}\u00a0people")),
    "as.": (marked("{number}\u00a0client"), marked("{number}\u00a0clients")),
    "vk": (marked("{number}\u00a0week"), marked("{number}\u00a0weeks")),
    "pistettä": (marked("{number}\u00a0point"), marked("{number}\u00a0points")),
    # Translators: a bare count, whose name tells what is counted.
    "kpl": (marked("{number}"), marked("{number}")),
}
# The numerals whose elative ends in -stä: yhdestä, neljästä, viidestä, seitsemästä, yhdeksästä.
_FRONT_DIGITS = frozenset({1, 4, 5, 7, 9})


def number(value: float | None, decimals: int = 0) -> str:
    """Write a figure as `2 621` or `53,2` (no-break space, minus sign U+2212); None is `–`."""
    return NOTHING if value is None else _written(rounded(value, decimals))


def signed(value: float | None, decimals: int = 0) -> str:
    """Write a change as `+0,5`, `−22` or `0`; None is `–`."""
    if value is None:
        return NOTHING
    change = rounded(value, decimals)
    return f"+{_written(change)}" if change > 0 else _written(change)


def figure(value: float | None, unit: str, decimals: int = 0) -> str:
    """Write a figure with its unit: `53,2 %`, `2 621 hlö`; euros with decimals are `3,39 M€`."""
    if value is None:
        return NOTHING
    exact, shown = in_shown_unit(value, unit, decimals)
    return _with_unit(rounded(exact, decimals), shown)


def difference(value: float | None, unit: str, decimals: int = 0) -> str:
    """Write a change with its unit; a change of a share is in percentage points (`+0,5 %-yks.`)."""
    if value is None:
        return NOTHING
    exact, shown = in_shown_unit(value, unit, decimals)
    change = rounded(exact, decimals)
    words = _with_unit(change, say(PERCENTAGE_POINTS) if shown == "%" else shown)
    return f"+{words}" if change > 0 else words


def beside_limit(value: float | None, limit: float, unit: str, decimals: int = 0) -> str:
    """Write a figure so that it compares with `limit` as the unrounded value does.

    59.96 beside the limit 60 is `59,96 %`, since `60,0 %` would seem to miss "alle 60 %". A value
    that is closer still is rounded away from the limit.
    """
    if value is None:
        return NOTHING
    exact, shown = in_shown_unit(value, unit, decimals)
    edge, _ = in_shown_unit(limit, unit, decimals)
    return _with_unit(rounded_beside(exact, edge, decimals), shown)


def stated(value: float, unit: str) -> str:
    """Write a value as the plan states it, with only the decimals it has: `53 %`, `36,9 %`."""
    exact, shown = in_shown_unit(value, unit, decimals=2 if abs(value) >= 1_000_000 else 0)
    return _with_unit(rounded(exact, decimals_of(exact)), shown)


def without_unit(printed: str, unit: str) -> str:
    """Leave out a unit that the sentence around says in words; a percent sign stays."""
    if unit == "%":
        return printed
    own = (say(form, number="") for form in reversed(_WITH_UNIT.get(unit, ())))
    ends = {end for end in own if end.startswith(NO_BREAK_SPACE)} or {f"{NO_BREAK_SPACE}{unit}"}
    return next((printed.removesuffix(end) for end in ends if printed.endswith(end)), printed)


def united(number: str, unit: str) -> str:
    """Write a number that is already printed with its unit: `46 vk`; `0,5` and `%` is `0,5 %`."""
    if not unit:
        return number
    if unit not in _WITH_UNIT:
        return f"{number}{NO_BREAK_SPACE}{unit}"
    sign = number[0] if number[:1] in ("+", MINUS) else ""
    bare = number.removeprefix(sign)
    form = _WITH_UNIT[unit][0 if bare == "1" else 1]
    return sign + say(form, number=bare)


def span(low: str, high: str) -> str:
    """Write a range of two printed figures, their unit once: `50,8–61,1 %`."""
    if low[-1:] == high[-1:] == "%" and low[-2:-1].isdigit():
        return f"{low[:-1]}–{high}"
    number, _, unit = low.rpartition(NO_BREAK_SPACE)
    same = number and high.endswith(NO_BREAK_SPACE + unit) and not unit[0].isdigit()
    return f"{number if same else low}–{high}"


def before_stop(figure: str) -> str:
    """Leave out a unit whose own full stop would end the sentence (`as.`)."""
    number, _, unit = figure.rpartition(NO_BREAK_SPACE)
    return number if unit.endswith(".") else figure


def unit_shown(unit: str, decimals: int) -> str:
    """Name the unit as printed: euros with decimals are told in millions (`M€`)."""
    return MILLION_EUROS if unit == "€" and decimals > 0 else unit


def in_shown_unit(value: float, unit: str, decimals: int) -> tuple[Decimal, str]:
    """Return a value exactly in the unit it is printed in, and that unit: euros in millions."""
    shown = unit_shown(unit, decimals)
    exact = exactly(value)
    return (exact.scaleb(-6) if shown == MILLION_EUROS else exact), shown


def out_of(count: int) -> str:
    """Write a whole number as the whole of a part: in Finnish `11:stä`, `12:sta`, `1 000:sta`."""
    if not is_finnish():
        return number(count)
    tens, ones = divmod(count % 100, 10)
    # Round tens end in -kymmenestä; round hundreds and thousands, and zero, have back vowels.
    front = ones in _FRONT_DIGITS if ones else tens > 0
    return f"{number(count)}:{'stä' if front else 'sta'}"


def decimal_mark() -> str:
    """Return what stands before the decimals: a comma, in English a point."""
    return get_decimal_symbol(spoken())


def _written(value: Decimal) -> str:
    # By its digits, since 1 and 1.0 are one number and would share their place.
    return _written_digits(str(value), spoken())


@lru_cache(maxsize=8192)
def _written_digits(digits: str, language: str) -> str:
    """Write a number in a language; a page prints the same few hundred numbers again and again."""
    value = Decimal(digits)
    places = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    # Babel writes the hyphen of the pattern, not the minus sign of the language.
    return format_decimal(value, format=pattern, locale=language).replace("-", MINUS)


def _with_unit(value: Decimal, unit: str) -> str:
    if not unit:
        return _written(value)
    if unit not in _WITH_UNIT:
        return f"{_written(value)}{NO_BREAK_SPACE}{unit}"
    # The sign stands before a currency sign too.
    sign = MINUS if value < 0 else ""
    # Finnish counts a fall of one like any other number.
    form = _WITH_UNIT[unit][0 if value == 1 or (value == -1 and not is_finnish()) else 1]
    return sign + say(form, number=_written(abs(value)))
