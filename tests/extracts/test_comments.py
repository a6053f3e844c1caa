"""The coordinator's comments are read by subject, and what is nobody's comment is told."""

import json
from datetime import date
from pathlib import Path

import pytest

from salo_plan.extracts.comment_text import GOAL
from salo_plan.extracts.comments import CommentFile, is_comments_file, read_comments
from salo_plan.plan.reading import read_plan
from salo_plan.reports.report import GOAL_SECTION
from tests.workspaces import Workspace, call, inspect, told

NAME = "kommentit_2023-09.md"
CODE = "010190-999X"


def only(received: Workspace, content: str | bytes, name: str = NAME) -> CommentFile:
    received.write(name, content)
    (file,) = read_comments(received.folder, read_plan())
    return file


def subjects(file: CommentFile) -> list[str]:
    return [comment.about for comment in file.comments]


# What is read


def test_each_heading_begins_a_comment(received):
    file = only(received, "# typ_clients\n\nEhdokkaita on.\n\n## tavoite 3\nHidasta.\n\nVielä.\n")
    assert [(c.about, c.line, c.text) for c in file.comments] == [
        ("typ_clients", 1, "Ehdokkaita on."),
        ("tavoite-3", 5, "Hidasta.\n\nVielä."),
    ]
    assert file.faults == ()


@pytest.mark.parametrize(
    "heading",
    [
        *("# tavoite 3", "### Tavoite 3", "# 3", "# goal 3", "Tavoite 3\n---", "# **tavoite 3**"),
        "# Palveluja käytetään enemmän ja aktivointiaste nousee",
        "# Tavoite 3. Palveluja käytetään enemmän ja aktivointiaste nousee",
    ],
)
def test_a_goal_is_named_by_its_number_or_title(received, heading):
    assert subjects(only(received, f"{heading}\n\nSanat.\n")) == ["tavoite-3"]


def test_the_subject_of_a_goal_is_the_id_of_its_section():
    assert GOAL == GOAL_SECTION


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_words_are_the_same_in_any_encoding(received, encoding):
    file = only(received, "# typ_clients\r\nYhä hyvää työtä.\r\n".encode(encoding))
    assert [comment.text for comment in file.comments] == ["Yhä hyvää työtä."]


def test_a_heading_inside_a_list_or_a_code_block_begins_nothing(received):
    text = "# typ_clients\n\n- # Ensin\n- sitten\n\n> # clients\n\n```\n# clients\n```\n"
    assert subjects(only(received, text)) == ["typ_clients"]


@pytest.mark.parametrize(
    "text",
    [
        "Kirjoitettu: 4.10.2023\n\n# typ_clients\nSanat.\n",
        "# Kommentit 9/2023\n\nKirjoitettu: 4.10.2023\n\n# typ_clients\nSanat.\n",
        "# typ_clients\n**Kirjoitettu:** 4.10.2023\n\nSanat.\n",
        "Kirjoitettu: 1.1.2022\n\n# typ_clients\nkirjoitettu: 2023-10-04\nSanat.\n",
    ],
)
def test_the_day_of_writing_stands_first_or_after_a_heading(received, text):
    (comment,) = only(received, text).comments
    assert (comment.written, comment.text) == (date(2023, 10, 4), "Sanat.")


def test_comments_are_found_in_folders_and_only_by_their_names(received):
    (received.raw / "syyskuu").mkdir()
    received.write(f"syyskuu/{NAME}", "# typ_clients\nSanat.\n")
    assert [file.path for file in read_comments(received.folder, read_plan())] == [
        f"data/raw/syyskuu/{NAME}"
    ]
    assert not is_comments_file("kommentit_2023-13.md")
    assert not is_comments_file("kommentit_syyskuu.md")


# What is wrong


def errors(file: CommentFile) -> list[tuple[int | None, str | None]]:
    assert file.refused
    assert file.comments == ()
    return [(fault.row, fault.value) for fault in file.faults if fault.level == "error"]


def test_words_before_the_first_heading_are_a_fault(received):
    assert errors(only(received, "\nHyvä kuukausi.\n# typ_clients\nSanat.\n")) == [(2, None)]


def test_words_under_an_unknown_heading_are_a_fault_with_the_nearest_id(received):
    file = only(received, "# typ_clients\nSanat.\n\n# typ_client\nMuut.\n")
    assert errors(file) == [(4, "typ_client")]
    assert "Did you mean 'typ_clients'?" in file.faults[0].reason


