"""The documents say what the code does: generated ones are fresh, commands in README exist."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from salo_plan.cli import main
from salo_plan.extracts.datasets import DATASETS
from salo_plan.plan.reading import read_plan

from .test_messages import entries
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


def usable(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Go through the commands that a user may give, `plan check` by both its words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from usable(command, f"{before}{name} ")
        elif not command.hidden:
            yield before + name, command


def options(command: click.Command) -> list[click.Option]:
    return [item for item in command.params if isinstance(item, click.Option)]


def test_the_readme_has_one_row_for_each_command_and_names_its_options():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `salo-plan (.*)$", readme, re.MULTILINE)
    named = {re.match(r"[a-z]+( [a-z]+)?\b", row)[0]: row for row in rows}
    commands = dict(usable())
    assert sorted(named) == sorted(commands)
    assert len(rows) == len(named)
    told = {name: named[name] for name in commands}
    told["report"] += told["run"]  # how pages are made is told of `run`
    common = readme.partition("All of them take")[2].partition("\n\n")[0]
    for name, command in commands.items():
        for option in options(command):
            assert option.opts[0] in told[name] + common, f"{name} {option.opts[0]}"


@pytest.mark.parametrize(("name", "command"), [*usable(), ("", main)])
def test_every_command_and_option_says_what_it_does_and_takes(name: str, command: click.Command):
    assert command.help
    for option in options(command):
        assert option.help, option.opts
        assert option.help.endswith("."), option.opts
        assert option.is_flag or option.metavar, option.opts
    assert {"--workspace", "--plan", "--lang", "--json", "--quiet"} <= {
        option.opts[0] for option in options(command)
    } or command is main


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
    told = call("check", "--workspace", received.folder, "--lang", "fi").output
    lists = re.findall(r"```text\n(data/raw/.*?)```", guide, re.DOTALL)
    assert lists
    assert all(one in told for one in lists)


def test_the_messages_that_the_user_guide_explains_are_the_program_s_own():
    guide = (ROOT / "docs" / "kayttoohje.md").read_text(encoding="utf-8")
    section = guide.split("## 4.")[1].split("## 5.")[0]
    explained = re.findall(r"^\| `([^`(]+)[^`]*` \|", section, re.MULTILINE)
    said = " ".join(str(entry.string) for entry in entries())
    assert len(explained) == 10
    assert [message for message in explained if message.strip() not in said] == []


def test_the_data_dictionary_lists_every_word_and_code_that_a_column_may_hold():
    page = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert "- `Työllisyyskoodi`: `00` työllistetty, `01` työssä yleisillä työmarkkinoilla, " in page
    assert "- `Tila`: `Ei aloitettu`, `Käynnissä`, `Toteutunut`, `Peruttu`" in page
    assert "- `Kuinka todennäköisesti suosittelisit (0–10)`: 0 to 10" in page
    assert "- `Palvelunosto K/E`: `1`, `k`, `kyllä`, `true`, `x` for yes; " in page
    for dataset in DATASETS:
        section = page.split(f"(`{dataset.id}`)")[1].split("\n## ")[0]
        for rule in dataset.rules:
            assert all(f"`{word}`" in section for word in rule.categories), rule.header
