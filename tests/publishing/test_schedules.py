"""Schedule files call `run --send` every morning, wherever the workspace lies."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from salo_plan.publishing.schedules.files import KINDS, TIME_ZONE, schedule_files
from tests.workspaces import call, committed_workspace

AWKWARD = 'Työ & "raportit" 50% $HOME\'s \\x <1>'
RUN = re.compile(r"(\d+) (\d+) \* \* \* (.+)")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the path has marks of Linux")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return committed_workspace(tmp_path / AWKWARD)


def expected(workspace: Path) -> list[str]:
    return [sys.executable, "-m", "salo_plan", "run", "--send", "--workspace", str(workspace)]


def cron_line(text: str) -> re.Match[str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines[0] == f"CRON_TZ={TIME_ZONE}"
    (line,) = lines[1:]
    return RUN.fullmatch(line)


def command_of(line: re.Match[str]) -> str:
    """Read a command as cron does: a % that is not escaped would be a line break."""
    assert not re.search(r"(?<!\\)%", line[3])
    return line[3].replace(r"\%", "%")


def test_the_cron_line_is_daily_and_the_shell_reads_the_call_as_it_was_meant(workspace):
    (file,) = schedule_files("cron", workspace)
    line = cron_line(file.text)
    assert 0 <= int(line[1]) < 60
    assert 4 <= int(line[2]) < 24  # Outside the hour that a clock change moves.
    words = shlex.split(command_of(line))
    log = str(workspace / "salo-plan.log")
    assert words == [*expected(workspace), ">>", log, "2>&1"]
    assert "made up at the next run" in file.text


def test_the_cron_line_runs_from_any_folder_and_logs_one_event_a_line(workspace, tmp_path):
    (file,) = schedule_files("cron", workspace)
    command = command_of(cron_line(file.text))
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = subprocess.run(["sh", "-c", command], cwd="/", env=clean, check=False)
    assert done.returncode == 0
    said = (workspace / "salo-plan.log").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line)["event"] for line in said if line.startswith("{")]
    assert events[0] == "started"
    assert "done" in events


def test_systemd_finds_no_fault_in_the_units(workspace):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    units = workspace.parent / "units"
    made = call("schedule", "--emit", "systemd", "--to", units, "--workspace", workspace)
    assert made.exit_code == 0
    paths = made.stdout.splitlines()
    analyze = ["systemd-analyze", "--user", "--man=no", "verify", *paths]
    seen = {**os.environ, "XDG_RUNTIME_DIR": str(units)}
    done = subprocess.run(analyze, capture_output=True, text=True, check=False, env=seen)
    if "Failed to initialize manager" in done.stderr:
        pytest.skip(f"systemd-analyze cannot run here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if "salo-plan" in line], done.stderr


def test_the_timer_is_daily_in_helsinki_and_makes_up_for_a_missed_morning(workspace):
    service, timer = schedule_files("systemd", workspace)
    lines = timer.text.splitlines()
    assert "OnCalendar=*-*-* 06:30:00 Europe/Helsinki" in lines
    assert "Persistent=true" in lines
    assert ZoneInfo(TIME_ZONE)
    (start,) = [x for x in service.text.splitlines() if x.startswith("ExecStart=")]
    # Within double quotes a unit file escapes as the C language does; %% and $$ stand for one.
    words = shlex.split(start.removeprefix("ExecStart="))
    assert [word.replace("%%", "%").replace("$$", "$") for word in words] == expected(workspace)


def test_the_windows_task_is_sound_xml_that_starts_when_it_can(workspace, tmp_path):
    made = call("schedule", "--emit", "windows", "--to", tmp_path / "x", "--workspace", workspace)
    assert made.exit_code == 0
    task = ElementTree.parse(made.stdout.strip()).getroot()
    found = {item.tag.removeprefix(TASK): (item.text or "").strip() for item in task.iter()}
    assert found["StartWhenAvailable"] == "true"
    assert found["DaysInterval"] == "1"
    assert found["MultipleInstancesPolicy"] == "IgnoreNew"
    assert found["Command"] == sys.executable
    assert found["Arguments"] == subprocess.list2cmdline(expected(workspace)[1:])
    assert "+" not in found["StartBoundary"]  # The machine's own hour, also in summer.
    assert Path(made.stdout.strip()).read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_printed_or_given_as_json(workspace, kind):
    printed = call("schedule", "--emit", kind, "--workspace", workspace)
    listed = json.loads(call("schedule", "--emit", kind, "--json", "--workspace", workspace).stdout)
    assert [file["name"] for file in listed["files"]] == list(KINDS[kind])
    assert all(file["text"] in printed.stdout for file in listed["files"])


def test_another_plan_file_stands_in_the_call(workspace):
    (file,) = schedule_files("cron", workspace, "/plans/salo 2024.toml")
    assert "--plan '/plans/salo 2024.toml'" in file.text


def test_an_unknown_kind_gets_the_nearest_one_and_a_line_break_is_refused(workspace, tmp_path):
    refused = call("schedule", "--emit", "systemdd", "--workspace", workspace)
    assert refused.exit_code == 2
    assert "Did you mean 'systemd'?" in refused.stderr
    broken = tmp_path / "a\nb"
    broken.mkdir()
    assert call("schedule", "--emit", "cron", "--workspace", broken).exit_code == 2
