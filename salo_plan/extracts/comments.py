"""The coordinator's comments of a month: `kommentit_2023-09.md`, Markdown with a heading a subject.

A heading names an indicator by its id or a goal by its number or title. A line `Kirjoitettu:
4.10.2023`, first in the file or after a heading, says when the words were written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path, PurePosixPath

import pandas as pd
from markdown_it import MarkdownIt
from markdown_it.token import Token

from salo_plan.errors import DataError
from salo_plan.extracts.comment_text import Comment, read_words, words_of
from salo_plan.extracts.csv_file import decode
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.deliveries import corrects
from salo_plan.extracts.faults import Fault, in_order
from salo_plan.extracts.personal import has_identity_code
from salo_plan.extracts.reading import shown_path
from salo_plan.fingerprints import sha256_of
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.told import Told

COMMENTS = "comments"
_BROKEN_LETTER = Told("a letter is broken: the file is damaged. Save it as UTF-8.")
_IDENTITY_CODE = Told(
    "something in the form of an identity code; take it away, nothing is printed before"
)
_FILE = re.compile(r"kommentit_(\d{4}-(?:0[1-9]|1[0-2]))(?:_korjattu\d*)?\.md", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CommentFile:
    """A month's comments as read; a fault of level error means that none of them is used."""

    path: str
    sha256: str
    month: Month
    encoding: str | None
    found: tuple[Comment, ...]
    faults: tuple[Fault, ...] = ()
    replaced: bool = False

    @property
    def refused(self) -> bool:
        """Tell whether nothing of the file may be printed."""
        return any(fault.level == "error" for fault in self.faults)

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments that may be printed."""
        return () if self.refused or self.replaced else self.found

    def as_table(self) -> Table:
        """Return the file in the shape in which all received files are reviewed."""
        rows = [{"about": item.about, "text": item.text, "row": item.line} for item in self.found]
        frame = pd.DataFrame(rows, columns=["about", "text", "row"]).set_index("row")
        used = frame if self.comments else frame.iloc[:0]
        return Table(
            COMMENTS,
            self.path,
            self.sha256,
            used,
            self.faults,
            rows_read=len(self.found),
            encoding=self.encoding,
        )

    def told(self, *faults: Fault) -> "CommentFile":
        """Return the same file with more faults."""
        return replace(self, faults=in_order((*self.faults, *faults)))


def is_comments_file(name: str) -> bool:
    """Tell whether a file by this name holds comments."""
    return _FILE.fullmatch(name) is not None


def read_comments(workspace: Path, plan: Plan) -> tuple[CommentFile, ...]:
    """Read all files of comments in data/raw; two files of one month are refused.

    A file with `_korjattu` in its name replaces the one without it.
    """
    raw = workspace / "data" / "raw"
    paths = sorted(p for p in raw.rglob("*") if p.is_file() and is_comments_file(p.name))
    return _settled([read_comment_file(path, plan, workspace) for path in paths])


def read_comment_file(path: Path, plan: Plan, workspace: Path) -> CommentFile:
    """Read one file of comments; whatever is wrong with it is among its faults."""
    match = _FILE.fullmatch(path.name)
    if match is None:
        raise DataError(
            Told("{file}: comments lie in files like kommentit_2023-09.md.", file=path.name)
        )
    month, shown = Month.parse(match[1]), shown_path(path, workspace)
    try:
        text, encoding, _ = decode(path.read_bytes())
    except DataError:
        fault = Fault(Told("the text is neither UTF-8 nor Windows-1252. Save it as UTF-8."))
        return CommentFile(shown, sha256_of(path), month, None, (), (fault,))
    text = _plain(text)
    tokens = MarkdownIt("commonmark").parse(text)
    found, faults = read_words(text, tokens, plan)
    # Where a code stands, no other fault may quote the text.
    faults = [*_damage(text), *_identity_codes(text, tokens)] or faults
    return CommentFile(shown, sha256_of(path), month, encoding, tuple(found), in_order(faults))


def _plain(text: str) -> str:
    """Return the text with one kind of line end, composed letters and no invisible marks."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")


def _damage(text: str) -> Iterator[Fault]:
    for row, line in enumerate(text.split("\n"), start=1):
        if "\ufffd" in line or "\0" in line:
            yield Fault(_BROKEN_LETTER, row=row)


def _identity_codes(text: str, tokens: list[Token]) -> list[Fault]:
    """Tell where an identity code stands, also one written in pieces of Markdown."""
    rows = {row for row, line in enumerate(text.split("\n"), start=1) if has_identity_code(line)}
    for token in tokens:
        if token.type == "inline" and token.map and not rows and has_identity_code(words_of(token)):
            rows.add(token.map[0] + 1)
    return [Fault(_IDENTITY_CODE, row=row) for row in sorted(rows)]


def _settled(files: list[CommentFile]) -> tuple[CommentFile, ...]:
    """Let a correction replace the file it corrects; refuse what tells twice of one month."""
    kept = {file.path: file for file in files}
    for one, other in combinations(files, 2):
        if one.month != other.month:
            continue
        for old, new in ((one, other), (other, one)):
            if corrects(new.path, old.path):
                told = Told("replaced by {file}", file=PurePosixPath(new.path).name)
                kept[old.path] = kept[old.path].told(Fault(told, "warning"))
                kept[old.path] = replace(kept[old.path], replaced=True)
    for one, other in combinations(files, 2):
        pair = (kept[one.path], kept[other.path])
        if one.month == other.month and not any(file.replaced for file in pair):
            for file, rival in (pair, pair[::-1]):
                reason = Told(
                    "{file} has comments of {month} too; keep one of the files",
                    file=rival.path,
                    month=file.month,
                )
                kept[file.path] = kept[file.path].told(Fault(reason))
    return tuple(kept.values())
