"""Kernels die, hang and start at once: each ends in a known way (rows 11 to 14)."""

import logging
import multiprocessing
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import papermill
import psutil
import pytest
from nbclient.exceptions import DeadKernelError

from salo_plan.errors import DataError
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.notebook import run_notebook
from salo_plan.publishing.watch import Limits
from tests.publishing.drivers import PARAMETERS, write_notebook

KILLED = "import os; os.kill(os.getpid(), 9)"
SLEEPING = "import time; time.sleep(600)"
STARTS_AT_ONCE, STARTS = 12, 48

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and local sockets")


def run(folder: Path, *cells: str, limits: Limits | None = None):
    source = write_notebook(folder, *cells)
    return run_notebook(source, folder / "out.ipynb", PARAMETERS, limits or Limits())


def kernels() -> list[psutil.Process]:
    return [c for c in psutil.Process().children(recursive=True) if "kernel" in str(c.cmdline())]


def test_a_kernel_that_uses_too_much_memory_is_stopped_and_memory_is_named(tmp_path):
    """11 (papermill#478, #476, PR #485): A kernel is killed for its memory, the message does not
    say so, and processes are left over."""
    hog = "import time; held = bytearray(700_000_000); time.sleep(600)"
    with pytest.raises(DataError, match="used more than 400 MB of memory"):
        run(tmp_path, hog, limits=Limits(seconds=120, memory_mb=400))
    assert kernels() == []


def test_a_kernel_killed_from_outside_is_named_with_its_memory_after_one_retry(tmp_path, caplog):
    """11 (papermill#478, #476, PR #485): A kernel is killed for its memory, the message does not
    say so, and processes are left over."""
    with caplog.at_level(logging.WARNING), pytest.raises(DataError) as raised:
        run(tmp_path, KILLED)
    for told in (str(raised.value), caplog.text):
        assert "killed by SIGKILL, as the system does when memory runs out" in told
        assert "MB of memory" in told
    assert "died twice" in str(raised.value)
    assert kernels() == []


def test_a_kernel_that_dies_once_is_started_once_more(tmp_path):
    """11 (papermill#478, #476, PR #485): A kernel is killed for its memory, the message does not
    say so, and processes are left over."""
    died = repr(str(tmp_path / "died"))
    once = f"import os\nif not os.path.exists({died}):\n    open({died}, 'w').close()\n    {KILLED}"
    made = run(tmp_path, once, "6 * 7")
    assert made.cells[-1].outputs[0].data["text/plain"] == "42"


@pytest.mark.slow
def test_stock_papermill_does_not_say_why_a_kernel_died(tmp_path):
    """11 (papermill#478, #476, PR #485): A kernel is killed for its memory, the message does not
    say so, and processes are left over."""
    source = write_notebook(tmp_path, KILLED)
    with pytest.raises(DeadKernelError) as raised:
        papermill.execute_notebook(source, tmp_path / "out.ipynb", progress_bar=False)
    assert "memory" not in str(raised.value)
    assert "SIGKILL" not in str(raised.value)


def test_a_failing_cell_is_not_tried_again(tmp_path):
    """11 (papermill#478, #476, PR #485): A kernel is killed for its memory, the message does not
    say so, and processes are left over."""
    tries = tmp_path / "tries"
    with pytest.raises(DataError, match="failed in cell 2: ValueError: no"):
        run(tmp_path, f"open({str(tries)!r}, 'a').write('x')\nraise ValueError('no')")
    assert tries.read_text() == "x"


def test_a_kernel_is_spoken_to_without_ports(tmp_path, capfd):
    """12 (papermill#511; ipython/ipython#12372; jupyter_client#487; g-adopt/g-adopt#147): Ports
    are chosen before the kernel takes them, so that parallel starts fail now and then."""
    look = (
        "import json, sys, psutil\n"
        "told = json.load(open(sys.argv[sys.argv.index('-f') + 1]))\n"
        "mine = psutil.Process().net_connections('unix')\n"
        "(told['transport'], told['shell_port'] < 100, len({c.laddr for c in mine} - {''}))"
    )
    made = run(tmp_path, look)
    assert made.cells[-1].outputs[0].data["text/plain"] == "('ipc', True, 5)"
    assert "TCP" not in capfd.readouterr().err


