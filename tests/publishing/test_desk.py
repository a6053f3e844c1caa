"""The desk: one run at a time, and plain words when the disk or the ledger does not work."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from salo_plan.publishing import issue as issuing
from salo_plan.publishing import ledger as ledgers
from salo_plan.publishing.desk import LOCK, DeskTakenError, publishing_desk
from salo_plan.publishing.disk import DiskError
from salo_plan.publishing.ledger import LEDGER, Ledger
from tests.workspaces import REPOSITORY, call

from . import made_up
from .bench import Bench
from .drivers import HOLD, RUN, driver, gone, kernel_of, within, write_notebook

BEFORE_ALL = ("run", "--on", "2023-01-01", "--workspace")
# A search that never lets go of the interpreter, so that no thread of the kernel can run.
ENDLESS_SEARCH = "import re; re.match('(a+)+$', 'a' * 60 + 'b')"
full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "report.html")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path / "town")
    bench.issue(1)
    return bench


def salo_plan(*arguments: object, before: tuple[str, ...] = (), **more):
    words = [*before, sys.executable, "-m", "salo_plan", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, cwd=REPOSITORY, **more)


def test_a_second_run_says_that_another_is_going_and_is_no_failure(workspace):
    with driver(HOLD, workspace):
        second = call(*BEFORE_ALL, workspace)
        assert second.exit_code == 0
        assert "another run is going" in second.stderr
        assert second.stdout == ""


def test_the_lock_ends_with_a_killed_driver(workspace):
    with driver(HOLD, workspace) as first:
        with pytest.raises(DeskTakenError), publishing_desk(workspace):
            pass
        first.kill()
        first.wait()
        with publishing_desk(workspace):
            pass
    assert call(*BEFORE_ALL, workspace).exit_code == 0


@pytest.mark.parametrize("cell", ["import time; time.sleep(60)", ENDLESS_SEARCH])
def test_a_kernel_has_no_lock_and_ends_with_its_killed_driver(tmp_path, workspace, cell):
    begun = tmp_path / "begun"
    notebook = write_notebook(tmp_path, f"open({str(begun)!r}, 'w').close()", cell)
    with driver(RUN, workspace, notebook) as first:
        kernel = kernel_of(first)
        within(20, begun.exists)
        if sys.platform == "linux":
            links = Path(f"/proc/{kernel.pid}/fd").iterdir()
            held = {str(link.readlink()) for link in links}
            assert not [name for name in held if name.endswith((LOCK, LEDGER))]
        first.kill()
        first.wait()
        with publishing_desk(workspace):
            pass
        within(3, lambda: gone(kernel))


def fail(error: Exception):
    def failing(*_, **__):
        raise error

    return failing


@pytest.mark.parametrize(
    ("owner", "name", "error", "told"),
    [
        (issuing, "write_manifest", full, "No space left on device: report.html"),
        (issuing, "keep_earlier", full, "No space left on device"),
        (issuing.tempfile, "mkdtemp", full, "No space left on device"),
        (Ledger, "begin", sqlite3.OperationalError("database or disk is full"), "ledger.sqlite"),
        (Ledger, "finish", sqlite3.OperationalError("disk I/O error"), "disk I/O error"),
        (Path, "rename", OSError(errno.EACCES, "Permission denied", "a", None, "b"), "a, b"),
    ],
    ids=["manifest", "copies", "folder", "intent", "placed", "rename"],
)
def test_a_full_or_closed_disk_is_told_plainly_and_the_next_run_is_clean(
    bench, monkeypatch, owner, name, error, told
):
    bench.issue(2)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fail(error))
        with pytest.raises(DiskError, match=told) as raised:
            made_up.issue(bench.workspace, 3)
    assert raised.value.exit_code == 1
    bench.start()
    bench.issue(3)


def test_a_disk_that_is_full_while_pages_are_written_leaves_the_last_good_report(bench):
    def write_and_fail(order, report, private, limits):
        made_up.write_pages(order, report, private, limits)
        raise full

    with pytest.raises(DiskError, match="No space left"):
        made_up.issue(bench.workspace, 2, write_and_fail)
    bench.look()
    assert bench.version == 1
    bench.issue(2)


def test_a_locked_ledger_is_told_plainly_and_the_next_run_is_clean(bench, monkeypatch):
    monkeypatch.setattr(ledgers, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(bench.workspace / "outputs" / LEDGER, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DiskError, match="database is locked"):
        made_up.issue(bench.workspace, 2)
    other.execute("ROLLBACK")
    other.close()
    bench.start()
    bench.issue(2)


def test_a_ledger_that_is_no_database_is_told_plainly(workspace):
    ledger = workspace / "outputs" / LEDGER
    ledger.write_bytes(b"no database at all" * 100)
    for command in (BEFORE_ALL, ("due", "--on", "2023-03-01", "--workspace")):
        result = call(*command, workspace)
        assert result.exit_code == 1
        assert LEDGER in result.stderr
    ledger.unlink()
    assert call(*BEFORE_ALL, workspace).exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_page_that_the_disk_does_not_take_is_one_plain_message_and_nothing_is_left(workspace):
    assert call("measure", "--workspace", workspace).exit_code == 0

    def no_large_files() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (45_000, 45_000))

    report = ("report", "public", "2022-11", "--workspace", workspace)
    result = salo_plan(*report, preexec_fn=no_large_files)
    assert result.returncode == 1
    assert "File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert not [path for path in (workspace / "outputs").glob("*") if path.is_dir()]
    assert call(*BEFORE_ALL, workspace).exit_code == 0


def without_leave_to_write() -> tuple[str, ...]:
    """Let a command run as one who may not write everywhere, also when the tests are root's."""
    if sys.platform == "win32" or (os.geteuid() == 0 and not shutil.which("setpriv")):
        pytest.skip("needs setpriv, since an administrator may write everywhere")
    return ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()


def test_outputs_without_leave_to_write_are_told_plainly(workspace):
    person = without_leave_to_write()
    outputs = workspace / "outputs"
    outputs.chmod(0o555)
    try:
        result = salo_plan(*BEFORE_ALL, workspace, before=person)
        assert result.returncode == 1
        assert "Permission denied" in result.stderr
        assert "Traceback" not in result.stderr
    finally:
        outputs.chmod(0o755)
    assert not list(outputs.iterdir())
    assert salo_plan(*BEFORE_ALL, workspace, before=person).returncode == 0


def test_a_run_that_is_interrupted_leaves_no_private_folder(bench):
    def interrupted(order, report, private, limits):
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        made_up.issue(bench.workspace, 2, interrupted)
    bench.look()
    bench.issue(2)
