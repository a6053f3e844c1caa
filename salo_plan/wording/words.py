"""The fixed words of verdicts and changes, and how words stand in a sentence."""

from collections.abc import Sequence

from salo_plan.messages import marked, say

_VERDICT_WORDS = {
    "met": marked("Target met"),
    "near": marked("Near target"),
    "missed": marked("Target missed"),
    "no_data": marked("No data"),
    "no_target": marked("No target"),
    "verbal": marked("Assessed in words"),
}
_CHANGE_WORDS = {
    "improved": marked("improved"),
    "worsened": marked("worsened"),
    "unchanged": marked("unchanged"),
    "rose": marked("rose"),
    "fell": marked("fell"),
    "unknown": marked("no data"),
}


def capital(text: str) -> str:
    """Begin a sentence with a capital letter; the rest stays as it is (`TYPin`, `NPS`)."""
    return text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """Write a name as inside a sentence; an abbreviation keeps its capitals (`TE-Digi`)."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def closed(text: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation."""
    return f"{text.rstrip('.')}."


def listing(words: Sequence[str]) -> str:
    """Join words as in running text: `a, b ja c`."""
    *most, last = words or ("",)
    return say("{most} and {last}", most=", ".join(most), last=last) if most else last


def verdict_word(code: str) -> str:
    """Say a verdict in the fixed words of the status cells: `met` is `Tavoite saavutettu`."""
    return say(_VERDICT_WORDS[code])


def change_word(code: str) -> str:
    """Say a change in one word: `improved` is `parani`."""
    return say(_CHANGE_WORDS[code])
