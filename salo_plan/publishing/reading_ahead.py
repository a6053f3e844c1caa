"""Reading ahead: a forked process reads from the end what its driver reads from the beginning."""

import os
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Self

from salo_plan.plan.reading import read_plan
from salo_plan.publishing.kernel_process import end_with_parent
from salo_plan.publishing.press import Ahead
from salo_plan.reports.material import gather_from_the_end


@dataclass(frozen=True, slots=True)
class Reader:
    """A forked process that fills data/processed until it is told to stop."""

    process: ForkProcess
    _line: Connection

    @classmethod
    def start(cls, ahead: Ahead) -> Self:
        """Fork a process that reads what is ahead."""
        theirs, ours = get_context("fork").Pipe(duplex=False)
        process = get_context("fork").Process(target=_read, args=(theirs, ahead))
        process.start()
        theirs.close()
        return cls(process, ours)

    def stop(self) -> None:
        """Let it end after the file or the month that it has in hand."""
        with suppress(OSError):
            self._line.send(None)


def _read(line: Connection, ahead: Ahead) -> None:
    """Read and measure; what is wrong is told by whoever reads from the beginning."""
    end_with_parent(os.getppid())
    with suppress(Exception):
        for _ in gather_from_the_end(read_plan(ahead.plan or None), ahead.workspace):
            if line.poll():
                return
