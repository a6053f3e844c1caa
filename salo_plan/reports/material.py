"""What all reports are made of: the plan, what a workspace has received, and what was measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from salo_plan.extracts.ahead import store_from_the_end
from salo_plan.extracts.comments import CommentFile, read_comments
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.example_mark import example_files, refuse_mixing
from salo_plan.extracts.received import Received, read_received
from salo_plan.extracts.statfin import PublishedSeries, read_statfin
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.indicators.measurements import Measuring
from salo_plan.indicators.store import store_months_from_the_end, stored_measurements
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.reports.refusals import refusals
from salo_plan.told import Told

REQUIRED_INDICATOR = "clients"


@dataclass(frozen=True)
class Material:
    """All that reports are made of: the plan, what was received and what was measured."""

    plan: Plan
    received: Received
    tables: Tables
    measuring: Measuring
    published: PublishedSeries | None
    comments: tuple[CommentFile, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the analyst should know: unknown and refused files, sources that differ."""
        unknown = tuple(
            Told(
                "data/raw/{file}: no dataset has files by this name; the file was left out.",
                file=name,
            )
            for name in self.received.unknown
        )
        return (*unknown, *self.refusals, *self.tables.differences, *self.measuring.warnings)

    @property
    def refusals(self) -> tuple[Told, ...]:
        """Which received files are refused, each with its faults."""
        return tuple(
            Told("{file}: refused, {fault}", file=name, fault=fault)
            for name, fault in refusals(self._refused)
        )

    @property
    def _refused(self) -> tuple[Table, ...]:
        comments = (file.as_table() for file in self.comments if file.refused)
        return (*self.received.refused, *comments)

    @property
    def newest_month(self) -> Month | None:
        """The newest month for which the number of clients is known."""
        months = self.measuring.measurements.months(REQUIRED_INDICATOR)
        return months[-1] if months else None


def gather(plan: Plan, workspace: Path) -> Material:
    """Read and measure what a workspace has received."""
    received = read_received(workspace, plan.municipalities)
    refuse_mixing(received.tables, example_files(workspace))
    tables = usable_tables(received)
    measuring = stored_measurements(plan, tables, workspace)
    published, comments = _published(plan, workspace), read_comments(workspace, plan)
    return Material(plan, received, tables, measuring, published, comments)


def _published(plan: Plan, workspace: Path) -> PublishedSeries | None:
    """Read the published figures; None where they tell of other towns than the plan's."""
    series = read_statfin(workspace)
    town = plan.statistics.town if plan.statistics else None
    if series is None or town is None or series.areas.get(town.code) != town.name:
        return None
    return series


def gather_from_the_end(plan: Plan, workspace: Path) -> Iterator[Path | Month]:
    """Read and measure into data/processed what is not there yet, the last first.

    It gives each file and month that it has done, after which it may be left alone: whoever calls
    `gather` meanwhile finds them and meets this half way.
    """
    new = False
    for path in store_from_the_end(workspace, plan.municipalities):
        new = True
        yield path
    if new:
        tables = usable_tables(read_received(workspace, plan.municipalities))
        yield from store_months_from_the_end(plan, tables, workspace)
