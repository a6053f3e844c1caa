from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from salo_plan.example import placing, write_example
from salo_plan.example.files import MadeFile
from salo_plan.extracts.received import Received, read_received
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.indicators.measure import measure, measure_month, together
from salo_plan.indicators.measurements import Measurements, Measuring
from salo_plan.periods import Month
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


def gathered(workspace: Path, months: tuple[Month, ...] = ()) -> Gathered:
    """Read a workspace and measure all its months, or only those that are named."""
    plan = read_plan()
    received = read_received(workspace, plan.municipalities)
    tables = usable_tables(received)
    found = measured(plan, tables, months) if months else measure(plan, tables)
    return Gathered(workspace, plan, received, tables, found)


def measured(plan: Plan, tables: Tables, months: tuple[Month, ...]) -> Measuring:
    return together(measure_month(plan, tables, month) for month in months)


def keep_months(workspace: Path, months: tuple[str, ...]) -> None:
    """Take away the files of other months and years, so that a test reads few files."""
    years = {month[:4] for month in months}
    for path in (workspace / "data" / "raw").glob("*_20*"):
        wanted = months if path.stem[-3] == "-" or "korjattu" in path.name else years
        if not any(when in path.name for when in wanted):
            path.unlink()


@pytest.fixture(scope="session", autouse=True)
def making() -> Iterator[Callable[[int], Iterator[MadeFile]]]:
    """Make the files of a seed only once for all tests; what is given makes them anew."""
    anew = placing.made_files
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "made_files", cache(lambda seed: tuple(anew(seed))))
        yield anew


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    workspace = committed_workspace(tmp_path_factory.mktemp("example"))
    write_example(workspace)
    return gathered(workspace)


@pytest.fixture(scope="session")
def one_month(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """The example without the plan's own figures, cut to the files that tell of 2023-05."""
    workspace = tmp_path_factory.mktemp("one")
    write_example(workspace)
    keep_months(workspace, ("2023-05",))
    return gathered(workspace, (Month(2023, 5),))
