"""Bring the catalogues up to date with the messages in the code: `python docs/messages.py`.

Translations are kept; a message that no longer stands in the code is taken out, and a new one is
listed until it is translated. The same goes for what the packaged plan says in our own words, whose
catalogue lies beside (plan.po). A test holds the catalogues against the code and the plan.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from salo_plan.messages import DOMAIN, LOCALES, PLAN_DOMAIN, catalogue
from salo_plan.plan.areas import Arrangement
from salo_plan.plan.reading import read_plan
from salo_plan.reports.plan_words import our_words

PACKAGE = Path(__file__).parents[1] / "salo_plan"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "say": None,
    "say_count": (1, 2),
    "marked": None,
    "Told": None,
    "followed": (2,),
}
_PAGES = ("**/templates/**.j2", "**/template/**.j2")
METHODS = [("**.py", "python"), *((pages, "jinja2.ext:babel_extract") for pages in _PAGES)]
OPTIONS = {pages: {"trim_blocks": "true", "lstrip_blocks": "true"} for pages in _PAGES}


def messages_in_code() -> Catalog:
    """Collect every message of the package, without the places where it stands."""
    found = Catalog(project=DOMAIN, charset="utf-8")
    for _, _, message, comments, context in extract_from_dir(
        PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=["Translators:"]
    ):
        found.add(message, auto_comments=comments, context=context)
    return found


def words_of_plan() -> Catalog:
    """Collect what the packaged plan says in our own words, and what a plan says by itself."""
    found = Catalog(project=PLAN_DOMAIN, charset="utf-8")
    for text in (*our_words(read_plan(None)), *our_words(Arrangement())):
        found.add(text)
    return found


SOURCES = {DOMAIN: messages_in_code, PLAN_DOMAIN: words_of_plan}


def up_to_date(language: str, domain: str = DOMAIN) -> tuple[bytes, list[str]]:
    """Return a language's catalogue as it should be, and the messages that lack a translation."""
    with catalogue(language, domain).open("rb") as file:
        entries = read_po(file, locale=language)
    kept = Catalog(locale=language, project=domain, charset="utf-8", header_comment="")
    for message in SOURCES[domain]():
        if not message.id:
            continue
        known = entries.get(message.id, message.context)
        kept.add(
            message.id,
            known.string if known and not known.fuzzy else "",
            auto_comments=message.auto_comments,
            context=message.context,
        )
    text = BytesIO()
    write_po(text, kept, width=100, sort_output=True, omit_header=True)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {kept.plural_forms}\\n"\n\n'
    )
    lacking = [str(m.id) for m in kept if m.id and not _translated(m.string)]
    return header.encode() + text.getvalue(), lacking


def _translated(text: str | tuple[str, ...]) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


def main() -> int:
    """Write the catalogues anew; 1 while a message lacks its translation."""
    missing = 0
    for place in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        language, domain = place.parents[1].name, place.stem
        text, lacking = up_to_date(language, domain)
        place.write_bytes(text)
        for message in lacking:
            print(f"{language}: not translated: {message}")
        missing += len(lacking)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
