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


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """Say that no `what` is called `name`, with the nearest known name or the whole list."""
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
