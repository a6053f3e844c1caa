"""Amounts as they stand inside a sentence: `17 asiakasta`, `yksi kuukausi`, `yhden asiakkaan`.

After "yksi" the thing counted is in the singular, after other numbers and decimals in the
partitive; an amount by which a figure moved has "yhden" and the genitive.
"""

from decimal import Decimal

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import DEFAULT_LANGUAGE, marked, say
from salo_plan.messages import spoken as spoken_language
from salo_plan.plan.indicator import Indicator

COUNT_UNITS = frozenset({"kpl", "hlö", "as."})
_THOUSANDS = -3
# Nominative, genitive, and the form after a number.
_UNITS = {
    "%": (
        marked("percentage point"),
        marked("single percentage point"),
        marked("percentage points"),
    ),
    "hlö": (marked("person"), marked("single person"), marked("people")),
    "as.": (marked("client"), marked("single client"), marked("clients")),
    "vk": (marked("week"), marked("single week"), marked("weeks")),
    "kpl": (marked("piece"), marked("single piece"), marked("pieces")),
    "pistettä": (marked("point"), marked("single point"), marked("points")),
    "€": (marked("euro"), marked("single euro"), marked("euros")),
}


# What a distance has shrunk or grown from, and to.
_ENDS = {
    "%": (marked("from {number} percentage points"), marked("to {number} percentage points")),
    "hlö": (marked("from {number} people"), marked("to {number} people")),
    "as.": (marked("from {number} clients"), marked("to {number} clients")),
    "vk": (marked("from {number} weeks"), marked("to {number} weeks")),
    "kpl": (marked("from {number}"), marked("to {number}")),
    "pistettä": (marked("from {number} points"), marked("to {number} points")),
    "€": (marked("from {number} euros"), marked("to {number} euros")),
}


def amount(size: Decimal, indicator: Indicator) -> str:
    """Write how much there is: `yksi asiakas`, `17 asiakasta`, `0,6 prosenttiyksikköä`."""
    name, _, names = _thing(indicator)
    if size == 1:
        return say("one {thing}", thing=name)
    return say("{number} {things}", number=_number(size), things=names)


def extent(size: Decimal, indicator: Indicator) -> str:
    """Write by how much: `yhden asiakkaan`, `17 asiakasta`."""
    if size == 1:
        return say("a {thing}", thing=_thing(indicator)[1])
    return amount(size, indicator)


def movement(size: Decimal, indicator: Indicator) -> str:
    """Write by how much a figure moved whose name stands beside: in English a count is bare."""
    if spoken_language() != DEFAULT_LANGUAGE and indicator.unit in COUNT_UNITS:
        return _number(size)
    return extent(size, indicator)


def change_of(first: Decimal, now: Decimal, indicator: Indicator) -> tuple[str, str]:
    """Write from how much to how much: `29 asiakkaasta`, `17 asiakkaaseen`."""
    if indicator.unit not in _ENDS:
        return amount(first, indicator), amount(now, indicator)
    origin, end = _ENDS[indicator.unit]
    return say(origin, number=_number(first)), say(end, number=_number(now))


def in_words(printed: str, indicator: Indicator) -> str:
    """Write a printed figure or target inside a sentence: `45 vk` is `45 viikkoa`.

    In English the unit is a word already, and a count goes without, after "the number of".
    """
    if spoken_language() != DEFAULT_LANGUAGE:
        counted = indicator.unit in COUNT_UNITS
        return wording.without_unit(printed, indicator.unit) if counted else printed
    if indicator.unit in ("", "%", "€") or not printed.endswith(indicator.unit):
        return printed
    number = printed.removesuffix(indicator.unit).rstrip()
    if indicator.unit == "pistettä":
        return printed
    one, _, many = _thing(indicator)
    return f"{number} {one if number == '1' else many}"


def spoken(value: float | None, indicator: Indicator) -> str:
    """Write a figure as it is read aloud: with its unit as a word."""
    return in_words(wording.figure(value, indicator.unit, indicator.decimals), indicator)


def things(indicator: Indicator) -> str:
    """Name what an indicator counts as after a number (`tapahtumaa`)."""
    return _thing(indicator)[2]


def moved_by(difference: float, indicator: Indicator) -> Decimal:
    """Return the size of a change at the decimals that the scoreboard prints it with."""
    size = abs(Decimal(repr(float(difference))))
    if indicator.unit == "€":
        return _euros(size)
    return wording.rounded(size, wording.change_decimals(size, indicator.decimals))


def gap(finding: Finding, stated: bool = False) -> Decimal | None:
    """Return the distance of the printed figure from its limit, which a reader can check."""
    value, limit = finding.figure.value, finding.limit
    if value is None or limit is None:
        return None
    exact, edge = Decimal(repr(float(value))), Decimal(repr(float(limit)))
    if finding.indicator.unit == "€":
        return _euros(abs(exact - edge))
    if stated:
        return abs(exact - edge)
    return abs(wording.rounded_beside(exact, edge, finding.indicator.decimals) - edge)


def start_gap(finding: Finding) -> Decimal | None:
    """Return how far the plan's baseline was from the limit."""
    baseline, target = finding.indicator.baseline, finding.indicator.target
    if baseline is None or baseline.value is None or target is None or target.limit is None:
        return None
    return abs(Decimal(repr(float(baseline.value))) - Decimal(repr(float(target.limit))))


def _euros(size: Decimal) -> Decimal:
    """Round to thousands of euros, smaller sums to euros."""
    return wording.rounded(size, _THOUSANDS) or wording.rounded(size)


def _number(size: Decimal) -> str:
    """Write an amount with the decimals it has: a whole distance to a share has none."""
    return wording.number(float(size), wording.decimals_of(size))


def _thing(indicator: Indicator) -> tuple[str, str, str]:
    if indicator.speech.counted is not None:
        return indicator.speech.counted
    if indicator.unit not in _UNITS:
        return (indicator.unit, indicator.unit, indicator.unit)
    one, single, many = _UNITS[indicator.unit]
    return say(one), say(single), say(many)
