"""Holding a workspace's outputs against what was issued: one report, whole, with all its versions.

Children that issue are forked from a server process, so that one can be killed every few
milliseconds.
"""

import multiprocessing
import os
import shutil
import signal
import statistics
import sys
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from salo_plan.publishing import desk, issue, ledger, making, placing
from salo_plan.publishing.ledger import LEDGER, open_ledger
from salo_plan.publishing.manifest import read_manifest

from . import made_up

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    ["pytest", "tests.publishing.bench", "tests.publishing.simulation.warmth"]
)
WATCHED = {module.__file__ for module in (desk, issue, ledger, making, placing, shutil)}
Files = dict[str, bytes]


def files(folder: Path) -> Files:
    """Read the report's own files, without what lies in inner folders."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class Bench:
    """A workspace in which one report is issued again and again."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder
        self.folder = folder / "outputs" / made_up.PLACE
        self.editions: dict[int, Files] = {}
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def version(self) -> int:
        """The version in its place; 0 before the first issue."""
        return (read_manifest(self.folder) or {"version": 0})["version"]

    def start(self) -> None:
        """Start again after a kill and look whether all is in order."""
        made_up.start(self.workspace)
        self.look()

    @property
    def is_half_moved(self) -> bool:
        """Whether a killed run has left an intent."""
        if not (self.workspace / "outputs" / LEDGER).is_file():
            return False
        with open_ledger(self.workspace / "outputs") as rows:
            return bool(rows.intents())

    def issue(self, number: int) -> None:
        """Issue the version with this number, if it was not, and look."""
        made_up.issue(self.workspace, number)
        assert self.version == number
        self.look()

    def look(self) -> None:
        """Hold that there is exactly one report, that nothing is lost, doubled or left over."""
        version, outputs = self.version, self.workspace / "outputs"
        left = [path for path in outputs.rglob(".*") if path.name not in (".lock",)]
        assert not left, left
        assert {path.name for path in outputs.iterdir()} <= {"2023-09", "ledger.sqlite", ".lock"}
        with open_ledger(outputs) as rows:
            assert [entry.version for entry in rows.issued()] == list(range(1, version + 1))
            assert not rows.intents()
        if not version:
            assert not self.folder.exists()
            return
        assert [path.name for path in self.folder.parent.iterdir()] == [self.folder.name]
        inner = {path.name for path in self.folder.iterdir() if path.is_dir()}
        assert inner == {f"v{number}" for number in range(1, version)}
        now = files(self.folder)
        assert now == made_up.pages(version) | {"manifest.json": now["manifest.json"]}
        self.editions.setdefault(version, now)
        for number in range(1, version):
            old = self.folder / f"v{number}"
            assert files(old) == self.editions[number], number
            assert not [path for path in old.iterdir() if path.is_dir()]


def _tell_and_issue(workspace: Path, number: int, begun: Connection) -> None:
    begun.send_bytes(b"begun")
    made_up.issue(workspace, number)


def _begun(workspace: Path, number: int) -> tuple[ForkServerProcess, float]:
    """Start a child that issues; returned when it has begun, with that moment."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=_tell_and_issue, args=(workspace, number, theirs))
    child.start()
    theirs.close()
    ours.recv_bytes()
    ours.close()
    return child, time.monotonic()


def kill_after(seconds: float, workspace: Path, number: int) -> bool:
    """Issue in a child and kill it so long after it has begun; False when it was ready before."""
    child, _ = _begun(workspace, number)
    time.sleep(seconds)
    child.kill()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0


def time_of_issue(workspace: Path) -> float:
    """Measure how long a child takes to issue, so that kills fall inside it."""
    times = []
    for number in range(1, 8):
        child, begun = _begun(workspace, number)
        child.join()
        times.append(time.monotonic() - begun)
    return statistics.median(times)


def _issue_and_die(workspace: Path, number: int, line: int) -> None:
    left = line

    def count(frame, event, _):
        nonlocal left
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return count

    sys.settrace(count)
    made_up.issue(workspace, number)
    sys.settrace(None)


def kill_at_line(line: int, workspace: Path, number: int) -> bool:
    """Issue in a child that kills itself before its so manieth line; False when it got through."""
    child = CONTEXT.Process(target=_issue_and_die, args=(workspace, number, line))
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0
