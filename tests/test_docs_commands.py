"""Every command that a document tells the reader to give is one that works.

Those of `salo-plan` are carried out in a small town; reports are made there by the light renderer.
"""

from pathlib import Path

import click
import pytest

from salo_plan.cli import main
from salo_plan.publishing.batch import issue_one
from tests.publishing.light import light, made_by, town

from .docs_commands import (
    NOT_RUN,
    READ_ONLY,
    commands_of,
    documented,
    meant_by,
    reason_not_run,
    reason_only_read,
)
from .workspaces import call

MONTHS = ("2022-11", "2023-05", "2023-08", "2023-09", "2023-12")
PLANS = (
    "Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu\n"
    "29.9.2023;Tiimi 1;301;240;42;19\n"
)
FILES = {"inspect": "data/raw/suunnitelmat_2023-09.csv", "check": "viat.html"}
DOCUMENTED = documented()
OTHERS = [command for command in DOCUMENTED if not command.startswith("salo-plan")]
CALLS = sorted(
    {tuple(words) for c in DOCUMENTED if c.startswith("salo-plan") for words in meant_by(c)}
)
CARRIED_OUT = [words for words in CALLS if reason_only_read(words) is None]
ONLY_READ = [words for words in CALLS if reason_only_read(words) is not None]


@pytest.fixture(scope="module")
def small_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a town that has received what the documents' commands ask for."""
    folder = tmp_path_factory.mktemp("docs") / "kunta"
    figures = [f"{month};clients;2600" for month in MONTHS]
    workspace = town(folder, *figures, "2023-09;unemployed_share;53")
    workspace.write("suunnitelmat_2023-09.csv", PLANS)
    return folder


@pytest.mark.parametrize("words", CARRIED_OUT, ids=" ".join)
def test_a_documented_command_works(
    words: tuple[str, ...],
    small_town: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    made_by(monkeypatch)
    monkeypatch.setitem(issue_one.__kwdefaults__, "make", light)
    monkeypatch.chdir(tmp_path if words[0] == "example" else small_town)
    result = call(*(FILES[words[0]] if word == "FILE" else word for word in words))
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("words", ONLY_READ, ids=" ".join)
def test_a_command_that_is_not_carried_out_is_read_without_complaint(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FILE").touch()
    command: click.Command = main
    left = list(words)
    while isinstance(command, click.Group):
        command = command.commands[left.pop(0)]
    command.make_context(words[0], left)


@pytest.mark.parametrize("command", OTHERS)
def test_a_command_of_another_program_is_checked_elsewhere(command: str):
    assert reason_not_run(command), f"{DOCUMENTED[command]}: say in docs_commands.py what checks it"


def test_every_exception_is_still_needed():
    for begins in NOT_RUN:
        assert any(command.startswith(begins) for command in OTHERS), begins
    for rare in READ_ONLY:
        first, *others = rare.split()
        assert any(w[0] == first and all(o in w for o in others) for w in ONLY_READ), rare


def test_every_line_of_a_shell_s_block_is_a_command():
    text = (
        "a `salo-plan due`\n```bash\n# so\nrm -r outputs\n```\n```text\nrm x\n```\n\n    pip x  y\n"
    )
    assert list(commands_of(text)) == ["salo-plan due", "rm -r outputs", "pip x"]


def test_a_choice_and_what_may_be_left_out_are_written_out():
    assert list(meant_by("salo-plan schedule --emit cron|windows [--to DIR]")) == [
        ["schedule", "--emit", "cron", "--to", "."],
        ["schedule", "--emit", "windows", "--to", "."],
    ]
