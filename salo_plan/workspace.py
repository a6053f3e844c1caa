"""The workspace: the folder in which data/ and outputs/ lie."""

from pathlib import Path

from salo_plan.errors import CallError


def find_workspace(folder: str | Path = "") -> Path:
    """Return the workspace; an empty name is the current folder or, in notebooks/, the one above.

    Raises CallError when a named folder is not there.
    """
    if str(folder):
        named = Path(folder)
        if not named.is_dir():
            raise CallError(f"there is no folder '{folder}' to work in.")
        return named.resolve()
    here = Path.cwd()
    above = here.parent
    inside_notebooks = here.name == "notebooks" and (above / "data" / "raw").is_dir()
    return above if inside_notebooks else here
