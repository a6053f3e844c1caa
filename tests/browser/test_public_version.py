"""The public version tells of no group under five and of no person, team or internal action."""

import csv
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from salo_plan.periods import Month
from salo_plan.reports.opening import build_report, gather

from ..extracts.small_files import SMALL_FILES
from .making import PLAN, Made, Town, laid_out
from .wording import said_on

PERSON_BY_PERSON = ("rekisteri", "uudet")
FEW_VISITORS = """\
Laji;Tammikuu;Helmikuu;Maaliskuu
Ryhmät;2;31;1
Yksilöt;1;44;2
Yhteensä;3;75;3
"""
# A whole number 1 to 4 that is no part of a date, a month, a longer number or a share.
FEW = re.compile(r"(?<![\d./,–-])(?<!\d\u00a0)[1-4](?![\d./,–-]|\u00a0[\d%])")
# Events and months are not people.
NOT_PEOPLE = re.compile(
    r"\d tapahtumaa|\d prosenttiyksikköä|vähintään 1 kuukaudessa|\d kuukaudessa"
)
LONG_ENOUGH = 12


@pytest.fixture(scope="module")
def few_visitors(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The public page of a small town, one of whose counts is three people."""
    workspace = tmp_path_factory.mktemp("small")
    raw = workspace / "data" / "raw"
    raw.mkdir(parents=True)
    (workspace / "outputs").mkdir()
    for name, content in SMALL_FILES.items():
        if not name.startswith(PERSON_BY_PERSON):
            (raw / name).write_text(content, encoding="utf-8")
    (raw / "ohjaamo_kavijat_2023.csv").write_text(FEW_VISITORS, encoding="utf-8")
    return laid_out(build_report(gather(PLAN, workspace), "public", Month(2023, 3)))


def told(html: str) -> str:
    """All that the page tells, also in alternative texts, charts and shut tables."""
    words = "\n".join(text.words for text in said_on(BeautifulSoup(html, "html.parser")))
    return NOT_PEOPLE.sub("", words)


def test_a_count_of_three_is_told_as_under_five_and_nowhere_as_three(few_visitors: str):
    words = told(few_visitors)
    assert "Ohjaamon kävijöitä oli maaliskuussa alle 5" in words
    cells = BeautifulSoup(few_visitors, "html.parser").select("details td")
    assert [cell.get_text() for cell in cells].count("alle 5") == 2
    assert FEW.findall(words) == []


def test_the_pattern_of_few_people_finds_them_and_nothing_else():
    assert [FEW.findall(text) for text in ("oli 3 henkilöä", "3", "2\u00a0hlö", "kävi 4.")] != []
    assert all(FEW.search(text) for text in ("oli 3 henkilöä", "3", "2\u00a0hlö", "(4)"))
    others = ("2\u00a0712", "3/2023", "12.4.2023", "3,4", "4\u00a0%", "1–9/2023", "13")
    assert not any(FEW.search(text) for text in others)


def test_no_public_page_of_the_example_tells_of_fewer_than_five(public_page: Made):
    assert FEW.findall(told(public_page.html)) == []


def test_a_public_page_holds_no_embedded_data(public_page: Made):
    attributes = {name for element in public_page.soup.find_all(True) for name in element.attrs}
    assert {a for a in attributes if a.startswith("data-")} <= {
        *("data-indicator", "data-end", "data-l"),
    }
    assert "<!--" not in public_page.html


def test_no_team_action_owner_or_comment_of_the_received_files_is_public(
    public_page: Made, town: Town
):
    raw = town.material.received.workspace / "data" / "raw"
    page = public_page.soup.get_text(" ")
    inside = internal(raw)
    assert len(inside) > 40
    assert sorted(words for words in inside if words in page) == []


def internal(raw: Path) -> set[str]:
    """What the received files tell of teams, actions, owners and the coordinator's comments."""
    words = {"Tiimi 1", "Tiimi 2", "Toimi kirjaamatta", "omavalmentajat", "Vastuu"}
    text = (raw / "toimenpiteet.csv").read_bytes().decode("cp1252")
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        words |= {row["Toimenpide"], row["Kommentti"], row["Vastuu"]}
    for path in raw.glob("kommentit_*.md"):
        words |= {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    return {word for word in words if len(word) >= LONG_ENOUGH or word.startswith("Tiimi")}
