"""A run with nothing to do reads nothing; whatever could change the answer makes it reckon anew."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from salo_plan.plan.file import plan_path
from salo_plan.publishing.press import CAN_FORK
from tests.publishing.light import figures, made_by, town
from tests.workspaces import call

HEAVY = ("pandas", "pyarrow", "matplotlib", "papermill", "nbformat", "seaborn", "IPython")
DAY = "2023-03-26"


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Path:
    """Make a town whose reports up to the day are issued by light pages."""
    made_by(monkeypatch)
    folder = town(tmp_path / "town", "2023-01;clients;2600", "2023-02;clients;2610").folder
    assert counted(folder) == 4
    return folder


def counted(folder: Path, day: str = DAY, *options: str) -> int:
    """Run by a day and count what was issued."""
    result = call("run", "--on", day, "--json", "--workspace", folder, *options)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])["issued"]


def imported_by(*arguments: object) -> set[str]:
    """Run a command in a process of its own; give the large libraries that it has imported."""
    look = (
        "import sys\nfrom salo_plan.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        f"finally:\n    print('\\n' + ' '.join({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    ).replace(f"{HEAVY!r} &", f"set({HEAVY!r}) &")
    call = [sys.executable, "-c", look, *map(str, arguments)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_a_run_with_nothing_to_do_imports_no_large_library(workspace):
    assert imported_by("run", "--on", DAY, "--workspace", workspace) == set()


def test_asking_again_what_is_due_imports_no_large_library(workspace):
    call("due", "--on", "2023-04-26", "--workspace", workspace)
    assert imported_by("due", "--on", "2023-04-26", "--workspace", workspace) == set()


def test_help_imports_no_large_library():
    assert imported_by("--help") == set()
    assert imported_by("report", "--help") == set()


@pytest.mark.skipif(not CAN_FORK, reason="Windows makes reports in the same process")
def test_whoever_lets_the_press_make_a_report_draws_and_runs_nothing(tmp_path):
    folder = town(tmp_path / "town", "2023-01;clients;2600").folder
    call = ("report", "public", "2023-01", "--workspace", folder)
    assert imported_by(*call) == {"pandas", "pyarrow"}


def test_a_corrected_file_is_seen(workspace):
    assert counted(workspace) == 0
    file = workspace / "data" / "raw" / "figures_kaikki.csv"
    file.write_text(file.read_text().replace("2600", "25000"), encoding="utf-8")
    assert counted(workspace) > 0


def test_a_file_of_the_same_size_and_time_is_seen(workspace):
    file = workspace / "data" / "raw" / "figures_kaikki.csv"
    before = file.stat()
    file.write_text(file.read_text().replace("2610", "2410"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert counted(workspace) > 0


def test_a_later_day_owes_more(workspace):
    (workspace / "data" / "raw" / "figures_lisa.csv").write_text(
        figures("2023-03;clients;2620", received="2023-04-04"), encoding="utf-8"
    )
    assert counted(workspace) == 0
    assert counted(workspace, "2023-04-26") == 2


def test_another_plan_file_is_reckoned_for_itself(workspace, tmp_path):
    text = plan_path().read_text(encoding="utf-8").replace('name = "', 'name = "X', 1)
    other = tmp_path / "plan.toml"
    other.write_text(text, encoding="utf-8")
    assert counted(workspace) == 0
    kept = (workspace / "data" / "processed" / "owed.json").read_text()
    counted(workspace, DAY, "--plan", str(other))
    assert (workspace / "data" / "processed" / "owed.json").read_text() != kept


def test_what_is_blocked_is_told_every_time_with_the_warnings_of_the_files(workspace):
    (workspace / "data" / "raw" / "outo.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    told = [call("run", "--on", "2023-04-26", "--json", "--workspace", workspace) for _ in range(3)]
    assert told[0].stdout == told[1].stdout == told[2].stdout
    assert "blocked" in told[0].stdout
    assert all("outo.csv" in result.stderr for result in told)


def test_a_damaged_kept_answer_is_reckoned_anew(workspace):
    file = workspace / "data" / "processed" / "owed.json"
    for damage in ("", "{", "[]", '{"key": 1}'):
        file.write_text(damage, encoding="utf-8")
        assert counted(workspace) == 0
        assert json.loads(file.read_text())["owed"] == []


def test_a_failed_report_stays_owed(tmp_path, monkeypatch):
    from salo_plan.errors import DataError

    def fails(*_):
        raise DataError("not today")

    folder = town(tmp_path / "town", "2023-01;clients;2600").folder
    made_by(monkeypatch, fails)
    assert call("run", "--on", "2023-02-26", "--workspace", folder).exit_code == 1
    made_by(monkeypatch)
    assert counted(folder, "2023-02-26") == 2
