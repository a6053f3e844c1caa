"""`python3 run.py year`: the whole example year for a newcomer, where nothing was received yet."""

import hashlib
import json
from pathlib import Path

import pytest

from salo_plan.errors import DataError

from .publishing.light import figures, light, made_by
from .workspaces import call, committed_workspace

MONTHS = [f"2023-{number:02d}" for number in range(1, 13)]


@pytest.fixture
def make_by(monkeypatch):
    """Let pages be made by this in the place of run notebooks."""

    def set_to(make):
        made_by(monkeypatch, make)

    set_to(light)
    return set_to


@pytest.fixture
def workspace(tmp_path) -> Path:
    """Make a workspace with an example so small that its year is made in seconds."""
    folder = committed_workspace(tmp_path)
    raw = folder / "data" / "raw"
    content = figures(*(f"{month};clients;2600" for month in MONTHS)).encode()
    (raw / "figures_example.csv").write_bytes(content)
    listed = {"figures_example.csv": hashlib.sha256(content).hexdigest()}
    note = json.dumps({"seed": 2023, "files": listed})
    (raw / "example.json").write_text(note, encoding="utf-8")
    return folder


def received(workspace: Path) -> dict[Path, bytes]:
    raw = workspace / "data" / "raw"
    return {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}


def test_31_reports_are_made_one_line_each_and_the_last_words_say_what_to_open(make_by, workspace):
    result = call("year", "--workspace", workspace)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "31 reports are to be made, a few seconds each:"
    assert lines[1].split() == ["1/31", "2023-01", "steering_group"]
    assert lines[31].split() == ["31/31", "2023-12", "city_board"]
    assert lines[32:] == [
        "31 of the year's 31 reports are ready, 31 of them made now.",
        "Open in a browser:",
        f"  {workspace / 'outputs' / 'index.html'}",
    ]
    assert len(list((workspace / "outputs").glob("????-??/*/report.html"))) == 31
    assert (workspace / "outputs" / "index.html").is_file()


def test_what_failed_is_named_and_the_next_start_makes_only_that(make_by, workspace):
    def no_board(order, report, private, limits):
        light(order, report, private, limits)
        if order.audience == "city_board":
            raise DataError("the page is not fit to publish")

    make_by(no_board)
    result = call("year", "--workspace", workspace)
    assert result.exit_code == 1
    assert "31/31  failed: city_board 2023-12: the page is not fit to publish" in result.stdout
    assert "30 of the year's 31 reports are ready, 30 of them made now." in result.stdout
    quiet = call("year", "--quiet", "--workspace", workspace)
    assert (quiet.exit_code, quiet.stdout) == (1, "")
    assert quiet.stderr == (
        "salo-plan: failed: city_board 2023-12: the page is not fit to publish\n"
    )
    make_by(light)
    again = call("year", "--workspace", workspace)
    assert "31 of the year's 31 reports are ready, 1 of them made now." in again.stdout
    last = call("year", "--json", "--workspace", workspace)
    *_, done, year = (json.loads(line) for line in last.stdout.splitlines())
    assert (done["event"], done["issued"]) == ("done", 0)
    index = str(workspace / "outputs" / "index.html")
    assert year == {"event": "year", "promised": 31, "ready": 31, "index": index}


def test_received_extracts_are_left_alone(make_by, workspace):
    (workspace / "data" / "raw" / "example.json").unlink()
    before = received(workspace)
    result = call("year", "--workspace", workspace)
    assert result.exit_code == 2
    assert "Nothing was touched." in result.stderr
    assert "`salo-plan run` makes what is owed of your own extracts" in result.stderr
    assert received(workspace) == before
    assert not list((workspace / "outputs").iterdir())


def test_the_committed_figures_are_no_received_extracts(make_by, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("salo_plan.example.write_example", asked.append)
    folder = committed_workspace(tmp_path)
    result = call("year", "--workspace", folder)
    assert asked == [folder]
    assert result.stdout.startswith("Made-up example extracts of 2022-2023 were written")
    # Nothing was written by the stand-in, so nothing can be made, and that is said too.
    assert result.exit_code == 1
    assert "0 of the year's 31 reports are ready, none of them made now." in result.stdout


@pytest.mark.slow
def test_the_year_is_made_of_real_pages(tmp_path):
    folder = committed_workspace(tmp_path)
    result = call("year", "--workspace", folder)
    assert result.exit_code == 0
    assert "31 of the year's 31 reports are ready, 31 of them made now." in result.stdout
    pages = list((folder / "outputs").glob("????-??/*/report.html"))
    assert len(pages) == 31
    assert all(page.stat().st_size > 20_000 for page in pages)
