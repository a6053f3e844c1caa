"""How reports are made, as the commands that make them are told: the engine and who makes them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salo_plan.cli.completion import one_of
from salo_plan.errors import CallError
from salo_plan.told import Told

if TYPE_CHECKING:
    from salo_plan.publishing.cluster import Cluster
    from salo_plan.publishing.notebook_file import Engine
    from salo_plan.publishing.press import Press
    from salo_plan.publishing.workers import Hire, Workers
    from salo_plan.reports.material import Material


@dataclass(frozen=True, slots=True)
class Making:
    """How reports are to be made: by which engine, and by how many workers or on which cluster."""

    engine: str = ""
    workers: int = 0
    scheduler: str = ""


def making_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command that makes reports; it gets them as `making`."""

    @wraps(command)
    def told(engine: str, workers: int, scheduler: str, **others: Any) -> None:
        command(making=Making(engine, workers, scheduler), **others)

    for option in (
        click.option(
            "--engine",
            default="",
            **one_of("fast", "kernel"),
            help="How pages are made: fast, side by side (not on Windows), or kernel, as in "
            "JupyterLab; fast by default, where it can be.",
        ),
        click.option(
            "--workers",
            default=0,
            metavar="N",
            help="How many reports are made at once, for example 2; by default one a processor.",
        ),
        click.option(
            "--scheduler",
            default="",
            metavar="ADDRESS",
            help="Make them on other computers, by the address of their Dask scheduler, for "
            "example tcp://10.0.0.5:8786 (docs/scaling.md).",
        ),
    ):
        told = option(told)
    return told


@contextmanager
def hiring(making: Making, workspace: Path, plan: str) -> "Iterator[Hire | None]":
    """Start those who make the reports; None where one process makes them one after another.

    The press starts at once, so that it imports while this process does, and reads from the end
    what this process reads from the beginning. The workers of a cluster read before that.
    """
    from salo_plan.errors import unknown_name
    from salo_plan.publishing.notebook_file import ENGINES, FAST
    from salo_plan.publishing.press import CAN_FORK, open_press

    chosen = making.engine or FAST
    if chosen not in ENGINES:
        raise CallError(unknown_name(Told("engine"), making.engine, ENGINES))
    if making.workers < 0:
        raise CallError(
            Told("--workers is {workers}; it must be 1 or more.", workers=making.workers)
        )
    if making.scheduler and making.workers:
        raise CallError(
            Told("--workers is for this machine; with --scheduler its workers are used.")
        )
    if not CAN_FORK and making.engine == FAST:
        raise CallError(Told("this system cannot fork processes; use --engine kernel."))
    if making.scheduler:
        from salo_plan.plan.reading import read_plan
        from salo_plan.publishing.cluster import open_cluster

        with open_cluster(making.scheduler) as cluster:
            cluster.read_ahead(workspace, read_plan(plan or None).municipalities)
            yield partial(_set_up_cluster, cluster, chosen)
    elif not CAN_FORK:
        yield None
    else:
        with open_press(making.workers or processors()) as press:
            press.read_ahead(workspace, plan)
            yield partial(_set_up_press, press, chosen)


def _set_up_press(press: "Press", engine: "Engine", material: "Material") -> "Workers":
    from salo_plan.publishing.making import make_files
    from salo_plan.publishing.notebook_file import FAST

    # A kernel reads what is issued by itself, so nothing may be told before it is.
    return press.set_up(partial(make_files, engine=engine), material, early=engine == FAST)


def _set_up_cluster(cluster: "Cluster", engine: "Engine", material: "Material") -> "Workers":
    from salo_plan.publishing.making import make_files

    return cluster.set_up(partial(make_files, engine=engine), material)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
