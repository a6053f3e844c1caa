"""What readers are told, through gettext: English in the code, Finnish in the catalogue.

`say` is called where a sentence is made; the language is that of the report being made, which
`speaking` sets. The catalogues are plain `.po` files under locale/, read as they are, so that a
translator's edit needs no build step. `python docs/messages.py` brings them up to date.

What is told of received files and by the commands is English text that knows its message
(`told.Told`), and `retold` says it in the language of whoever asks.

What a plan file says in our own words is Finnish there, so it goes the other way: `planned` finds
its English in the plan's own table [english], or in `locale/en/LC_MESSAGES/plan.po`.
"""

import locale
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol

from salo_plan.errors import CallError, unknown_name
from salo_plan.told import Told, Value

DOMAIN = "salo_plan"
PLAN_DOMAIN = "plan"
LOCALES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
DEFAULT_LANGUAGE = "fi"
# `fi_FI.UTF-8`, and `Finnish_Finland` of Windows; not `fil_PH`.
_FINNISH = re.compile(r"fi(?![a-z])|finnish", re.IGNORECASE)

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def catalogue(language: str, domain: str = DOMAIN) -> Path:
    """Return the place of a language's catalogue."""
    return LOCALES / language / "LC_MESSAGES" / f"{domain}.po"


def say(message: str, /, **values: object) -> str:
    """Say a message in the language being spoken, its `{names}` filled in."""
    return _filled(_translations(_language.get()).gettext(message), values)


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Say the message that fits a count; `{count}` is the number as it is."""
    text = _translations(_language.get()).ngettext(one, many, count)
    return _filled(text, {"count": count, **values})


def marked(message: str) -> str:
    """Mark a message that stands in a table and is said later (`say(marked_message)`)."""
    return message


def retold(text: str) -> str:
    """Say what was told in the language being spoken; any other text stays as it is.

    The words of a library have no Finnish: a translation leaves them out with `{error:.0}`.
    """
    if not isinstance(text, Told) or not text:
        return text
    return say(text.message, **{name: _spoken(value) for name, value in text.values.items()})


def retold_data(data: Any) -> Any:
    """Say again all texts of JSON-ready data that were told."""
    if isinstance(data, dict):
        return {name: retold_data(value) for name, value in data.items()}
    if isinstance(data, list):
        return [retold_data(item) for item in data]
    return retold(data) if isinstance(data, str) else data


def usual_language() -> str:
    """Return Finnish where the user's computer speaks it, English anywhere else."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), None)
    if name is None and sys.platform == "win32":
        name = locale.getlocale()[0]
    return "fi" if _FINNISH.match(name or "") else SOURCE_LANGUAGE


def planned(text: str, english: Mapping[str, str] = MappingProxyType({})) -> str:
    """Say a text of a plan file in the language being spoken; as it is where it has no other.

    The plan's own `english` goes before the catalogue of the packaged plan.
    """
    language = _language.get()
    own = english if language == SOURCE_LANGUAGE else {}
    return own.get(text) or _of_plans(language).get(text, text)


def spoken() -> str:
    """Return the language being spoken."""
    return _language.get()


def is_finnish() -> bool:
    """Tell whether Finnish is being spoken, whose words are inflected."""
    return spoken() == DEFAULT_LANGUAGE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside the block; CallError when there is no catalogue for it."""
    if language != SOURCE_LANGUAGE and not catalogue(language).is_file():
        known = {SOURCE_LANGUAGE, *(path.name for path in LOCALES.iterdir() if path.is_dir())}
        raise CallError(unknown_name(Told("language"), language, known))
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


class _Figure(float):
    """A number that is written with the decimal mark of the language being spoken."""

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(".", get_decimal_symbol(spoken()))


def _spoken(value: Value) -> Value:
    if isinstance(value, str):
        return retold(value)
    return _Figure(value) if isinstance(value, float) else value


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


@cache
def _translations(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with catalogue(language).open("rb") as file:
        entries = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, entries)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _of_plans(language: str) -> Mapping[str, str]:
    place = catalogue(language, PLAN_DOMAIN)
    if not place.is_file():
        return {}
    with place.open("rb") as file:
        entries = read_po(file, locale=language)
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}
