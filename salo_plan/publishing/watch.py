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
            kernels = _children()
            used = sum(_memory_mb(p) for k in kernels for p in (k, *_below(k)))
            self.peak_mb = max(self.peak_mb, used)
            if used > self.limits.memory_mb:
                self.cause = f"it used more than {self.limits.memory_mb} MB of memory"
            elif monotonic() > end:
                self.cause = f"it was not ready in {self.limits.seconds:.0f} seconds"
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
        for process in [*_below(child), child]:
            _kill(process)
    psutil.wait_procs(_children(), timeout=5)


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
