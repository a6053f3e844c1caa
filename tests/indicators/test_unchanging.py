"""What must never change a figure: the order of rows, how they are split, and rows of zeros."""

import math
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from salo_plan.extracts.received import read_received
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.figures import Measured
from salo_plan.indicators.measure import measure_month
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan

PLAN = read_plan()
MONTH = Month(2023, 9)
# A row of these counts people or things; elsewhere a row itself is one thing.
COUNTED = ("clients", "discussions", "first_contacts", "plans", "activation", "services", "typ")


@pytest.fixture(scope="module")
def workspace(example_year: Callable[[], Path]) -> Path:
    return example_year()


@pytest.fixture(scope="module")
def tables(workspace: Path) -> Tables:
    return usable_tables(read_received(workspace, PLAN.municipalities))


@pytest.fixture(scope="module")
def known(tables: Tables) -> dict[str, Measured]:
    return of_month(tables)


def of_month(tables: Tables, **frames: pd.DataFrame) -> dict[str, Measured]:
    """Value, parts, state and what is printed beside, by indicator."""
    changed = replace(tables, frames={**tables.frames, **frames})
    found = measure_month(PLAN, changed, MONTH).measurements
    return {item.indicator: item.figure for item in found}


def differing(found, known) -> list[str]:
    """Name the indicators whose figures differ by more than the order of floating point sums."""
    assert found.keys() == known.keys()
    return [
        f"{name}: {found[name]} for {figure}"
        for name, figure in known.items()
        if not alike(found[name], figure)
    ]


def alike(one: Measured, other: Measured) -> bool:
    parts = ("value", "numerator", "denominator")
    pairs = [(getattr(one, part), getattr(other, part)) for part in parts]
    pairs += [
        (value, dict(other.beside).get(name, math.inf)) for name, value in dict(one.beside).items()
    ]
    return one.state == other.state and all(
        a == b if a is None or b is None else math.isclose(a, b, rel_tol=1e-12) for a, b in pairs
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(tables, known, seed):
    shuffled = {
        name: frame.sample(frac=1, random_state=seed) for name, frame in tables.frames.items()
    }
    assert not differing(of_month(tables, **shuffled), known)


@pytest.mark.parametrize("name", COUNTED)
def test_rows_of_zeros_change_nothing(tables, known, name):
    frame = tables.frames[name]
    empty = frame.copy()
    for column in empty.columns:
        if column not in ("month", "rate") and pd.api.types.is_numeric_dtype(empty[column]):
            empty[column] = 0
        if column.endswith("_state"):
            empty[column] = "ok"
    assert not differing(of_month(tables, **{name: pd.concat([frame, empty])}), known)


@pytest.mark.parametrize("name", ["discussions", "coaches", "plans"])
def test_merging_the_teams_changes_nothing(tables, known, name):
    frame = tables.frames[name]
    counts = [c for c in frame if pd.api.types.is_numeric_dtype(frame[c]) and c != "limit"]
    told = [c for c in frame if c not in (*counts, "team", "limit", "limit_state")]
    merged = frame.groupby(told, dropna=False, observed=True, as_index=False)[counts].sum()
    merged = merged.assign(team="kaikki", limit=None, limit_state="missing")
    assert len(merged) < len(frame)
    assert not differing(of_month(tables, **{name: merged}), known)


@pytest.mark.parametrize("name", ["clients", "services", "activation", "discussions"])
def test_a_row_split_in_two_changes_nothing(tables, known, name):
    frame = tables.frames[name]
    counts = [c for c in frame if pd.api.types.is_numeric_dtype(frame[c]) and c != "rate"]
    one, rest = frame.copy(), frame.copy()
    for column in counts:
        one[column] = frame[column] // 2
        rest[column] = frame[column] - one[column]
    assert not differing(of_month(tables, **{name: pd.concat([one, rest])}), known)


def test_a_years_file_split_into_two_files_changes_nothing(workspace, known, tmp_path):
    shutil.copytree(workspace, tmp_path / "w")
    raw = tmp_path / "w" / "data" / "raw"
    whole = raw / "tedigi_keskustelut_2023.csv"
    head, *rows = whole.read_bytes().splitlines(keepends=True)
    early = [row for row in rows if int(row.split(b"/")[0]) < 10]
    late = [row for row in rows if int(row.split(b"/")[0]) >= 10]
    assert early
    assert late
    whole.unlink()
    (raw / "tedigi_keskustelut_2023-01.csv").write_bytes(head + b"".join(early))
    (raw / "tedigi_keskustelut_2023-10.csv").write_bytes(head + b"".join(late))
    split = of_month(usable_tables(read_received(tmp_path / "w", PLAN.municipalities)))
    assert not differing(split, known)


def test_the_municipalities_add_up_to_the_whole_trial(tables, known):
    frame = tables.frames["clients"]
    parts = [
        of_month(tables, clients=frame[frame["municipality"] == place])
        for place in PLAN.scopes["T"].municipalities
    ]
    for name in ("clients", "unemployed", "in_education"):
        assert sum(part[name].numerator for part in parts) == known[name].numerator
    key = "unemployed_share"
    assert sum(part[key].numerator for part in parts) == known[key].numerator
    assert sum(part[key].denominator for part in parts) == known[key].denominator


def test_a_share_is_its_parts(known):
    for name, figure in known.items():
        indicator = PLAN.indicator(name)
        if indicator.unit == "%" and figure.value is not None and figure.denominator:
            assert figure.value == pytest.approx(100 * figure.numerator / figure.denominator), name
