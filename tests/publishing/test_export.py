"""The exported page holds the blocks of the notebook in their places and nothing else of it."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from salo_plan.errors import DataError
from salo_plan.publishing.export import export_html

STYLE = "<style>\n.salo p { margin: 0; }</style>"


def cell(name: str, html: str | None, tag: str | None = None, **data: str) -> Any:
    outputs = []
    if html is not None or data:
        shown = {"text/plain": "<salo_plan.reports.page.Block at 0x7f>", **data}
        if html is not None:
            shown["text/html"] = html
        outputs = [new_output("execute_result", shown, execution_count=3)]
    tags = {"tags": [tag]} if tag else {}
    return new_code_cell(
        f"page.{name}()", id=name, outputs=outputs, metadata=tags, execution_count=3
    )


def notebook(*more: Any) -> Any:
    return new_notebook(
        cells=[
            cell("parameters", None, "parameters"),
            cell("page", STYLE, "style"),
            cell("masthead", "<header>Otsikko</header>", "masthead"),
            cell("first", "<p>Ensimmäinen &amp; <b>tärkein</b></p>"),
            *more,
            cell("second", "<p>Toinen</p>"),
            cell("end", "<footer>Loppu</footer>", "end"),
        ]
    )


def export(node: Any) -> str:
    return export_html(node, title="Kuukausiseuranta <9/2023>", lang="fi")


def test_the_blocks_stand_in_their_places():
    html = export(notebook())
    soup = BeautifulSoup(html, "html.parser")
    assert html.startswith('<!doctype html>\n<html lang="fi">')
    assert soup.title.get_text() == "Kuukausiseuranta <9/2023>"
    assert soup.head.style.get_text() == "\n.salo p { margin: 0; }"
    assert [element.name for element in soup.body.find_all(recursive=False)] == [
        "a",
        "header",
        "main",
        "footer",
    ]
    assert [p.get_text() for p in soup.main.find_all("p")] == ["Ensimmäinen & tärkein", "Toinen"]


def test_the_skip_link_leads_to_the_only_main():
    soup = BeautifulSoup(export(notebook()), "html.parser")
    assert soup.a["href"] == "#sisalto"
    assert [element["id"] for element in soup.find_all("main")] == ["sisalto"]
    assert soup.a.get_text() == "Siirry sisältöön"
    english = BeautifulSoup(export_html(notebook(), title="x", lang="en"), "html.parser")
    assert (english.html["lang"], english.a.get_text()) == ("en", "Skip to the content")


def test_the_head_suits_phones_and_one_light_theme():
    head = BeautifulSoup(export(notebook()), "html.parser").head
    assert head.find("meta", charset="utf-8")
    assert head.find("meta", attrs={"name": "viewport"})["content"].startswith("width=device-width")
    assert head.find("meta", attrs={"name": "color-scheme"})["content"] == "light"


def test_a_block_is_not_rewritten():
    html = '<p>Kuva <img src="data:image/png;base64,AA==" width=3><svg><path d="M1 1"/></svg></p>'
    assert html in export(notebook(cell("picture", html)))


def test_no_code_prompt_script_or_other_output_is_shown():
    picture = cell("chart", None, None, **{"image/png": "AAAA", "text/markdown": "**x**"})
    html = export(notebook(picture, new_markdown_cell("# Muistiinpano")))
    for trace in ("page.", "In [", "Out[", "<script", "0x7f", "AAAA", "Muistiinpano", "**x**"):
        assert trace not in html


def test_a_failed_cell_is_told_by_its_id():
    failed = cell("goals", None)
    failed.outputs = [
        new_output("error", ename="ValueError", evalue="no\nmore", traceback=["Traceback"])
    ]
    with pytest.raises(DataError, match=r"^The notebook failed in cell 'goals': ValueError: no$"):
        export(notebook(failed))


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_printed_text_is_refused(stream):
    noisy = cell("goals", "<p>Tavoitteet</p>")
    noisy.outputs.append(new_output("stream", name=stream, text="warning: slow\nmore"))
    with pytest.raises(DataError, match=f"printed to {stream} in cell 'goals': warning: slow$"):
        export(notebook(noisy))


def test_a_file_gives_the_same_page_without_its_path_and_time(tmp_path: Path):
    path = tmp_path / "steering.ipynb"
    nbformat.write(notebook(), path)
    html = export_html(path, title="Kuukausiseuranta <9/2023>", lang="fi")
    assert html == export(notebook())
    assert str(tmp_path) not in html


def test_the_notebook_itself_stays_as_it_was():
    node = notebook()
    before = nbformat.writes(node)
    export(node)
    assert nbformat.writes(node) == before
