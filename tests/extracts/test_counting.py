"""Lists of people are counted once and only their counts are kept, one file a month."""

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from salo_plan.errors import DataError
from salo_plan.extracts import counting, people, store
from salo_plan.extracts.received import read_received
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.indicators.measure import measure
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.store import stored_measurements
from salo_plan.plan.areas import NO_MUNICIPALITIES
from tests.workspaces import Workspace

from .small_files import SMALL_FILES, the_plan

REGISTER = SMALL_FILES["rekisteri_2023-03.csv"]
NEW = SMALL_FILES["uudet_2023-03.csv"]


def month_list(month: int) -> str:
    """The list of another month: the same people, and one who is that month's own."""
    return REGISTER + f"B{month:04d};1.1.1980;fi;FI;Salo;Tiimi 1;V01;02;1.2.2023;1.2.2023;\n"


@pytest.fixture
def received(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path)
    for month in (3, 4):
        found.write(f"rekisteri_2023-{month:02d}.csv", month_list(month))
    return found.write("uudet_2023-03.csv", NEW)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the person-level files whose rows are read, in order."""
    names: list[str] = []
    for module in (counting, people):
        read = module.read_table

        def reading(path: Path, *rest: object, read=read) -> object:
            names.append(path.name)
            return read(path, *rest)

        monkeypatch.setattr(module, "read_table", reading)
    return names


@pytest.fixture
def long_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every list of people be as long as one whose counts stay on disk."""
    monkeypatch.setattr(store, "MOST_HELD", 0)


def measured(tables: Tables) -> dict[tuple[str, str], object]:
    found: Measurements = measure(the_plan(), tables).measurements
    return {(item.indicator, str(item.month)): item.figure for item in found}


def test_a_new_month_reads_only_the_new_file(received: Workspace, opened: list[str]):
    received.tables()
    assert sorted(opened) == ["rekisteri_2023-03.csv", "rekisteri_2023-04.csv", "uudet_2023-03.csv"]
    opened.clear()
    received.tables()
    assert opened == []
    received.write("rekisteri_2023-05.csv", month_list(5))
    assert received.tables().months("clients") == ["2023-03", "2023-04", "2023-05"]
    assert opened == ["rekisteri_2023-05.csv"]


def test_counts_from_the_store_are_those_of_the_first_reading(received: Workspace):
    first, again = received.tables(), received.tables()
    for name, frame in first.frames.items():
        assert_frame_equal(frame, again.frames[name])
    for path, table in first.files.items():
        other = again.files[path]
        assert (other.people, other.faults, other.read_as) == (
            table.people,
            table.faults,
            table.read_as,
        )
        assert (other.rows_used, other.rows_rejected) == (table.rows_used, table.rows_rejected)


def test_a_file_of_the_same_size_and_time_but_other_content_is_counted_anew(received: Workspace):
    path = received.raw / "rekisteri_2023-04.csv"
    before = path.stat()
    assert received.tables().frames["clients"]["clients"].sum() == 8
    path.write_text(month_list(4).replace("B0004;1.1.1980;fi", "B0004;1.1.1980;sv"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    cube = received.tables().frames["clients"]
    assert set(cube.loc[cube["month"] == "2023-04", "mother_tongue"]) == {"fi", "uk", "sv"}


def test_only_counts_are_kept_of_people(received: Workspace):
    received.tables()
    kept = sorted((received.folder / "data" / "processed" / "tables").rglob("*.parquet"))
    assert [path.parent.name for path in kept] == ["new_jobseekers", "register", "register"]
    for path in kept:
        content = pq.read_table(path)
        assert not {"client", "birth_day", "coach", "began"} & set(content.column_names)
        assert "A0001" not in f"{content.to_pylist()} {content.schema.metadata}"


def test_two_files_of_a_month_are_held_against_each_other_at_every_look(
    received: Workspace, opened: list[str]
):
    received.write("rekisteri_2023-04_osa2.csv", month_list(9))
    for _ in range(2):
        opened.clear()
        cube = received.tables().frames["clients"]
        assert cube.loc[cube["month"] == "2023-04", "clients"].sum() == 5
        assert opened.count("rekisteri_2023-04.csv") == 1
        assert opened.count("rekisteri_2023-04_osa2.csv") == 1
    (received.raw / "rekisteri_2023-04_osa2.csv").unlink()
    assert received.tables().frames["clients"]["clients"].sum() == 8


def test_a_list_that_turns_out_to_be_another_months_is_refused_though_it_was_counted_before(
    received: Workspace,
):
    received.tables()
    received.write("rekisteri_2023-05.csv", month_list(4))
    (refused,) = read_received(received.folder, NO_MUNICIPALITIES).refused
    assert (refused.path, refused.people) == ("data/raw/rekisteri_2023-05.csv", 0)
    assert received.tables().months("clients") == ["2023-03", "2023-04"]


def test_a_month_with_far_fewer_people_is_told_also_when_it_comes_from_the_store(
    received: Workspace,
):
    head, first, *_ = REGISTER.splitlines(keepends=True)
    many = "".join(first.replace("A0001", f"C{number:04d}") for number in range(40))
    received.write("rekisteri_2023-05.csv", head + many).write(
        "rekisteri_2023-06.csv", head + first
    )
    for _ in range(2):
        table = received.tables().files["data/raw/rekisteri_2023-06.csv"]
        assert table.faults[0].reason.startswith("1 rows in 2023-06, 40 in the month before")


@pytest.mark.usefixtures("long_lists")
def test_the_counts_of_a_long_list_give_the_figures_of_a_short_one(
    received: Workspace, monkeypatch: pytest.MonkeyPatch
):
    shelved = received.tables()
    assert [table.is_shelved for table in shelved.files.values()] == [True, True, True]
    with monkeypatch.context() as patched:
        patched.setattr(store, "MOST_HELD", 100)
        held = received.tables()
    assert not any(table.is_shelved for table in held.files.values())
    assert measured(shelved) == measured(held)
    assert_frame_equal(shelved.frames["clients"], held.frames["clients"])
    assert shelved.months("clients") == held.months("clients")
    assert [t.rows_used for t in shelved.files.values()] == [4, 4, 4]


@pytest.mark.usefixtures("long_lists")
def test_a_figure_of_a_long_list_names_its_first_and_last_row(received: Workspace):
    found = measure(the_plan(), received.tables()).measurements
    (clients,) = (item for item in found if (item.indicator, item.month.number) == ("clients", 3))
    assert [(source.path, source.rows) for source in clients.sources] == [
        ("data/raw/rekisteri_2023-03.csv", "2-4")
    ]


@pytest.mark.usefixtures("long_lists")
def test_a_long_list_is_not_read_from_disk_when_its_month_was_measured_before(
    received: Workspace, monkeypatch: pytest.MonkeyPatch
):
    first = stored_measurements(the_plan(), received.tables(), received.folder)

    def reading(_: object) -> None:
        raise AssertionError("the counts are read again")

    monkeypatch.setattr("salo_plan.extracts.shelf.Shelf.categories", reading)
    again = stored_measurements(the_plan(), received.tables(), received.folder)
    assert list(again.measurements) == list(first.measurements)


@pytest.mark.usefixtures("long_lists")
def test_a_store_emptied_while_the_program_runs_is_told(received: Workspace):
    tables = usable_tables(read_received(received.folder, NO_MUNICIPALITIES))
    for path in (received.folder / "data" / "processed" / "tables").rglob("*.parquet"):
        path.unlink()
    with pytest.raises(DataError, match=r"no longer in data/processed.*Run the command again"):
        measured(tables)
