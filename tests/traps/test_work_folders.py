"""Runs do not share folders and do not write among the sources (rows 15 and 16)."""

from pathlib import Path

import pytest

from salo_plan.publishing.notebook import run_notebook
from tests.publishing.drivers import PARAMETERS, write_notebook
from tests.workspaces import REPOSITORY

from .conftest import OurRun, finished, side_by_side, start_report

SOURCES = ("notebooks", "salo_plan", "data/raw")
MADE = ("report.html", "fragment.html", "report.json", "report.ipynb")


def files_of(*folders: str) -> dict[str, int]:
    found = (path for name in folders for path in (REPOSITORY / name).rglob("*"))
    return {
        str(path): path.stat().st_size
        for path in found
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
    }


def the_same(one: OurRun, other: OurRun) -> bool:
    assert {path.name for path in other.folder.iterdir()} == {*MADE, "manifest.json"}
    return all((one.folder / n).read_bytes() == (other.folder / n).read_bytes() for n in MADE)


def test_two_reports_made_at_once_are_the_same_byte_for_byte(pair: tuple[OurRun, ...]):
    """15 (quarto-dev/quarto-r#205; rstudio/rmarkdown#499; hadley/r4ds#1739): Runs share folders
    of intermediate files, so that reports silently get each other's charts."""
    assert the_same(*pair)


@pytest.mark.slow
def test_reports_made_side_by_side_are_byte_for_byte_those_made_alone(ours: OurRun, tmp_path):
    """15 (quarto-dev/quarto-r#205; rstudio/rmarkdown#499; hadley/r4ds#1739): Runs share folders
    of intermediate files, so that reports silently get each other's charts."""
    (alone,) = side_by_side(tmp_path, "alone")
    for other in (ours, *side_by_side(tmp_path, "first", "second", "third", "fourth")):
        assert the_same(alone, other)


def test_a_run_writes_nothing_beside_the_sources(tmp_path, monkeypatch):
    """16 (quarto-cli#6116, #5861, #1666): Renders write temporary files beside the sources, and
    parallel ones crash on them."""
    monkeypatch.chdir(tmp_path)
    source = write_notebook(tmp_path / "notebooks", "6 * 7")
    before = sorted(source.parent.iterdir())
    (tmp_path / "private").mkdir()
    run_notebook(source, tmp_path / "private" / "report.ipynb", PARAMETERS)
    assert sorted(source.parent.iterdir()) == before
    assert [path.name for path in (tmp_path / "private").iterdir()] == ["report.ipynb"]
    assert Path.cwd() == tmp_path


@pytest.mark.slow
def test_a_real_report_leaves_the_source_tree_as_it_was(tmp_path):
    """16 (quarto-cli#6116, #5861, #1666): Renders write temporary files beside the sources, and
    parallel ones crash on them."""
    before = files_of(*SOURCES)
    finished(start_report(tmp_path / "town"), tmp_path / "town")
    assert files_of(*SOURCES) == before
