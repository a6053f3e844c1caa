"""Measurements kept on disk: what is measured once, and what makes a month be measured again.

A file is known by its hash. So that a test sees whether a month was measured or taken from the
store, it sometimes gives other rows under a hash that is known already.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from salo_plan.extracts.tables import Refused, Tables
from salo_plan.indicators import store
from salo_plan.indicators.measure import measure
from salo_plan.indicators.measurements import Measuring
from salo_plan.periods import Month

from .plan_samples import indicator, plan_with
from .table_samples import given, rows, tables

MAY, JUNE = Month(2023, 5), Month(2023, 6)
MAY_CUBE, JUNE_CUBE = "data/raw/ura_2023-05.csv", "data/raw/ura_2023-06.csv"
CLIENTS = indicator(id="clients", unit="hlö", decimals=0, metric={"count": "everyone"})
PLAN = plan_with(CLIENTS)


def cube(path: str, people: int) -> tuple[str, pd.DataFrame]:
    columns = ("month", "municipality", "clients")
    return "clients", rows(path, columns, (path[-11:-4], "Salo", people))


def received(may: int, june: int, *others: tuple[str, pd.DataFrame]) -> Tables:
    return tables(cube(MAY_CUBE, may), cube(JUNE_CUBE, june), *others)


def with_hash(found: Tables, path: str, sha256: str) -> Tables:
    return replace(found, files={**found.files, path: replace(found.files[path], sha256=sha256)})


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., Measuring]:
    return lambda found, plan=PLAN: store.stored_measurements(plan, found, tmp_path)


@pytest.fixture
def both(stored: Callable[..., Measuring]) -> Callable[..., tuple[float | None, float | None]]:
    """May's and June's number of clients, measured or from the store."""

    def of(found: Tables, plan=PLAN) -> tuple[float | None, float | None]:
        figures = stored(found, plan).measurements
        return figures.value("clients", MAY), figures.value("clients", JUNE)

    return of


def kept(workspace: Path) -> list[str]:
    folder = workspace / "data" / "processed" / "measurements"
    return sorted(path.name.split(".")[0] for path in folder.iterdir())


def test_what_is_stored_is_what_was_measured(stored):
    found = received(
        5, 7, ("figures", given("data/raw/figures_ö.csv", ("2023-06", "clients", 9.0)))
    )
    known = measure(PLAN, found)
    assert len(known.warnings) == 1
    assert stored(found) == known
    assert stored(found) == known


def test_a_month_is_kept_in_one_file_under_its_name(stored, tmp_path):
    stored(received(5, 7))
    assert kept(tmp_path) == ["2023-05", "2023-06"]


def test_a_month_whose_files_are_known_is_not_measured_again(both):
    assert both(received(5, 7)) == (5, 7)
    assert both(received(50, 70)) == (5, 7)


def test_a_corrected_file_makes_its_own_month_be_measured_again_and_no_other(both, tmp_path):
    both(received(5, 7))
    assert both(with_hash(received(50, 70), JUNE_CUBE, "corrected")) == (5, 70)
    assert kept(tmp_path) == ["2023-05", "2023-06"]


def test_a_new_file_makes_the_months_it_tells_of_be_measured_again(both):
    both(received(5, 7))
    more = ("figures", given("data/raw/figures_kesä.csv", ("2023-06", "nps", 9.0)))
    assert both(received(50, 70, more)) == (5, 70)


def test_the_same_content_under_another_name_is_another_file(both):
    first = tables(cube(MAY_CUBE, 5), sha256="same")
    assert both(first) == (5, None)
    moved = tables(cube("data/raw/2023/ura_2023-05.csv", 50), sha256="same")
    assert both(moved) == (50, None)


def test_an_event_log_counts_in_every_month_because_it_tells_of_quiet_ones(both):
    log = "data/raw/loki.xlsx"
    entry = ("events", rows(log, ("month", "day"), ("2023-04", pd.Timestamp("2023-04-03"))))
    both(received(5, 7, entry))
    assert both(received(50, 70, entry)) == (5, 7)
    assert both(with_hash(received(50, 70, entry), log, "longer")) == (50, 70)


@pytest.mark.parametrize("change", ["path", "sha256"])
def test_another_refused_file_makes_all_months_be_measured_again(both, change):
    item = Refused("ohjaamo", "data/raw/a.xlsx", "x", None)
    both(replace(received(5, 7), refused=(item,)))
    assert both(replace(received(50, 70), refused=(item,))) == (5, 7)
    other = replace(item, **{change: "data/raw/b.xlsx"})
    assert both(replace(received(50, 70), refused=(other,))) == (50, 70)
    assert both(received(500, 700)) == (500, 700)


def test_a_changed_plan_makes_all_months_be_measured_again(both):
    both(received(5, 7))
    renamed = plan_with(CLIENTS.model_copy(update={"note": "Uusi huomautus."}))
    assert both(received(50, 70), renamed) == (50, 70)


def test_changed_code_makes_all_months_be_measured_again(both, monkeypatch):
    both(received(5, 7))
    monkeypatch.setattr(store, "code_hash", lambda: "another")
    assert both(received(50, 70)) == (50, 70)


def test_the_order_in_which_files_are_read_does_not_matter(both):
    one, other = cube(MAY_CUBE, 5), ("figures", given("data/raw/f.csv", ("2023-05", "nps", 1.0)))
    assert both(tables(one, other)) == (5, None)
    assert both(tables(other, cube(MAY_CUBE, 50))) == (5, None)


@pytest.mark.parametrize("damage", [b"", b"PAR1 not a table", None])
def test_a_damaged_file_of_the_store_is_as_good_as_none(both, tmp_path, damage):
    both(received(5, 7))
    (may,) = (tmp_path / "data" / "processed" / "measurements").glob("2023-05.*")
    may.write_bytes(may.read_bytes()[:200] if damage is None else damage)
    assert both(received(50, 70)) == (50, 7)
    assert both(received(500, 700)) == (50, 7)
