"""Figures, dates and the fixed words that readers meet; nothing else rounds or spells them.

Rounding is half up on the written form of the number, because half to even prints 2,5 as 2. The
examples are Finnish; in English a figure is `2,621 people`, `53.2%` or `€3.39 million`, a month
`September 2023`, months `Jan–Sep 2023`, and a day `4 October 2023`.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from salo_plan.messages import DEFAULT_LANGUAGE, marked, say, spoken
from salo_plan.periods import Month

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
_VERDICT_WORDS = {
    "met": marked("Target met"),
    "near": marked("Near target"),
    "missed": marked("Target missed"),
    "no_data": marked("No data"),
    "no_target": marked("No target"),
    "verbal": marked("Assessed in words"),
}
_CHANGE_WORDS = {
    "improved": marked("improved"),
    "worsened": marked("worsened"),
    "unchanged": marked("unchanged"),
    "rose": marked("rose"),
    "fell": marked("fell"),
    "unknown": marked("no data"),
}
# Every Finnish month name ends in -kuu, so one ending a case is enough.
_CASE_ENDINGS = {
    "nominative": "",
    "genitive": "n",
    "inessive": "ssa",
    "elative": "sta",
    "illative": "hun",
}
# The numerals whose elative ends in -stä: yhdestä, neljästä, viidestä, seitsemästä, yhdeksästä.
_FRONT_DIGITS = frozenset({1, 4, 5, 7, 9})
# A limit closer than this many decimals beyond the usual ones is told by rounding away from it.
_MOST_EXTRA_DECIMALS = 4
_MOST_EXTRA_FOR_CHANGE = 3

Case = Literal["nominative", "genitive", "inessive", "elative", "illative"]


def rounded(value: float | Decimal, decimals: int = 0, mode: str = ROUND_HALF_UP) -> Decimal:
    """Round half up to so many decimals; minus zero becomes zero."""
    exact = value if isinstance(value, Decimal) else _exact(value)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=mode) + 0


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


def rounded_beside(value: float | Decimal, limit: float | Decimal, decimals: int = 0) -> Decimal:
    """Round a figure so that it compares with `limit` as the unrounded value does."""
    exact = value if isinstance(value, Decimal) else _exact(value)
    edge = limit if isinstance(limit, Decimal) else _exact(limit)
    for places in range(decimals, decimals + _MOST_EXTRA_DECIMALS + 1):
        printed = rounded(exact, places)
        if _side(printed, edge) == _side(exact, edge):
            return printed
    mode = ROUND_FLOOR if exact < edge else ROUND_CEILING
    return rounded(exact, decimals + _MOST_EXTRA_DECIMALS, mode)


def stated(value: float, unit: str) -> str:
    """Write a value as the plan states it, with only the decimals it has: `53 %`, `36,9 %`."""
    exact, shown = in_shown_unit(value, unit, decimals=2 if abs(value) >= 1_000_000 else 0)
    return _with_unit(rounded(exact, decimals_of(exact)), shown)


def decimals_of(value: Decimal) -> int:
    """Return with how many decimals a number is written at its shortest."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


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


def change_decimals(difference: Decimal, decimals: int) -> int:
    """Return the decimals at which a small change is not printed as none at all."""
    most = decimals + _MOST_EXTRA_FOR_CHANGE
    while not rounded(difference, decimals) and decimals < most:
        decimals += 1
    return decimals


def unit_shown(unit: str, decimals: int) -> str:
    """Name the unit as printed: euros with decimals are told in millions (`M€`)."""
    return MILLION_EUROS if unit == "€" and decimals > 0 else unit


def in_shown_unit(value: float, unit: str, decimals: int) -> tuple[Decimal, str]:
    """Return a value exactly in the unit it is printed in, and that unit: euros in millions."""
    shown = unit_shown(unit, decimals)
    exact = _exact(value)
    return (exact.scaleb(-6) if shown == MILLION_EUROS else exact), shown


def month_name(month: Month, case: Case = "nominative") -> str:
    """Write a month with its year: `syyskuu 2023`, `syyskuun 2023`, `syyskuussa 2023`."""
    return f"{month_alone(month.number, case)} {month.year}"


def month_alone(month: int, case: Case = "nominative") -> str:
    """Write a month without its year: `syyskuu`, `syyskuun`, `syyskuussa`, `syyskuusta`."""
    name = format_date(date(2000, month, 1), "LLLL", locale=spoken())
    return name + _CASE_ENDINGS[case] if _is_finnish() else name


