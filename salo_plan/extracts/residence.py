"""Rows of a municipality that is in no scope of the plan: no figure counts them."""

from collections.abc import Collection, Iterator
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
    near = get_close_matches(place, sorted(known), n=1, cutoff=0.6)
    if near:
        advice = Told("Did you mean '{near}'?", near=near[0])
    else:
        advice = Told("The plan has: {known}.", known=", ".join(sorted(known)))
    return Told(
        "the plan has no such municipality, so the row is counted nowhere. {advice}", advice=advice
    )
