"""What a page quotes in the language of the plan, marked so that a screen reader changes its voice.

A report in another language keeps the plan's names, the coordinator's words and the names that the
files have. Its page marks each of them (`<bdi lang="fi">`); a page in the plan's own language is
left as it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache

from markupsafe import escape

from salo_plan.extracts.statfin import PublishedSeries
from salo_plan.extracts.tables import Tables
from salo_plan.messages import DEFAULT_LANGUAGE
from salo_plan.reports.report import Chart, Comment
from salo_plan.reports.texts import texts_of

_LONGEST_WORD = 32
# The columns of received tables whose texts a report may show.
_SHOWN_COLUMNS = {
    "actions": ("action", "owner", "comment"),
    "clients": ("team",),
    "coaches": ("team",),
    "plans": ("team",),
    "discussions": ("team",),
    "feedback": ("channel",),
}
_BETWEEN_NAMES = ", "
_FEWEST_LETTERS = 4
_WITHOUT_TAGS = ("<title", "<style")
_TAG = re.compile(r"(<(?!wbr>)[^>]*>)")


def received_words(tables: Tables, published: PublishedSeries | None) -> Iterator[str]:
    """Go through the names and words of the received files that a report may show."""
    for dataset, columns in _SHOWN_COLUMNS.items():
        frame = tables.frames[dataset]
        for column in columns:
            for text in frame[column].dropna().unique():
                yield str(text)
                yield from str(text).split(_BETWEEN_NAMES)
    if published is not None:
        for table in published.tables:
            yield from (table.title, table.source)
        yield from published.areas.values()


def quoted(report: object, texts: Iterable[str], same: Iterable[str] = ()) -> tuple[str, ...]:
    """List the texts that a report quotes, the longest first; names that are `same` in all not."""
    shown = "\n".join(texts_of(report)).casefold()
    given = set(texts)
    found = {*given, *_said(report), *_among(given, _parts(report))} - set(same)
    long = (text for text in found if len(text) >= _FEWEST_LETTERS and text.upper() != text)
    kept = (text for text in long if text.casefold() in shown)
    return tuple(sorted(kept, key=lambda text: (-len(text), text)))


def marked_quotations(html: str, texts: tuple[str, ...]) -> str:
    """Mark the texts where they stand in the text of a page, not in its tags."""
    if not texts:
        return html
    pattern = _pattern(texts)
    pieces = _TAG.split(html)
    # Every other piece is a tag, before the text that follows it.
    for place in range(0, len(pieces), 2):
        if not (place and pieces[place - 1].startswith(_WITHOUT_TAGS)):
            pieces[place] = pattern.sub(_as_quotation, pieces[place])
    return "".join(pieces)


def _as_quotation(match: re.Match[str]) -> str:
    return f'<bdi lang="{DEFAULT_LANGUAGE}">{match[0]}</bdi>'


@lru_cache(maxsize=8)
def _pattern(texts: tuple[str, ...]) -> re.Pattern[str]:
    forms = [_either_case(str(escape(text))) for text in texts]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _either_case(text: str) -> str:
    """Find a name also where it begins a sentence, or stands inside one."""
    first = text[0]
    start = f"[{first.upper()}{first.lower()}]" if first.isalpha() else re.escape(first)
    rest = map(re.escape, text[1:])
    # A long word may have places where it breaks.
    long = any(len(word) > _LONGEST_WORD for word in text.split())
    return start + ("(?:<wbr>)?" if long else "").join(rest)


def _among(texts: Iterable[str], parts: Iterable[str]) -> Iterator[str]:
    """Go through the parts that are words of the texts; others are of the report's language."""
    words = "\n".join(texts)
    for part in filter(None, parts):
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words, re.IGNORECASE):
            yield part


def _parts(report: object) -> Iterator[str]:
    """Go through the parts of names that stand alone: groups of a chart, their measure."""
    for part in _dataclasses(report):
        if isinstance(part, Chart) and part.form == "shares" and part.table:
            yield from (bar.name for bar in part.bars)
            yield from (row[0] for row in part.table.rows)
            yield part.table.caption.partition(_BETWEEN_NAMES)[0]


def _said(report: object) -> Iterator[str]:
    """Go through the pieces of the coordinator's comments between their tags."""
    for part in _dataclasses(report):
        if isinstance(part, Comment) and part.html:
            yield from re.split(r"<[^>]*>", part.html)


def _dataclasses(part: object) -> Iterator[object]:
    if isinstance(part, tuple):
        for item in part:
            yield from _dataclasses(item)
    elif is_dataclass(part):
        yield part
        for field in fields(part):
            yield from _dataclasses(getattr(part, field.name))
