"""The workspace: the folder in which data/ and outputs/ lie."""

import os
from pathlib import Path

from salo_plan.errors import CallError
from salo_plan.told import Told

VARIABLE = "SALO_PLAN_WORKSPACE"


def find_workspace(folder: str | Path = "") -> Path:
    """Return the workspace; an empty name is the current folder or, in notebooks/, the one above.

    `salo-plan lab` names another one to its notebooks by an environment variable. Raises CallError
    when a named folder is not there.
    """
    if wanted := str(folder) or os.environ.get(VARIABLE, ""):
        named = Path(wanted)
        if not named.is_dir():
            raise CallError(Told("there is no folder '{wanted}' to work in.", wanted=wanted))
        return named.resolve()
    here = Path.cwd()
    above = here.parent
    inside_notebooks = here.name == "notebooks" and (above / "data" / "raw").is_dir()
    return above if inside_notebooks else here
