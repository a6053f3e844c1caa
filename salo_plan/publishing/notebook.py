"""Running a report's notebook through papermill: typed parameters in, an executed notebook out."""

import logging
import os
import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from salo_plan.errors import CallError, DataError, unknown_name
from salo_plan.publishing.kernel import report_kernel
from salo_plan.publishing.notebook_file import FAST, KERNELS, Engine, NotebookParameters
from salo_plan.publishing.watch import Limits, stopped, watched
from salo_plan.told import Told

logger = logging.getLogger(__name__)

_FAST_ENGINE = "salo-plan"
KERNEL = "python3"
USUAL_LIMITS = Limits()
_COMMAND = re.compile(
    r"^\s*(?:[\w, ]+=\s*)?[!%].*|\b(?:os\.(?:system|popen)|subprocess|get_ipython)\b", re.MULTILINE
)


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook file."""
    node: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return node


def check_parameters(notebook: NotebookNode, given: dict[str, str]) -> None:
    """Refuse unknown and missing parameters before a kernel starts.

    Papermill itself only warns about a misspelt parameter and runs with the default.
    """
    cells = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    if len(cells) != 1:
        raise CallError(Told("the notebook must have one cell tagged 'parameters'."))
    lines = [line for line in cells[0].source.splitlines() if "=" in line]
    known = {line.split("=")[0].split(":")[0].strip() for line in lines}
    for name in given:
        if name not in known:
            raise CallError(unknown_name(Told("notebook parameter"), name, known))
    for name in sorted(known - given.keys()):
        raise CallError(Told("the notebook parameter '{name}' was not given.", name=name))


def refuse_commands(notebook: NotebookNode) -> None:
    """Refuse shell commands and magics, since a failing one does not fail the run."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and (found := _COMMAND.search(cell.source)):
            raise DataError(
                Told(
                    "the notebook's cell '{cell}' runs a command, whose failure nobody would see: "
                    "{command}",
                    cell=cell.get("id", ""),
                    command=found[0].strip(),
                )
            )


def run_notebook(
    source: Path,
    output: Path,
    parameters: NotebookParameters,
    limits: Limits = USUAL_LIMITS,
    engine: Engine = KERNELS,
) -> NotebookNode:
    """Execute a report notebook into `output` and return it without machine paths and times.

    A kernel that dies by itself is started once more. Raises DataError with the cell's own message
    when a cell fails, and with the limit when the report takes too long or too much memory; of a
    notebook run in this very process (`fast`) whoever has started the process keeps the limits.
    """
    given = asdict(parameters)
    notebook = read_notebook(source)
    check_parameters(notebook, given)
    refuse_commands(notebook)
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    if engine == FAST:
        _execute(source, output, given, engine_name=_FAST_ENGINE)
    else:
        _run_in_kernel(source, output, given, limits)
    notebook = read_notebook(output)
    _scrub(notebook, parameters)
    nbformat.write(notebook, output)  # type: ignore[no-untyped-call]
    return notebook


def _run_in_kernel(source: Path, output: Path, given: dict[str, str], limits: Limits) -> None:
    """Execute a notebook in a kernel that is watched, and once more when the kernel dies."""
    for attempt in (1, 2):
        with watched(limits) as watch:
            died = _killed_kernel(source, output, given)
        if watch.cause:
            raise DataError(stopped(source.name, watch.cause))
        if not died:
            break
        died = Told(
            "{died}; it had used at most {peak:.0f} MB of memory", died=died, peak=watch.peak_mb
        )
        if attempt == 2:
            raise DataError(
                Told("the kernel of {file} died twice: {died}.", file=source.name, died=died)
            )
        logger.warning("%s: the kernel died (%s); it is started once more", source.name, died)


def _killed_kernel(source: Path, output: Path, given: dict[str, str]) -> str:
    """Execute a notebook once; what is returned says how its kernel died, if it did."""
    from nbclient.exceptions import DeadKernelError

    with report_kernel() as kernel:
        try:
            _execute(source, output, given, **kernel.settings)
        except (DeadKernelError, RuntimeError) as error:
            return kernel.death or str(error) or type(error).__name__
    return ""


def _execute(source: Path, output: Path, given: dict[str, str], **engine: Any) -> None:
    """Let papermill run a notebook; DataError with the cell's own message when a cell fails."""
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(
            source,
            output,
            parameters=given,
            kernel_name=KERNEL,
            progress_bar=False,
            cwd=source.parent,
            **engine,
        )
    except PapermillExecutionError as error:
        raise DataError(
            Told(
                "the notebook {file} failed in cell {cell_index}: {ename}: {evalue}",
                file=source.name,
                cell_index=error.cell_index,
                ename=error.ename,
                evalue=error.evalue,
            )
        ) from None


def scrub_unfinished(path: Path, parameters: NotebookParameters) -> None:
    """Take this machine and moment out of what is left of a notebook; a broken file stays."""
    # What a killed writer has left may be no notebook at all.
    with suppress(Exception):
        notebook = read_notebook(path)
        _scrub(notebook, parameters)
        nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def _scrub(notebook: NotebookNode, parameters: NotebookParameters) -> None:
    """Take out what tells of this machine and moment: paths, times, and papermill's own notes."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("language_info", None)
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "given-parameters"
            cell.source = "\n".join(
                f'{name} = "{value}"'
                for name, value in asdict(parameters).items()
                if name not in ("workspace", "plan")
            )
        cell.id = cell.get("id") or f"cell-{number}"
