"""Attacks on tables of teams and groups with totals, of which the public version has none yet.

The plan file decides what is public, so the rules of hiding must hold for totals, for shares of a
known whole and for tables that share cells. Here every count that is not hidden is told exactly.
"""

import csv
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from salo_plan.indicators import disclosure
from salo_plan.indicators.relations import Count, Relations, Shown, Split, Sum

from .puzzle import Puzzle

CASE_24 = Path(__file__).parents[1] / "cases" / "24-subtraction-disclosure" / "ryhmat_2023-06.csv"
MONTH = "2023-06"
Table = Mapping[tuple[str, str], tuple[int, int]]


def count(*words: str) -> Count:
    return Count(" ".join(words), MONTH)


def declared(table: Table) -> tuple[Relations, dict[Count, int]]:
    """Declare a table of clients and of the unemployed among them, with totals both ways."""
    teams, groups = ({name[place] for name in table} for place in (0, 1))
    people: dict[Count, int] = {}
    splits, sums = [], []
    for (team, group), (clients, unemployed) in table.items():
        names = [count(team, group, what) for what in ("clients", "unemployed", "others")]
        people |= dict(zip(names, (clients, unemployed, clients - unemployed), strict=True))
        splits.append(Split(*names))
    for what in ("clients", "unemployed"):
        for team in teams:
            sums.append(
                Sum(count(team, "total", what), tuple(count(team, g, what) for g in groups))
            )
        for group in groups:
            sums.append(Sum(count("all", group, what), tuple(count(t, group, what) for t in teams)))
        totals = tuple(count(team, "total", what) for team in teams)
        sums.append(Sum(count("all total", what), totals))
    for total in sums:
        people[total.total] = sum(people[part] for part in total.parts)
    told = [name for name in people if not name.who.endswith("others")]
    behind = {Shown(name.who, MONTH): (name,) for name in told}
    return Relations(behind, tuple(splits), tuple(sums)), people


def recovered(table: Table) -> dict[str, tuple[int, int]]:
    """Publish a table without what the package hides, and attack it."""
    relations, people = declared(table)
    hidden = disclosure.hidden_figures(relations, people, 5)
    puzzle = Puzzle()
    for shown, (name,) in relations.behind.items():
        if shown not in hidden:
            puzzle.between(name, people[name], people[name])
    for split in relations.splits:
        puzzle.equal(split.whole, (split.part, split.rest))
    for total in relations.sums:
        puzzle.equal(total.total, total.parts)
    spans = {name: puzzle.span(name) for name, number in people.items() if 0 < number < 5}
    assert all(low <= people[name] <= high for name, (low, high) in spans.items())
    return {n.who: (low, high) for n, (low, high) in spans.items() if low > 1 or high < 4}


def random_table(seed: int) -> Table:
    rng = np.random.default_rng(seed)
    cells = product(("A", "B", "C")[: rng.integers(1, 4)], ("x", "y", "z")[: rng.integers(2, 4)])
    top = rng.choice((6, 15, 40))
    return {cell: (n := int(rng.integers(0, top)), int(rng.integers(0, n + 1))) for cell in cells}


def case_24() -> Table:
    with CASE_24.open(encoding="utf-8") as file:
        return {
            (row["tiimi"], row["ryhmä"]): (int(row["asiakkaita"]), int(row["työttömiä"]))
            for row in csv.DictReader(file, delimiter=";")
        }


@pytest.fixture
def without_secondary_hiding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "hidden_counts", lambda relations, first: frozenset(first))


def test_24_no_count_of_one_to_four_is_recovered():
    assert recovered(case_24()) == {}


@pytest.mark.usefixtures("without_secondary_hiding")
def test_24_without_secondary_hiding_180_less_170_and_7_gives_three_back():
    assert recovered(case_24())["Tiimi 1 C clients"] == (3, 3)


def test_no_count_of_one_to_four_is_recovered_from_random_tables():
    found = {seed: recovered(random_table(seed)) for seed in range(25)}
    assert {seed: spans for seed, spans in found.items() if spans} == {}


@pytest.mark.usefixtures("without_secondary_hiding")
def test_without_secondary_hiding_most_random_tables_give_a_count_back():
    assert sum(bool(recovered(random_table(seed))) for seed in range(25)) > 12
