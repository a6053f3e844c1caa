"""Where exploring saves: outputs/explore and nowhere else, so no issued report is touched."""

import os
import re
from pathlib import Path

from salo_plan.errors import CallError

PLACE = ("outputs", "explore")
_NAME = re.compile(r"\w[\w ()-]{0,79}")


def save_bytes(workspace: Path, name: str, ending: str, content: bytes) -> str:
    """Save a file by its bare name and return its path inside the workspace.

    CallError for a name that leads elsewhere, and when outputs/explore itself does. A file of the
    same name there is replaced whole: what a link under that name leads to stays as it was.
    """
    if not _NAME.fullmatch(name):
        raise CallError(
            f"'{name}' is not a name for a file in {'/'.join(PLACE)}. Use letters, digits, spaces "
            "and - or _ alone; the ending comes by itself."
        )
    folder = workspace.joinpath(*PLACE)
    folder.mkdir(parents=True, exist_ok=True)
    if folder.resolve() != workspace.resolve().joinpath(*PLACE):
        raise CallError(f"{'/'.join(PLACE)} leads to another folder; nothing was saved.")
    place = folder / f"{name}{ending}"
    partial = folder / f".{name}{ending}.{os.getpid()}"
    partial.write_bytes(content)
    partial.replace(place)
    return place.relative_to(workspace).as_posix()
