"""Every text of a report that a reader meets, wherever in its parts it stands."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

# The listing and the sources are for programs; `finnish` repeats what is quoted.
_NOT_READ = ("indicators", "sources", "finnish")


def texts_of(part: object) -> Iterator[str]:
    """Go through the texts of a report or of a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts_of(item)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in _NOT_READ:
                yield from texts_of(getattr(part, field.name))
