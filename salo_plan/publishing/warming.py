"""Warming up: what every forked child would do first is done once before it is forked."""

import gc
import tempfile
from dataclasses import asdict
from pathlib import Path

import nbformat

from salo_plan.publishing.export import export_html
from salo_plan.publishing.making import Order
from salo_plan.publishing.notebook import run_notebook
from salo_plan.publishing.notebook_file import FAST, NotebookParameters
from salo_plan.reports.material import Material
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.report import Report

_KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def warm_up() -> None:
    """Import all, run a notebook and write a page."""
    # Imported here, so that a child that is forked has it: the first chart of a kind brings it.
    import seaborn  # noqa: F401

    given = NotebookParameters("", "", "", "", "")
    lines = "\n".join(f'{name} = ""' for name in asdict(given))
    make = nbformat.v4
    cell = make.new_code_cell(lines, metadata={"tags": ["parameters"]})  # type: ignore[no-untyped-call]
    notebook = make.new_notebook(cells=[cell], metadata=_KERNEL)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(prefix="salo-plan-") as folder:
        source, output = Path(folder) / "warm.ipynb", Path(folder) / "out.ipynb"
        nbformat.write(notebook, source)  # type: ignore[no-untyped-call]
        export_html(run_notebook(source, output, given, engine=FAST), title="", lang="fi")


def show(order: Order, material: Material) -> None:
    """Show the parts of a report that leave most behind: boards, templates, measured words."""
    report = build_report(material, order.audience, order.month, order.lang)
    if isinstance(report, Report):
        page = Page(report)
        page.scoreboard()
        for name in report.section_ids:
            page.section(name)


def keep_as_it_is() -> None:
    """Leave what is in memory to be shared with the children, unmoved by the collector."""
    gc.collect()
    gc.freeze()
