"""What a reader calls a dataset and a table: its title or its id, its file and its sheet."""

from pathlib import PurePosixPath

from salo_plan.extracts.comments import COMMENTS
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.workbooks.kinds import WORKBOOK_SUFFIXES
from salo_plan.told import Told

_TITLES = {COMMENTS: "Kommentit"} | {dataset.id: dataset.title for dataset in DATASETS}
SHEETS = {dataset.id: dataset.sheet for dataset in DATASETS}


def table_name(table: Table) -> str:
    """Name a received table by its file, and by its sheet where a workbook holds several tables."""
    sheet = SHEETS.get(table.read_as or table.dataset)
    if sheet is None or PurePosixPath(table.path).suffix.lower() not in WORKBOOK_SUFFIXES:
        return table.path
    return Told("{file}, sheet {sheet}", file=table.path, sheet=sheet)


def dataset_name(dataset: str) -> Told:
    """Name a dataset by its id, to be retold in the reader's language."""
    return Told("{dataset}{title:.0}", dataset=dataset, title=_TITLES[dataset])
