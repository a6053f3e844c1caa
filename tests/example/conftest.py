from dataclasses import dataclass
from pathlib import Path

import pytest

from salo_plan.example import write_example
from salo_plan.extracts.received import Received, read_received
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.indicators.measure import Measuring, measure
from salo_plan.indicators.measurements import Measurements
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan

from ..workspaces import committed_workspace


@dataclass(frozen=True)
class Gathered:
    """A workspace with everything that the way from its files to its figures gives."""

    workspace: Path
    plan: Plan
    received: Received
    tables: Tables
    measuring: Measuring

    @property
    def figures(self) -> Measurements:
        return self.measuring.measurements


def gathered(workspace: Path) -> Gathered:
    plan = read_plan()
    received = read_received(workspace)
    tables = usable_tables(received)
    return Gathered(workspace, plan, received, tables, measure(plan, tables))


def keep_months(workspace: Path, months: tuple[str, ...]) -> None:
    """Take away the monthly files of other months, so that a test reads few files."""
    for path in (workspace / "data" / "raw").glob("*_20??-??*"):
        if not any(month in path.name for month in months):
            path.unlink()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    workspace = committed_workspace(tmp_path_factory.mktemp("example"))
    write_example(workspace)
    return gathered(workspace)


@pytest.fixture(scope="session")
def few_months(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """The example without the plan's own figures, cut to two months."""
    workspace = tmp_path_factory.mktemp("few")
    write_example(workspace)
    keep_months(workspace, ("2023-04", "2023-05"))
    return gathered(workspace)
