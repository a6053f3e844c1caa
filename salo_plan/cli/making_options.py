"""How reports are made, as the commands that make them are told: the engine and the workers."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from salo_plan.errors import CallError

if TYPE_CHECKING:
    from salo_plan.publishing.notebook import Engine
    from salo_plan.publishing.press import Press
    from salo_plan.publishing.workers import Hire
    from salo_plan.reports.material import Material

FAST: "Engine" = "fast"
ENGINES: "tuple[Engine, ...]" = (FAST, "kernel")


def making_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command that makes reports."""
    for option in (
        click.option(
            "--engine",
            default="",
            metavar="fast|kernel",
            help="Run notebooks in forked processes (fast; not on Windows) or in kernels.",
        ),
        click.option(
            "--workers",
            default=0,
            metavar="N",
            help="Reports made at once; by default as many as there are processors.",
        ),
    ):
        command = option(command)
    return command


@contextmanager
def hiring(engine: str, workers: int) -> "Iterator[Hire | None]":
    """Start those who make the reports; None where one process makes them one after another.

    The press starts at once, so that it imports while this process reads what was received.
    """
    from salo_plan.errors import unknown_name
    from salo_plan.publishing.press import CAN_FORK, open_press

    chosen = engine or FAST
    if chosen not in ENGINES:
        raise CallError(unknown_name("engine", engine, ENGINES))
    if workers < 0:
        raise CallError(f"--workers is {workers}; it must be 1 or more.")
    if not CAN_FORK:
        if engine == FAST:
            raise CallError("this system cannot fork processes; use --engine kernel.")
        yield None
        return
    with open_press(workers or processors()) as press:
        yield partial(_set_up, press, chosen)


def _set_up(press: "Press", engine: "Engine", material: "Material") -> "Press":
    from salo_plan.publishing.making import make_files

    return press.set_up(partial(make_files, engine=engine), material)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
