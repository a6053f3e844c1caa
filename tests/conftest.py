from pathlib import Path

import pytest

from .workspaces import committed_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return committed_workspace(tmp_path)
