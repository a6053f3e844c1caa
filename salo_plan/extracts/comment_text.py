"""The words of a file of comments: whose each part is, and when it was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markdown_it.token import Token

from salo_plan.errors import unknown_name
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.values import date_value
from salo_plan.plan.model import Plan
from salo_plan.told import Told

GOAL = "tavoite-"
_NO_WORDS = Told("no words under the heading")
_WHOSE = Told("words before the first heading: whose comment is this?")
_WRITTEN = re.compile(r"\s*[*_]*kirjoitettu[*_]*\s*:[*_]*\s*(.*?)[*_\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comment:
    """What the coordinator says of one indicator (its id) or goal (`tavoite-3`), as Markdown.

    `line` is the row of its heading.
    """

    about: str
    line: int
    text: str
    written: date | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading and the lines under it; line numbers begin at 1."""

    heading: str
    line: int
    lines: tuple[str, ...]


def read_words(text: str, tokens: list[Token], plan: Plan) -> tuple[list[Comment], list[Fault]]:
    """Take each part of a text as the comment on the subject that its heading names."""
    return _comments(_parts(text, tokens), _subjects(plan))


def words_of(token: Token) -> str:
    """Return the words of an inline token without their Markdown."""
    parts = token.children or []
    return "".join(" " if part.type.endswith("break") else part.content for part in parts)


def _parts(text: str, tokens: list[Token]) -> list[_Part]:
    """Split the text at its headings; the first part is what stands before them all."""
    lines = text.split("\n")
    heads = [
        (words_of(words).strip(), head.map)
        for head, words in pairwise(tokens)
        if head.type == "heading_open" and head.level == 0 and head.map
    ]
    ends = [place[0] for _, place in heads[1:]] + [len(lines)]
    first = heads[0][1][0] if heads else len(lines)
    parts = [_Part("", 0, tuple(lines[:first]))]
    parts += [
        _Part(name, place[0] + 1, tuple(lines[place[1] : end]))
        for (name, place), end in zip(heads, ends, strict=True)
    ]
    return parts


def _subjects(plan: Plan) -> dict[str, str]:
    """Return what a heading may be, and the subject that it names."""
    subjects = {indicator.id: indicator.id for indicator in plan.indicators}
    for goal in plan.goal:
        number, title = goal.number, _key(goal.title)
        names = (f"tavoite {number}", f"goal {number}", f"{number}")
        subjects |= dict.fromkeys((*names, title), f"{GOAL}{number}")
        subjects |= {f"{name}{mark} {title}": f"{GOAL}{number}" for name in names for mark in ".:"}
    return subjects


def _key(heading: str) -> str:
    return " ".join(heading.casefold().split()).rstrip(".: ")


def _comments(parts: list[_Part], subjects: dict[str, str]) -> tuple[list[Comment], list[Fault]]:
    """Take each part as the comment on its subject; a title before them may only tell the day."""
    comments: dict[str, Comment] = {}
    faults: list[Fault] = []
    usual: date | None = None
    for place, part in enumerate(parts):
        written, text, wrong = _body(part)
        faults += wrong
        about = subjects.get(_key(part.heading))
        if about is None:
            usual = written if place < 2 and written else usual
            faults += _strange(part, text, subjects, is_title=place == 1)
        elif about in comments:
            before = comments[about].line
            reason = Told(
                "row {row} is a heading of the same subject; put the words under one", row=before
            )
            faults.append(Fault(reason, row=part.line, value=_shown(part.heading)))
        else:
            comments[about] = Comment(about, part.line, text, written or usual)
    for comment in comments.values():
        if not comment.text:
            faults.append(Fault(_NO_WORDS, "warning", row=comment.line))
    return [comment for comment in comments.values() if comment.text], faults


def _body(part: _Part) -> tuple[date | None, str, list[Fault]]:
    """Take the day of writing from the words under a heading."""
    lines = list(part.lines)
    place = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    match = _WRITTEN.fullmatch(lines[place]) if place < len(lines) else None
    if match is None:
        return None, "\n".join(lines).strip("\n"), []
    rest = "\n".join(lines[place + 1 :]).strip("\n")
    row = (part.line or 0) + place + 1
    try:
        return date_value(match[1]), rest, []
    except ValueError as error:
        return None, rest, [Fault(str(error), row=row, value=_shown(match[1]))]


def _strange(part: _Part, text: str, subjects: dict[str, str], is_title: bool) -> Iterator[Fault]:
    """Tell of words that belong to no subject."""
    shown = _shown(part.heading)
    if not part.heading:
        if text:
            line = next(n for n, words in enumerate(part.lines, start=1) if words.strip())
            yield Fault(_WHOSE, row=line)
        return
    reason: str = Told("the heading is no id of an indicator and no goal")
    if shown is not None:
        known = [name for name in subjects if not re.match(r"\d|.*\d[.:] ", name)]
        reason = unknown_name(Told("indicator or goal"), part.heading, known)
    if text:
        yield Fault(reason, row=part.line, value=shown)
    elif not is_title:
        yield Fault(reason, "warning", row=part.line, value=shown)


def _shown(text: str) -> str | None:
    return shown_value(text, private=False)
