"""The names of a message: its subject, what a list of messages shows after it, its files."""

import re
import unicodedata
from typing import TYPE_CHECKING

from salo_plan import wording
from salo_plan.messages import say, say_count
from salo_plan.publishing.ledger import Entry
from salo_plan.publishing.mail.addresses import address_hash
from salo_plan.reports.sentences import JUDGED
from salo_plan.wording import NO_BREAK_SPACE

if TYPE_CHECKING:
    from salo_plan.publishing.mail.issued import InternalContent, PublicContent

SUBJECT_FIGURES = 2
PREHEADER_NAMES = 3


def message_name(entry: Entry, address: str) -> str:
    """Name a message: the same issue and recipient always give the same name."""
    lang = "" if entry.lang == "fi" else f"-{entry.lang}"
    told = f"{entry.month}-{entry.audience}{lang}-v{entry.version}"
    return f"{told}-{address_hash(address)}"


def attachment_name(town: str, title: str, month: str, version: int = 1) -> str:
    """Name an attached file without its ending: `salo-kuukausiseuranta-2023-09`."""
    plain = unicodedata.normalize("NFKD", f"{town} {title}").encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join([*words, month, *([f"v{version}"] if version > 1 else [])])


def result_in_brief(met: int, judged: int) -> str:
    """Tell how many indicators meet their targets, as it stands in a subject line.

    The whole is in the elative, whose ending follows the spoken numeral: `24:stä`, `26:sta`.
    """
    if not judged:
        return say("no indicator could be compared with its target")
    if judged == 1:
        if met:
            return say("the only indicator judged is on target")
        return say("the only indicator judged is not on target")
    if not met:
        return say("none of the {all} indicators is on target", all=judged)
    return say_count(
        "{count} indicator of {all} is on target",
        "{count} indicators of {all} are on target",
        met,
        all=wording.out_of(judged),
    )


def internal_subject(content: "InternalContent", version: int) -> str:
    """Write the subject line of an audience's own report."""
    result = result_in_brief(content.count("met"), content.count(*JUDGED))
    return _subject(content.title, result, version)


def public_subject(content: "PublicContent", version: int) -> str:
    """Write the subject line of the public version: its first key figures, always the same."""
    told = [
        f"{_inside(row.name)} {row.printed if row.verdict != 'no_data' else say('no data')}"
        for row in content.shown[:SUBJECT_FIGURES]
    ]
    return _subject(content.title, ", ".join(told), version)


def internal_preheader(content: "InternalContent") -> str:
    """Write what a list of messages shows after the subject, without repeating it."""
    names = [item.name for item in content.attention]
    if not names:
        return say("Nothing needs to be taken up now.")
    more = say("and others") if len(names) > PREHEADER_NAMES else ""
    listed = "; ".join([*names[:PREHEADER_NAMES], *([more] if more else [])])
    return say("To be taken up: {names}.", names=listed)


def public_preheader() -> str:
    """Write what a list of messages shows after the subject of the public version."""
    return say("The goals in brief, and the whole page as an attachment.")


def _subject(title: str, result: str, version: int) -> str:
    subject = f"{title}: {result}" if result else title
    if version > 1:
        subject = say("Corrected: {subject}", subject=subject)
    # A no-break space would split the encoded header in the middle of a figure.
    return subject.replace(NO_BREAK_SPACE, " ")


def _inside(name: str) -> str:
    """Write a name as inside a sentence; an abbreviation keeps its capitals."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
