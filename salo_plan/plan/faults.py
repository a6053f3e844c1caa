"""What is wrong with a plan file, said in words: where it is and what would be right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from salo_plan.plan.areas import Area, Arrangement, Municipalities, Place, Region, Statistics, Town
from salo_plan.plan.entry import Entry
from salo_plan.plan.indicator import Baseline, BaselineRange, Break, Indicator, Target
from salo_plan.plan.model import (
    Activity,
    Audience,
    Goal,
    Milestone,
    Party,
    Piece,
    Plan,
    Question,
    Reporting,
    Responsibility,
    Rules,
    Scope,
)
from salo_plan.told import Told

Location = tuple[str | int, ...]

# Which entry stands under which key; `parties` and `scopes` hold entries by their own names.
_ENTRIES: Mapping[str, type[Entry]] = {
    "activity": Activity,
    "arrangement": Arrangement,
    "audience": Audience,
    "baseline": Baseline,
    "breaks": Break,
    "definition": Piece,
    "event_place": Place,
    "goal": Goal,
    "heading": Piece,
    "headings": Piece,
    "indicator": Indicator,
    "milestone": Milestone,
    "municipalities": Municipalities,
    "neighbours": Area,
    "other": Milestone,
    "other_heading": Piece,
    "parties": Party,
    "question": Question,
    "ranges": BaselineRange,
    "region": Region,
    "reporting": Reporting,
    "responsibilities": Responsibility,
    "rules": Rules,
    "scopes": Scope,
    "statistics": Statistics,
    "target": Target,
    "town": Town,
}
_WANTED = {
    "bool_type": Told("must be true or false"),
    "date_parsing": Told("must be a date, YYYY-MM-DD"),
    "date_from_datetime_parsing": Told("must be a date, YYYY-MM-DD"),
    "date_type": Told("must be a date, YYYY-MM-DD"),
    "dict_type": Told("must be a table"),
    "finite_number": Told("must be a finite number"),
    "float_type": Told("must be a number"),
    "int_type": Told("must be a whole number"),
    "int_from_float": Told("must be a whole number"),
    "model_type": Told("must be a table"),
    "string_type": Told("must be text"),
    "tuple_type": Told("must be a list"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a plan file: the keys and positions that lead to it, and what is wrong."""

    location: Location
    what: str

    def told(self, file_name: str, raw: Mapping[str, Any]) -> str:
        """Say the fault with its place: `salo_2023.toml, goal 1, indicator clients: ...`."""
        place = place_in_words(raw, self.location)
        return Told.joined(": ", [f"{file_name}, {place}" if place else file_name, self.what])


def place_in_words(raw: Mapping[str, Any], location: Location) -> str:
    """Name a place by its keys, and entries of a list by their id, number or else position.

    With an empty `raw` all entries are named by their position.
    """
    words: list[str] = []
    node: Any = raw
    for step in location:
        node = _child(node, step)
        if isinstance(step, int) and words:
            words[-1] += f" {_own_name(node, step)}"
        else:
            words.append(str(step))
    return ", ".join(words)


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that a key is unknown, with the nearest known one or all of them."""
    names = sorted(known)
    near = get_close_matches(key.lower(), names, n=1, cutoff=0.6)
    if near:
        return Told("unknown key '{key}'. Did you mean '{near}'?", key=key, near=near[0])
    return Told("unknown key '{key}'. Known: {known}.", key=key, known=", ".join(names))


def faults_of(error: ValidationError) -> list[Fault]:
    """Turn the model's findings into faults in words."""
    return [_fault(detail) for detail in error.errors(include_url=False)]


def _fault(detail: ErrorDetails) -> Fault:
    location, kind = detail["loc"], detail["type"]
    if kind == "extra_forbidden":
        return Fault(location[:-1], unknown_key(str(location[-1]), _keys_at(location[:-1])))
    if kind == "missing":
        return Fault(location[:-1], Told("the key '{key}' is missing", key=location[-1]))
    if kind == "value_error":
        return Fault(location, str(detail["ctx"]["error"]))
    if kind == "literal_error":
        return Fault(
            location,
            Told(
                "must be {expected}, found {seen}",
                expected=detail["ctx"]["expected"].replace(" or ", ", "),
                seen=_seen(detail),
            ),
        )
    wanted = _WANTED.get(kind) or _not_wanted(detail)
    return Fault(location, Told("{wanted}, found {seen}", wanted=wanted, seen=_seen(detail)))


def _not_wanted(detail: ErrorDetails) -> Told:
    """Say which limit a number passes; of what is rare, what the library says in English."""
    limits = detail.get("ctx", {})
    if "ge" in limits:
        return Told("must be {least} or more", least=limits["ge"])
    if "le" in limits:
        return Told("must be {most} or less", most=limits["le"])
    if "gt" in limits:
        return Told("must be more than {bound}", bound=limits["gt"])
    return Told("{error}", error=detail["msg"].replace("Input should be", "must be"))


def _keys_at(location: Location) -> Iterable[str]:
    for step in reversed(location):
        if step in _ENTRIES:
            return _ENTRIES[str(step)].model_fields
    return Plan.model_fields


def _seen(detail: ErrorDetails) -> str:
    found = detail["input"]
    if isinstance(found, dict):
        return Told("a table")
    if isinstance(found, list):
        return Told("a list")
    if isinstance(found, bool):
        return str(found).lower()
    return f"'{found}'" if isinstance(found, str) else str(found)


def _child(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None


def _own_name(node: Any, position: int) -> str:
    if isinstance(node, Mapping):
        name = node.get("id", node.get("number"))
        if isinstance(name, str | int):
            return str(name)
    return str(position + 1)
