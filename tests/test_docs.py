"""The documents say what the code does: generated ones are fresh, commands in README exist."""

import runpy
from pathlib import Path

import pytest

from salo_plan.cli import main

ROOT = Path(__file__).parents[1]
MAKE = runpy.run_path(str(ROOT / "docs" / "make.py"))


@pytest.mark.parametrize("name", sorted(MAKE["documents"]()))
def test_a_generated_document_is_fresh(name: str):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == MAKE["documents"]()[name], "run: python docs/make.py"


def test_every_command_has_a_help_text_and_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert command.help
        if not command.hidden:
            assert f"salo-plan {name}" in readme, name


def test_no_document_names_a_machine_path():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        assert "/work/" not in text
        assert "/root/" not in text
