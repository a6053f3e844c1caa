"""What the press does: it warms up, receives the material, and forks a child for each job.

A child has the material in its memory as it is forked, so nothing is read again; what it sets or
breaks ends with it. The press itself reads no data, since threads of a reader would not live on in
a child, and it keeps each child's limits.
"""

import gc
import math
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from time import monotonic

import psutil

from salo_plan.errors import DataError
from salo_plan.publishing.issue import Job, Made, make_report
from salo_plan.publishing.kernel import death
from salo_plan.publishing.kernel_process import end_with_parent
from salo_plan.publishing.making import Make
from salo_plan.publishing.notebook_file import notebook_path
from salo_plan.publishing.press import Ahead
from salo_plan.publishing.reading_ahead import Reader
from salo_plan.publishing.warming import keep_as_it_is, show, warm_up
from salo_plan.publishing.watch import LOOK_SECONDS, kill_all, passed, stopped, used_mb
from salo_plan.publishing.workers import Failed
from salo_plan.reports.issued import Coming
from salo_plan.reports.material import Material
from salo_plan.reports.opening import find_audience
from salo_plan.told import Told

# A disk that does not take a file is no fault of a report: it ends the run.
Outcome = Made | Failed | OSError
_ATTEMPTS = 2


@dataclass
class Child:
    """A forked process that makes one report, and what is known of it."""

    job: Job
    process: ForkProcess
    line: Connection
    end: float
    attempt: int
    peak_mb: float = 0.0

    @property
    def notebook(self) -> str:
        """The file name of the notebook that it runs."""
        return notebook_path(self.job.order.audience).name

    def kill(self) -> None:
        """Kill it with what it has started."""
        with suppress(psutil.NoSuchProcess):
            kill_all(psutil.Process(self.process.pid))
        self.process.join()
        self.line.close()


class PressRoom:
    """Starts children and tells of each how it ended."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._set: tuple[Make, Material, bool] | None = None
        self._children: list[Child] = []
        self._reader: Reader | None = None
        self._seen: set[str] = set()
        self._has_shown = False

    def work(self) -> None:
        """Take what reports are made of, then jobs, until the other end of the line is closed."""
        while True:
            lines = [self._line, *(child.line for child in self._children)]
            heard = wait(lines, LOOK_SECONDS if self._children else None)
            if self._line in heard:
                try:
                    self._take(self._line.recv())
                except (EOFError, OSError):
                    break
            for child in list(self._children):
                self._look_at(child, child.line in heard)
        self._let_read(None)
        for child in self._children:
            child.kill()

    def _take(self, message: Job | Ahead | tuple[Make, Material, bool]) -> None:
        if isinstance(message, Job):
            self._show_first(message)
            self._begin(message)
        elif isinstance(message, Ahead):
            # Where the material has come already there is nothing left to read.
            self._let_read(None if self._line.poll() else message)
        else:
            self._let_read(None)
            self._set = message
            gc.freeze()

    def _let_read(self, ahead: Ahead | None) -> None:
        """Let a child read what is ahead; whoever read before stops after the file it has."""
        if self._reader:
            self._reader.stop()
        self._reader = Reader.start(ahead) if ahead else None

    def _show_first(self, job: Job) -> None:
        """Show a report once in this process when an audience is seen to get several.

        Whatever is made once and then kept, such as the boards of charts, each child then has.
        """
        assert self._set
        audience, (_, material, _) = job.order.audience, self._set
        again = audience in self._seen
        self._seen.add(audience)
        if not again or self._has_shown or find_audience(material.plan, audience).public:
            # The public version is short and leaves little behind.
            return
        self._has_shown = True
        # A report that takes too long here ends the press; the next one begins with what was left.
        signal.alarm(math.ceil(job.limits.seconds))
        # What is wrong with it is told by the child that makes it.
        with suppress(Exception):
            show(job.order, material)
        signal.alarm(0)
        keep_as_it_is()

    def _begin(self, job: Job, attempt: int = 1) -> None:
        assert self._set
        ours, theirs = get_context("fork").Pipe(duplex=False)
        arguments = (theirs, job, *self._set)
        process = get_context("fork").Process(target=_in_child, args=arguments)
        process.start()
        theirs.close()
        self._children.append(Child(job, process, ours, monotonic() + job.limits.seconds, attempt))

    def _look_at(self, child: Child, heard: bool) -> None:
        if heard:
            try:
                told: Outcome | Coming | None = child.line.recv()
            except EOFError:
                told = None
            if isinstance(told, Coming):
                self._line.send((child.job.private, told, False))
            else:
                self._end(child, told)
            return
        used = _used_mb(child)
        child.peak_mb = max(child.peak_mb, used)
        if cause := passed(child.job.limits, used, child.end):
            self._end(child, Failed(stopped(child.notebook, cause)))

    def _end(self, child: Child, outcome: Outcome | None) -> None:
        """Take a child away; one that died by itself is started once more."""
        child.kill()
        self._children.remove(child)
        if outcome is None and child.attempt < _ATTEMPTS:
            self._begin(child.job, child.attempt + 1)
            return
        self._line.send((child.job.private, outcome or _died(child), True))


def _used_mb(child: Child) -> float:
    try:
        return used_mb(psutil.Process(child.process.pid))
    except psutil.Error:
        return 0.0


def _died(child: Child) -> Failed:
    return Failed(
        Told(
            "the process that ran {notebook} died twice: {death}; it had used at most "
            "{peak_mb:.0f} MB of memory.",
            notebook=child.notebook,
            death=death(child.process.exitcode or 0),
            peak_mb=child.peak_mb,
        )
    )


def _in_child(line: Connection, job: Job, make: Make, material: Material, early: bool) -> None:
    """Make a report in a forked child and send what came of it."""
    end_with_parent(os.getppid())
    # Nothing that a cell's program prints gets into the answers of the command.
    os.dup2(2, 1)
    try:
        outcome: Outcome = make_report(job, material, make, line.send if early else None)
    except DataError as error:
        outcome = Failed(str(error))
    except OSError as error:
        outcome = error
    except Exception as error:
        outcome = Failed(
            Told("it could not be made: {kind}: {error}", kind=type(error).__name__, error=error)
        )
    line.send(outcome)


def main(line: Connection, parent: int) -> None:
    """Work as the press for the process at the other end of the line."""
    end_with_parent(parent)
    # An interrupt at the terminal goes to all; the process that gives the jobs ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    keep_as_it_is()
    gc.enable()
    PressRoom(line).work()
    # Nothing is left to tidy up, and whoever started this waits for its end.
    os._exit(0)
