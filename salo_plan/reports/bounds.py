"""The words of a target that say a bound and no more, in the language being spoken.

A town that changes a target writes its words in Finnish alone. What they say of a figure (`alle
2 600`, `enintään 34 %`, `vähintään 3 joka kuukausi`) can be said in English by the figure, its unit
and the messages below: the same words are composed in Finnish, and found where they are equal.
"""

import re
from collections.abc import Iterator
from itertools import product

from salo_plan import wording
from salo_plan.messages import DEFAULT_LANGUAGE, is_finnish, marked, say, speaking

_BOUNDS = (
    marked("under {figure}"),
    marked("at most {figure}"),
    marked("over {figure}"),
    marked("at least {figure}"),
    "{figure}",
)
_HOW_OFTEN = (
    "{bound}",
    marked("{bound} every month"),
    marked("{bound} a month"),
    marked("{bound} a year"),
    marked("{bound} on average"),
)
_YEARS_BEFORE = (
    marked("above the same month in {year}"),
    marked("above the same time in {year}"),
    marked("below the same month in {year}"),
    marked("below the same time in {year}"),
)
_FIGURE = re.compile(r"\d{1,3}(?:\s\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")


def said_bound(words: str, unit: str) -> str:
    """Say the Finnish words of a target; as they are where they say more than a bound."""
    found = _FIGURE.search(words)
    if is_finnish() or found is None:
        return words
    with speaking(DEFAULT_LANGUAGE):
        finnish = list(_readings(found.group(), unit))
    same = zip(finnish, _readings(found.group(), unit), strict=True)
    return next((told for own, told in same if _bare(own) == _bare(words)), words)


def _readings(figure: str, unit: str) -> Iterator[str]:
    """Go through all that words with this figure may say, in the language being spoken."""
    whole, _, decimals = re.sub(r"\s", "", figure).partition(",")
    number = wording.number(float(f"{whole}.{decimals or 0}"), len(decimals))
    units = ("", unit, wording.MILLION_EUROS) if unit == "€" else ("", unit)
    figures = [wording.united(number, each) for each in units]
    for bound, often, shown in product(_BOUNDS, _HOW_OFTEN, figures):
        yield say(often, bound=say(bound, figure=shown))
    for before in _YEARS_BEFORE:
        yield say(before, year=whole)


def _bare(words: str) -> str:
    """Leave out the spaces, which are written in many ways, and capitals."""
    return "".join(words.split()).casefold()
