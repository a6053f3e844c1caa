"""Small numbers as words inside a sentence: `neljä mittaria`, `neljässä`, `kolmesta`.

Eleven and more are written with digits.
"""

from salo_plan import wording
from salo_plan.messages import marked, say

_PLAIN = (
    marked("one"),
    marked("two"),
    marked("three"),
    marked("four"),
    marked("five"),
    marked("six"),
    marked("seven"),
    marked("eight"),
    marked("nine"),
    marked("ten"),
)
_AMONG = (
    marked("on one"),
    marked("on two"),
    marked("on three"),
    marked("on four"),
    marked("on five"),
    marked("on six"),
    marked("on seven"),
    marked("on eight"),
    marked("on nine"),
    marked("on ten"),
)
_OUT_OF = (
    marked("of one"),
    marked("of two"),
    marked("of three"),
    marked("of four"),
    marked("of five"),
    marked("of six"),
    marked("of seven"),
    marked("of eight"),
    marked("of nine"),
    marked("of ten"),
)


def has_word(count: int) -> bool:
    """Tell whether a number is written as a word."""
    return 1 <= count <= len(_PLAIN)


def numeral(count: int) -> str:
    """Write a number of things: `neljä`, `11`."""
    return say(_PLAIN[count - 1]) if has_word(count) else wording.number(count)


def among(count: int) -> str:
    """Write in how many things: `neljässä`; before a noun also `11`."""
    if has_word(count):
        return say(_AMONG[count - 1])
    return say("on {number}", number=wording.number(count))


def out_of(count: int) -> str:
    """Write the whole of a part: `kolmesta`, `11:stä`."""
    if has_word(count):
        return say(_OUT_OF[count - 1])
    return say("of {number}", number=wording.out_of(count))
