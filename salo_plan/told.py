"""What is told to whoever calls: English text that remembers how it was made.

Such a text may be kept in the store, pickled or raised, and be said in another language afterwards
(`messages.retold`). Wherever nobody asks for another language it is the English text itself.
"""

from collections.abc import Iterable
from typing import Any, Self

Value = str | int | float


class Told(str):
    """An English message with its `{names}` filled in; a value may have been told itself."""

    message: str
    values: dict[str, Value]

    def __new__(cls, message: str, /, **values: object) -> Self:
        """Fill the message in; a value that is no text or number is taken as its text."""
        plain = {
            name: value if isinstance(value, Value) else str(value)
            for name, value in values.items()
        }
        told = super().__new__(cls, message.format(**plain) if plain else message)
        told.message = message
        told.values = plain
        return told

    @classmethod
    def joined(cls, mark: str, parts: Iterable[str]) -> Self:
        """Put texts one after another with a mark between them."""
        named = {f"part{number}": part for number, part in enumerate(parts)}
        return cls(mark.join(f"{{{name}}}" for name in named), **named)

    def __str__(self) -> str:
        """Stay as it is, so that it comes out of an error (`str(error)`) as it was raised."""
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Value]]:
        """Let a pickle make it anew from the message and its values."""
        return (self.message,), self.values


def as_kept(text: str) -> Any:
    """Return a text in a JSON-ready shape that keeps how it was told."""
    if not isinstance(text, Told):
        return text
    values = {n: as_kept(v) if isinstance(v, str) else v for n, v in text.values.items()}
    return [text.message, values]


def from_kept(kept: Any) -> Any:
    """Return the text that `as_kept` was given."""
    if not isinstance(kept, list):
        return kept
    message, values = kept
    return Told(message, **{name: from_kept(value) for name, value in values.items()})
