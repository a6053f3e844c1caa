"""The documents say what the code does: generated ones are fresh, commands in README exist."""

import re
import runpy
from pathlib import Path

import pytest

from salo_plan.cli import main
from salo_plan.extracts.datasets import DATASETS
from salo_plan.plan.reading import read_plan

from .workspaces import Workspace, call

ROOT = Path(__file__).parents[1]
FOUR_FAULTS = """\
Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu
31.10.2023;Tiimi 1;301;240;42;19
31.10.2023;Tiimi 2;552;noin 430;85;38
31.10.2023;Tiimi 3;649;500;109;43
31.11.2023;Tiimi 4;388;288;70;30
31.10.2023;Tiimi 1;301;240;42;19
31.10.2023;Tiimi 5;360;262;72;26
"""
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


def test_the_glossary_has_every_term_that_the_reports_explain():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    terms = [item.term for item in read_plan().term]
    assert [term for term in terms if term.lower() not in glossary] == []


def test_every_link_between_documents_leads_to_a_file():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_user_guide_names_a_file_that_each_dataset_would_read():
    guide = (ROOT / "docs" / "kayttoohje.md").read_text(encoding="utf-8")
    table = guide.split("## 3.")[1].split("## 4.")[0]
    for name in re.findall(r"^\|[^|]+\| `([^`]+)` \|", table, re.MULTILINE):
        assert any(re.fullmatch(dataset.pattern, name) for dataset in DATASETS), name


def test_the_fault_list_in_the_user_guide_is_the_program_s_own(received: Workspace):
    guide = (ROOT / "docs" / "kayttoohje.md").read_text(encoding="utf-8")
    received.write("suunnitelmat_2023-10.csv", FOUR_FAULTS)
    told = call("check", "--workspace", received.folder).output
    lists = re.findall(r"```text\n(data/raw/.*?)```", guide, re.DOTALL)
    assert lists
    assert all(one in told for one in lists)
