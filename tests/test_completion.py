"""The Tab key offers what the plan and data/raw know, soon and without a word of its own."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from salo_plan.messages import LOCALES, SOURCE_LANGUAGE
from salo_plan.plan.file import plan_path
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.notebook_file import ENGINES
from salo_plan.publishing.schedules.files import KINDS

from .publishing.light import town

PROGRAM = shutil.which("salo-plan", path=str(Path(sys.executable).parent)) or "salo-plan"
# What takes long to import is no company for a key that is waited for.
HEAVY = {"pandas", "pyarrow", "numpy", "matplotlib", "pydantic", "babel", "jinja2", "papermill"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a workspace that has received three months, one of them twice."""
    workspace = town(tmp_path / "salo")
    for name in ("rekisteri_2023-08.csv", "rekisteri_2023-10.csv", "palvelut_2023-08.csv"):
        workspace.write(name, "")
    return workspace.write("suunnitelmat_2023-09.csv", "").folder


def tab(words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Press Tab behind the words of a call, as bash then calls the program."""
    asked = {
        "_SALO_PLAN_COMPLETE": "bash_complete",
        "COMP_WORDS": f"salo-plan {words}",
        "COMP_CWORD": str(len(shlex.split(words)) + words.endswith(" ")),
        "PYTHONPROFILEIMPORTTIME": "1",
    }
    environment = {**os.environ, **asked}
    return subprocess.run(
        [PROGRAM], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )


def offered(words: str, folder: Path) -> list[str]:
    """Return what is offered, in its order; the program itself must have said nothing."""
    done = tab(words, folder)
    assert [line for line in done.stderr.splitlines() if "import time:" not in line] == []
    kinds, values = zip(*(line.split(",") for line in done.stdout.splitlines()), strict=True)
    assert set(kinds) == {"plain"}
    return list(values)


def nothing_offered(words: str, folder: Path) -> bool:
    done = tab(words, folder)
    said = [line for line in done.stderr.splitlines() if "import time:" not in line]
    return (done.stdout.strip(), said) == ("", [])


def test_the_audiences_of_the_plan_are_offered(folder):
    audiences = [audience.id for audience in read_plan().audience]
    assert offered("report ", folder) == audiences
    assert offered("report s", folder) == ["steering_group", "staff"]


def test_the_audiences_of_another_plan_file_that_is_named_are_offered(folder):
    text = plan_path().read_text(encoding="utf-8").replace('"city_board"', '"council"')
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    assert offered("report --plan mine.toml c", folder) == ["council"]


def test_the_indicators_of_the_plan_are_offered(folder):
    assert offered("explain ", folder) == [indicator.id for indicator in read_plan().indicators]


def test_the_months_that_received_files_name_are_offered_the_newest_first(folder):
    months = ["2023-10", "2023-09", "2023-08"]
    assert offered("report steering_group ", folder) == months
    assert offered("explain clients ", folder) == months
    assert offered("indicators --month ", folder) == months
    assert offered(f"report --workspace {folder} staff 2023-1", folder.parent) == ["2023-10"]


def test_an_option_that_takes_one_of_a_few_words_offers_them(folder):
    languages = {SOURCE_LANGUAGE, *(path.name for path in LOCALES.iterdir() if path.is_dir())}
    assert set(offered("report --lang ", folder)) == languages
    assert set(offered("run --engine ", folder)) == set(ENGINES)
    assert set(offered("schedule --emit ", folder)) == set(KINDS)


def test_commands_and_options_are_offered_with_those_of_all_commands(folder):
    assert offered("plan ", folder) == ["check", "new"]
    assert {"--month", "--quiet", "--json"} <= set(offered("indicators --", folder))


@pytest.mark.parametrize(
    "words",
    [
        "report --plan broken.toml ",
        "report --plan nowhere.toml ",
        "report --plan empty.toml ",
        "explain --plan empty.toml ",
        "report staff --workspace nowhere 2",
        "report staff 1999",
        "raport staff --la",
        "raport st",
        "report staff 2023-10 more ",
    ],
)
def test_a_broken_plan_or_call_offers_nothing_and_says_nothing(words, folder):
    (folder / "broken.toml").write_bytes(b"[[audience\nid = \xff")
    (folder / "empty.toml").write_text("", encoding="utf-8")
    assert nothing_offered(words, folder)


def test_a_folder_without_anything_received_offers_no_month_and_says_nothing(tmp_path):
    assert nothing_offered("report staff ", tmp_path)
    (tmp_path / "data").write_text("no folder", encoding="utf-8")
    assert nothing_offered("report staff ", tmp_path)


@pytest.mark.parametrize("words", ["report ", "report staff ", "explain ", "run --engine "])
def test_no_large_library_is_imported_for_a_key(words, folder):
    imported = re.findall(r"\| +([\w.]+)$", tab(words, folder).stderr, re.MULTILINE)
    assert "salo_plan.cli" in imported
    assert HEAVY & {name.split(".")[0] for name in imported} == set()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_itself_completes_after_the_line_of_the_readme(folder):
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    line = 'eval "$(_SALO_PLAN_COMPLETE=bash_source salo-plan)"'
    assert line in readme
    pressed = (
        f"{line}\nCOMP_WORDS=(salo-plan report st)\nCOMP_CWORD=2\n"
        '_salo_plan_completion salo-plan\nprintf "%s " "${COMPREPLY[@]}"'
    )
    path = os.pathsep.join([str(Path(PROGRAM).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "--norc", "-c", pressed],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.split(), done.stderr) == (["steering_group", "staff"], "")


def in_shell(shell: str, script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in a shell that finds the program; its own settings are not read."""
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    path = os.pathsep.join([str(Path(PROGRAM).parent), os.environ["PATH"]])
    return subprocess.run(
        [shell, *({"zsh": ["-f"], "fish": ["--no-config"]}[shell]), "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


def test_fish_itself_completes_after_the_line_of_the_readme(folder):
    line = "_SALO_PLAN_COMPLETE=fish_source salo-plan | source"
    done = in_shell("fish", f"{line}; complete -C 'salo-plan report st'", folder)
    assert (sorted(done.stdout.split()), done.stderr) == (["staff", "steering_group"], "")


def test_zsh_itself_completes_after_the_line_of_the_readme(folder):
    line = 'eval "$(_SALO_PLAN_COMPLETE=zsh_source salo-plan)"'
    typed = f"autoload -U compinit; compinit -u -D; {line}; print begun"
    pressed = (
        "zmodload zsh/zpty; zpty z zsh -f -i\n"
        f"zpty -w z {shlex.quote(typed)}; zpty -r z told '*begun*begun*'\n"
        "zpty -n -w z $'salo-plan report st\\t\\t'; zpty -r z told '*steering_group*staff*'\n"
        'print -r -- "$told"; zpty -d z'
    )
    assert "steering_group  staff" in in_shell("zsh", pressed, folder).stdout


def test_a_command_behind_the_common_options_is_offered_too(folder):
    assert offered(f"--workspace {folder} --lang fi rep", folder) == ["report"]
    assert offered(f"--workspace {folder} report staff 2023-1", folder.parent) == ["2023-10"]