def month_short(month: Month) -> str:
    """Write a month for an axis: `9/23`."""
    if not _is_finnish():
        return f"{_abbreviated(month)} {month.year % 100:02d}"
    return f"{month.number}/{month.year % 100:02d}"


def month_slash(month: Month) -> str:
    """Write a month for a table or a note: `9/2023`."""
    if not _is_finnish():
        return month_name(month)
    return f"{month.number}/{month.year}"


def month_column(month: Month) -> str:
    """Write a month for a narrow column: `9/2023`, in English `Sep 2023`."""
    return month_slash(month) if _is_finnish() else f"{_abbreviated(month)} {month.year}"


def months_slash(first: Month, last: Month) -> str:
    """Write months of one year for a table: `1–9/2023`, or one month's `9/2023`."""
    if first == last:
        return month_slash(last)
    if not _is_finnish():
        return f"{_abbreviated(first)}–{_abbreviated(last)} {last.year}"
    return f"{first.number}–{month_slash(last)}"


def months_short(first: Month, last: Month) -> str:
    """Write months of one year for a chart: `1–9/23`, or one month's `9/23`."""
    if first == last:
        return month_short(last)
    return f"{first.number if _is_finnish() else _abbreviated(first)}–{month_short(last)}"


def date_text(day: date) -> str:
    """Write a date: `4.10.2023`."""
    if not _is_finnish():
        return f"{day.day} {month_alone(day.month)} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def period_text(first: date, last: date) -> str:
    """Write a period with what its ends do not share: `1.–30.9.2023`, `1.1.–31.5.2023`."""
    if first == last:
        return date_text(last)
    if not _is_finnish():
        start = f"{first.day}"
        if (first.year, first.month) != (last.year, last.month):
            start += f" {month_alone(first.month)}"
        if first.year != last.year:
            start += f" {first.year}"
        # A dash between words has spaces around it, one between numbers has none.
        return f"{start}{'–' if start.isdigit() else ' – '}{date_text(last)}"
    start = f"{first.day}."
    if (first.year, first.month) != (last.year, last.month):
        start += f"{first.month}."
    if first.year != last.year:
        start += f"{first.year}"
    return f"{start}–{date_text(last)}"


def out_of(count: int) -> str:
    """Write a whole number as the whole of a part: in Finnish `11:stä`, `12:sta`, `1 000:sta`."""
    if not _is_finnish():
        return number(count)
    tens, ones = divmod(count % 100, 10)
    # Round tens end in -kymmenestä; round hundreds and thousands, and zero, have back vowels.
    front = ones in _FRONT_DIGITS if ones else tens > 0
    return f"{number(count)}:{'stä' if front else 'sta'}"


def capital(text: str) -> str:
    """Begin a sentence with a capital letter; the rest stays as it is (`TYPin`, `NPS`)."""
    return text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """Write a name as inside a sentence; an abbreviation keeps its capitals (`TE-Digi`)."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def closed(text: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation."""
    return f"{text.rstrip('.')}."


def listing(words: Sequence[str]) -> str:
    """Join words as in running text: `a, b ja c`."""
    *most, last = words or ("",)
    return say("{most} and {last}", most=", ".join(most), last=last) if most else last


def decimal_mark() -> str:
    """Return what stands before the decimals: a comma, in English a point."""
    return get_decimal_symbol(spoken())


def verdict_word(code: str) -> str:
    """Say a verdict in the fixed words of the status cells: `met` is `Tavoite saavutettu`."""
    return say(_VERDICT_WORDS[code])


def change_word(code: str) -> str:
    """Say a change in one word: `improved` is `parani`."""
    return say(_CHANGE_WORDS[code])


def _exact(value: float) -> Decimal:
    # float() first: the repr of a numpy number is not a number.
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value} is not a figure that can be printed")
    return exact


def _side(value: Decimal, edge: Decimal) -> int:
    return (value > edge) - (value < edge)


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
    form = _WITH_UNIT[unit][0 if value == 1 or (value == -1 and not _is_finnish()) else 1]
    return sign + say(form, number=_written(abs(value)))


def _is_finnish() -> bool:
    return spoken() == DEFAULT_LANGUAGE


def _abbreviated(month: Month) -> str:
    return format_date(month.first_day, "LLL", locale=spoken())
