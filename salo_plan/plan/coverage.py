"""Does the plan file hold the whole plan? Its entries are laid over a text of the plan.

Every entry claims one stretch of the text. What no entry claims is not covered; an entry without
a stretch of its own is missing from the text. White space does not count. Parts (a target within
its indicator's sentence) look for their words inside the stretch of their whole and cover nothing
more, so that the same words added elsewhere still show.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Goal, Plan

PieceKind = Literal[
    "goal",
    "means",
    "indicator",
    "target",
    "baseline",
    "activity",
    "milestone",
    "responsible",
    "definition",
    "reporting",
    "heading",
]
Span = tuple[int, int]

_COVERED = "\0"


@dataclass(frozen=True, slots=True)
class PlanPiece:
    """A piece of the plan's wording and what it became in the plan file.

    `inside` is the id of the piece whose words these are a part of, such as a target's indicator.
    """

    id: str
    kind: PieceKind
    text: str
    inside: str | None = None


def pieces(plan: Plan) -> tuple[PlanPiece, ...]:
    """List every piece of the plan's wording in the plan file, in the plan's order."""
    found = [PlanPiece(item.id, "heading", item.text) for item in plan.heading]
    for goal in plan.goal:
        found += _goal_pieces(goal)
    if plan.other_heading:
        found.append(PlanPiece(plan.other_heading.id, "heading", plan.other_heading.text))
    found += [PlanPiece(item.id, "milestone", item.text) for item in plan.other]
    found += [PlanPiece(item.id, "reporting", item.text) for item in plan.reporting]
    return tuple(found)


def uncovered(plan: Plan, text: str) -> tuple[str, ...]:
    """Return the stretches of the text that no entry of the plan file covers, in order."""
    words = _collapsed(text)
    covered = {place for span in _claims(plan, words).values() for place in range(*span)}
    left = "".join(_COVERED if place in covered else words[place] for place in range(len(words)))
    return tuple(stretch.strip() for stretch in left.split(_COVERED) if stretch.strip())


def missing(plan: Plan, text: str) -> tuple[PlanPiece, ...]:
    """Return the entries whose words are not in the text, or not as many times as in the file."""
    claimed = _claims(plan, _collapsed(text))
    return tuple(piece for piece in pieces(plan) if piece.id not in claimed)


def _goal_pieces(goal: Goal) -> Iterator[PlanPiece]:
    name = f"goal_{goal.number}"
    yield PlanPiece(name, "goal", goal.text)
    yield PlanPiece(f"{name}.means", "means", goal.means)
    yield from (PlanPiece(item.id, "heading", item.text) for item in goal.headings)
    yield from (PlanPiece(item.id, "definition", item.text) for item in goal.definition)
    holders = {f"{name}.means": goal.means} | {item.id: item.text for item in goal.activity}
    for indicator in goal.indicator:
        yield from _indicator_pieces(indicator, holders)
    yield from (PlanPiece(item.id, "activity", item.text) for item in goal.activity)
    for item in goal.milestone:
        yield PlanPiece(item.id, "milestone", item.text, _holder(item.text, holders))
    yield from (PlanPiece(item.id, "responsible", item.text) for item in goal.responsibilities)


def _indicator_pieces(indicator: Indicator, holders: dict[str, str]) -> Iterator[PlanPiece]:
    own = indicator.id
    yield PlanPiece(own, "indicator", indicator.text, _holder(indicator.text, holders))
    if indicator.target and indicator.target.text:
        yield PlanPiece(f"{own}.target", "target", indicator.target.text, own)
    if indicator.baseline and indicator.baseline.text:
        yield PlanPiece(f"{own}.baseline", "baseline", indicator.baseline.text, own)


def _holder(text: str, holders: dict[str, str]) -> str | None:
    """Find the sentence that an indicator or milestone is a part of: it stands in no other cell."""
    return next((name for name, words in holders.items() if text in words and text != words), None)


def _claims(plan: Plan, words: str) -> dict[str, Span]:
    """Give each piece its own stretch of the text, the longest first.

    A piece takes the first place with something uncovered in it. A part takes a place inside the
    stretch of its whole that no other part took.
    """
    claims: dict[str, Span] = {}
    covered = {place for place, letter in enumerate(words) if letter == " "}
    for piece in sorted(pieces(plan), key=lambda piece: -len(_collapsed(piece.text))):
        spans = _occurrences(_collapsed(piece.text), words)
        if piece.inside is None:
            free = (span for span in spans if not covered.issuperset(range(*span)))
        else:
            first, last = claims.get(piece.inside, (0, 0))
            taken = {span for owner, span in claims.items() if owner != piece.inside}
            within = (span for span in spans if first <= span[0] and span[1] <= last)
            free = (span for span in within if span not in taken)
        if span := next(free, None):
            claims[piece.id] = span
            covered.update(range(*span))
    return claims


def _occurrences(text: str, words: str) -> Iterator[Span]:
    """Find the places where the text stands as whole words."""
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    for match in re.finditer(before + re.escape(text) + after, words):
        yield match.span()


def _collapsed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
