"""The coordinator's comments as a report prints them, or the reason why it does not.

A comment whose figure is another one than the coordinator saw is never printed: the page says that
it awaits a check, and the analyst is told what differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from salo_plan import wording
from salo_plan.extracts.comment_text import GOAL
from salo_plan.extracts.comment_text import Comment as Written
from salo_plan.extracts.comments import CommentFile
from salo_plan.fingerprints import hash_of
from salo_plan.messages import DEFAULT_LANGUAGE, marked, say, speaking
from salo_plan.periods import Month
from salo_plan.reports.comments.age import Correction, IssuedComment
from salo_plan.reports.comments.markup import plain_text, safe_html
from salo_plan.reports.comments.stated_figures import Held, hold_against
from salo_plan.reports.report import Comment, Fact, Row
from salo_plan.reports.sections.actions import known_by
from salo_plan.told import Told

CHANGED = marked(
    "The coordinator's comment awaits a check, because a figure it speaks of has changed."
)
UNKNOWN = marked(
    "The coordinator's comment awaits a check, because it refers to a figure that this report "
    "does not have."
)


@dataclass(frozen=True)
class Background:
    """What a report's comments are held against.

    `rows` are printed in Finnish like the comments; `corrections` are those of the files behind
    each indicator's figure; `issued` are the comments of the same report as it was issued last.
    """

    rows: tuple[Row, ...]
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    issued: Mapping[str, IssuedComment] = field(default_factory=dict)


def month_comments(files: tuple[CommentFile, ...], month: Month) -> tuple[CommentFile, ...]:
    """Return the files of a month's comments; a report is made anew when one of them changes."""
    return tuple(file for file in files if file.month == month)


def commentary(files: tuple[CommentFile, ...], against: Background) -> tuple[Comment, ...]:
    """Turn a month's comments into what a report prints, in the order of the file."""
    return tuple(
        _comment(file.path, written, against) for file in files for written in file.comments
    )


def _source(written: Written) -> str:
    """Return a hash of the words and their day, which is the same in reports of all languages."""
    with speaking(DEFAULT_LANGUAGE):
        day = wording.date_text(written.written) if written.written else ""
    return hash_of(written.text, day)


def with_words(
    rows: tuple[Row, ...], comments: tuple[Comment, ...], recorded: pd.DataFrame, month: Month
) -> tuple[Row, ...]:
    """Put the coordinator's words in place of the value of each indicator assessed in words.

    Without a comment the comment that the list of activities has on the indicator stands there.
    """
    said = {comment.about: comment.withheld or plain_text(comment.html) for comment in comments}
    known = known_by(recorded, month)
    known = known[known["comment"].notna()].sort_values("updated", na_position="first")
    said = dict(zip(known["id"], known["comment"], strict=True)) | said
    return tuple(
        replace(row, printed=said[row.id], detail="")
        if row.verdict == "verbal" and said.get(row.id)
        else row
        for row in rows
    )


def _comment(path: str, written: Written, against: Background) -> Comment:
    rows = {row.id: row for row in against.rows}
    held = hold_against(written.text, rows)
    names = _spoken_of(written.about, held, against.rows)
    printed = {name: rows[name].printed for name in names if rows[name].verdict != "verbal"}
    day = wording.date_text(written.written) if written.written else ""
    source = _source(written)
    earlier = against.issued.get(written.about)
    before = earlier.figures if earlier and earlier.source == source else ()
    unproved = [name for name in printed if name not in held.proved]
    changed, doubts = _aged(
        written, [(n, c) for n in unproved for c in against.corrections.get(n, ())]
    )
    changed += _changed(before, printed)
    place = Told("{file}, row {row}, {about}", file=path, row=written.line, about=written.about)
    as_issued = Comment(written.about, "", written=day, source=source, figures=before)
    if held.troubles or changed:
        kinds = {kind for kind, _ in held.troubles}
        why = CHANGED if changed or "changed" in kinds else UNKNOWN
        reasons = Told.joined("; ", (*(reason for _, reason in held.troubles), *changed))
        return replace(
            as_issued,
            withheld=say(why),
            warning=Told(
                "{place}: the comment is not printed: {reasons}", place=place, reasons=reasons
            ),
        )
    return replace(
        as_issued,
        html=safe_html(held.text),
        figures=tuple(Fact(name, words) for name, words in printed.items()),
        warning=Told.joined(": ", [place, Told.joined("; ", doubts)]) if doubts else "",
    )


def _changed(before: tuple[Fact, ...], printed: Mapping[str, str]) -> list[str]:
    """Say which figures were other ones when the same words were last printed."""
    return [
        Told(
            "'{indicator}' was {before} in the issued report and is {now}",
            indicator=fact.term,
            before=fact.value,
            now=printed[fact.term],
        )
        for fact in before
        if printed.get(fact.term, fact.value) != fact.value
    ]


def _aged(written: Written, behind: list[tuple[str, Correction]]) -> tuple[list[str], list[str]]:
    """Say which figures were corrected after the words were written, and which may have been."""
    changed: list[str] = []
    doubts: list[str] = []
    for name, correction in behind:
        if written.written is None:
            doubts.append(_doubt(name, correction, Told("the comment has no line 'Kirjoitettu'")))
        elif correction.day is None:
            doubts.append(_doubt(name, correction, Told("toimitukset.csv does not tell when")))
        elif written.written < correction.day:
            days = [wording.date_text(day) for day in (written.written, correction.day)]
            changed.append(
                Told(
                    "written on {written}; {file} of {day} corrected '{indicator}'",
                    written=days[0],
                    file=correction.file,
                    day=days[1],
                    indicator=name,
                )
            )
    return changed, doubts


def _doubt(name: str, correction: Correction, lacking: str) -> str:
    return Told(
        "{file} corrected '{indicator}' and {lacking}: check that the comment holds",
        file=correction.file,
        indicator=name,
        lacking=lacking,
    )


def _spoken_of(about: str, held: Held, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Name the indicators that a comment speaks of; a goal's, when it mentions none, are all."""
    if not about.startswith(GOAL):
        return tuple(dict.fromkeys((about, *held.mentioned)))
    own = tuple(row.id for row in rows if f"{GOAL}{row.goal}" == about)
    return held.mentioned or own
