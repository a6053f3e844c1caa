"""A call is understood as people write it: audiences by name, options on either side."""

import json
from pathlib import Path

import pytest
from click import unstyle

from salo_plan.errors import CallError
from salo_plan.plan.audiences import audience_called
from salo_plan.plan.file import plan_path
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.batch import issue_one

from .publishing.light import light, made_by, town
from .workspaces import Workspace, call


@pytest.fixture
def salo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Make a town with one month's figures."""
    made_by(monkeypatch)
    monkeypatch.setitem(issue_one.__kwdefaults__, "make", light)
    return town(tmp_path / "salo", "2023-01;clients;2600")


# Audiences


@pytest.mark.parametrize(
    ("called", "audience"),
    [
        ("ohjausryhmä", "steering_group"),
        ("Ohjausryhmä", "steering_group"),
        ("Kuukausiseuranta", "steering_group"),
        ("henkilöstöraportti", "staff"),
        ("city_board", "city_board"),
    ],
)
def test_an_audience_is_found_by_its_id_name_or_title(called, audience):
    assert audience_called(read_plan(), called).id == audience


@pytest.mark.parametrize(
    ("called", "near"), [("ohjausryhma", "ohjausryhmä"), ("steering_gruop", "steering_group")]
)
def test_a_name_that_is_nearly_right_is_told(called, near):
    with pytest.raises(CallError, match=f"no audience is called .* Did you mean '{near}'"):
        audience_called(read_plan(), called)


def test_a_name_that_two_audiences_have_names_neither(tmp_path):
    text = plan_path().read_text(encoding="utf-8")
    mine = tmp_path / "oma.toml"
    mine.write_text(text.replace('name = "Julkinen"', 'name = "Ohjausryhmä"'), encoding="utf-8")
    plan = read_plan(mine)
    assert audience_called(plan, "kuukausiseuranta").id == "steering_group"
    with pytest.raises(CallError):
        audience_called(plan, "ohjausryhmä")


def test_a_report_that_is_called_by_its_finnish_name_lies_under_its_id(salo):
    made = call("report", "ohjausryhmä", "2023-01", "--workspace", salo.folder)
    assert made.exit_code == 0
    page = salo.folder / "outputs" / "2023-01" / "steering_group" / "report.html"
    assert made.stdout == f"{page}\n"


# Common options before the command


@pytest.mark.parametrize(
    "words",
    [
        ["--workspace", "{folder}", "due", "--on", "2023-01-01"],
        ["--workspace={folder}", "--lang", "en", "due", "--on", "2023-01-01"],
        ["--workspace", "{folder}", "--lang=en", "due", "--on=2023-01-01"],
    ],
    ids=" ".join,
)
def test_what_every_command_takes_may_stand_before_its_name(salo, words):
    told = call(*(word.format(folder=salo.folder) for word in words))
    assert (told.exit_code, told.output) == (0, "Nothing is owed on 2023-01-01.\n")


def test_flags_may_stand_before_the_name_too(salo):
    words = ["--json", "--quiet", "--workspace", salo.folder, "indicators", "--month", "2023-01"]
    assert json.loads(call(*words).stdout)[0]["value"] == 2600


def test_the_options_reach_a_command_of_a_group():
    told = call("--plan", "salo_2032", "plan", "check")
    assert (told.exit_code, "Did you mean 'salo_2023'?" in told.stderr) == (2, True)


def test_options_without_a_command_get_the_help():
    for words in (["--workspace", "x"], ["--workspace"], ["--quiet"], []):
        assert "Commands:" in call(*words).output


def test_a_command_s_own_option_stands_behind_it():
    told = call("--on", "2023-01-01", "due")
    assert (told.exit_code, "there is no option --on here." in told.stderr) == (2, True)


# What is told first


def unknown_files(salo: Workspace, *names: str) -> None:
    for name in names:
        salo.write(name, "a;b\n1;2\n")


def lines_in_order(monkeypatch, *words) -> list[str]:
    """The lines of both streams in the order in which they were written."""
    written: list[str] = []
    monkeypatch.setattr(
        "click.echo",
        lambda message="", *_, **__: written.extend(unstyle(str(message)).splitlines()),
    )
    call(*words)
    return written


def test_the_page_is_told_before_what_to_know_of_the_files(salo, monkeypatch):
    unknown_files(salo, "muistio.csv")
    told = lines_in_order(monkeypatch, "report", "public", "2023-01", "--workspace", salo.folder)
    assert [line.split("/")[-1] for line in told] == [
        "report.html",
        "muistio.csv: no dataset has files by this name; the file was left out.",
    ]


def test_of_many_warnings_those_of_the_report_s_month_come_first_and_the_others_are_counted(salo):
    unknown_files(salo, *(f"muistio{n}.csv" for n in range(8)), "z_2023-01.csv")
    made = call("report", "public", "2023-01", "--workspace", salo.folder)
    told = made.stderr.splitlines()
    assert "data/raw/z_2023-01.csv" in told[0]
    assert len(told) == 6
    assert told[-1] == "salo-plan: warning: 4 more warnings; `salo-plan measure` tells them all."
    assert len(call("measure", "--workspace", salo.folder).stderr.splitlines()) == 9


def test_why_a_report_failed_is_told_first_and_once(salo, monkeypatch):
    unknown_files(salo, "muistio.csv", "suunnitelmat_2023-02.csv")
    told = lines_in_order(monkeypatch, "report", "public", "2023-02", "--workspace", salo.folder)
    assert told[0].startswith("salo-plan: no report can be made for 2023-02")
    refused = [line for line in told if "suunnitelmat_2023-02.csv" in line]
    assert len(refused) == 1
    assert "muistio.csv" in told[-1]
