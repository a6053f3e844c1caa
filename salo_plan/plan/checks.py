"""Checks across a plan file: every name that is used is known, and every id is used once.

They look at the file's own tables, not at the finished model, so that they are told together
with the faults of single entries. A malformed entry is skipped here: the model tells of it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from salo_plan.errors import unknown_name
from salo_plan.plan.faults import Fault, Location, place_in_words
from salo_plan.plan.metrics import KnownMetrics, metric_faults
from salo_plan.told import Told

Raw = Mapping[str, Any]
Placed = tuple[str, Location, Raw]

# Entry -> its keys that name something defined elsewhere in the file.
_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "audience": {"charts": "indicator"},
    "activity": {"responsible": "party", "indicators": "indicator"},
    "indicator": {"scope": "scope", "responsible": "party", "footnotes": "question"},
    "milestone": {"responsible": "party"},
    "other": {"responsible": "party"},
    "question": {"indicators": "indicator"},
    "figure": {"indicator": "indicator"},
    "goals": {"indicators": "indicator"},
    "reporting": {"audiences": "audience"},
    "term": {"indicators": "indicator"},
    "responsibilities": {"parties": "party"},
}
_CALLED: Mapping[str, Told] = {
    "audience": Told("audience"),
    "indicator": Told("indicator"),
    "party": Told("party"),
    "question": Told("question"),
    "scope": Told("scope"),
}
# The other ids share one space: they name the pieces of the plan.
_OWN_IDS = ("audience", "goal", "question", "term")
# What tells entries of a kind apart where it is not an id.
_NAMED_BY = {"goal": "number", "term": "term"}


def cross_faults(raw: Raw, known_metrics: KnownMetrics) -> Iterator[Fault]:
    """Find names that nothing defines, ids used twice and words that are not in their sentence."""
    entries = list(_entries(raw))
    yield from _twice(raw, entries)
    yield from _unknown_references(raw, entries)
    for kind, location, entry in entries:
        if kind == "indicator":
            yield from _indicator_faults(location, entry, known_metrics)


def _entries(raw: Raw) -> Iterator[Placed]:
    """Go through all entries that have an id, goals first."""
    for kind, location, entry in _listed(raw, ()):
        if kind == "goal":
            yield from _listed(entry, location)
        else:
            yield kind, location, entry
    public = raw.get("public")
    if isinstance(public, Mapping):
        yield from _listed(public, ("public",))
    heading = raw.get("other_heading")
    if isinstance(heading, Mapping):
        yield "other_heading", ("other_heading",), heading


def _listed(table: Raw, above: Location) -> Iterator[Placed]:
    for key, items in table.items():
        if isinstance(items, list):
            for position, item in enumerate(items):
                if isinstance(item, Mapping):
                    yield key, (*above, key, position), item


def _twice(raw: Raw, entries: list[Placed]) -> Iterator[Fault]:
    first: dict[tuple[str, str], Location] = {}
    for kind, location, entry in [*entries, *_goals(raw)]:
        key = _NAMED_BY.get(kind, "id")
        name = entry.get(key)
        if not isinstance(name, str | int):
            continue
        space = kind if kind in _OWN_IDS else "piece"
        earlier = first.setdefault((space, str(name)), location)
        if earlier != location:
            # Both entries have the same id, so only their positions tell them apart.
            ours, theirs = place_in_words({}, location), place_in_words({}, earlier)
            yield Fault(
                location,
                Told(
                    "the {key} '{name}' of {ours} is taken by {theirs}",
                    key=key,
                    name=name,
                    ours=ours,
                    theirs=theirs,
                ),
            )


def _goals(raw: Raw) -> Iterator[Placed]:
    return (placed for placed in _listed(raw, ()) if placed[0] == "goal")


def _unknown_references(raw: Raw, entries: list[Placed]) -> Iterator[Fault]:
    known: dict[str, Collection[str]] = {
        "audience": _ids(entries, "audience"),
        "indicator": _ids(entries, "indicator"),
        "question": _ids(entries, "question"),
    }
    for what, table in (("scope", raw.get("scopes")), ("party", raw.get("parties"))):
        if isinstance(table, Mapping):
            known[what] = table
    places: dict[tuple[str, str], list[Location]] = {}
    for kind, location, entry in entries:
        for key, what in _REFERENCES.get(kind, {}).items():
            for name in _names(entry.get(key)):
                if what in known and name not in known[what]:
                    places.setdefault((what, name), []).append((*location, key))
    for (what, name), locations in places.items():
        told = unknown_name(_CALLED[what], name, known[what])
        if others := len(locations) - 1:
            told = Told("{told} So in {count} other places.", told=told, count=others)
        yield Fault(locations[0], told)


def _ids(entries: list[Placed], kind: str) -> Collection[str]:
    return {str(entry.get("id")) for own, _, entry in entries if own == kind}


def _names(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [name for name in listed if isinstance(name, str)]


def _indicator_faults(
    location: Location, entry: Raw, known_metrics: KnownMetrics
) -> Iterator[Fault]:
    metric = entry.get("metric")
    if isinstance(metric, Mapping) and metric:
        for what in metric_faults(metric, known_metrics):
            yield Fault((*location, "metric"), what)
    sentence = entry.get("text")
    for key in ("target", "baseline"):
        part = entry.get(key)
        words = part.get("text") if isinstance(part, Mapping) else None
        if isinstance(words, str) and isinstance(sentence, str) and words not in sentence:
            yield Fault(
                (*location, key), Told("'{words}' is not in the indicator's text", words=words)
            )
