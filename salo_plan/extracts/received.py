"""What lies in data/raw: which files are there, which dataset each belongs to, what is wrong."""

from dataclasses import dataclass
from pathlib import Path

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.example_mark import example_files, is_example
from salo_plan.extracts.store import stored_table

IGNORED_NAMES = frozenset({"README.md", "example.json"})


@dataclass(frozen=True)
class Received:
    """All validated tables of a workspace and the files that no dataset knows."""

    workspace: Path
    tables: tuple[Table, ...]
    unknown: tuple[str, ...]

    def of(self, dataset: str) -> tuple[Table, ...]:
        """Return the usable tables of one dataset."""
        return tuple(t for t in self.tables if t.dataset == dataset and not t.refused)

    @property
    def example(self) -> bool:
        """Tell whether any figure may come from the made-up example."""
        listed = example_files(self.workspace)
        return any(is_example(table, listed) for table in self.tables)

    @property
    def refused(self) -> tuple[Table, ...]:
        """Return the tables from which no figure may come."""
        return tuple(table for table in self.tables if table.refused)


def read_received(workspace: Path) -> Received:
    """Read every file of data/raw that belongs to a dataset (statfin has a reader of its own)."""
    raw = workspace / "data" / "raw"
    tables: list[Table] = []
    unknown: list[str] = []
    for path in sorted(p for p in raw.rglob("*") if p.is_file()):
        inside = path.relative_to(raw)
        if inside.parts[0] == "statfin" or path.name in IGNORED_NAMES or path.name.startswith("."):
            continue
        fitting = [dataset for dataset in DATASETS if dataset.holds(path.name)]
        if not fitting:
            unknown.append(inside.as_posix())
        tables += [stored_table(path, dataset, workspace) for dataset in fitting]
    return Received(workspace, tuple(tables), tuple(unknown))
