"""A page is one light file that tells nothing of the machine (rows 17, 18, 24 and 25)."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from salo_plan.publishing.checks import ALT_LENGTH, BUDGET_KB
from salo_plan.publishing.export import export_html
from tests.publishing.test_checks import planted

from .conftest import OurRun, StockRun, machine_words, stock_page

POINT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
)
CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def references(page: str) -> list[str]:
    found = BeautifulSoup(page, "html.parser").select("[src], [href], [data], [poster]")
    values = [tag.get(name) for tag in found for name in ("src", "href", "data", "poster")]
    return [value for value in values if value and not value.startswith(("data:image/", "#"))]


@pytest.mark.parametrize("picture", ["report_files/chart.png", "https://example.org/chart.png"])
def test_a_picture_that_lies_elsewhere_is_refused(ours: OurRun, picture):
    """17 (quarto-cli#1877; jupyter/nbconvert#328): A page mailed to colleagues loses its pictures,
    which lie in a side folder."""
    stock = stock_page(new_notebook(cells=[new_markdown_cell(f"![]({picture})")]))
    assert picture in references(stock)
    alt = "Salon työttömät kuukausittain, 2 134 henkilöä"
    assert any("refers outside" in r for r in planted(f'<img src="{picture}" alt="{alt}">'))
    assert references(ours.text("report.html")) == []
    assert references(ours.text("fragment.html")) == []


def test_an_empty_notebook_is_a_small_page_that_fetches_nothing(ours: OurRun):
    """18 (jupyter/nbconvert#754, #1770, #752; ipython/ipython#10734): An empty notebook becomes a
    page of 277 kB with scripts from a public server."""
    empty = new_notebook()
    stock, page = stock_page(empty), export_html(empty, title="Tyhjä", lang="fi")
    assert len(stock) > 250_000
    assert re.search(r"<script[^>]+src=\"https://", stock)
    assert len(page) < 10_000
    for text in (page, ours.text("report.html")):
        assert "<script" not in text
        assert not re.search(r"(?:src|href)=[\"']?https?:", text)
    assert len(ours.text("report.html").encode()) < 1000 * BUDGET_KB["public"]


def test_a_page_over_its_budget_is_refused():
    """18 (jupyter/nbconvert#754, #1770, #752; ipython/ipython#10734): An empty notebook becomes a
    page of 277 kB with scripts from a public server."""
    assert any("the limit for" in reason for reason in planted("a" * 700_000))
    assert any("<script>" in reason for reason in planted("<script>1</script>"))


def test_nothing_of_the_machine_is_published(stock: StockRun, ours: OurRun):
    """24 (papermill#706, #271, #416, PR #817): Secrets given as parameters and the machine's full
    paths stay in the published notebook."""
    kept = json.dumps(stock.notebook)
    assert "s3cret" in kept
    assert str(stock.folder) in kept
    words = {word for word in machine_words() if len(word) > 3} | {str(ours.folder.parents[2])}
    for path in ours.folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [word for word in words if word in text], path.name
        if path.name != "manifest.json":
            assert not CLOCK.search(text), path.name
    notebook = json.loads(ours.text("report.ipynb"))
    assert set(notebook["metadata"]) == {"kernelspec"}
    assert not [c for c in notebook["cells"] if {"papermill", "execution"} & set(c["metadata"])]
    manifest = json.loads(ours.text("manifest.json"))
    assert not [item for item in manifest["inputs"] if item["path"].startswith(("/", "\\"))]


def test_a_page_that_shows_a_folder_of_the_machine_is_refused():
    """24 (papermill#706, #271, #416, PR #817): Secrets given as parameters and the machine's full
    paths stay in the published notebook."""
    for path in ("/home/koordinaattori/data/raw/x.csv", r"C:\Users\koordinaattori\x.csv"):
        assert any("path of a folder" in reason for reason in planted(f"<p>Tiedot: {path}</p>"))


def test_every_picture_is_told_in_words_from_its_figures(ours: OurRun):
    """25 (nbconvert#1993, PR #2024, #1320; jupyter/enhancement-proposals#120): Charts get a
    placeholder for their alternative text, and an SVG none."""
    picture = new_output("display_data", {"image/png": POINT})
    stock = stock_page(new_notebook(cells=[new_code_cell("", outputs=[picture])]))
    placeholder = BeautifulSoup(stock, "html.parser").select_one("main img, img")["alt"]
    assert placeholder == "No description has been provided for this image"
    source = f"data:image/png;base64,{POINT}"
    assert any("placeholder" in r for r in planted(f'<img src="{source}" alt="{placeholder}">'))
    assert any("no alternative text" in reason for reason in planted(f'<img src="{source}">'))
    page = BeautifulSoup(ours.text("report.html"), "html.parser")
    told = [tag["alt"] for tag in page.find_all("img")]
    told += [tag["aria-label"] for tag in page.select("svg[role=img]")]
    assert told
    assert all(len(words) in ALT_LENGTH and re.search(r"\d", words) for words in told)
