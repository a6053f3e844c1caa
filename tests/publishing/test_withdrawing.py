"""What was made of the example leaves with it, and never counts for a town's own reports."""

import json
import shutil
from pathlib import Path

import pytest

from salo_plan.fingerprints import sha256_of
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.ledger import open_ledger
from salo_plan.publishing.withdrawing import withdraw_example
from tests.workspaces import Workspace, call

from . import light, made_up

EXAMPLE = "figures_example.csv"
MADE_UP = ("2023-08;clients;2600", "2023-09;clients;2621")
SEPTEMBER = ("steering_group", "2023-09")
OWN = light.figures("2023-08;clients;2400", "2023-09;clients;2450", received="2023-10-04")


@pytest.fixture(scope="module")
def practised(tmp_path_factory) -> Path:
    """A workspace with the example and the reports that were made of it to try the program."""
    workspace = light.town(tmp_path_factory.mktemp("practised"), *MADE_UP, name=EXAMPLE)
    digest = sha256_of(workspace.raw / EXAMPLE)
    workspace.write("example.json", json.dumps({"seed": 1, "files": {EXAMPLE: digest}}))
    light.issue(workspace, "steering_group", "2023-08")
    light.issue(workspace, "steering_group", "2023-09")
    light.issue(workspace, "public", "2023-09", "en")
    return workspace.folder


@pytest.fixture
def workspace(practised: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(practised, tmp_path / "town")
    return Workspace(tmp_path / "town")


def issued(workspace: Workspace) -> set[tuple[str, str]]:
    with open_ledger(workspace.folder / "outputs") as ledger:
        return {(entry.audience, entry.month) for entry in ledger.issued()}


def months(workspace: Workspace) -> list[str]:
    outputs = workspace.folder / "outputs"
    return sorted(path.relative_to(outputs).as_posix() for path in outputs.glob("????-??/*"))


def data(workspace: Workspace, audience: str, month: str) -> dict:
    place = workspace.folder / "outputs" / month / audience / "report.json"
    return json.loads(place.read_text(encoding="utf-8"))


def test_who_takes_the_example_away_is_rid_of_the_reports_that_were_made_of_it(workspace):
    told = call("example", "--remove", "--workspace", workspace.folder, "--lang", "en")
    assert "3 reports that were made of the example were taken away too." in told.stdout
    assert (months(workspace), issued(workspace)) == ([], set())
    assert "2023-09" not in (workspace.folder / "outputs/index.html").read_text(encoding="utf-8")


def test_a_program_is_told_which_reports_were_taken_away(workspace):
    told = call("example", "--remove", "--json", "--workspace", workspace.folder)
    places = [
        Path(place).relative_to(workspace.folder) for place in json.loads(told.stdout)["reports"]
    ]
    assert [place.as_posix() for place in places] == [
        "outputs/2023-08/steering_group",
        "outputs/2023-09/public/en",
        "outputs/2023-09/steering_group",
    ]


def test_the_towns_own_first_report_is_then_a_first_version_without_corrections(workspace):
    call("example", "--remove", "--workspace", workspace.folder)
    workspace.write("figures_omat.csv", OWN)
    assert light.issue(workspace, *SEPTEMBER).version == 1
    assert "corrections" not in {
        section["id"] for section in data(workspace, *SEPTEMBER)["sections"]
    }


def test_where_only_its_files_were_deleted_a_made_up_report_is_owed_again_and_compared_with_nothing(
    workspace,
):
    for path in (workspace.folder / "data" / "raw").iterdir():
        path.unlink()
    workspace.write("figures_omat.csv", OWN)
    result = call("due", "--on", "2023-10-26", "--json", "--workspace", workspace.folder)
    states = {
        (owed["audience"], owed["month"]): owed["state"] for owed in json.loads(result.stdout)
    }
    assert states[SEPTEMBER] == "reissue"
    light.issue(workspace, *SEPTEMBER)
    assert "corrections" not in {
        section["id"] for section in data(workspace, *SEPTEMBER)["sections"]
    }
    result = call("due", "--on", "2023-10-26", "--json", "--workspace", workspace.folder)
    assert SEPTEMBER not in {
        (owed["audience"], owed["month"]) for owed in json.loads(result.stdout)
    }


def test_a_report_of_received_extracts_stays_and_stands_again_where_the_example_replaced_it(
    tmp_path,
):
    folder = tmp_path / "outputs" / made_up.PLACE
    for number in (1, 2, 3, 4):
        made_up.issue(tmp_path, number)
    before = {path.name: path.read_bytes() for path in (folder / "v3").iterdir()}
    for place, example in {"v1": False, "v2": True, "v3": False, ".": True}.items():
        (folder / place / "report.json").write_text(json.dumps({"example": example}))
    with publishing_desk(tmp_path) as desk:
        assert withdraw_example(desk) == (folder, folder / "v2")
        assert [entry.version for entry in desk.ledger.issued()] == [1, 3]
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["v1"]
    now = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert now == before | {"report.json": b'{"example": false}'}
