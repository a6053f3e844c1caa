"""Papermill called as a library in two processes, a fresh kernel a report, then nbconvert."""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import papermill
from nbconvert import HTMLExporter

from salo_plan.publishing.notebook_file import notebook_path

WORKERS = 2


@cache
def exporter() -> Any:
    """Give the one exporter of a process."""
    return HTMLExporter()


def make(workspace: str, report: tuple[str, str]) -> None:
    """Make one report."""
    audience, month = report
    output = Path(workspace) / "made" / f"{audience} {month}.ipynb"
    given = {"month": month, "audience": audience, "workspace": workspace}
    source = str(notebook_path(audience))
    papermill.execute_notebook(source, str(output), given, progress_bar=False)
    html, _ = exporter().from_filename(str(output))
    output.with_suffix(".html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    place, reports = sys.argv[1], json.loads(sys.argv[2])
    (Path(place) / "made").mkdir()
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        list(pool.map(partial(make, place), map(tuple, reports)))
