from pathlib import Path

import pytest

from .workspaces import Workspace, committed_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return committed_workspace(tmp_path)


@pytest.fixture
def received(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")
