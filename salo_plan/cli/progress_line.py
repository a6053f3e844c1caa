"""The line that shows a waiting person how far the reading is: written over, then wiped."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import click

from salo_plan.cli.telling import in_words
from salo_plan.progress import listening
from salo_plan.told import Told

# What is done sooner needs no line.
PATIENCE_SECONDS = 1.0
PAUSE_SECONDS = 0.1


class ProgressLine:
    """Shows how far a work is on one line of stderr, once it takes longer than one waits for."""

    def __init__(self) -> None:
        self._next: float | None = None
        self._width = 0

    def __call__(self, message: str, done: int, number: int) -> None:
        """Hear that so many are done of a number of things."""
        now = monotonic()
        if self._next is None:
            self._next = now + PATIENCE_SECONDS
        if done == number:
            self.wipe()
        elif now >= self._next:
            self._next = now + PAUSE_SECONDS
            self._write(in_words(Told(message, done=done, all=number)))

    def wipe(self) -> None:
        """Leave an empty line, so that what is told next stands alone."""
        if self._width:
            self._write("")
            click.echo("\r", nl=False, err=True)
            self._width = 0

    def _write(self, text: str) -> None:
        # A line that wraps cannot be written over.
        shown = text[: shutil.get_terminal_size().columns - 1]
        click.echo(f"\r{shown:<{self._width}}", nl=False, err=True)
        self._width = len(shown)


@contextmanager
def progress_shown(unwanted: bool) -> Iterator[None]:
    """Show how far the work inside the block is, if wanted, to a person at a terminal only."""
    if unwanted or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    line = ProgressLine()
    try:
        with listening(line):
            yield
    finally:
        line.wipe()