def test_a_goal_that_the_plan_does_not_have_is_unknown(received):
    file = only(received, "# tavoite 8\nSanat.\n")
    assert errors(file) == [(1, "tavoite 8")]


def test_two_headings_of_one_subject_are_a_fault(received):
    file = only(received, "# 3\nSanat.\n# tavoite 3\nMuut.\n")
    assert errors(file) == [(3, "tavoite 3")]
    assert "row 1" in file.faults[0].reason


def test_a_day_that_is_none_is_a_fault(received):
    assert errors(only(received, "# typ_clients\nKirjoitettu: 31.9.2023\nSanat.\n")) == [
        (2, "31.9.2023")
    ]


@pytest.mark.parametrize(
    "code",
    [
        CODE,
        "010190A999X",
        "010190\\-999X",
        "0101**90-9**99X",
        "010190&#45;999X",
        "010190-\u00ad999X",
    ],
)
def test_an_identity_code_refuses_the_file_and_is_not_repeated(received, code):
    file = only(received, f"# typ_client\nSanat.\n\n# clients\nAsiakas {code}.\n")
    assert errors(file) == [(5, None)]
    assert "999X" not in " ".join(map(str, file.faults))


def test_a_name_in_an_unknown_heading_is_not_repeated(received):
    file = only(received, "# Kaarina Kanarialintu\nSanat.\n")
    assert errors(file) == [(1, None)]
    assert "kanaria" not in str(file.faults[0]).lower()


def test_a_broken_letter_refuses_the_file(received):
    assert errors(only(received, "# typ_clients\nTyötä".encode()[:-1])) == [(2, None)]


def test_a_heading_without_words_is_a_warning(received):
    file = only(received, "# typ_clients\n\n# clients\nSanat.\n")
    assert subjects(file) == ["clients"]
    assert [(fault.level, fault.row) for fault in file.faults] == [("warning", 1)]


def test_two_files_of_one_month_are_refused_but_a_correction_counts(received):
    (received.raw / "uusi").mkdir()
    received.write(NAME, "# clients\nVanha.\n").write(f"uusi/{NAME}", "# clients\nUusi.\n")
    assert all(file.refused for file in read_comments(received.folder, read_plan()))
    (received.raw / "uusi" / NAME).unlink()
    received.write("kommentit_2023-09_korjattu.md", "# clients\nUusi.\n")
    files = read_comments(received.folder, read_plan())
    assert [c.text for file in files for c in file.comments] == ["Uusi."]


# What check and inspect say


def test_check_lists_comments_like_any_other_file(received):
    received.write(NAME, "# clients\nSanat.\n\n# typ_client\nMuut.\n")
    data, code = received.check()
    (entry,) = data["files"]
    assert code == 1
    assert (entry["path"], entry["dataset"], entry["month"]) == (
        f"data/raw/{NAME}",
        "comments",
        "2023-09",
    )
    assert (entry["rows_read"], entry["rows_used"], entry["rows_rejected"]) == (1, 0, 1)
    assert told(entry) == [(4, None, "typ_client")]
    assert data["warnings"] == []


def test_a_file_of_comments_by_another_name_is_unknown(received):
    data, _ = received.write("kommentit_syyskuu.md", "# clients\nSanat.\n").check()
    assert data["files"] == []
    assert "kommentit_syyskuu.md" in data["warnings"][0]


def test_a_delivery_of_comments_may_be_listed(received):
    received.write(NAME, "# clients\nSanat.\n")
    data, _ = received.write("toimitukset.csv", f"tiedosto;toimitettu\n{NAME};5.10.2023\n").check()
    assert data["warnings"] == []


def test_another_plan_has_other_subjects(received, tmp_path):
    received.write(NAME, "# clients\nSanat.\n")
    packaged = Path(__file__).parents[2] / "salo_plan" / "plan" / "salo_2023.toml"
    plan = tmp_path / "other.toml"
    text = packaged.read_text(encoding="utf-8")
    plan.write_text(text.replace("number = 7\n", "number = 8\n"), encoding="utf-8")
    received.write("kommentit_2023-10.md", "# tavoite 8\nSanat.\n")
    result = call("check", "--json", "--workspace", received.folder, "--plan", plan)
    assert [entry["faults"] for entry in json.loads(result.stdout)["files"]] == [[], []]


def test_inspect_shows_a_file_of_comments(received):
    received.write(NAME, "# clients\nSanat.\n")
    seen, code = inspect(received.raw / NAME)
    assert (seen["dataset"], seen["month"], seen["rows_used"], code) == (
        "comments",
        "2023-09",
        1,
        0,
    )
