"""Papermill's engine `salo-plan`: a notebook's cells run in an IPython shell of this very process.

Papermill still puts the parameters in, saves after every cell and turns a failed cell into its
error; only the kernel's start, its sockets and its end are gone. What a cell shows is kept in the
same form as a kernel's. Not here: widgets, `input()`, and what programs print past Python.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import TextIOBase
from pathlib import Path
from typing import Any

from ipykernel.jsonutil import json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from nbformat import NotebookNode, v4
from papermill.engines import Engine, NotebookExecutionManager

_DRAWN_IN_CELLS = "module://matplotlib_inline.backend_inline"


class Outputs:
    """The outputs of the cell that runs, in the order in which they came."""

    def __init__(self) -> None:
        self.cell: list[NotebookNode] = []
        self._displayed: dict[str, list[NotebookNode]] = {}
        self._clear_first = False

    def begin(self, cell: NotebookNode) -> None:
        """Take the outputs of a cell from here on."""
        cell.outputs = self.cell = []
        self._clear_first = False

    def add(self, kind: str, **content: Any) -> NotebookNode:
        """Add an output; text that goes on where the last one ended is joined to it."""
        if self._clear_first:
            self.clear(wait=False)
        last = self.cell[-1] if self.cell else None
        if kind == "stream" and last and last.get("name") == content["name"]:
            last.text += content["text"]
            return last
        # Joined in place, so the list is given to nobody else.
        self.cell.append(v4.new_output(kind, **content))
        return self.cell[-1]

    def clear(self, wait: bool) -> None:
        """Drop the cell's outputs now, or when the next one comes."""
        self._clear_first = wait
        if not wait:
            self.cell.clear()

    def display(
        self, data: dict[str, Any], metadata: dict[str, Any], name: str, update: bool
    ) -> None:
        """Add what a cell displays; a display of the same name is replaced by its update."""
        content = {"data": json_clean(data), "metadata": json_clean(metadata)}
        if update:
            for shown in self._displayed.get(name, ()):
                shown.update(content)
            return
        shown = self.add("display_data", **content)
        if name:
            self._displayed.setdefault(name, []).append(shown)


class _Stream(TextIOBase):
    """Standard output or error of the cells."""

    encoding = "utf-8"

    def __init__(self, outputs: Outputs, name: str) -> None:
        self._outputs, self._name = outputs, name

    def write(self, text: str) -> int:
        if text:
            self._outputs.add("stream", name=self._name, text=text)
        return len(text)


class _Displays(DisplayPublisher):
    """What a cell displays by `display(...)`."""

    shell: "ReportShell"

    def publish(  # type: ignore[override]
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        name = (transient or {}).get("display_id", "")
        self.shell.outputs.display(data, metadata or {}, name, update)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear(wait)


class _Results(DisplayHook):
    """The value of a cell's last line."""

    shell: "ReportShell"

    def write_output_prompt(self) -> None:
        """Leave out the prompt: the number stands in the output."""

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        self.shell.outputs.add(
            "execute_result",
            data=json_clean(format_dict),
            metadata=json_clean(md_dict or {}),
            execution_count=self.prompt_count,
        )

    def finish_displayhook(self) -> None:
        """Leave out the line break after a value."""


class ReportShell(InteractiveShell):
    """An IPython shell whose outputs go into the notebook."""

    def __init__(self, **given: Any) -> None:
        self.outputs = Outputs()
        super().__init__(**given)

    def _showtraceback(self, etype: type, evalue: Any, stb: list[str]) -> None:
        self.outputs.add("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))

    def enable_gui(self, gui: Any = None) -> None:
        """Leave windows alone: figures go into the notebook."""

    def run_notebook_cell(self, cell: NotebookNode) -> ExecutionResult:
        """Run a cell and leave its outputs and its number in it."""
        self.outputs.begin(cell)
        streams = (_Stream(self.outputs, "stdout"), _Stream(self.outputs, "stderr"))
        with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            result: ExecutionResult = self.run_cell(cell.source, store_history=True)
        cell.execution_count = self.execution_count - 1
        return result


class ShellEngine(Engine):  # type: ignore[misc]
    """The engine that papermill knows as `salo-plan`."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **_: Any
    ) -> None:
        """Run the cells one after another; a cell that fails is the last."""
        with _shell() as shell:
            for index, cell in enumerate(nb_man.nb.cells):
                # Not by `cell_start`, which saves: that was just done after the last cell.
                cell.metadata.papermill |= {
                    "start_time": nb_man.now().isoformat(),
                    "status": nb_man.RUNNING,
                    "exception": False,
                }
                try:
                    if cell.cell_type != "code" or not cell.source.strip():
                        continue
                    result = shell.run_notebook_cell(cell)
                    if not result.success and "raises-exception" not in cell.metadata.get(
                        "tags", []
                    ):
                        nb_man.cell_exception(cell, cell_index=index)
                        break
                finally:
                    nb_man.cell_complete(cell, cell_index=index)


@contextmanager
def _shell() -> Iterator[ReportShell]:
    """Give a shell as new as a kernel's, and leave this process as it was before."""
    folder, environment, path = Path.cwd(), dict(os.environ), list(sys.path)
    os.environ["MPLBACKEND"] = _DRAWN_IN_CELLS
    HistoryManager.enabled = False  # type: ignore[assignment]
    ReportShell.clear_instance()
    shell = ReportShell.instance(displayhook_class=_Results, display_pub_class=_Displays)
    if "matplotlib" in sys.modules:
        _draw_in(shell)
    sys.path.insert(0, "")
    try:
        yield shell
    finally:
        ReportShell.clear_instance()
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.path[:] = path


def _draw_in(shell: ReportShell) -> None:
    """Let figures go into the cells of this shell, whatever was drawn on in this process before."""
    from IPython.core.pylabtools import select_figure_formats
    from matplotlib_inline.config import InlineBackend

    shell.enable_matplotlib("inline")
    # The step above chooses the formats for the first shell of a process alone.
    chosen = InlineBackend.instance()
    select_figure_formats(shell, chosen.figure_formats, **chosen.print_figure_kwargs)
