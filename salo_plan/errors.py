"""The errors a person meets: one plain message and the right exit code, never a traceback."""

from collections.abc import Iterable
from difflib import get_close_matches

from salo_plan.told import Told


class SaloPlanError(Exception):
    """Something a coordinator or analyst can act on; the text is shown as it is."""

    exit_code = 1


class DataError(SaloPlanError):
    """The data or a report is not fit to publish (exit code 1)."""


class CallError(SaloPlanError):
    """The call cannot be carried out as it was written (exit code 2)."""

    exit_code = 2


class PlanError(CallError):
    """The plan file is not what it should be (exit code 2)."""


_BY_THE_SYSTEM = (
    Told("No space left on device"),
    Told("Disk quota exceeded"),
    Told("Permission denied"),
    Told("Operation not permitted"),
    Told("Read-only file system"),
    Told("No such file or directory"),
    Told("Not a directory"),
    Told("Is a directory"),
    Told("File name too long"),
    Told("Input/output error"),
)


def system_reason(error: OSError) -> str:
    """Say what the system says of a file or folder, in its own words where they are rare."""
    reason = error.strerror or str(error) or type(error).__name__
    return next((known for known in _BY_THE_SYSTEM if known == reason), reason)


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """Say that no `what` is called `name`, with the nearest known name or the whole list.

    `what` is told too (`Told("audience")`); its Finnish is in the partitive.
    """
    names = sorted(known)
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    if near:
        return Told(
            "no {what} is called '{name}'. Did you mean '{near}'?",
            what=what,
            name=name,
            near=near[0],
        )
    known = ", ".join(names) or Told("none")
    return Told("no {what} is called '{name}'. Known: {known}.", what=what, name=name, known=known)
