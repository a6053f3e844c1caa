"""The one child process that reads all workbooks of a run, started anew when it dies.

Starting it takes 0.1 s and a small workbook 2 ms after that, so no file is read without it.
"""

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

from salo_plan.errors import DataError
from salo_plan.extracts.workbooks.child import Answer, too_much
from salo_plan.told import Told

MAX_SECONDS = 5.0
_START_SECONDS = 30.0
_PACKAGES = str(Path(__file__).parents[3])
_COMMAND = (sys.executable, "-P", "-m", "salo_plan.extracts.workbooks.child")


class _DiedError(Exception):
    """The child ended instead of answering."""


class ReadingProcess:
    """A child that reads workbooks by their paths; it may crash or hang without harm."""

    def __init__(self, command: Sequence[str] = _COMMAND, seconds: float = MAX_SECONDS) -> None:
        """Prepare the process; it starts at the first workbook."""
        self._command = command
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def read(self, path: Path) -> Answer:
        """Read a workbook in the child; DataError when it may not or cannot be read."""
        with self._lock:
            used = self._child is not None
            try:
                answer = self._ask(path)
            except _DiedError:
                if not used:
                    raise DataError(too_much(path)) from None
                # Earlier workbooks may have left it short of memory: a fresh one decides.
                try:
                    answer = self._ask(path)
                except _DiedError:
                    raise DataError(too_much(path)) from None
        if isinstance(answer, str):
            raise DataError(answer)
        return answer

    def close(self) -> None:
        """End the child; it goes by itself when its pipe closes."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        child.wait()

    def _ask(self, path: Path) -> Answer | str:
        child = self._child or self._start()
        answer: Answer | str = self._exchange(child, str(path.resolve()), self._seconds)
        return answer

    def _start(self) -> "subprocess.Popen[bytes]":
        paths = os.pathsep.join(filter(None, (_PACKAGES, os.environ.get("PYTHONPATH"))))
        self._child = child = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "RUST_BACKTRACE": "0"},
        )
        try:
            self._exchange(child, None, _START_SECONDS)
        except (DataError, _DiedError):
            raise DataError(
                Told(
                    "the process that reads workbooks does not start. Run 'python3 run.py setup' "
                    "again."
                )
            ) from None
        return child

    def _exchange(self, child: "subprocess.Popen[bytes]", request: Any, seconds: float) -> Any:
        """Send a request, if there is one, and wait so long for an answer."""
        assert child.stdin is not None
        assert child.stdout is not None
        late = Event()

        def stop() -> None:
            late.set()
            child.kill()

        # A timer that kills works on Windows too, where a pipe cannot be waited for.
        timer = Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                pickle.dump(request, child.stdin)
                child.stdin.flush()
            return pickle.load(child.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            if not late.is_set():
                raise _DiedError from None
            raise DataError(
                Told(
                    "reading the workbook took more than {seconds:g} seconds and was stopped. "
                    "Copy the table to a new workbook, or save it as a CSV file.",
                    seconds=seconds,
                )
            ) from None
        finally:
            timer.cancel()


_process = ReadingProcess()


def reading_process() -> ReadingProcess:
    """Return this process's own child; a forked worker gets one of its own."""
    return _process


def _forget() -> None:
    global _process
    _process = ReadingProcess()


atexit.register(lambda: _process.close())
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
