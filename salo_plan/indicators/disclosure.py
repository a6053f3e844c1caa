"""What the public version may not show (tilastosuoja): counts of 1 to 4 people.

Hiding the small counts alone is not enough, since sums, shares and earlier issues give them back.
These rules are applied until nothing changes:

- of a whole split in two (a share), both parts are hidden when one of them or the whole is;
- a sum is hidden when any of its parts is, and so on upwards;
- the share of a group is hidden with the same share of the group it lies in, and when those beyond
  the group are few;
- what was hidden in an earlier issue stays hidden, also when a correction has made it larger;
- where an earlier issue has shown what must be hidden now, a reader still knows it, so the whole
  it is part of is hidden too.

tests/attacker tries to disprove them with integer programming.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salo_plan.indicators.relations import Count, Relations, Shown, Split


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the issues so far have hidden and what they have shown."""

    hidden: frozenset[Shown] = frozenset()
    shown: frozenset[Shown] = frozenset()


NOTHING_YET = Earlier()


def hidden_figures(
    relations: Relations,
    counts: Mapping[Count, float],
    below: int,
    earlier: Earlier = NOTHING_YET,
) -> frozenset[Shown]:
    """Find the figures that must not be published.

    Parameters
    ----------
    relations
        The published figures and the counts behind them.
    counts
        How many people each count is; an unknown one is absent.
    below
        The smallest count that may be shown, apart from zero.
    earlier
        What earlier issues have hidden and shown.
    """
    first = {count for count, people in counts.items() if 0 < people < below}
    first |= _behind_hidden(relations, earlier.hidden)
    while True:
        hidden = hidden_counts(relations, first)
        figures = frozenset(
            shown
            for shown, behind in relations.behind.items()
            if shown in earlier.hidden or not hidden.isdisjoint(behind)
        )
        wholes = _wholes_of(relations, figures & earlier.shown)
        if wholes <= hidden:
            return figures
        first = {*hidden, *wholes}


def hidden_counts(relations: Relations, first: Iterable[Count]) -> frozenset[Count]:
    """Spread hiding from the first counts to all that would give them back."""
    hidden = set(first)
    while True:
        found = {
            count
            for split in relations.splits
            if not hidden.isdisjoint(_counts(split))
            for count in (split.part, split.rest)
        }
        found |= {
            count
            for nest in relations.nests
            if not hidden.isdisjoint((*_counts(nest.outer), *_counts(nest.beyond)))
            for count in (nest.inner.part, nest.inner.rest)
        }
        found |= {sum_.total for sum_ in relations.sums if not hidden.isdisjoint(sum_.parts)}
        if found <= hidden:
            return frozenset(hidden)
        hidden |= found


def _counts(split: Split) -> tuple[Count, Count, Count]:
    return split.whole, split.part, split.rest


def _behind_hidden(relations: Relations, figures: Iterable[Shown]) -> set[Count]:
    """Name the counts that an earlier hidden figure would have told; the whole of a share is not.

    The whole has a figure of its own where it is published.
    """
    return {count for shown in figures for count in relations.behind.get(shown, ())[-2:]}


def _wholes_of(relations: Relations, figures: Iterable[Shown]) -> set[Count]:
    """Name the wholes by which a figure that a reader still knows would give its neighbours."""
    known = {count for shown in figures for count in relations.behind.get(shown, ())[-2:]}
    wholes = {split.whole for split in relations.splits if split.part in known}
    return wholes | {nest.outer.whole for nest in relations.nests if nest.inner.part in known}
