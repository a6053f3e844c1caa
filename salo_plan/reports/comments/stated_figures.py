"""The figures of a comment: `{id}` is filled in, `166 [id]` is held against the computed one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from salo_plan.errors import unknown_name
from salo_plan.reports.report import Row
from salo_plan.told import Told
from salo_plan.wording import NO_BREAK_SPACE, rounded

Trouble = Literal["changed", "unknown"]
_ID = r"[A-Za-z][A-Za-z0-9_]*"
_SPACE = "[ \u00a0\u202f]"
_STOP = r"(?P<stop>\.(?=\s|$))?"
_PLACEHOLDER = re.compile(rf"\{{\s*({_ID})\s*\}}{_STOP}")
_MARK = re.compile(rf"\s*\[({_ID})\](?!\()")
_MARKED_NUMBER = re.compile(
    rf"(?<![\w,.])(?P<number>[-\u2212+]?(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:,\d+)?)"
    rf"(?P<unit>{_SPACE}?(?:%(?:-yks\.?)?|M?€|milj\.{_SPACE}?(?:€|euroa)|miljoonaa{_SPACE}euroa"
    rf"|[a-zåäö]+\.?))?(?P<close>[*_]*)\s*\[(?P<id>{_ID})\](?!\(){_STOP}",
)
_MILLIONS = ("M€", "milj", "miljoonaa")


@dataclass(frozen=True, slots=True)
class Held:
    """A comment's text held against the figures of its report.

    `text` has its figures filled in and its marks taken away. `mentioned` are the indicators it
    refers to, `proved` those whose stated number is the computed one. `troubles` say, for the
    analyst, why the text must not be printed.
    """

    text: str
    mentioned: tuple[str, ...]
    proved: tuple[str, ...]
    troubles: tuple[tuple[Trouble, str], ...]


def hold_against(text: str, rows: Mapping[str, Row]) -> Held:
    """Compare a comment's marked numbers with the rows of its report and fill in the others."""
    troubles: list[tuple[Trouble, str]] = []
    proved: list[str] = []
    mentioned = [match[1] for match in (*_PLACEHOLDER.finditer(text), *_MARK.finditer(text))]

    def compared(match: re.Match[str]) -> str:
        told = list(_differs(match, rows))
        troubles.extend(told)
        if not told:
            proved.append(match["id"])
        words = _unbroken(match["number"] + (match["unit"] or ""))
        return words + match["close"] + _stop(words, match)

    def bare(match: re.Match[str]) -> str:
        if match[1] not in rows and "_" not in match[1]:
            # Any other word in brackets is the coordinator's own.
            return match[0]
        reason = Told("no number stands before [{indicator}]", indicator=match[1])
        troubles.append(("unknown", _no_figure(match[1], rows) or reason))
        return match[0]

    def filled(match: re.Match[str]) -> str:
        if reason := _no_figure(match[1], rows):
            troubles.append(("unknown", reason))
            return match[0]
        return rows[match[1]].printed + _stop(rows[match[1]].printed, match)

    text = _MARK.sub(bare, _MARKED_NUMBER.sub(compared, text))
    text = _PLACEHOLDER.sub(filled, text)
    known = tuple(dict.fromkeys(name for name in mentioned if name in rows))
    return Held(text, known, tuple(proved), tuple(dict.fromkeys(troubles)))


def _differs(match: re.Match[str], rows: Mapping[str, Row]) -> Iterator[tuple[Trouble, str]]:
    """Tell how a stated number differs from the computed one at the decimals it has."""
    name = match["id"]
    if reason := _no_figure(name, rows):
        yield "unknown", reason
        return
    row = rows[name]
    stated = Decimal(re.sub(_SPACE, "", match["number"]).replace("\u2212", "-").replace(",", "."))
    millions = (match["unit"] or "").strip(f" {NO_BREAK_SPACE}\u202f").startswith(_MILLIONS)
    decimals = max(0, -int(stated.as_tuple().exponent))
    # A report of the year so far is right to speak of the month's own figure too.
    computed = [row.value, *(point.value for point in row.series[-1:])]
    exact = [Decimal(repr(float(value))) for value in computed if value is not None]
    if stated not in [rounded(v.scaleb(-6) if millions else v, decimals) for v in exact]:
        yield (
            "changed",
            Told(
                "it states {number} [{indicator}], and the figure is {figure}",
                number=match["number"],
                indicator=name,
                figure=row.printed,
            ),
        )


def _no_figure(name: str, rows: Mapping[str, Row]) -> str:
    """Say why a figure cannot be told; an empty text when it can."""
    if name not in rows:
        return unknown_name(Told("indicator"), name, rows)
    if rows[name].value is None:
        return Told("'{indicator}' has no figure in this report", indicator=name)
    return ""


def _stop(words: str, match: re.Match[str]) -> str:
    """Close a sentence with one full stop, also after an abbreviation (`163 as.`)."""
    return "" if words.endswith(".") else match["stop"] or ""


def _unbroken(words: str) -> str:
    return re.sub(_SPACE, NO_BREAK_SPACE, words)
