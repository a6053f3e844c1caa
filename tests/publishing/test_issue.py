"""One real report through a real kernel: the four files, and what a second call does."""

import json
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from salo_plan.cli import main
from tests.workspaces import REPOSITORY, committed_workspace


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = committed_workspace(tmp_path_factory.mktemp("town"))
    result = report(workspace)
    assert result.exit_code == 0, result.output
    return workspace / "outputs" / "2022-11" / "steering_group"


@pytest.fixture(scope="module")
def public(issued: Path) -> Path:
    workspace = issued.parents[2]
    result = report(workspace, "public")
    assert result.exit_code == 0, result.output
    return workspace / "outputs" / "2022-11" / "public"


def report(workspace: Path, audience: str = "steering_group"):
    call = ["report", audience, "2022-11", "--workspace", str(workspace)]
    return CliRunner().invoke(main, call)


def test_the_four_files_are_there_and_nothing_else(issued: Path):
    names = {path.name for path in issued.iterdir()}
    assert names == {"report.html", "report.ipynb", "report.json", "manifest.json"}
    beside = {path.name for path in issued.parents[1].iterdir()}
    assert beside == {"2022-11", "index.html", "ledger.sqlite", ".lock"}


@pytest.mark.parametrize("name", ["report", "manifest"])
def test_the_json_files_match_their_schema_in_docs(issued: Path, name: str):
    schema = json.loads((REPOSITORY / "docs" / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads((issued / f"{name}.json").read_text("utf-8")))


def test_the_public_version_has_a_fragment_and_its_own_schema(public: Path):
    names = {path.name for path in public.iterdir()}
    assert names == {
        "report.html",
        "fragment.html",
        *("report.ipynb", "report.json", "manifest.json"),
    }
    schema = json.loads((REPOSITORY / "docs" / "public_report.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads((public / "report.json").read_text("utf-8")))


def test_the_fragment_is_a_piece_of_a_page_that_has_a_heading_of_its_own(public: Path):
    fragment = BeautifulSoup((public / "fragment.html").read_text(encoding="utf-8"), "html.parser")
    assert fragment.find(["html", "head", "body", "main", "h1", "script"]) is None
    assert fragment.find("h2").get_text() == "Työllisyyden tilanne marraskuussa 2022"
    whole = BeautifulSoup((public / "report.html").read_text(encoding="utf-8"), "html.parser")
    assert fragment.select_one(".kpis").get_text() == whole.select_one(".kpis").get_text()


def test_no_machine_path_and_no_clock_time_is_published(issued: Path):
    for name in ("report.html", "report.ipynb", "report.json"):
        text = (issued / name).read_text(encoding="utf-8")
        assert str(issued.parents[2]) not in text
        assert "start_time" not in text
    notebook = nbformat.read(issued / "report.ipynb", as_version=4)
    assert "papermill" not in notebook.metadata


def test_unchanged_inputs_make_nothing_and_print_the_path(issued: Path):
    before = {path.name: path.read_bytes() for path in issued.iterdir()}
    result = report(issued.parents[2])
    assert result.exit_code == 0
    assert "report.html" in result.output
    assert {path.name: path.read_bytes() for path in issued.iterdir()} == before


@pytest.fixture
def again(tmp_path: Path) -> Path:
    """The same report of another workspace with the same files."""
    workspace = committed_workspace(tmp_path / "other")
    assert report(workspace).exit_code == 0
    return workspace / "outputs" / "2022-11" / "steering_group"


def test_the_same_inputs_give_the_same_bytes_and_changed_ones_the_next_version(issued, again):
    for name in ("report.html", "report.json", "report.ipynb"):
        assert (again / name).read_bytes() == (issued / name).read_bytes(), name
    workspace = again.parents[2]
    extra = workspace / "data" / "raw" / "figures_more.csv"
    extra.write_text(
        "month;indicator;value;numerator;denominator;state;source;received\n"
        "2022-11;job_brokering;17;17;;ok;käsin;5.12.2022\n"
    )
    assert report(workspace).exit_code == 0
    earlier = again / "v1" / "report.html"
    assert earlier.read_bytes() == (issued / "report.html").read_bytes()
    assert "17" in (again / "report.html").read_text(encoding="utf-8")
    assert json.loads((again / "manifest.json").read_text("utf-8"))["version"] == 2
