"""Which received files are the made-up example, and whether they stand among real ones.

`data/raw/example.json` lists the example's files with their hashes. A page made from any of them
bears the band "Esimerkkiaineisto"; a dataset of both kinds is refused.
"""

import json
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.dataset_names import dataset_name
from salo_plan.extracts.datasets.given import states_the_plan
from salo_plan.extracts.datasets.money import INVOICES, OPEN_DATA
from salo_plan.told import Told

LIST = "example.json"
_MIXED = Told(
    "data/raw mixes the example with received extracts; figures of both kinds must not "
    "stand together. Take the example away with 'salo-plan example --remove'."
)


def example_files(workspace: Path) -> dict[str, str]:
    """Return the example's files: path inside the workspace to sha256; empty when there is none."""
    place = workspace / "data" / "raw" / LIST
    if not place.is_file():
        return {}
    try:
        listed = json.loads(place.read_text(encoding="utf-8"))["files"]
        return {f"data/raw/{name}": str(digest) for name, digest in listed.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DataError(
            Told(
                "data/raw/{file} is damaged, so the example cannot be told from received extracts. "
                "Delete it together with the example's files.",
                file=LIST,
            )
        ) from None


def is_example(table: Table, listed: dict[str, str]) -> bool:
    """Tell whether a table was read from a file with the content of one of the example's."""
    return table.sha256 in listed.values()


def refuse_mixing(tables: tuple[Table, ...], listed: dict[str, str]) -> None:
    """Refuse a dataset made of example files and received ones (DataError names them)."""
    counted = [table for table in tables if not states_the_plan(table.path)]
    lines: list[str] = []
    for dataset in sorted({_kind(table) for table in counted}):
        own = [table for table in counted if _kind(table) == dataset]
        real = [table.path for table in own if not is_example(table, listed)]
        if real and len(real) < len(own):
            files = ", ".join(real)
            name = dataset_name(dataset)
            lines.append(
                Told("{dataset}: {files} beside the example's files", dataset=name, files=files)
            )
    if lines:
        raise DataError(Told.joined("\n", [_MIXED, *lines]))


def _kind(table: Table) -> str:
    """Name what a table tells of: two datasets of one payment are one thing."""
    return INVOICES.id if table.dataset == OPEN_DATA.id else table.dataset
