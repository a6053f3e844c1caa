"""From a finished notebook to one HTML file: the blocks its cells gave, in order, and no code."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode

from salo_plan.errors import DataError
from salo_plan.messages import say, speaking
from salo_plan.publishing.notebook import read_notebook
from salo_plan.told import Told

_TEMPLATE = Path(__file__).parent / "template"
_PLACES = ("style", "masthead", "end")
_HEADING = re.compile(r"(</?h)([1-5])(?=[\s>])")


def export_html(notebook: NotebookNode | Path, *, title: str, lang: str) -> str:
    """Turn an executed notebook into the page that is published.

    Parameters
    ----------
    notebook
        The notebook with its outputs, or the path to it. Its cells tagged `style`, `masthead` and
        `end` go to the head, before and after the main part.
    title
        The title of the page, with the report's name and month.
    lang
        The language of the page.

    Returns
    -------
    str
        The page; the same outputs give the same bytes.

    Raises
    ------
    DataError
        If a cell failed or printed something: such a notebook is not a finished report.
    """
    node = read_notebook(notebook) if isinstance(notebook, Path) else notebook
    cells = _finished_cells(node)
    page: dict[str, Any] = {place: [] for place in (*_PLACES, "main")}
    for cell in cells:
        page[_place(cell)].append(cell)
    with speaking(lang):
        page |= {"title": title, "lang": lang, "skip": say("Skip to the content")}
    html, _ = _exporter().from_notebook_node(node, resources={"page": page})
    return str(html)


def export_fragment(notebook: NotebookNode | Path, *, lang: str) -> str:
    """Turn an executed notebook into a piece of a web page, without html, head or body.

    It brings its own style, and its headings begin from h2, since the page around it has the h1.
    Raises DataError like `export_html`.
    """
    blocks = "\n".join(
        output.data["text/html"]
        for cell in _finished_cells(notebook)
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    )
    lowered = _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", blocks)
    return f'<div lang="{lang}">\n{lowered}\n</div>\n'


def _finished_cells(notebook: NotebookNode | Path) -> list[NotebookNode]:
    node = read_notebook(notebook) if isinstance(notebook, Path) else notebook
    cells = [cell for cell in node.cells if cell.cell_type == "code"]
    for cell in cells:
        _refuse_unfinished(cell)
    return cells


def _refuse_unfinished(cell: NotebookNode) -> None:
    for output in cell.outputs:
        if output.output_type == "error":
            reason = f"{output.ename}: {output.evalue}".splitlines()[0]
            raise DataError(
                Told("The notebook failed in cell '{cell}': {reason}", cell=cell.id, reason=reason)
            )
        if output.output_type == "stream":
            said = output.text.strip().splitlines() or [""]
            raise DataError(
                Told(
                    "The notebook printed to {stream} in cell '{cell}': {said}",
                    stream=output.name,
                    cell=cell.id,
                    said=said[0],
                )
            )


def _place(cell: NotebookNode) -> str:
    tags = cell.metadata.get("tags", [])
    return next((place for place in _PLACES if place in tags), "main")


@cache
def _exporter() -> TemplateExporter:
    # Not HTMLExporter, which writes every page anew and hides a missing alternative text.
    return TemplateExporter(  # type: ignore[no-untyped-call]
        template_name=_TEMPLATE.name,
        extra_template_basedirs=[str(_TEMPLATE.parent)],
        file_extension=".html",
    )
