"""Where people live, held against the plan: rows that nobody counts, and places without a row."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.shelf import Shelf
from salo_plan.plan.model import Plan
from salo_plan.populations import UNKNOWN
from salo_plan.told import Told


def municipalities_of(plan: Plan) -> frozenset[str]:
    """Name every municipality that a scope of the plan has."""
    return frozenset(name for scope in plan.scopes.values() for name in scope.municipalities)


def living_elsewhere(table: Table, dataset: Dataset, known: Collection[str]) -> Iterator[Fault]:
    """Warn of every row that tells of another municipality; of people once a municipality."""
    area = dataset.area_column
    if area is None or not len(table.content):
        return
    rows = table.content.categories() if isinstance(table.content, Shelf) else table.frame
    places = rows[area]
    elsewhere = places[~places.isin([*known, UNKNOWN])].dropna()
    if table.counts_people:
        elsewhere = elsewhere.drop_duplicates()
    header = table.headers.get(area, next(r.header for r in dataset.rules if r.name == area))
    for row, place in elsewhere.items():
        value = shown_value(place, private=False)
        yield Fault(_reason(place, known), "warning", int(str(row)), header, value=value)


def _reason(place: str, known: Collection[str]) -> Told:
    names = {name.casefold(): name for name in sorted(known)}
    near = get_close_matches(place.casefold(), list(names), n=1, cutoff=0.6)
    if near:
        advice = Told("Did you mean '{near}'?", near=names[near[0]])
    else:
        advice = Told("The plan has: {known}.", known=", ".join(sorted(known)))
    return Told(
        "the plan has no such municipality, so the row is counted nowhere. {advice}", advice=advice
    )


def nobody_from(plan: Plan, month: object, path: str, places: Iterable[str]) -> tuple[Told, ...]:
    """Warn of the plan's municipalities that a month's clients have nobody from.

    `places` are the municipalities of the rows. Clients are many, so the extract was cut or asked
    for one municipality alone. Who lives at an unknown place may live in any of them.
    """
    present = set(places)
    absent = sorted(municipalities_of(plan) - present)
    if not present or UNKNOWN in present or not absent:
        return ()
    told = Told(
        "{path}: {month} has nobody from {places}, so figures of the whole area lack them. Ask the "
        "sender whether all municipalities were extracted.",
        path=path,
        month=month,
        places=", ".join(absent),
    )
    return (told,)
