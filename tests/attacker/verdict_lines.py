"""What a verdict tells of the counts behind a figure, as lines of a puzzle."""

from collections.abc import Hashable, Sequence
from math import inf

from salo_plan.plan.indicator import Indicator

Terms = dict[Hashable, int]
Lines = list[tuple[Terms, float, float]]

# Near is at most 2 points from the target of a share, else at most 3 hundredths of it.
NEAR = 2


def verdict_lines(
    indicator: Indicator, word: str, names: Sequence[Hashable], before: Hashable
) -> Lines:
    """Write a verdict on a share, or on a count held against `before`, the same of a year ago."""
    target = indicator.target
    if target is None or word not in ("met", "near", "missed"):
        return []
    if len(names) == 3:
        whole, part, _ = names
        return _lines(target.op, word, {part: 100}, {whole: int(target.limit or 0)}, {whole: NEAR})
    if target.reference:
        return _lines(target.op, word, {names[0]: 100}, {before: 100}, {before: 3})
    return []


def _lines(op: str, word: str, value: Terms, limit: Terms, gap: Terms) -> Lines:
    sign = 1 if op in (">", ">=") else -1
    over = _sum(value, limit, sign, -sign)
    within = _sum(over, gap, 1, 1)
    if word == "met":
        return [(over, 0 if "=" in op else 1, inf)]
    if word == "near":
        return [(over, -inf, 0), (within, 0, inf)]
    return [(within, -inf, -1)]


def _sum(one: Terms, other: Terms, times: int, other_times: int) -> Terms:
    terms = {name: times * number for name, number in one.items()}
    for name, number in other.items():
        terms[name] = terms.get(name, 0) + other_times * number
    return terms
