"""`check` and `inspect` in Finnish: each fault of the case library, and the language by default."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from salo_plan import messages
from salo_plan.extracts.received import read_received
from salo_plan.messages import speaking, usual_language
from salo_plan.plan.areas import NO_MUNICIPALITIES
from tests.cases.library import CASES, Case, case
from tests.speech import NAMES, english_words, words
from tests.test_messages import entries
from tests.workspaces import REPOSITORY, Workspace, call, inspect

NUMBERS = [folder.name[:2] for folder in sorted(CASES.glob("[0-9][0-9]-*"))]
FILES = [path for number in NUMBERS for path in case(number).files]
TELLING = [
    REPOSITORY / "salo_plan" / room for room in ("plan", "extracts", "publishing", "example", "cli")
]
REASONS = (
    *("Fault", "ValueError", "CallError", "PlanError", "DataError", "DiskError", "ClusterError"),
    *("Failed", "Refused", "Outcome", "answer", "remark", "fail"),
)
# Only a fault of the program itself can raise what this tells.
UNTOLD = ("message.py",)


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    return english_words()


def received_case(received: Workspace, number: str) -> Case:
    found = case(number)
    for path in found.files:
        if path.name == "vastaanottajat.csv":
            received.folder.joinpath(path.name).write_bytes(path.read_bytes())
        else:
            received.receive(path)
    return found


def reasons(data: dict[str, Any]) -> list[str]:
    return [fault["reason"] for entry in data["files"] for fault in entry["faults"]]


# Every fault of the library


@pytest.mark.parametrize("number", NUMBERS)
def test_no_english_word_is_left_in_what_check_tells_of_a_case(received, number, english):
    received_case(received, number)
    told, code = received.check("--lang", "fi")
    for text in [*reasons(told), *told["warnings"]]:
        assert not words(NAMES.sub(" ", text)) & english, text
    before, code_before = received.check("--lang", "en")
    assert (code, len(reasons(told))) == (code_before, len(reasons(before)))
    assert not set(reasons(told)) & set(reasons(before))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name[:2]}-{path.name}")
def test_no_english_word_is_left_in_what_inspect_tells_of_a_file(path, english):
    lines = call("inspect", path, "--lang", "fi").output.splitlines()
    assert lines
    for line in lines:
        assert not words(NAMES.sub(" ", line)) & english, line


def test_no_english_word_is_left_of_a_damaged_statistic_or_a_mixed_folder(received, english):
    received.receive(REPOSITORY / "data" / "raw" / "figures_plan_2023.csv")
    folder = received.raw / "statfin"
    folder.mkdir()
    for path in (REPOSITORY / "data" / "raw" / "statfin").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "12r5.csv").write_text("month;area\nx;y;z", encoding="utf-8")
    (received.raw / "example.json").write_text("[]", encoding="utf-8")
    result = call("check", "--workspace", received.folder, "--lang", "fi")
    assert (result.exit_code, "on vioittunut" in result.stderr) == (1, True)
    (received.raw / "example.json").unlink()
    for line in call("check", "--workspace", received.folder, "--lang", "fi").output.splitlines():
        assert not words(NAMES.sub(" ", line)) & english - {"month", "area"}, line


def test_only_words_and_not_the_shape_of_the_answer_differ_by_language(received):
    received.receive(*case("13").files, *case("16").files, *case("04").files)
    finnish, english = (received.check("--lang", lang)[0] for lang in ("fi", "en"))
    for one, other in zip(finnish["files"], english["files"], strict=True):
        faults = [entry.pop("faults") for entry in (one, other)]
        assert one == other
        for fault, its_english in zip(*faults, strict=True):
            assert fault | {"reason": ""} == its_english | {"reason": ""}


# A reason is made of a message and its values


def bare_reasons(path: Path) -> Iterator[int]:
    """The lines where a fault or an error is made of a text that cannot be retold."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        texts = node.args if node.func.id == "ValueError" else node.args[:1]
        if node.func.id in REASONS and any(
            " " in str(part.value) and re.search("[a-z]{2}", str(part.value))
            for text in texts
            for part in (text.values if isinstance(text, ast.JoinedStr) else [text])
            if isinstance(part, ast.Constant)
        ):
            yield node.lineno


def test_no_reason_in_the_code_is_a_bare_text():
    paths = [path for room in TELLING for path in room.rglob("*.py") if path.name not in UNTOLD]
    assert not [(path.name, line) for path in paths for line in bare_reasons(path)]


