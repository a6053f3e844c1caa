"""The hooks of git are the checks of .ci/run, and a notebook with outputs does not get in."""

import os
import runpy
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parents[1]
CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
HOOKS = {hook["id"]: hook for repository in CONFIG["repos"] for hook in repository["hooks"]}
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the hooks name the folders of Linux")


def run(hook: str, *files: Path) -> subprocess.CompletedProcess[str]:
    words = HOOKS[hook]["entry"].split()
    return subprocess.run([*words, *map(str, files)], cwd=ROOT, capture_output=True, text=True)


def test_nothing_is_downloaded():
    assert [repository["repo"] for repository in CONFIG["repos"]] == ["local"]
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}


@pytest.mark.parametrize("name", HOOKS)
def test_the_command_of_a_hook_is_there(name: str):
    command = ROOT / HOOKS[name]["entry"].split()[0]
    assert os.access(command, os.X_OK)
    assert HOOKS[name]["stages"] in (["pre-commit"], ["pre-push"])


def test_the_hooks_run_the_checks_of_the_project(monkeypatch: pytest.MonkeyPatch):
    """Every command of `run.py test` but the tests themselves is a hook; a push runs all."""
    called: list[str] = []
    setup = runpy.run_path(str(ROOT / "run.py"))
    check = setup["check"]
    monkeypatch.setitem(check.__globals__, "call", lambda words, env: called.append(words[1:]))
    check(())
    entries = [hook["entry"].split()[1:] for hook in HOOKS.values()]
    assert [words for words in called if words[1] != "pytest" and words not in entries] == []
    assert HOOKS["everything"]["entry"] == ".ci/run"
    assert "run.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_notebooks_of_the_repository_pass():
    assert run("notebooks-without-outputs", *NOTEBOOKS).returncode == 0
    places = [".venv/bin/python", "-m", "ruff", "check", "notebooks"]
    assert subprocess.run(places, cwd=ROOT, capture_output=True).returncode == 0


def test_a_notebook_that_was_run_and_saved_is_refused(tmp_path: Path):
    place = tmp_path / "steering_group.ipynb"
    shutil.copy(ROOT / "notebooks" / "steering_group.ipynb", place)
    book = nbformat.read(place, as_version=4)
    cell = next(cell for cell in book.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("stream", text="2621")]
    cell.execution_count = 7
    nbformat.write(book, place)
    before = place.read_bytes()
    assert run("notebooks-without-outputs", place).returncode != 0
    assert place.read_bytes() == before
    # What the hook's own words advise makes it pass, and cell names stay.
    strip = [str(ROOT / ".venv/bin/nbstripout"), "--keep-id", str(place)]
    subprocess.run(strip, check=True)
    assert run("notebooks-without-outputs", place).returncode == 0
    stripped = nbformat.read(place, as_version=4)
    assert [cell.id for cell in stripped.cells] == [cell.id for cell in book.cells]


def test_ruff_sees_the_cells_of_a_notebook(tmp_path: Path):
    place = tmp_path / "a.ipynb"
    cell = nbformat.v4.new_code_cell("import os")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), place)
    words = [".venv/bin/python", "-m", "ruff", "check", "--config", "pyproject.toml", str(place)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert "F401" in done.stdout


def test_pre_commit_reads_the_file():
    words = [".venv/bin/pre-commit", "validate-config", ".pre-commit-config.yaml"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
