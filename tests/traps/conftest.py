"""One stock run that walks into many traps, and one real report of ours, made once for all."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from tests.publishing.drivers import write_notebook
from tests.workspaces import REPOSITORY, committed_workspace

# Each of these cells fails or stops, and none of them fails a stock run.
SILENT = (
    "print(repr(month))",
    "!false",
    "import os; os.system('false')",
    "%cd /nowhere",
    "import sys; sys.exit(0)",
    "print('later')",
)
REPORT = ("report", "public", "2022-11", "--workspace")


@dataclass(frozen=True)
class StockRun:
    """What papermill's own command made of a notebook, and what it said."""

    exit_code: int
    log: str
    notebook: NotebookNode
    folder: Path

    def outputs(self, cell: str) -> list[NotebookNode]:
        return next(item.outputs for item in self.notebook.cells if item.source == cell)


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> StockRun:
    """Run papermill's own command with a misspelt parameter, a month with _, and silent faults."""
    folder = tmp_path_factory.mktemp("stock")
    source, output = write_notebook(folder, *SILENT), folder / "out.ipynb"
    call = [sys.executable, "-m", "papermill", str(source), str(output), "--cwd", str(folder)]
    call += ["-p", "month", "2023_06", "-p", "audiense", "public", "-p", "workspace", "s3cret"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    made = nbformat.read(output, as_version=4)
    return StockRun(done.returncode, done.stderr, made, folder)


@dataclass(frozen=True)
class OurRun:
    """What `salo-plan report` made, and what it said."""

    folder: Path
    said: str
    log: str

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


def start_report(workspace: Path) -> subprocess.Popen[str]:
    """Start the real command on a workspace that has the plan's own figures."""
    call = [sys.executable, "-m", "salo_plan", *REPORT, str(committed_workspace(workspace))]
    pipe = subprocess.PIPE
    return subprocess.Popen(call, stdout=pipe, stderr=pipe, text=True, cwd=REPOSITORY)


def finished(process: subprocess.Popen[str], workspace: Path) -> OurRun:
    said, log = process.communicate(timeout=240)
    assert process.returncode == 0, log
    return OurRun(workspace / "outputs" / "2022-11" / "public", said, log)


def side_by_side(folder: Path, *names: str) -> tuple[OurRun, ...]:
    """Make the same real report in several workspaces at once."""
    running = [(start_report(folder / name), folder / name) for name in names]
    return tuple(finished(*pair) for pair in running)


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[OurRun, ...]:
    """Make one real report by the real command, twice at once."""
    return side_by_side(tmp_path_factory.mktemp("ours"), "town", "neighbour")


@pytest.fixture(scope="session")
def ours(pair: tuple[OurRun, ...]) -> OurRun:
    """Give one real report."""
    return pair[0]


def stock_page(notebook: NotebookNode) -> str:
    """Turn a notebook into a page as nbconvert does it."""
    page, _ = HTMLExporter().from_notebook_node(notebook)
    return page


def machine_words() -> set[str]:
    """What tells of this machine: its name, its folders and its users' home."""
    return {os.uname().nodename if hasattr(os, "uname") else "", str(REPOSITORY), str(Path.home())}
