"""The press: a process beside this one that has everything imported and forks a child a report.

It starts while this process still reads what was received. It lives on Linux and macOS; Windows
cannot fork and runs kernels one after another.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Self

from salo_plan.errors import SaloPlanError
from salo_plan.told import Told

# Imported by nobody who only starts a press: this process imports them while the press does.
if TYPE_CHECKING:
    from salo_plan.publishing.issue import Job, Made
    from salo_plan.publishing.making import Make
    from salo_plan.publishing.workers import Failed
    from salo_plan.reports.issued import Coming
    from salo_plan.reports.material import Material

PROCESS = "salo_plan.publishing.press_process"
CAN_FORK = hasattr(os, "fork")
_MOST_DEATHS = 3
_END_SECONDS = 5


class PressError(SaloPlanError):
    """The press has died again and again."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may be read before the material comes: a workspace, under a plan file."""

    workspace: Path
    plan: str


class Press:
    """Makes reports in forked children, `places` at once."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._deaths = 0
        self._under_way: dict[str, Job] = {}
        self._set: tuple[Make, Material, bool] | None = None
        self._process, self._line = _started()

    def read_ahead(self, workspace: Path, plan: str) -> None:
        """Let a child read from the end what this process reads from the beginning."""
        self._send(Ahead(workspace, plan))

    def set_up(self, make: "Make", material: "Material", *, early: bool = False) -> Self:
        """Give the press the way in which reports are made and what they are made of.

        It may be given another while nothing is under way. `early` lets it tell a report's data
        before the page is made; not where a notebook reads in a process of its own what is issued.
        """
        self._set, self._deaths = (make, material, early), 0
        self._send(self._set)
        return self

    def start(self, job: "Job") -> None:
        """Let a child make the job."""
        self._under_way[job.private] = job
        self._send(job)

    def next_done(self) -> "tuple[Job, Made | Failed | Coming]":
        """Wait for what a child tells; a press that dies is started again with its jobs.

        Raises OSError when a child could not write.
        """
        while True:
            try:
                name, outcome, done = self._line.recv()
            except (EOFError, OSError):
                self._start_again()
                continue
            if isinstance(outcome, OSError):
                raise outcome
            return (self._under_way.pop(name) if done else self._under_way[name]), outcome

    def close(self) -> None:
        """End the press and what it still makes."""
        self._line.close()
        if self._set is None:
            # It may still be importing and hears nothing; there is nothing that it could lose.
            self._process.kill()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _send(self, message: object) -> None:
        try:
            self._line.send(message)
        except OSError:
            # It has died; whoever waits for a job next starts it again, with this job.
            return

    def _start_again(self) -> None:
        self.close()
        if self._process.returncode > 0:
            raise PressError(
                Told(
                    "the process that makes the reports ended with exit code {returncode}; what "
                    "it said stands above. Reports that were ready are issued. Set the program up "
                    "again (python3 run.py setup), or tell its makers.",
                    returncode=self._process.returncode,
                )
            )
        self._deaths += 1
        if self._deaths == _MOST_DEATHS:
            raise PressError(
                Told(
                    "the process that makes the reports was killed again and again, as the system "
                    "does when memory runs out. Reports that were ready are issued. Close other "
                    "programs, or use --workers 1, and run again."
                )
            )
        self._process, self._line = _started()
        self._send(self._set)
        for job in self._under_way.values():
            self._send(job)


@contextmanager
def open_press(places: int) -> Iterator[Press]:
    """Start a press and end it after the block."""
    press = Press(places)
    try:
        yield press
    finally:
        press.close()


def _started() -> tuple[subprocess.Popen[bytes], Connection]:
    ours, theirs = socket.socketpair()
    with theirs:
        call = [sys.executable, "-m", PROCESS, str(theirs.fileno()), str(os.getpid())]
        process = subprocess.Popen(call, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    return process, Connection(ours.detach())
