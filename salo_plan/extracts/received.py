"""What lies in data/raw: which files are there, which dataset each belongs to, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salo_plan.extracts.comments import is_comments_file
from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.deliveries import Superseded, settle
from salo_plan.extracts.example_mark import example_files, is_example
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.people import read_people
from salo_plan.extracts.recipients_list import is_recipients_list
from salo_plan.extracts.store import stored_table
from salo_plan.plan.areas import Municipalities
from salo_plan.progress import followed
from salo_plan.told import Told

IGNORED_NAMES = frozenset({"README.md", "example.json"})
DELIVERIES = "deliveries"


@dataclass(frozen=True)
class Received:
    """All validated tables of a workspace and the files that no dataset knows."""

    workspace: Path
    tables: tuple[Table, ...]
    unknown: tuple[str, ...]
    superseded: tuple[Superseded, ...] = ()

    def of(self, dataset: str) -> tuple[Table, ...]:
        """Return the usable tables of one dataset."""
        own = (table for table in self.tables if table.dataset == dataset)
        return tuple(table for table in own if not table.refused and not table.replaced_by)

    @property
    def example(self) -> bool:
        """Tell whether any figure may come from the made-up example."""
        listed = example_files(self.workspace)
        return any(is_example(table, listed) for table in self.tables)

    @property
    def refused(self) -> tuple[Table, ...]:
        """Return the tables from which no figure may come."""
        return tuple(table for table in self.tables if table.refused)


def read_received(workspace: Path, municipalities: Municipalities) -> Received:
    """Read every file of data/raw that belongs to a dataset (statfin has a reader of its own).

    `municipalities` are the plan's, which some files call by codes.
    """
    raw = workspace / "data" / "raw"
    tables: list[Table] = []
    unknown: list[str] = []
    people: dict[str, list[Path]] = {}
    for path in followed(received_files(raw), "Reading data/raw: {done} of {all} files"):
        fitting = datasets_of(path.name, municipalities)
        if not fitting:
            unknown.append(path.relative_to(raw).as_posix())
        for dataset in fitting:
            if dataset.person_level:
                people.setdefault(dataset.id, []).append(path)
        own = [stored_table(path, d, workspace) for d in fitting if not d.person_level]
        tables += refuse_together(own)
    delivered = _delivery_days([table for table in tables if table.dataset == DELIVERIES])
    settled: list[Table] = []
    superseded: list[Superseded] = []
    for dataset in (dataset for dataset in DATASETS if dataset.person_level):
        lists = people.get(dataset.id, [])
        counted = read_people(lists, dataset.read_for(municipalities), workspace, delivered)
        tables += counted.tables
        superseded += counted.superseded
    for dataset in DATASETS:
        own = [table for table in tables if table.dataset == dataset.id]
        result = settle(own, dataset, delivered)
        settled += result.tables
        superseded += result.superseded
    return Received(workspace, tuple(settled), tuple(unknown), tuple(superseded))


def received_files(raw: Path) -> list[Path]:
    """List the received files in order of their paths."""
    return sorted(
        path
        for path in raw.rglob("*")
        if path.is_file()
        and path.relative_to(raw).parts[0] != "statfin"
        and path.name not in IGNORED_NAMES
        and not is_recipients_list(path.name)
        and not is_comments_file(path.name)
        and not path.name.startswith(".")
    )


def datasets_of(file_name: str, municipalities: Municipalities) -> list[Dataset]:
    """Find the datasets that a file by this name belongs to; a workbook may hold several."""
    return [d.read_for(municipalities) for d in DATASETS if d.holds(file_name)]


def refuse_together(tables: list[Table]) -> list[Table]:
    """Refuse all sheets of a workbook when one of them is: half a log would tell false zeros."""
    refused = [table for table in tables if table.refused]
    if not refused or len(refused) == len(tables):
        return tables
    titles = {dataset.id: dataset.sheet or dataset.title for dataset in DATASETS}
    told = Told(
        "another sheet of the file is refused ({sheets}), so none of it is used",
        sheets=", ".join(f"'{titles[table.dataset]}'" for table in refused),
    )
    return [table if table.refused else table.refused_for(Fault(told)) for table in tables]


def _delivery_days(tables: list[Table]) -> Mapping[str, date]:
    days: dict[str, date] = {}
    for table in tables:
        for row in table.frame.to_dict("records"):
            days[str(row["file_name"])] = row["delivered"].date()
    return days
