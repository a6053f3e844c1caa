"""Run All with a notebook's own parameters shows what the export shows, and issues nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from salo_plan.fingerprints import sha256_of
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.public.page import PublicPage
from salo_plan.reports.report import Report
from tests.workspaces import REPOSITORY

NOTEBOOKS = sorted(path.stem for path in (REPOSITORY / "notebooks").glob("*.ipynb"))
ISSUED = "outputs/2022-11/steering_group/report.html"


@pytest.fixture(scope="module")
def town(example_year: Callable[[], Path]) -> Path:
    """A workspace with notebooks of its own, in which a report has been issued."""
    folder = example_year()
    shutil.copytree(REPOSITORY / "notebooks", folder / "notebooks")
    (folder / ISSUED).parent.mkdir(parents=True)
    (folder / ISSUED).write_text("issued", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def material(town: Path) -> Material:
    return gather(read_plan(), town)


def run_all(town: Path, name: str, **engine: Any) -> nbformat.NotebookNode:
    """Run a notebook where it lies, as JupyterLab does: with no parameter given."""
    source = town / "notebooks" / f"{name}.ipynb"
    return papermill.execute_notebook(
        source, town / f"{name}.out.ipynb", progress_bar=False, cwd=source.parent, **engine
    )


def shown(cell: nbformat.NotebookNode) -> list[str]:
    return ["".join(output["data"].get("text/html", "")) for output in cell.outputs]


def issued(town: Path) -> dict[str, str]:
    files = (path for path in (town / "outputs").rglob("*") if path.is_file())
    return {str(path): sha256_of(path) for path in files if "explore" not in path.parts}


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != "explore"])
def test_a_report_notebook_shows_the_report_of_its_own_parameters(
    town: Path, material: Material, name: str
):
    before = issued(town)
    done = run_all(town, name, engine_name="salo-plan")
    given: dict[str, str] = {}
    exec(done.cells[0].source, given)
    report = build_report(material, given["audience"], Month.parse(given["month"]))
    page = Page(report) if isinstance(report, Report) else PublicPage(report)
    for cell in done.cells[1:]:
        block: Any = eval(cell.source.splitlines()[-1], {"page": page})
        assert shown(cell) == [block._repr_html_()], cell.id
    assert issued(town) == before


@pytest.mark.parametrize(
    "engine", [{"engine_name": "salo-plan"}, pytest.param({}, marks=pytest.mark.slow)]
)
def test_explore_answers_the_usual_questions(town: Path, engine: dict[str, Any]):
    before = issued(town)
    done = run_all(town, "explore", **engine)
    by_id = {cell.id: cell for cell in done.cells if cell.cell_type == "code"}
    assert all(cell.outputs for name, cell in by_id.items() if name != "parameters")
    assert "Marttila" in shown(by_id["over-time"])[0]
    assert 'alt="Työttömien osuus asiakkaista' in shown(by_id["picture"])[0]
    assert "image/png" in by_id["own"].outputs[-1]["data"]
    saved = sorted(path.name for path in (town / "outputs" / "explore").iterdir())
    assert saved == ["kaksi kuukautta.xlsx", "mittari ryhmittäin.png", "mittari ryhmittäin.svg"]
    assert issued(town) == before
    said = " ".join(cell.source for cell in done.cells if cell.cell_type == "markdown")
    assert "vain sisäiseen käyttöön" in said