def test_every_reason_in_the_code_has_its_finnish():
    known = {str(entry.id): entry.string for entry in entries()}
    told = {
        node.args[0].value
        for path in (REPOSITORY / "salo_plan").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Told"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert len(told) > 400
    assert [message for message in told if message and not known.get(message)] == []


# What is kept is told in the language of whoever asks


@pytest.mark.parametrize(("first", "then"), [("fi", "en"), ("en", "fi")])
def test_what_was_kept_under_one_language_is_told_in_another(received, first, then):
    received.receive(*case("16").files, *case("12").files)
    alone = Workspace(received.folder.with_name("alone"))
    alone.receive(*case("16").files, *case("12").files)
    received.check("--lang", first)
    kept = [path.name for path in (received.folder / "data" / "processed").rglob("*.parquet")]
    assert received.check("--lang", then) == alone.check("--lang", then)
    assert kept == [p.name for p in (received.folder / "data" / "processed").rglob("*.parquet")]


def test_what_is_read_while_finnish_or_english_is_spoken_is_the_same(received):
    received.receive(*case("11").files, *case("25").files)
    told = []
    for language in ("fi", "en"):
        with speaking(language):
            tables = read_received(received.folder, NO_MUNICIPALITIES).tables
        told.append([str(fault) for table in tables for fault in table.faults])
        for path in (received.folder / "data" / "processed").rglob("*.parquet"):
            path.unlink()
    assert told[0] == told[1] != []


# Which language


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fi_FI"}, "fi"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "fil_PH.UTF-8"}, "en"),
        ({"LANG": "sv_FI.UTF-8"}, "en"),
        ({"LANG": "fi"}, "fi"),
        ({}, "en"),
    ],
    ids=str,
)
def test_the_language_is_that_of_the_users_computer(monkeypatch, variables, language):
    monkeypatch.setattr(messages.sys, "platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert usual_language() == language


@pytest.mark.parametrize(
    ("name", "language"),
    [("Finnish_Finland", "fi"), ("fi_FI", "fi"), ("Swedish_Finland", "en"), (None, "en")],
)
def test_windows_tells_its_language_itself(monkeypatch, name, language):
    monkeypatch.setattr(messages.sys, "platform", "win32")
    monkeypatch.setattr(messages.locale, "getlocale", lambda: (name, "cp1252"))
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert usual_language() == language


def test_a_finnish_computer_tells_faults_in_finnish_unless_english_is_asked_for(
    received, monkeypatch
):
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    path = case("16").file("tmt_2023.xlsx")
    received.receive(path)
    assert "HYLÄTTY" in call("check", "--workspace", received.folder).output
    assert "virhe: rivi 4" in call("inspect", path).output
    assert inspect(path)[0]["faults"][0]["reason"].startswith("kaavalla ei ole")
    assert "REFUSED" in call("check", "--workspace", received.folder, "--lang", "en").output
    assert "error: row 4" in call("inspect", path, "--lang", "en").output


def test_the_page_is_finnish_by_default_though_the_list_is_english(received, tmp_path, english):
    received.receive(*case("16").files, *case("13").files, *case("21").files, *case("10").files)
    page = tmp_path / "viat.html"
    result = call("check", "--workspace", received.folder, "--html", page)
    assert "REFUSED" in result.output
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for text in soup.body.stripped_strings:
        assert not words(NAMES.sub(" ", text)) & english, text


def test_an_unknown_language_is_a_wrong_call(received):
    result = call("check", "--workspace", received.folder, "--lang", "fii")
    assert (result.exit_code, "Did you mean 'fi'?" in result.stderr) == (2, True)


def test_a_file_that_is_not_there_is_told_in_finnish_too(tmp_path):
    result = call("inspect", tmp_path / "ei.csv", "--lang", "fi")
    assert (result.exit_code, result.stderr.endswith("ei.csv” ei ole.\n")) == (2, True)


# Which files are listed


def test_only_files_with_something_to_tell_are_listed_unless_all_are_asked_for(received):
    received.receive(*case("20").files, *case("12").files)
    few = call("check", "--workspace", received.folder).output.splitlines()
    assert [line.split(":")[0] for line in few] == [
        "data/raw/rekisteri_2023-06.csv",
        "  warning",
        "note",
        "4 tables were read, 0 refused.",
    ]
    every = call("check", "--all", "--workspace", received.folder).output.splitlines()
    assert "data/raw/tmt_2023-01.csv: ok, 1 rows = 1 used + 0 rejected + 0 totals" in every
    assert len(every) == len(few) + 3


def test_a_file_that_a_correction_replaces_is_left_out_and_it_is_told_for_which(received):
    received.receive(*case("21").files)
    old, new = "data/raw/tmt_2023-02.csv", "data/raw/tmt_2023-02_korjattu.csv"
    english = call("check", "--workspace", received.folder).output
    assert f"{old}: left out, replaced by {new}\n" in english
    finnish = call("check", "--workspace", received.folder, "--lang", "fi").output
    assert f"{old}: jätetty pois, tilalla on {new}\n" in finnish
    assert "0 used" not in english
    assert new not in [line.split(":")[0] for line in english.splitlines()]


def test_a_file_of_which_a_month_is_replaced_tells_the_month(received):
    head = "Kuukausi;Maksut_eur\n"
    received.write("tmt_2023.csv", head + "2023-01;100,00\n2023-02;200,00\n")
    received.write("tmt_2023_korjattu.csv", head + "2023-02;250,00\n")
    told = call("check", "--workspace", received.folder).output
    assert (
        "data/raw/tmt_2023.csv: ok, 2 rows = 1 used + 1 left out + 0 totals; "
        "for 2023-02 replaced by data/raw/tmt_2023_korjattu.csv\n"
    ) in told


def test_a_second_copy_of_a_file_is_left_out_and_it_is_told_for_which(received, tmp_path):
    path = case("20").file("tmt_2023-01.csv")
    received.receive(path).receive(path, name="tmt_2023-01_b.csv")
    page = tmp_path / "viat.html"
    told = call("check", "--workspace", received.folder, "--html", page).output.splitlines()
    assert told[:2] == [
        "data/raw/tmt_2023-01_b.csv: left out",
        "  warning: the same content as tmt_2023-01.csv: left out",
    ]
    assert "<p>Jätetty pois</p>" in page.read_text(encoding="utf-8")
