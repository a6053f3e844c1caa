"""What a reader calls a dataset: its title in Finnish, its id in English."""

from salo_plan.extracts.comments import COMMENTS
from salo_plan.extracts.datasets import DATASETS
from salo_plan.told import Told

_TITLES = {COMMENTS: "Kommentit"} | {dataset.id: dataset.title for dataset in DATASETS}


def dataset_name(dataset: str) -> Told:
    """Name a dataset by its id, to be retold in the reader's language."""
    return Told("{dataset}{title:.0}", dataset=dataset, title=_TITLES[dataset])
