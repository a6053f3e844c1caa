"""Two towns that differ only in hidden counts have the same files, to the last character.

This covers what the integer programme does not read: sentences, alternative texts, pictures.
"""

from collections.abc import Iterator

import numpy as np

from salo_plan.indicators.disclosure import Earlier
from salo_plan.indicators.relations import Shown
from salo_plan.periods import Month

from .page_numbers import page
from .towns import LAST, Cells, Town, make, random_town

SINGLE = ("typ", "ohjaamo", "services")
MOVES = (("older_studying", "studying"), ("older_unemployed", "unemployed"))


def twin_of(rng: np.random.Generator, town: Town) -> tuple[Town, int]:
    """Change every count of 1 to 4 that can change alone into another of 1 to 4."""
    changed = {}
    for (month, dataset), cells in town.cells.items():
        if dataset in SINGLE:
            new = {name: _another(rng, n) if 0 < n < 5 else n for name, n in cells.items()}
        elif dataset == "feedback" and 0 < sum(cells.values()) < 5:
            new = dict(zip(cells, (_another(rng, sum(cells.values())), 0, 0), strict=True))
        elif dataset == "clients":
            new = _moved(rng, cells)
        else:
            continue
        changed[month, dataset] = new
    number = sum(town.cells[key] != new for key, new in changed.items())
    return Town({**town.cells, **changed}), number


def _another(rng: np.random.Generator, people: int) -> int:
    return int(rng.choice([n for n in range(1, 5) if n != people]))


def _moved(rng: np.random.Generator, cells: Cells) -> Cells:
    """Move older clients between a small group and the others; clients and young stay the same."""
    for cell, group in MOVES:
        small = sum(n for name, n in cells.items() if group in name.split("_"))
        step = _another(rng, small) - small
        room = min(cells[cell] + step, cells["older_other"] - step) >= 0
        rest = sum(cells.values()) - small
        if 0 < small < 5 and rest > 8 and room:
            return {
                **cells,
                cell: cells[cell] + step,
                "older_other": cells["older_other"] - step,
            }
    return cells


def pairs(seeds: range) -> Iterator[tuple[Town, Town, Month]]:
    for seed in seeds:
        rng = np.random.default_rng(seed)
        town = random_town(rng)
        twin, changed = twin_of(rng, town)
        if changed:
            yield town, twin, LAST.plus(-int(rng.integers(0, 6)))


def test_hidden_counts_change_nothing_in_the_data_of_an_issue():
    compared = list(pairs(range(70)))
    assert len(compared) > 40
    for town, twin, month in compared:
        assert make(town, month).report == make(twin, month).report


def test_hidden_counts_change_nothing_in_the_page():
    for town, twin, month in pairs(range(200, 208)):
        assert page(make(town, month).report) == page(make(twin, month).report)


def test_a_count_hidden_before_and_large_now_changes_nothing_either():
    before = Earlier(frozenset({Shown("typ_clients", str(LAST))}))
    towns = [Town().with_cells(LAST, "clients", older_other=50) for _ in range(2)]
    eight, nine = (t.with_cells(LAST, "typ", clients=n) for t, n in zip(towns, (8, 9), strict=True))
    assert make(eight, LAST, before).report == make(nine, LAST, before).report
