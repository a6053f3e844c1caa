"""run.py: small, without other packages, and plain in what it says when it cannot go on."""

import ast
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "run.py"
SOURCE = SCRIPT.read_text(encoding="utf-8")
WITH_OTHER_PYTHON = """
import runpy, sys
sys.version_info = {version}
runpy.run_path({script!r}, run_name="__main__")
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], capture_output=True, text=True)


def test_it_stays_small():
    assert len(SOURCE.splitlines()) < 120


def test_it_needs_only_the_standard_library():
    nodes = list(ast.walk(ast.parse(SOURCE)))
    imported = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_old_python_can_read_it_far_enough_to_say_so():
    ast.parse(SOURCE, feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0)])
def test_unfit_python_is_refused_before_anything_else(version):
    done = run("-c", WITH_OTHER_PYTHON.format(version=version, script=str(SCRIPT)))
    assert done.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "this is {}.{}.{}".format(*version) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("tset", "test"), ("set-up", "setup"), ("labs", "lab"), ("lba", "lab"), ("yaer", "year")],
)
def test_unknown_command_gets_the_nearest_name(wrong, meant):
    done = run(str(SCRIPT), wrong)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [f"run.py: no command '{wrong}'; did you mean '{meant}'?"]


def test_help_names_every_command():
    done = run(str(SCRIPT), "--help")
    assert done.returncode == 0
    assert all(f"run.py {command}" in done.stdout for command in ("year", "setup", "lab", "test"))


@pytest.mark.parametrize(
    ("last_words", "advice"),
    [
        ("ERROR: No matching distribution found for babel==2.18.0", "Check the network"),
        ("NewConnectionError: Temporary failure in name resolution", "Check the network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "Do not go around"),
        ("virtual environment was not created: ensurepip is not available", "python3-venv"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("something that nobody foresaw", "delete the folder .venv"),
    ],
)
def test_failed_step_is_named_with_what_to_do(last_words, advice):
    script = runpy.run_path(str(SCRIPT))
    program = f"import sys; sys.exit({last_words!r})"
    with pytest.raises(SystemExit) as stopped:
        script["step"]("Installing requirements.lock", sys.executable, "-c", program)
    said = str(stopped.value)
    assert last_words in said
    assert "This step failed: Installing requirements.lock." in said
    assert advice in said
