"""The body of a message: a page of its own in tables with inline styles, and the same as text.

It is made from the data of the issue, not from the web page: mail programs keep neither style
blocks nor grids, and show pictures only when asked.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from salo_plan import wording
from salo_plan.messages import say, say_count, speaking
from salo_plan.publishing.mail.issued import InternalIssue, PublicIssue
from salo_plan.publishing.mail.naming import (
    internal_preheader,
    internal_subject,
    public_preheader,
    public_subject,
)
from salo_plan.reports.quoting import marked_quotations
from salo_plan.reports.report import Table, Verdict

SIGNS: dict[Verdict, str] = {
    "met": "✓",
    "near": "△",
    "missed": "✕",
    "no_data": "–",
    "verbal": "–",
    "no_target": "–",
}
COLOURS: dict[Verdict, str] = {
    "met": "#0a5a94",
    "near": "#7a5c00",
    "missed": "#b34700",
    "no_data": "#5f6b77",
    "verbal": "#5f6b77",
    "no_target": "#5f6b77",
}
# These counts are told also when they are zero.
ALWAYS_COUNTED = ("met", "near", "missed")
COUNTS_IN_A_ROW = 3
# So many rows of corrections are told in the body; the attachment has them all.
MOST_CORRECTIONS = 20

_TEMPLATES = Path(__file__).parent / "templates"
_TAG = re.compile(r"<[a-z][^<>]*>")
_CLASS = re.compile(r' class="[^"]*"')


@dataclass(frozen=True, slots=True)
class Body:
    """The subject and the two forms of the body."""

    subject: str
    html: str
    text: str


def internal_body(issue: InternalIssue) -> Body:
    """Write the body of an audience's own report."""
    content, version = issue.content, issue.entry.version
    with speaking(content.lang):
        corrections = content.corrections if version > 1 else ()
        shown = {
            "subject": internal_subject(content, issue.period, version),
            "preheader": internal_preheader(content),
            "targets": {row.id: row.target for row in content.rows},
            "tally": [item for item in content.tally if item[2] or item[0] in ALWAYS_COUNTED],
            "unknown": content.count("no_data"),
            "corrections": [_shortened(table) for table in corrections],
            "left_out": sum(max(0, len(t.rows) - MOST_CORRECTIONS) for t in corrections),
        }
        return _body("internal", issue, shown)


def public_body(issue: PublicIssue) -> Body:
    """Write the body of the public version."""
    content, version = issue.content, issue.entry.version
    with speaking(content.lang):
        shown = {
            "subject": public_subject(content, issue.figure, version),
            "preheader": public_preheader(),
            "corrections": _public_corrections(content.about) if version > 1 else [],
        }
        return _body("public", issue, shown)


def _body(template: str, issue: InternalIssue | PublicIssue, shown: dict[str, Any]) -> Body:
    shown |= {
        "report": issue.content,
        "version": issue.entry.version,
        "figures_head": issue.figures_head,
        "files": [file.name for file in issue.files],
    }
    page = _environment().get_template(f"{template}.html.j2").render(**shown)
    text = _environment().get_template(f"{template}.txt.j2").render(**shown)
    html = marked_quotations(inlined(page), issue.content.finnish)
    return Body(shown["subject"], html, _tidy(text))


def inlined(page: str) -> str:
    """Put the style sheet into the elements, and take away the classes that named it."""
    html = _inliner().inline(page)
    return _TAG.sub(lambda tag: _CLASS.sub("", tag[0]), html)


def _shortened(table: Table) -> Table:
    return replace(table, rows=table.rows[:MOST_CORRECTIONS])


def _public_corrections(about: tuple[str, ...]) -> list[str]:
    """Find what the page tells of corrections among its notes, without the word before it."""
    word = say("Corrected: {subject}", subject="")
    return [line.removeprefix(word) for line in about if line.startswith(word)]


def _tidy(text: str) -> str:
    """Leave at most one empty line between the parts."""
    lines = "\n".join(line.rstrip(" ") for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    css = (_TEMPLATES / "mail.css").read_text(encoding="utf-8")
    return css_inline.CSSInliner(extra_css=css, load_remote_stylesheets=False)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "say": say,
        "say_count": say_count,
        "capital": wording.capital,
        "nothing": wording.NOTHING,
        "signs": SIGNS,
        "colours": COLOURS,
        "counts_in_a_row": COUNTS_IN_A_ROW,
    }
    return environment
