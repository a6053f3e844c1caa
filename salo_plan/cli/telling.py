"""How the commands speak beside their answers: remarks, warnings and errors, and in what colour.

The words alone carry the meaning; a colour repeats it at a terminal. With --quiet only answers and
errors are left.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

import click

Tone = Literal["error", "warning", "good"]
_COLOURS: dict[Tone, str] = {"error": "red", "warning": "yellow", "good": "green"}
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


def toned(words: str, tone: Tone) -> str:
    """Colour words by what they say; click takes the colour away where no terminal shows it."""
    return click.style(words, fg=_COLOURS[tone])


def colours_wanted() -> bool | None:
    """Return False where the user's settings forbid colours, else None: let the terminal decide."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def is_quiet() -> bool:
    """Tell whether only answers and errors are wanted."""
    return _quiet.get()


@contextmanager
def speaking_only_if_asked(quiet: bool) -> Iterator[None]:
    """Leave out remarks and warnings inside the block, if it is to be quiet."""
    token = _quiet.set(quiet)
    try:
        yield
    finally:
        _quiet.reset(token)


def remark(line: str) -> None:
    """Say on stdout what was done."""
    if not is_quiet():
        click.echo(line)


def warn(warnings: Iterable[str]) -> None:
    """Say on stderr what to know; nothing has failed."""
    if is_quiet():
        return
    for warning in warnings:
        click.echo(f"salo-plan: {toned('warning', 'warning')}: {warning}", err=True)


def fail(reason: str) -> None:
    """Say on stderr what went wrong, also when it is to be quiet."""
    click.echo(f"{toned('salo-plan', 'error')}: {reason}", err=True)
