"""How far a long work has come, told to whoever listens; usually nobody does.

It stands on the floor of the house because what takes long is done in more than one room.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
# It hears a message with places for `{done}` and `{all}`, and these two numbers.
Listener = Callable[[str, int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def followed(items: Sequence[Item], message: str) -> Iterable[Item]:
    """Return the items as they are; a listener is told how many of them are done."""
    listener = _listener.get()
    return items if listener is None else _told(items, message, listener)


def _told(items: Sequence[Item], message: str, listener: Listener) -> Iterator[Item]:
    for done, item in enumerate(items):
        listener(message, done, len(items))
        yield item
    listener(message, len(items), len(items))


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let somebody listen to the work that is done inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
