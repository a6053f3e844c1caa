"""The workspace's own list of recipients, which is no extract and lies beside data/."""

from pathlib import Path

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets.recipients import RECIPIENTS, RECIPIENTS_FILE
from salo_plan.extracts.reading import read_table
from salo_plan.told import Told


def read_recipients(workspace: Path) -> Table | None:
    """Read vastaanottajat.csv of the workspace, None when there is none.

    It is read anew every time: nothing of it is stored. Only what was sent keeps its address, in
    the ledger and the outbox.
    """
    place = workspace / RECIPIENTS_FILE
    return read_table(place, RECIPIENTS, workspace) if place.is_file() else None


def is_recipients_list(file_name: str) -> bool:
    """Tell whether a file is a list of recipients by its name, in capitals or not."""
    return RECIPIENTS.holds(file_name)


def misplaced_recipients(workspace: Path) -> list[str]:
    """Warn of a list of recipients that lies among the extracts, where nothing reads it."""
    raw = workspace / "data" / "raw"
    found = sorted(p for p in raw.rglob("*") if p.is_file() and is_recipients_list(p.name))
    return [
        Told(
            "{file}: nothing is read from it here. The list of recipients belongs in the workspace "
            "folder, beside data/: move it there as {name}.",
            file=path.relative_to(workspace).as_posix(),
            name=RECIPIENTS_FILE,
        )
        for path in found
    ]
