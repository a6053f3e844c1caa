"""The entries and texts of a plan file that is being edited, and the mark on a line to look at."""

from collections.abc import Iterator
from typing import Any

from tomlkit.items import AoT, Array, InlineTable, Item, Table

MARK = "tarkista"
# A break of a series stays true, and baselines are written anew.
_STAYS = ("breaks", "baseline")


def entries(document: Any, kinds: tuple[str, ...]) -> Iterator[Any]:
    """Go through the entries of some kinds, in the goals and beside them."""
    for holder in (document, *document.get("goal", [])):
        for kind in kinds:
            yield from holder.get(kind, [])


def texts(part: Any) -> Iterator[tuple[Any, str, str]]:
    """Go through all texts: the table whose line may hold a comment, its key, and the text."""
    for key, value in part.items():
        if key in _STAYS or isinstance(value, bool):
            continue
        if isinstance(value, AoT):
            for entry in value:
                yield from texts(entry)
        elif isinstance(value, Table):
            yield from texts(value)
        else:
            yield from ((part, key, text) for text in _inner(value))


def _inner(value: Any) -> Iterator[str]:
    if isinstance(value, InlineTable):
        for own in value.values():
            yield from _inner(own)
    elif isinstance(value, Array):
        for own in value:
            yield from _inner(own)
    elif isinstance(value, str) and " " in value:
        yield str(value)


def mark(holder: Any, key: str, why: str) -> None:
    """Put the mark on a key's line; a table of its own has it at its head."""
    item: Item = holder[key]
    told = item.trivia.comment.removeprefix("# ")
    if MARK not in told:
        item.comment(f"{MARK}: {why}" + (f" ({told})" if told else ""))


def unmark(item: Item) -> None:
    """Take the mark off a line."""
    if item.trivia.comment.startswith(f"# {MARK}: "):
        item.trivia.comment = ""
        item.trivia.comment_ws = ""
