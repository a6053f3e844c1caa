"""What is owed is told by what can be done about it, in one line where many reports wait alike."""

import json

import pytest

from salo_plan.cli.waiting import waiting_lines
from salo_plan.messages import retold, speaking

from .publishing.light import HEAD, figures, made_by, town
from .test_telling import at_terminal
from .workspaces import call


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """Make a town that has issued January, then corrected it, got March and never got February."""
    made_by(monkeypatch)
    salo = town(tmp_path / "salo", "2023-01;clients;2600")
    assert call("run", "--on", "2023-02-26", "--workspace", salo.folder).exit_code == 0
    return salo.write(
        "figures_kaikki.csv", figures("2023-01;clients;2610", "2023-03;clients;2640")
    ).folder


def test_the_last_line_counts_what_can_be_made_is_made_again_and_waits(workspace):
    *rows, last = call("due", "--on", "2023-04-26", "--workspace", workspace).stdout.splitlines()
    assert [row.split()[1:4] for row in rows] == [
        ["steering_group", "2023-01", "reissue"],
        ["public", "2023-01", "reissue"],
        ["steering_group", "2023-02", "blocked"],
        ["public", "2023-02", "blocked"],
        ["steering_group", "2023-03", "owed"],
        ["public", "2023-03", "owed"],
    ]
    assert rows[2].endswith("blocked  missing: list of clients (ura_asiakkaat)")
    assert last == "On 2023-04-26 2 can be made, 2 must be made again, 2 wait for extracts."


def test_a_finnish_reader_is_told_by_the_plan_s_own_names(workspace):
    words = ["due", "--on", "2023-04-26", "--lang", "fi", "--workspace", workspace]
    assert call(*words).stdout.splitlines()[1:] == [
        "2023-02-26  julkinen          2023-01  tehtävä uudelleen",
        "2023-03-26  ohjausryhmä       2023-02  odottaa  puuttuu: asiakkaat (ura_asiakkaat)",
        "2023-03-26  julkinen          2023-02  odottaa  puuttuu: asiakkaat (ura_asiakkaat)",
        "2023-04-26  ohjausryhmä       2023-03  tehtävä",
        "2023-04-26  julkinen          2023-03  tehtävä",
        "2023-04-26: tehtäviä 2, uudelleen tehtäviä 2, tietoja odottaa 2.",
    ]


def test_other_programs_get_the_names_that_they_know(workspace):
    words = ["due", "--on", "2023-03-26", "--lang", "fi", "--json", "--workspace", workspace]
    assert json.loads(call(*words).stdout)[-1] == {
        "audience": "public",
        "month": "2023-02",
        "due": "2023-03-26",
        "state": "blocked",
        "missing": ["clients"],
    }


def test_nothing_owed_is_told_in_words(workspace):
    told = call("due", "--on", "2023-01-01", "--workspace", workspace).stdout
    assert told == "Nothing is owed on 2023-01-01.\n"


def test_reports_that_wait_alike_are_told_in_one_line():
    waiting = [(f"2023-{month:02d}", ["clients"]) for month in (1, 1, 2, 12)]
    assert list(waiting_lines(waiting)) == [
        "4 reports wait for: list of clients (ura_asiakkaat), 2023-01 to 2023-12."
    ]
    with speaking("fi"):
        assert [retold(line) for line in waiting_lines(waiting[:1])] == [
            "1 raportti odottaa: asiakkaat (ura_asiakkaat), 2023-01."
        ]
    assert list(waiting_lines([])) == []


def test_a_run_at_a_terminal_tells_in_one_line_what_its_reports_wait_for(tmp_path):
    workspace = town(tmp_path / "salo").write("figures_kaikki.csv", HEAD).folder
    seen = at_terminal("run", "--on", "2023-03-26", "--workspace", workspace)
    assert seen.count("blocked") == 1
    assert "4 reports wait for: list of clients (ura_asiakkaat), 2023-01 to 2023-02." in seen


def test_the_first_start_tells_in_one_line_what_reports_wait_for(tmp_path, monkeypatch):
    made_by(monkeypatch)
    workspace = town(tmp_path / "salo", "2022-12;clients;2600").folder
    told = call("welcome", "--workspace", workspace).stdout
    assert "31 reports wait for: list of clients (ura_asiakkaat), 2023-01 to 2023-12." in told