def test_a_long_home_folder_does_not_make_the_sockets_path_too_long(tmp_path, monkeypatch):
    """12 (papermill#511; ipython/ipython#12372; jupyter_client#487; g-adopt/g-adopt#147): Ports
    are chosen before the kernel takes them, so that parallel starts fail now and then."""
    deep = tmp_path / ("etunimi.sukunimi@" * 4) / "runtime"
    deep.mkdir(parents=True)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(deep))
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    assert run(tmp_path, "6 * 7").cells[-1].outputs[0].data["text/plain"] == "42"


def _start(folder: Path) -> str:
    return run(folder, "6 * 7").cells[-1].outputs[0].data["text/plain"]


@pytest.mark.slow
def test_dozens_of_kernels_start_at_once_without_a_failure(tmp_path):
    """12 (papermill#511; ipython/ipython#12372; jupyter_client#487; g-adopt/g-adopt#147): Ports
    are chosen before the kernel takes them, so that parallel starts fail now and then."""
    folders = [tmp_path / str(number) for number in range(STARTS)]
    with multiprocessing.get_context("spawn").Pool(STARTS_AT_ONCE) as pool:
        assert pool.map(_start, folders, chunksize=1) == ["42"] * STARTS


def test_every_report_has_a_deadline_and_the_plan_file_sets_it():
    """13 (nbclient#212; nbconvert#1784; papermill#419): There is no limit for a whole notebook, so
    that a hung run hangs for ever."""
    audiences = read_plan().audience
    for audience in audiences:
        limits = Limits.of(audience)
        assert 0 < limits.seconds <= 3600
        assert 0 < limits.memory_mb <= 16_000
    shorter = audiences[0].model_copy(update={"deadline_seconds": 7})
    assert Limits.of(shorter).seconds == 7


def test_a_sleeping_notebook_is_stopped_at_the_deadline(tmp_path):
    """13 (nbclient#212; nbconvert#1784; papermill#419): There is no limit for a whole notebook, so
    that a hung run hangs for ever."""
    with pytest.raises(DataError, match="was not ready in 2 seconds"):
        run(tmp_path, "1", SLEEPING, limits=Limits(seconds=2))
    assert kernels() == []


@pytest.mark.slow
def test_many_short_cells_do_not_outlive_the_deadline_of_the_whole(tmp_path):
    """13 (nbclient#212; nbconvert#1784; papermill#419): There is no limit for a whole notebook, so
    that a hung run hangs for ever."""
    cells = ["import time; time.sleep(1)"] * 30
    with pytest.raises(DataError, match="was not ready in 2 seconds"):
        run(tmp_path, *cells, limits=Limits(seconds=2))


@pytest.mark.slow
def test_a_sleeping_notebook_keeps_stock_papermill_for_ever(tmp_path):
    """13 (nbclient#212; nbconvert#1784; papermill#419): There is no limit for a whole notebook, so
    that a hung run hangs for ever."""
    source = write_notebook(tmp_path, SLEEPING)
    call = [sys.executable, "-m", "papermill", str(source), str(tmp_path / "out.ipynb")]
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(call, timeout=15, check=False, capture_output=True)


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("import os; os.kill(os.getpid(), 19)", id="stopped"),
        pytest.param(
            "import re; re.match('(a+)+$', 'a' * 60 + 'b')", id="deaf", marks=pytest.mark.slow
        ),
    ],
)
def test_the_deadline_needs_no_answer_from_the_kernel(tmp_path, cell):
    """14 (jupyter_client#938): The limit of a cell silently stopped working with another kernel
    manager after an upgrade."""
    with pytest.raises(DataError, match="was not ready in 2 seconds"):
        run(tmp_path, cell, limits=replace(Limits(), seconds=2))
    assert kernels() == []
