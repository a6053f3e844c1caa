"""A full disk, a closed folder, a locked ledger: the run says so plainly, and the next is clean."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salo_plan.publishing import ledger as ledgers
from salo_plan.publishing.ledger import LEDGER
from tests.workspaces import Workspace, call

from .light import made_by, town

ROWS = ("2023-01;clients;2600", "2023-02;clients;2610")
FULL = ("No space left", "disk is full", "Is the disk full?")
HEAD = "raportti;osoite;kieli\n"


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Workspace:
    """Make a town in which two of the four owed reports are issued, by light pages."""
    made_by(monkeypatch)
    made = town(tmp_path / "town", *ROWS)
    reader = f"{HEAD}ohjausryhmä;a@example.org;fi\n"
    (made.folder / "vastaanottajat.csv").write_text(reader, encoding="utf-8")
    assert run(made, "2023-02-26").exit_code == 0
    return made


def run(workspace: Workspace, day: str = "2023-03-26"):
    return call("run", "--send", "--on", day, "--workspace", workspace.folder)


def hold_that_it_was_told_plainly(result, words: str) -> None:
    assert result.exit_code == 1
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("salo-plan:")]
    assert words in line
    assert "Traceback" not in result.output


def hold_that_the_next_run_is_clean(workspace: Workspace) -> None:
    """Hold that the next run makes and sends what is missing, once, and leaves nothing over."""
    result = run(workspace)
    assert result.exit_code == 0, result.output
    outputs = workspace.folder / "outputs"
    pages = sorted(str(p.parent.relative_to(outputs)) for p in outputs.rglob("report.html"))
    months = ("2023-01", "2023-02")
    assert pages == sorted(f"{m}/{group}" for m in months for group in ("public", "steering_group"))
    assert {path.name for path in outputs.rglob(".*")} <= {".lock"}
    assert len(list((outputs / "outbox").glob("*.eml"))) == 2
    again = [json.loads(line) for line in run(workspace).stdout.splitlines()]
    assert again[0]["owed"] == 0
    assert again[-1]["sent"] == 0


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """Let the system refuse every write beyond a size, as a full disk refuses one."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_page_that_the_disk_does_not_take(workspace):
    with no_file_over(40_000):
        result = run(workspace)
    hold_that_it_was_told_plainly(result, "File too large")
    hold_that_the_next_run_is_clean(workspace)


@pytest.mark.parametrize("room", [0, 60, 200, 400])
def test_a_full_disk_at_whatever_point_of_the_run(workspace, tmp_path, room):
    """The whole town lies on a small disk of its own with so many kilobytes left."""
    disk = tmp_path / "disk"
    with small_disk(disk, kilobytes=3000) as folder:
        workspace.folder.rename(tmp_path / "moved")
        subprocess.run(["cp", "-a", f"{tmp_path / 'moved'}/.", str(folder)], check=True)
        small = Workspace(folder)
        filler = folder / "filler"
        free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
        filler.write_bytes(bytes(max(0, free - room * 1024)))
        result = run(small)
        if result.exit_code:
            assert "Traceback" not in result.output
            assert any(words in result.output for words in FULL)
        filler.unlink()
        hold_that_the_next_run_is_clean(small)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a small disk in memory; only an administrator on Linux can."""
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only an administrator can make a small disk")
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"]
    if subprocess.run(["mount", *options, str(folder)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_ledger_that_another_program_has_locked(workspace, monkeypatch, lock):
    monkeypatch.setattr(ledgers, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(workspace.folder / "outputs" / LEDGER, isolation_level=None)
    other.execute(lock)
    result = run(workspace)
    other.execute("ROLLBACK")
    other.close()
    hold_that_it_was_told_plainly(result, "the ledger (outputs/ledger.sqlite) cannot be used")
    hold_that_the_next_run_is_clean(workspace)


def test_a_folder_that_nothing_may_be_written_into(workspace):
    if sys.platform == "win32" or os.geteuid() == 0:
        pytest.skip("an administrator may write everywhere; tests/publishing/test_desk.py tries it")
    outputs = workspace.folder / "outputs"
    outputs.chmod(0o555)
    try:
        result = run(workspace)
    finally:
        outputs.chmod(0o755)
    hold_that_it_was_told_plainly(result, "Permission denied")
    hold_that_the_next_run_is_clean(workspace)
