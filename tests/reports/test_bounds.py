"""A target that a town has changed is said in English by its bound; more than that is quoted."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.plan.file import plan_path
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan
from salo_plan.reports.bounds import said_bound
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.plan_words import worded
from salo_plan.reports.report import Report
from tests.publishing import light
from tests.publishing.light import town

JUNE, JULY = Month(2023, 6), Month(2023, 7)
TO_2600 = {
    'limit = 2900, near = false, words = "alle 2\\u00A0900", year_words = "alle 2\\u00A0900 joka '
    'kuukausi"': 'limit = 2600, near = false, words = "alle 2\\u00A0600", year_words = '
    '"alle 2\\u00A0600 joka kuukausi"'
}


def changed(folder: Path, parts: dict[str, str], english: str = "") -> Plan:
    """Read the packaged plan as a town has changed it in a text editor."""
    text = plan_path().read_text(encoding="utf-8")
    for old, new in parts.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    place = folder / "muutettu.toml"
    place.write_text(text + english, encoding="utf-8")
    return read_plan(place)


def in_english(words: str, unit: str) -> str:
    with speaking("en"):
        return said_bound(words.replace(" %", "\u00a0%"), unit).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("words", "unit", "english"),
    [
        ("alle 2\u00a0600", "hlö", "under 2,600"),
        ("alle 2600", "hlö", "under 2,600"),
        ("alle 2 600 hlö", "hlö", "under 2,600 people"),
        ("enintään 34 %", "%", "at most 34%"),
        ("Yli 40%", "%", "over 40%"),
        ("vähintään 180", "as.", "at least 180"),
        ("100 %", "%", "100%"),
        ("alle 36,5 %", "%", "under 36.5%"),
        ("alle 45 vk", "vk", "under 45 weeks"),
        ("enintään 3,25 M€", "€", "at most €3.25 million"),
        ("alle 2 600 joka kuukausi", "hlö", "under 2,600 every month"),
        ("vähintään 3 kuukaudessa", "kpl", "at least 3 a month"),
        ("keskimäärin alle 130", "as.", "under 130 on average"),
        ("yli vuoden 2023 saman kuukauden", "hlö", "above the same month in 2023"),
    ],
)
def test_a_bound_is_said_as_the_translated_ones_read(words, unit, english):
    assert in_english(words, unit) == english


@pytest.mark.parametrize(
    "words",
    [
        "joka arkipäivä",
        "alle 2 600 kesällä",
        "alle 2 600, talvella alle 2 800",
        "vähintään 3 viikossa",
        "yli 40 %, jos rahoitus riittää",
    ],
)
def test_what_says_more_than_a_bound_stays_as_the_plan_has_it(words):
    assert in_english(words, "%").replace("\u00a0", " ") == words


def test_every_bound_of_the_packaged_plan_would_be_said_as_its_translation_says_it():
    with speaking("en"):
        told = worded(read_plan())
        for own, said in zip(read_plan().indicators, told.indicators, strict=True):
            if own.target and re.search(r"\d", own.target.words):
                assert said.target
                assert said_bound(own.target.words, own.unit) == said.target.words


def test_in_finnish_the_words_stay(tmp_path: Path):
    plan = changed(tmp_path, TO_2600)
    with speaking("fi"):
        assert worded(plan) is plan
        assert said_bound("alle 2600", "hlö") == "alle 2600"


def test_the_english_of_the_plan_itself_goes_before(tmp_path: Path):
    plan = changed(tmp_path, {'words = "alle 60\\u00A0%"': 'words = "alle 58\\u00A0%"'})
    english = {"alle 58\u00a0%": "below 58 per cent"}
    with speaking("en"):
        target = worded(plan.model_copy(update={"english": english})).indicator("unemployed_share")
        assert target.target
        assert target.target.words == "below 58 per cent"
        target = worded(plan).indicator("unemployed_share")
        assert target.target
        assert target.target.words == "under 58%"


def test_an_english_page_of_a_changed_target_has_no_finnish_bound(tmp_path: Path):
    workspace = town(tmp_path, *(f"2023-0{month};clients;2550" for month in range(1, 7)))
    material = gather(changed(tmp_path, TO_2600), workspace.folder)
    for audience in ("steering_group", "staff", "city_board"):
        report = build_report(material, audience, JUNE, "en")
        assert isinstance(report, Report)
        page = "".join(blocks(Page(report)))
        shown = BeautifulSoup(page, "html.parser").get_text(" ").replace("\u00a0", " ")
        assert "under 2,600" in shown
        assert "alle 2 600" not in unquote(page).replace("\u00a0", " ")


def blocks(page: Page) -> Iterator[str]:
    own = (page.masthead(), page.summary(), page.attention(), page.goals(), page.scoreboard())
    yield from (block.html for block in own)
    yield from (page.section(section.id).html for section in page.report.sections)


def test_an_earlier_target_of_the_towns_own_is_said_beside_the_new_one(tmp_path, monkeypatch):
    workspace = town(tmp_path, *(f"2023-0{month};clients;2450" for month in range(1, 8)))
    earlier = changed(tmp_path, TO_2600)
    monkeypatch.setattr(light, "read_plan", lambda: earlier)
    light.issue(workspace, "steering_group", "2023-06")
    to_2500 = {old: new.replace("600", "500") for old, new in TO_2600.items()}
    material = gather(changed(tmp_path, to_2500), workspace.folder)
    report = build_report(material, "steering_group", JULY, "en")
    assert isinstance(report, Report)
    assert any("under 2,600, now under 2,500" in told for told in report.changes)
