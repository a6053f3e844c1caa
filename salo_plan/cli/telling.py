"""How the commands speak: answers, remarks, warnings and errors, in what language and colour.

They speak the language that --lang gives, else that of the computer; what they read and make in
between knows nothing of it. The words alone carry the meaning; a colour repeats it at a terminal.
With --quiet only answers and errors are left.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Literal

import click

from salo_plan.errors import SaloPlanError
from salo_plan.told import Told

Tone = Literal["error", "warning", "good"]
_COLOURS: dict[Tone, str] = {"error": "red", "warning": "yellow", "good": "green"}
_ASKED_FOR = "salo_plan.cli.language"
_FEW = 5
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


def speak(language: str) -> None:
    """Let the call that is being read be answered in a language."""
    click.get_current_context().meta[_ASKED_FOR] = language


def spoken_here() -> str:
    """Return the language that the call asks for, or else that of the user's computer."""
    from salo_plan.messages import usual_language

    context = click.get_current_context(silent=True)
    asked: str = context.meta.get(_ASKED_FOR, "") if context else ""
    return asked or usual_language()


def in_words(text: str) -> str:
    """Say what was told in the language of the call; any other text stays as it is."""
    if not isinstance(text, Told):
        return text
    from salo_plan.messages import retold, speaking

    with speaking(spoken_here()):
        return retold(text)


def toned(words: str, tone: Tone) -> str:
    """Colour words by what they say; click takes the colour away where no terminal shows it."""
    return click.style(in_words(words), fg=_COLOURS[tone])


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


def answer(line: str) -> None:
    """Say on stdout what was asked for."""
    click.echo(in_words(line))


def remark(line: str) -> None:
    """Say on stdout what was done."""
    if not is_quiet():
        answer(line)


def warn(warnings: Iterable[str]) -> None:
    """Say on stderr what to know; nothing has failed."""
    if is_quiet():
        return
    for warning in warnings:
        word = toned(Told("warning"), "warning")
        click.echo(f"salo-plan: {word}: {in_words(warning)}", err=True)


@contextmanager
def warning_last(warnings: Iterable[str], about: str = "") -> Iterator[None]:
    """Say on stderr what to know when the command has said all else, or why it has failed.

    Of many warnings only the first are told, those that are `about` something before the others,
    and none that the failure itself tells.
    """
    left = [*dict.fromkeys(warnings)]
    left.sort(key=lambda warning: about not in warning)
    try:
        yield
    except SaloPlanError as error:
        left = [warning for warning in left if warning not in str(error)]
        raise
    finally:
        told = left if len(left) <= _FEW + 1 else [*left[:_FEW], _more(len(left) - _FEW)]
        if not is_quiet():
            click.get_current_context().find_root().call_on_close(partial(warn, told))


def _more(count: int) -> Told:
    return Told("{count} more warnings; `salo-plan measure` tells them all.", count=count)


def fail(reason: str) -> None:
    """Say on stderr what went wrong, also when it is to be quiet."""
    click.echo(f"{toned('salo-plan', 'error')}: {in_words(reason)}", err=True)
