"""What a reader of the method knows: which small counts would hide a figure.

The rules are public, so a hidden figure tells that one of these counts is small, and a shown one
that none is. They are written here anew, as edges from a count to the counts that its hiding
hides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from salo_plan.indicators.relations import Count, Relations, Shown, published_relations
from salo_plan.periods import Month

from .towns import PUBLIC


@dataclass(frozen=True)
class Method:
    """The declared relations of an issue, and the possible reasons for hiding each month's figure.

    `told_by` are the figures that tell of a count, `near` those that tell of a figure's reasons.
    """

    relations: Relations
    reasons: Mapping[Shown, tuple[Count, ...]]
    near: Mapping[Shown, frozenset[Shown]]
    told_by: Mapping[Count, set[Shown]]


@cache
def method(months: tuple[str, ...]) -> Method:
    """Know the method for an issue with these months."""
    relations = published_relations(PUBLIC, [Month.parse(month) for month in months])
    hides_me: dict[Count, set[Count]] = {}
    for split in relations.splits:
        for count in (split.part, split.rest):
            hides_me.setdefault(count, set()).update((split.whole, split.part, split.rest))
    for nest in relations.nests:
        for count in (nest.inner.part, nest.inner.rest):
            for split in (nest.outer, nest.beyond):
                hides_me.setdefault(count, set()).update((split.whole, split.part, split.rest))
    reasons: dict[Shown, tuple[Count, ...]] = {}
    told_by: dict[Count, set[Shown]] = {}
    for shown, behind in relations.behind.items():
        if shown.span == "month":
            reasons[shown] = _all_before(behind, hides_me)
            for count in behind:
                told_by.setdefault(count, set()).add(shown)
    near = {
        shown: frozenset(f for count in counts for f in told_by.get(count, ()))
        for shown, counts in reasons.items()
    }
    return Method(relations, reasons, near, told_by)


def _all_before(
    behind: tuple[Count, ...], hides_me: Mapping[Count, set[Count]]
) -> tuple[Count, ...]:
    found, queue = set(behind), list(behind)
    while queue:
        new = hides_me.get(queue.pop(), set()) - found
        found |= new
        queue += new
    return tuple(sorted(found))
