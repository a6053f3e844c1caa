"""The names of a message: its subject, what a list of messages shows after it, its files."""

import re
import unicodedata
from typing import TYPE_CHECKING

from salo_plan import wording
from salo_plan.messages import say, say_count
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.publishing.ledger import Entry
from salo_plan.publishing.mail.addresses import address_hash
from salo_plan.reports.sentences import JUDGED
from salo_plan.reports.terms import term_slash, term_words
from salo_plan.wording import NO_BREAK_SPACE

if TYPE_CHECKING:
    from salo_plan.publishing.mail.issued import InternalContent, PublicContent

SUBJECT_FIGURES = 2
PREHEADER_NAMES = 3
_DECEMBER = 12


def message_name(entry: Entry, address: str) -> str:
    """Name a message: the same issue and recipient always give the same name."""
    lang = "" if entry.lang == "fi" else f"-{entry.lang}"
    told = f"{entry.month}-{entry.audience}{lang}-v{entry.version}"
    return f"{told}-{address_hash(address)}"


def attachment_name(town: str, title: str, month: str, version: int = 1) -> str:
    """Name an attached file without its ending: `salo-kuukausiseuranta-2023-09`.

    A year in the title is left out, since the month has it.
    """
    plain = unicodedata.normalize("NFKD", f"{town} {title}").encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z0-9]+", plain.lower()) if word != month[:4]]
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


def period_name(audience: Audience, month: Month) -> str:
    """Name the months that a period report judges, `Tammi–elokuu 2023`; no name for a month."""
    if audience.period == "month":
        return ""
    if month.number == _DECEMBER:
        return say("Year {year}", year=month.year)
    return f"{wording.capital(term_words(month.year_to_date()))} {month.year}"


def figures_head(audience: Audience, month: Month) -> str:
    """Head a column of figures with their months: `9/2023`, or `1–8/2023` in a period report."""
    if audience.period == "month":
        return wording.month_slash(month)
    return term_slash(month.year_to_date())


def internal_subject(content: "InternalContent", period: str, version: int) -> str:
    """Write the subject line of an audience's own report.

    A phone shows the first forty letters, so that a period report begins with its result.
    """
    met, judged = content.count("met"), content.count(*JUDGED)
    if not period:
        return _subject(content.title, result_in_brief(met, judged), version)
    result = result_in_brief(met, judged)
    if met and judged > 1:
        result = say("{met}/{all} indicators on target", met=met, all=judged)
    name = re.split(r"[,\d]", content.title)[0].strip()
    return _subject(period, f"{result} · {name}", version)


def public_figure(plan: Plan, content: "PublicContent") -> str:
    """Write the subject of the public version by the plan file's words; nothing without any.

    The first key figure that has words for it, always the same, and nothing where it is hidden.
    """
    if plan.public is None:
        return ""
    forms = {figure.indicator: figure.subject for figure in plan.public.figure if figure.subject}
    row = next((row for row in content.shown if row.id in forms), None)
    if row is None or row.verdict == "no_data":
        return ""
    month = wording.month_name(Month.parse(content.month))
    return f"{forms[row.id].format(value=row.printed)}, {month}"


def public_subject(content: "PublicContent", figure: str, version: int) -> str:
    """Write the subject line of the public version: a figure, else its title and key figures."""
    if figure:
        return _subject(figure, "", version)
    told = [
        f"{wording.inside(row.name)} {row.printed if row.verdict != 'no_data' else say('no data')}"
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
