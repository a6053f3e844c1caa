"""Watching a report's kernel from outside: a deadline for the whole report and a memory limit.

The limits of a single cell are no help against a notebook that hangs between cells, so a thread of
the driving process looks at the kernel's process and kills it when a limit is passed.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Self

import psutil

from salo_plan.plan.model import Audience
from salo_plan.publishing.kernel import PROCESS
from salo_plan.told import Told

LOOK_SECONDS = 0.25
MEGABYTE = 1_000_000
KERNELS = (PROCESS, "ipykernel")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a report may take in all, and how much memory its kernel may use."""

    seconds: float = 300
    memory_mb: int = 2000

    @classmethod
    def of(cls, audience: Audience) -> Self:
        """Return the limits that the plan file sets for an audience."""
        return cls(audience.deadline_seconds, audience.memory_mb)


@dataclass
class Watch:
    """What the watching thread has seen: why it killed the kernel, and the most memory used."""

    limits: Limits
    cause: str = ""
    peak_mb: float = 0.0
    _done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look at the kernels until told that the report is done."""
        end = monotonic() + self.limits.seconds
        while not self._done.wait(LOOK_SECONDS):
            used = sum(used_mb(kernel) for kernel in _children())
            self.peak_mb = max(self.peak_mb, used)
            self.cause = passed(self.limits, used, end)
            if self.cause:
                kill_children()
                return

    def stop(self) -> None:
        """Tell the thread that the report is done."""
        self._done.set()


@contextmanager
def watched(limits: Limits) -> Iterator[Watch]:
    """Watch the kernels that are started inside the block; none is left running after it."""
    watch = Watch(limits)
    thread = threading.Thread(target=watch.run, name="report watch", daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.stop()
        thread.join()
        kill_children()


def kill_children() -> None:
    """Kill every kernel that this process has started, with what they started."""
    for child in _children():
        kill_all(child)
    psutil.wait_procs(_children(), timeout=5)


def passed(limits: Limits, used: float, end: float) -> str:
    """Say which limit a report has passed, after the MB it uses and its deadline; else nothing."""
    if used > limits.memory_mb:
        return Told("it used more than {limit} MB of memory", limit=limits.memory_mb)
    if monotonic() > end:
        return Told("it was not ready in {limit:.0f} seconds", limit=limits.seconds)
    return ""


def stopped(notebook: str, cause: str) -> str:
    """Say that a notebook was stopped for passing a limit."""
    return Told("the notebook {notebook} was stopped: {cause}.", notebook=notebook, cause=cause)


def used_mb(process: psutil.Process) -> float:
    """Return the memory of a process and of what it has started, in MB."""
    return sum(_memory_mb(each) for each in (process, *_below(process)))


def kill_all(process: psutil.Process) -> None:
    """Kill a process with what it has started."""
    for each in [*_below(process), process]:
        _kill(each)


def _children() -> list[psutil.Process]:
    found = []
    for child in psutil.Process().children():
        try:
            if any(name in word for word in child.cmdline() for name in KERNELS):
                found.append(child)
        except psutil.Error:
            continue
    return found


def _below(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.Error:
        return


def _memory_mb(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / MEGABYTE
    except psutil.Error:
        return 0.0
