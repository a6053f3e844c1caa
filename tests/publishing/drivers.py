"""Driving processes of their own, to be killed from outside, and what is left of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import nbformat
import psutil

from salo_plan.publishing.notebook_file import NotebookParameters
from tests.workspaces import REPOSITORY

FIVE = 'month = ""\naudience = ""\nworkspace = ""\nlang = ""\nplan = ""'
PARAMETERS = NotebookParameters("2023-09", "steering_group", "", "fi", "")
T = TypeVar("T")
HOLD = """
import sys, time
from pathlib import Path
from typing import TypeVar
from salo_plan.publishing.desk import publishing_desk
with publishing_desk(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
RUN = """
import sys
from pathlib import Path
from typing import TypeVar
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.notebook import run_notebook
from salo_plan.publishing.notebook_file import NotebookParameters
workspace, notebook = map(Path, sys.argv[1:])
with publishing_desk(workspace):
    print("held", flush=True)
    given = NotebookParameters("2023-09", "steering_group", "", "fi", "")
    run_notebook(notebook, workspace / "out.ipynb", given)
"""


def write_notebook(folder: Path, *cells: str, tags: tuple[str, ...] = ()) -> Path:
    """Write a notebook with the parameters cell and these cells; `tags` are the last cell's."""
    make = nbformat.v4
    first = make.new_code_cell(FIVE, id="parameters", metadata={"tags": ["parameters"]})
    others = [make.new_code_cell(text, id=f"cell-{n}") for n, text in enumerate(cells, 1)]
    if others and tags:
        others[-1].metadata["tags"] = list(tags)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    node = make.new_notebook(cells=[first, *others], metadata={"kernelspec": kernel})
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "steering_group.ipynb"
    nbformat.write(node, path)
    return path


@contextmanager
def driver(script: str, *arguments: Path) -> Iterator[subprocess.Popen]:
    """Start a process that runs a script, wait until it holds the desk; end it at the end."""
    call = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, cwd=REPOSITORY) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"held\n"
            yield process
        finally:
            process.kill()


def kernel_of(process: subprocess.Popen | None = None, seconds: float = 20) -> psutil.Process:
    """Wait for the kernel that a process (or this one) has started."""
    parent = psutil.Process(process.pid if process else os.getpid())

    def found() -> psutil.Process | None:
        kernels = (c for c in parent.children() if "kernel" in " ".join(c.cmdline()))
        return next(kernels, None)

    return within(seconds, found)


def within(seconds: float, look: Callable[[], T]) -> T:
    """Look until there is something to see, for so long at most."""
    end = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"nothing seen in {seconds} seconds"
        time.sleep(0.05)
    return seen


def gone(process: psutil.Process) -> bool:
    """Tell whether a process has ended; one that nobody has waited for counts as ended."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
