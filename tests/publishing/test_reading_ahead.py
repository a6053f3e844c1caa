"""While the driver reads from the beginning, a process of the press reads from the end."""

import os
import time
from itertools import islice

import pytest

from salo_plan.extracts import ahead, store
from salo_plan.indicators import store as measured
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.press import CAN_FORK, Ahead, open_press
from salo_plan.publishing.reading_ahead import Reader
from salo_plan.reports.material import gather, gather_from_the_end
from tests.workspaces import Workspace

from .drivers import within
from .light import figures

needs_fork = pytest.mark.skipif(not CAN_FORK, reason="Windows cannot fork")


@pytest.fixture
def three_months(tmp_path) -> Workspace:
    """A workspace with three months, a file each."""
    workspace = Workspace(tmp_path / "town")
    for month in ("2023-01", "2023-02", "2023-03"):
        workspace.write(f"figures_{month}.csv", figures(f"{month};clients;2600"))
    return workspace


def kept(workspace: Workspace) -> dict[str, bytes]:
    """What lies in data/processed; a table's note names no time, so equal is equal to the byte."""
    processed = workspace.folder / "data" / "processed"
    return {p.relative_to(processed).as_posix(): p.read_bytes() for p in processed.rglob("*.*")}


def test_it_leaves_in_the_store_what_gathering_would(three_months, tmp_path):
    done = list(map(str, gather_from_the_end(read_plan(), three_months.folder)))
    files, months = done[:3], done[3:]
    assert [name[-11:-4] for name in files] == ["2023-03", "2023-02", "2023-01"]
    assert months == ["2023-03", "2023-02", "2023-01"]
    other = Workspace(tmp_path / "other")
    for path in three_months.raw.iterdir():
        other.write(path.name, path.read_text())
    gather(read_plan(), other.folder)
    assert kept(three_months) == kept(other)


def test_whoever_gathers_meanwhile_does_only_the_rest(three_months, monkeypatch):
    list(islice(gather_from_the_end(read_plan(), three_months.folder), 5))
    read, counted = [], []
    monkeypatch.setattr(store, "read_table", lambda path, *more: read.append(path))
    real = measured.measure_month
    monkeypatch.setattr(
        measured,
        "measure_month",
        lambda plan, tables, month: counted.append(str(month)) or real(plan, tables, month),
    )
    gather(read_plan(), three_months.folder)
    assert (read, counted) == ([], ["2023-01"])


def test_where_nothing_is_new_it_does_nothing(three_months):
    gather(read_plan(), three_months.folder)
    assert list(gather_from_the_end(read_plan(), three_months.folder)) == []


def test_a_large_file_is_left_so_that_no_two_are_in_memory(three_months, monkeypatch):
    monkeypatch.setattr(ahead, "MOST_BYTES", 10)
    assert list(gather_from_the_end(read_plan(), three_months.folder)) == []


def test_a_refused_file_is_told_by_whoever_gathers(three_months):
    three_months.write("figures_2023-04.csv", figures("2023-04;clients;many"))
    list(gather_from_the_end(read_plan(), three_months.folder))
    assert "figures_2023-04.csv: refused" in gather(read_plan(), three_months.folder).warnings[0]


@needs_fork
def test_it_ends_after_what_it_has_in_hand_when_it_is_told_to_stop(three_months, monkeypatch):
    monkeypatch.setattr(
        "salo_plan.publishing.reading_ahead.gather_from_the_end",
        lambda *_: iter(lambda: time.sleep(0.05), 0),
    )
    reader = Reader.start(Ahead(three_months.folder, ""))
    assert reader.process.is_alive()
    reader.stop()
    reader.process.join(10)
    assert reader.process.exitcode == 0


@needs_fork
def test_a_plan_that_cannot_be_read_is_no_matter_of_the_reader(three_months, capfd):
    reader = Reader.start(Ahead(three_months.folder, "nowhere.toml"))
    reader.process.join(30)
    assert reader.process.exitcode == 0
    assert capfd.readouterr().err == ""


@needs_fork
def test_the_press_reads_before_it_has_been_given_anything_to_make(three_months):
    with open_press(1) as press:
        press.read_ahead(three_months.folder, "")
        within(60, lambda: len(kept(three_months)) == 6)


@needs_fork
def test_a_press_that_was_given_nothing_ends_at_once():
    begun = time.monotonic()
    with open_press(1) as press:
        pass
    assert time.monotonic() - begun < 2
    with pytest.raises(ProcessLookupError):
        os.kill(press._process.pid, 0)
