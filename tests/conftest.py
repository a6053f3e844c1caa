import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from salo_plan.example import write_example
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather

from .workspaces import Workspace, committed_workspace


@pytest.fixture(autouse=True)
def english_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `check` and `inspect` speak English on whatever computer the tests run."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return committed_workspace(tmp_path)


@pytest.fixture
def received(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def example_year(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make workspaces with the example's two years, read and measured once for all processes."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, done = shared / "example_year", shared / "example_year.done"
    with FileLock(shared / "example_year.lock"):
        if not done.exists():
            write_example(committed_workspace(made))
            gather(read_plan(), made)
            done.touch()

    def copy() -> Path:
        return shutil.copytree(made, tmp_path_factory.mktemp("example") / "town")

    return copy
