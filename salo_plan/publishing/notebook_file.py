"""The notebooks folder: which audience has which notebook, what it is told, how it may be run.

Apart from what runs them: a run that forks needs nbformat and papermill in its children alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from salo_plan.errors import DataError
from salo_plan.told import Told

# How the cells are run: by a kernel of their own, or in a shell of this very process.
Engine = Literal["kernel", "fast"]
KERNELS: Engine = "kernel"
FAST: Engine = "fast"
ENGINES = (FAST, KERNELS)
_PLACES = (Path(__file__).parents[2] / "notebooks", Path(__file__).parents[1] / "notebooks")


@dataclass(frozen=True, slots=True)
class NotebookParameters:
    """The five strings of a report notebook's parameters cell."""

    month: str
    audience: str
    workspace: str
    lang: str
    plan: str


def has_notebook(audience: str) -> bool:
    """Tell whether an audience has a notebook."""
    return any((place / f"{audience}.ipynb").is_file() for place in _PLACES)


def notebook_path(audience: str) -> Path:
    """Find the notebook of an audience."""
    for place in _PLACES:
        if (path := place / f"{audience}.ipynb").is_file():
            return path
    raise DataError(missing_notebook(audience))


def missing_notebook(audience: str) -> str:
    """Say which notebook an audience lacks, and how it gets one."""
    folder = next((place for place in _PLACES if place.is_dir()), _PLACES[0])
    return Told(
        "the audience '{audience}' has no notebook, so its reports cannot be made: there is no "
        "{audience}.ipynb in {folder}. Copy management_group.ipynb there (for a public version "
        'public.ipynb) under that name, and write audience = "{audience}" into its first cell.',
        audience=audience,
        folder=folder,
    )
