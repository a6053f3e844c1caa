"""An audience that a plan adds needs a notebook of its own; without it one message says so."""

import json
import shutil
from pathlib import Path

import pytest

from salo_plan.plan.file import plan_path
from salo_plan.publishing import notebook_file
from tests.publishing.light import made_by, town
from tests.workspaces import REPOSITORY, call

AUDIENCE = """[[audience]]
id = "council"
name = "Valtuusto"
title = "Valtuuston raportti"
to = "Valtuustolle"
period = "year_to_date"
data_months = ["2023-01"]

"""
TOLD = "the audience 'council' has no notebook"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a plan that promises the council a report; the notebooks may be added to."""
    notebooks = tmp_path / "notebooks"
    shutil.copytree(REPOSITORY / "notebooks", notebooks)
    monkeypatch.setattr(notebook_file, "_PLACES", (notebooks,))
    text = plan_path().read_text(encoding="utf-8")
    before, first, after = text.partition("[[audience]]")
    file = tmp_path / "mine.toml"
    file.write_text(before + AUDIENCE + first + after, encoding="utf-8")
    return file


@pytest.fixture
def salo(tmp_path: Path) -> Path:
    return town(tmp_path / "salo", "2023-01;clients;2600").folder


def test_the_check_of_the_plan_warns_and_says_what_to_copy(plan):
    checked = call("plan", "check", "--plan", plan)
    assert checked.exit_code == 0
    (warning,) = [line for line in checked.stderr.splitlines() if TOLD in line]
    assert "Copy management_group.ipynb" in warning
    assert "council.ipynb" in warning


def test_its_report_is_refused_before_anything_is_read(plan, salo):
    refused = call("report", "council", "2023-01", "--plan", plan, "--workspace", salo)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"salo-plan: {TOLD}")
    assert len(refused.stderr.splitlines()) == 1
    assert not (salo / "data" / "processed").exists()


def test_a_run_tells_of_it_and_makes_the_other_reports(plan, salo, monkeypatch):
    made_by(monkeypatch)
    run = call("run", "--on", "2023-02-26", "--plan", plan, "--workspace", salo)
    assert run.exit_code == 1
    events = [json.loads(line) for line in run.stdout.splitlines()]
    failed = {e["audience"]: e["reason"] for e in events if e["event"] == "failed"}
    assert failed["council"].startswith(TOLD)
    assert list(failed) == ["council"]
    assert {e["audience"] for e in events if e["event"] == "issued"} == {"steering_group", "public"}


def test_a_copied_notebook_makes_its_report(plan, salo, tmp_path, monkeypatch):
    made_by(monkeypatch)
    notebooks = tmp_path / "notebooks"
    shutil.copy(notebooks / "management_group.ipynb", notebooks / "council.ipynb")
    assert TOLD not in call("plan", "check", "--plan", plan).stderr
    run = call("run", "--on", "2023-02-26", "--plan", plan, "--workspace", salo)
    assert run.exit_code == 0
    assert (salo / "outputs" / "2023-01" / "council" / "report.html").is_file()
