"""`salo-plan lab` opens the workspace's own notebooks, and they look at that workspace."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from salo_plan.errors import CallError
from salo_plan.workspace import VARIABLE, find_workspace

from .workspaces import REPOSITORY, call


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is started in place of JupyterLab: the words, and the environment."""
    found: list[Any] = []

    def run(words: list[str], env: dict[str, str], check: bool) -> SimpleNamespace:
        found.append((words, env))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr("salo_plan.cli.making.subprocess.run", run)
    return found


def test_it_opens_the_notebooks_that_come_along(workspace: Path, started: list[Any]):
    assert call("lab", "--workspace", workspace, "--", "--no-browser").exit_code == 0
    ((words, env),) = started
    assert f"--notebook-dir={REPOSITORY}" in words
    assert "--no-browser" in words
    assert words[-1].endswith("/lab/tree/notebooks/steering_group.ipynb")
    assert env[VARIABLE] == str(workspace)


def test_it_opens_the_workspaces_own_notebooks_where_it_has_some(
    workspace: Path, started: list[Any]
):
    (workspace / "notebooks").mkdir()
    (workspace / "notebooks" / "steering_group.ipynb").write_text("{}", encoding="utf-8")
    call("lab", "--workspace", workspace)
    assert f"--notebook-dir={workspace}" in started[0][0]


def test_a_notebook_of_the_lab_finds_the_workspace_that_the_lab_was_given(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(REPOSITORY / "notebooks")
    assert find_workspace("") == REPOSITORY
    monkeypatch.setenv(VARIABLE, str(workspace))
    assert find_workspace("") == workspace
    assert find_workspace(tmp_path) == tmp_path
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(CallError, match="there is no folder"):
        find_workspace("")
