"""What the commands say beside their answers: nothing when quiet, colours at a terminal."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from salo_plan.errors import DataError
from salo_plan.progress import followed, listening

from .publishing.light import made_by, town
from .workspaces import call

DAY = "2023-02-26"
# A call whose progress is shown at once, not after a second.
CALL = (
    "import sys, salo_plan.cli.progress_line as line\n"
    "line.PATIENCE_SECONDS = line.PAUSE_SECONDS = 0\n"
    "from salo_plan.cli import main\n"
    "main(sys.argv[1:], prog_name='salo-plan')"
)
RED, GREEN, YELLOW = "\x1b[31m", "\x1b[32m", "\x1b[33m"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a town with one month's figures and a file that nobody knows."""
    made_by(monkeypatch)
    salo = town(tmp_path / "salo", "2023-01;clients;2600")
    return salo.write("muistio.csv", "a;b\n1;2\n").folder


def at_terminal(*arguments: object, answers_piped: bool = False, **environment: str) -> str:
    """Call the program at a terminal and return what the terminal has received."""
    pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")
    ours, theirs = pty.openpty()
    usual = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    program = subprocess.Popen(
        [sys.executable, "-c", CALL, *map(str, arguments)],
        stdout=subprocess.DEVNULL if answers_piped else theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        env={**usual, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    received = b""
    while part := _read(ours):
        received += part
    os.close(ours)
    program.wait()
    return received.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        # On Linux a terminal whose program has ended gives an error.
        return b""


def left_on_screen(received: str) -> list[str]:
    """Write lines over each other as a terminal does and return those that are left."""
    lines = []
    for line in received.replace("\r\n", "\n").split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines.append(shown.rstrip())
    return [line for line in lines if line]


# --- quiet -----------------------------------------------------------------------------------


def test_a_quiet_run_says_nothing_when_all_is_well(workspace):
    made = call("run", "--on", DAY, "--quiet", "--workspace", workspace)
    assert (made.exit_code, made.output) == (0, "")
    assert (workspace / "outputs" / "2023-01" / "public" / "report.html").is_file()
    again = call("run", "--on", "2023-03-26", "--quiet", "--workspace", workspace)
    assert (again.exit_code, again.output) == (0, "")


def test_a_quiet_run_tells_what_failed(workspace, monkeypatch):
    def fails(*_):
        raise DataError("not today")

    made_by(monkeypatch, fails)
    run = call("run", "--on", DAY, "--quiet", "--workspace", workspace)
    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr.splitlines() == [
        "salo-plan: failed: steering_group 2023-01: not today",
        "salo-plan: failed: public 2023-01: not today",
    ]


def test_a_quiet_run_still_answers_in_json_when_that_is_asked_for(workspace):
    run = call("run", "--on", DAY, "--quiet", "--json", "--workspace", workspace)
    assert json.loads(run.stdout.splitlines()[-1])["issued"] == 2
    assert run.stderr == ""


@pytest.mark.parametrize("words", [["indicators"], ["explain", "clients", "2023-01"], ["due"]])
def test_a_quiet_question_is_answered_without_warnings(workspace, words):
    usual = call(*words, "--workspace", workspace)
    quiet = call(*words, "--quiet", "--workspace", workspace)
    assert "warning: data/raw/muistio.csv" in usual.stderr
    assert quiet.stderr == ""
    assert quiet.stdout
    assert usual.stdout.startswith(quiet.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["measure"],
        ["due", "--on", "2023-01-01"],
        ["plan", "check"],
        ["plan", "new"],
        ["schedule", "--emit", "cron", "--to", "{folder}"],
    ],
    ids=" ".join,
)
def test_a_quiet_command_that_has_nothing_to_answer_says_nothing(workspace, words):
    done = call(*(w.format(folder=workspace) for w in words), "--quiet", "--workspace", workspace)
    assert (done.exit_code, done.output) == (0, "")


def test_a_quiet_check_names_only_what_has_something_to_tell(workspace):
    (workspace / "data" / "raw" / "muistio.csv").unlink()
    sound = call("check", "--quiet", "--workspace", workspace)
    assert (sound.exit_code, sound.output) == (0, "")
    (workspace / "data" / "raw" / "suunnitelmat_2023-01.csv").write_text("a;b\n1;2\n")
    faulty = call("check", "--quiet", "--lang", "en", "--workspace", workspace)
    assert faulty.exit_code == 1
    assert "suunnitelmat_2023-01.csv: REFUSED" in faulty.stdout


def test_an_error_is_told_however_quiet_it_is_to_be(workspace):
    refused = call("report", "public", "2023-05", "--quiet", "--workspace", workspace)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("salo-plan: no report can be made for 2023-05")


# --- colours ---------------------------------------------------------------------------------


def test_a_terminal_shows_errors_in_red_and_warnings_in_yellow(workspace):
    assert RED in at_terminal("indicators", "--month", "2022_11")
    warned = at_terminal("indicators", "--workspace", workspace)
    assert f"{YELLOW}warning" in warned
    assert RED not in warned


def test_check_shows_what_is_refused_in_red_and_what_is_used_in_green(workspace):
    (workspace / "data" / "raw" / "suunnitelmat_2023-01.csv").write_text("a;b\n1;2\n")
    checked = at_terminal("check", "--all", "--lang", "en", "--workspace", workspace)
    assert f"{RED}data/raw/suunnitelmat_2023-01.csv: REFUSED" in checked
    assert f"{GREEN}data/raw/figures_kaikki.csv: ok" in checked
    assert f"{RED}error" in checked


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"NO_COLOR": "0"}, {"TERM": "dumb"}])
def test_the_user_s_settings_switch_colours_off_and_leave_the_words(settings):
    coloured = at_terminal("indicators", "--month", "2022_11")
    plain = at_terminal("indicators", "--month", "2022_11", **settings)
    assert "\x1b" not in plain
    assert plain == re.sub(r"\x1b\[\d+m", "", coloured)


