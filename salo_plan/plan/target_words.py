"""Whether the words of a target say the figure and the direction that it is judged by.

Only a contradiction is told: words without a figure (`joka työpäivä`) say nothing against one. It
is a warning and no fault, since a town may set another limit than its plan's own words quote.
"""

import re
from collections.abc import Iterator

from salo_plan.plan.indicator import Target
from salo_plan.plan.model import Plan
from salo_plan.told import Told

_TIMES = {"kerran": 1.0, "kahdesti": 2.0}
# A year beside the figure is none (`tavoite 2023 3,39 M€`).
_YEARS = range(1990, 2100)
_MILLION = 1_000_000
_NUMBER = re.compile(
    r"(?P<before>[<>≤≥]\s*|\b(?:alle|yli|vähintään|enintään|korkeintaan)\s+)?"
    r"(?P<figure>(?<![\d,.])(?:\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+)(?:[,.]\d+)?)"
    r"(?P<million>\s*(?:M\s?€|milj))?"
    r"|\b(?P<times>kerran|kahdesti)\b",
    re.IGNORECASE,
)
# What stands before a figure, and the operators that agree with it.
_BELOW, _ABOVE = frozenset({"<", "<="}), frozenset({">", ">="})
_DIRECTIONS = {
    **dict.fromkeys(("<", "≤", "alle", "enintään", "korkeintaan"), _BELOW),
    **dict.fromkeys((">", "≥", "yli", "vähintään"), _ABOVE),
}


def contradicting_targets(plan: Plan) -> tuple[str, ...]:
    """Say of every target whose words contradict its limit which words they are."""
    return tuple(
        Told("indicator {indicator}, target: {told}", indicator=indicator.id, told=told)
        for indicator in plan.indicators
        if indicator.target
        for told in contradictions(indicator.target)
    )


def contradictions(target: Target) -> Iterator[str]:
    """Say which words of a target name another figure or direction than its limit has."""
    limit, operator = target.limit, target.op
    if limit is None:
        return
    named = {"words": target.words, "year_words": target.year_words, "text": target.text or ""}
    for key, words in named.items():
        found = {f: fits for f, fits in _figures(words) if f == limit or f not in _YEARS}
        if found and limit not in found:
            told = Told.joined(" / ", (Told("{figure:.12g}", figure=figure) for figure in found))
            yield Told(
                "{key} '{words}' says {told}, but the limit is {limit:.12g}",
                key=key,
                words=words,
                told=told,
                limit=limit,
            )
        elif (fitting := found.get(limit)) and operator not in fitting:
            yield Told(
                "{key} '{words}' does not agree with the limit, which is {operator} {limit:.12g}",
                key=key,
                words=words,
                operator=operator,
                limit=limit,
            )


def _figures(words: str) -> Iterator[tuple[float, frozenset[str]]]:
    """Go through the figures of words, each with the operators that it may have; none for all."""
    for match in _NUMBER.finditer(words):
        if match["times"]:
            yield _TIMES[match["times"].lower()], frozenset()
            continue
        figure = float(re.sub(r"[ \u00a0]", "", match["figure"]).replace(",", "."))
        before = (match["before"] or "").strip().lower()
        value = round(figure * _MILLION, 2) if match["million"] else figure
        yield value, _DIRECTIONS.get(before, frozenset())
