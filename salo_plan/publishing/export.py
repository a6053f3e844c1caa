"""From a finished notebook to one HTML file: the blocks its cells gave, in order, and no code."""

from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode

from salo_plan.errors import DataError

_TEMPLATE = Path(__file__).parent / "template"
_PLACES = ("style", "masthead", "end")
_SKIP = {"fi": "Siirry sisältöön", "en": "Skip to the content"}


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
    node = _read(notebook) if isinstance(notebook, Path) else notebook
    cells = [cell for cell in node.cells if cell.cell_type == "code"]
    for cell in cells:
        _refuse_unfinished(cell)
    page: dict[str, Any] = {place: [] for place in (*_PLACES, "main")}
    for cell in cells:
        page[_place(cell)].append(cell)
    page |= {"title": title, "lang": lang, "skip": _SKIP[lang]}
    html, _ = _exporter().from_notebook_node(node, resources={"page": page})
    return str(html)


def _read(path: Path) -> NotebookNode:
    node: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return node


def _refuse_unfinished(cell: NotebookNode) -> None:
    for output in cell.outputs:
        if output.output_type == "error":
            reason = f"{output.ename}: {output.evalue}".splitlines()[0]
            raise DataError(f"The notebook failed in cell '{cell.id}': {reason}")
        if output.output_type == "stream":
            said = output.text.strip().splitlines() or [""]
            raise DataError(f"The notebook printed to {output.name} in cell '{cell.id}': {said[0]}")


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