def test_an_empty_setting_leaves_the_colours_on():
    assert RED in at_terminal("indicators", "--month", "2022_11", NO_COLOR="")


def test_what_is_piped_has_no_colours(workspace):
    assert "\x1b" not in call("check", "--all", "--workspace", workspace).output


# --- progress --------------------------------------------------------------------------------


def test_a_long_reading_shows_how_far_it_is_and_leaves_no_trace_of_it(workspace):
    received = at_terminal("measure", "--workspace", workspace)
    assert "\rReading data/raw: 1 of 2 files" in received
    assert "\rMeasuring: 0 of 1 months" in received
    left = left_on_screen(received)
    assert len(left) == 2
    assert "muistio.csv" in left[0]
    assert left[1].endswith("are in data/processed.")


def test_lists_of_people_are_counted_month_by_month(workspace):
    head = "Asiakas;Syntymäaika\n"
    for month in ("2023-01", "2023-02"):
        (workspace / "data" / "raw" / f"rekisteri_{month}.csv").write_text(head)
    assert "Counting lists of people: 1 of 2 months" in at_terminal(
        "check", "--workspace", workspace
    )


def test_progress_goes_to_the_terminal_when_the_answers_go_elsewhere(workspace):
    assert "Reading" in at_terminal("measure", "--workspace", workspace, answers_piped=True)


@pytest.mark.parametrize("wish", [["--quiet"], ["--json"]])
def test_no_progress_is_shown_to_who_is_quiet_or_a_program(workspace, wish):
    assert "Reading" not in at_terminal("measure", *wish, "--workspace", workspace)


def test_no_progress_is_shown_where_no_line_can_be_written_over(workspace):
    assert "Reading" not in at_terminal("measure", "--workspace", workspace, TERM="dumb")
    assert "\r" not in call("measure", "--workspace", workspace).output


def test_the_line_is_gone_before_an_error_is_told(workspace):
    raw = workspace / "data" / "raw"
    (raw / "example.json").write_text("{", encoding="utf-8")
    left = left_on_screen(at_terminal("measure", "--workspace", workspace))
    assert "Reading" not in "".join(left)
    assert left[-1].startswith(f"{RED}salo-plan")


def test_work_that_nobody_listens_to_is_not_counted():
    files = ["a", "b"]
    assert followed(files, "{done} of {all}") is files


def test_a_listener_hears_of_every_step_and_of_the_end():
    heard: list[tuple[str, int, int]] = []
    with listening(lambda *told: heard.append(told)):
        assert list(followed("ab", "words")) == ["a", "b"]
    assert heard == [("words", 0, 2), ("words", 1, 2), ("words", 2, 2)]
