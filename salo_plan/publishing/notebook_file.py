"""The notebooks folder: which audience has which notebook, what it is told, how it may be run.

Apart from what runs them: a run that forks needs nbformat and papermill in its children alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from salo_plan.errors import CallError

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
    raise CallError(f"there is no notebook '{audience}.ipynb' in the notebooks folder.")
