"""What must never be kept or shown: identity codes, names and contact details of people."""

import re

from salo_plan.extracts.values import Cell, text_value

IDENTITY_CODE = re.compile(
    r"(?<![0-9A-Z])[0-9]{6}[-–\u2212+A-FU-Y][0-9]{3}[0-9A-Y](?![0-9A-Z])", re.IGNORECASE
)
_NAME_HEADERS = re.compile(
    r"(etu|suku|koko)?nimi|(asiakkaan|henkilön) ?nimi|nimet|henkilö|asiakas|"
    r"hetu|henkilö-?tunnus|sotu|puhelin.*|sähköposti.*|(koti|katu)?osoite|s-?posti",
    re.IGNORECASE,
)
_LIKE_A_NAME = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäöé-]+,? [A-ZÅÄÖ][A-Za-zÅÄÖåäöé-]+")
_LIKE_AN_ID = re.compile(r"[A-ZÅÄÖ]+[-_]?[0-9]{3,}", re.IGNORECASE)


def has_identity_code(cell: Cell) -> bool:
    """Tell whether a cell holds something in the form of an identity code (henkilötunnus)."""
    return isinstance(cell, str) and IDENTITY_CODE.search(cell) is not None


def is_personal_header(header: str) -> bool:
    """Tell whether a column's header names people or their contact details."""
    return _NAME_HEADERS.fullmatch(header.strip()) is not None


def may_name_a_person(text: str) -> bool:
    """Tell whether a text holds an identity code or two words written like a name."""
    return has_identity_code(text) or _LIKE_A_NAME.search(text) is not None


def is_of_a_person(text: str) -> bool:
    """Tell whether a text has an identity code or an id: letters, then three figures or more."""
    return has_identity_code(text) or _LIKE_AN_ID.search(text) is not None


def shown_name(name: str, place: int) -> str:
    """Return a column's or sheet's name as a message may show it, or its place from the left."""
    return f"({place})" if shown_value(name, private=False) is None else name


def shown_value(cell: Cell, private: bool) -> str | None:
    """Return a cell as a message may show it: None when it is or may be about a person."""
    text = text_value(cell)
    if private or may_name_a_person(text) or is_of_a_person(text):
        return None
    return text if len(text) <= 40 else f"{text[:37]}..."
