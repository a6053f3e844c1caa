"""What exploring saves lies in outputs/explore, and no cell of a workbook is a formula."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from salo_plan.errors import CallError
from salo_plan.exploring import Exploration
from salo_plan.exploring.exports import save_bytes
from salo_plan.exploring.workbook import workbook_bytes

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=1}",
    "\t=1",
    "http://x.fi",
    "5",
)


def written(folder: Path, table: pd.DataFrame) -> Path:
    place = folder / "a.xlsx"
    place.write_bytes(workbook_bytes(table, ["=1"]))
    return place


def test_no_text_becomes_a_formula_a_number_or_a_link(tmp_path: Path):
    place = written(tmp_path, pd.DataFrame({"=A1": FORMULAS, "b": range(len(FORMULAS))}))
    book = openpyxl.load_workbook(place)
    rows = list(book["Taulukko"].iter_rows())
    assert [row[0].value for row in rows] == ["=A1", *FORMULAS]
    # openpyxl reads a text that begins with "=" as a formula, so the file itself is looked at.
    with zipfile.ZipFile(place) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if "worksheets/sheet" in n]
    assert not re.search(r"<f[ >]", "".join(sheets))
    assert "<hyperlink" not in "".join(sheets)
    assert sheets[0].count('t="s"') == len(FORMULAS) + 2
    assert sheets[1].count('t="s"') == 1


def test_numbers_are_numbers_and_what_is_missing_is_an_empty_cell(tmp_path: Path):
    table = pd.DataFrame(
        {
            "luku": [1.5, float("nan"), float("inf")],
            "päivä": pd.to_datetime(["2023-09-30", None, None]),
            "muu": [True, None, 7],
        }
    )
    sheet = openpyxl.load_workbook(written(tmp_path, table))["Taulukko"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][0] == 1.5
    assert rows[0][1].isoformat() == "2023-09-30T00:00:00"
    assert [row[0] for row in rows[1:]] == [None, None]
    assert [row[2] for row in rows] == ["True", None, 7]


def test_a_table_and_a_picture_are_saved_under_their_names(explore: Exploration):
    table = explore.compare("2023-06", "2022-06")
    assert explore.save_table(table, "kaksi kuukautta") == "outputs/explore/kaksi kuukautta.xlsx"
    place = explore.workspace / "outputs/explore/kaksi kuukautta.xlsx"
    told = openpyxl.load_workbook(place)["Tiedot"]
    assert [cell.value for cell in told["A"]] == [
        "Toimintasuunnitelma 2023",
        "Sisäiseen käyttöön: pieniä lukumääriä ei ole piilotettu.",
        "Esimerkkiaineisto: luvut ovat keksittyjä.",
    ]
    picture = explore.draw("clients")
    png, svg = explore.save_picture(picture, "asiakkaat")
    assert (explore.workspace / png).read_bytes().startswith(b"\x89PNG")
    assert "</svg>" in (explore.workspace / svg).read_text(encoding="utf-8")


def test_the_same_table_gives_the_same_picture(explore: Exploration):
    first, second = (explore.draw("clients", "team").written("svg") for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "name",
    ["", "../2023-09/steering_group/report", "/tmp/a", "a/b", "a\\b", "..", ".a", "a.html", "a\n"],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str):
    with pytest.raises(CallError, match="is not a name for a file in outputs/explore"):
        save_bytes(tmp_path, name, ".xlsx", b"")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_a_link_to_an_issued_report_is_refused(tmp_path: Path):
    issued = tmp_path / "outputs" / "2023-09" / "steering_group"
    issued.mkdir(parents=True)
    (tmp_path / "outputs" / "explore").symlink_to(issued)
    with pytest.raises(CallError, match="leads to another folder"):
        save_bytes(tmp_path, "report", ".html", b"other")
    assert not list(issued.iterdir())


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_a_file_that_is_a_link_to_an_issued_report_is_replaced_not_written(
    tmp_path: Path, link: str
):
    page = tmp_path / "outputs" / "2023-09" / "report.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"issued")
    place = tmp_path / "outputs" / "explore" / "report.html"
    place.parent.mkdir()
    getattr(place, link)(page)
    save_bytes(tmp_path, "report", ".html", b"mine")
    assert (page.read_bytes(), place.read_bytes()) == (b"issued", b"mine")


def test_nothing_that_explores_can_reach_what_issues_reports():
    """`tests/test_layers.py` keeps the order of the rooms: exploring stands before publishing."""
    package = Path(__file__).parents[2] / "salo_plan" / "exploring"
    assert all("publishing" not in path.read_text("utf-8") for path in package.glob("[a-z]*.py"))
