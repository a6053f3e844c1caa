"""The page shows all of the report, escaped, named for assistive tools, and styles only itself."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag

from salo_plan.errors import CallError, DataError
from salo_plan.reports.page import Page
from tests.reports.sample_report import LONG_NAME, REPORT, ROWS, TREND, WORDS

PAGE = Page(REPORT)
BLOCKS = {
    name: getattr(PAGE, name)().html
    for name in ("masthead", "summary", "attention", "goals", "scoreboard", "notes", "end")
} | {"section": PAGE.section("statistics").html}
WHOLE = "\n".join(BLOCKS.values())
SOUP = BeautifulSoup(WHOLE, "html.parser")


def block(name: str, **changes: object) -> BeautifulSoup:
    page = Page(replace(REPORT, **changes))
    return BeautifulSoup(getattr(page, name)().html, "html.parser")


def text(element: BeautifulSoup | Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


def row(indicator: str) -> Tag:
    found = SOUP.select_one(f'[data-indicator="{indicator}"]')
    assert found is not None
    return found


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_one_element_of_the_class_salo(name):
    top = [child for child in BeautifulSoup(BLOCKS[name], "html.parser").children if child.name]
    assert len(top) == 1
    assert "salo" in top[0]["class"]


def test_a_block_is_what_a_notebook_cell_shows():
    assert PAGE.summary()._repr_html_() == PAGE.summary().html == BLOCKS["summary"]


def test_the_page_itself_brings_only_the_style():
    shown = PAGE._repr_html_()
    assert shown.startswith("<style>")
    assert shown.endswith("</style>")
    assert shown.count("<") == 2
    assert len(shown.encode()) < 24_000


def test_every_style_rule_stands_under_the_class_salo():
    rules = re.sub(r"/\*.*?\*/", "", PAGE._repr_html_().removeprefix("<style>"), flags=re.DOTALL)
    rules = re.sub(r"@page\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", rules)
    for selectors in re.findall(r"([^{}]+)\{", rules):
        if not selectors.strip().startswith("@media"):
            for selector in re.split(r",(?![^()]*\))", selectors):
                assert re.match(r"\.salo\b", selector.strip()), selector


def test_no_script_and_no_reference_outside():
    assert not SOUP.find_all(["script", "link", "iframe"])
    for element in SOUP.find_all(src=True) + SOUP.find_all(href=True):
        assert (element.get("src") or element["href"]).startswith(("data:image/", "#"))


def test_texts_are_escaped():
    assert "<script" not in WHOLE
    assert text(row("team_caseloads").select_one(".said")) == (
        "Tiimi <b>Etelä</b> & \"Länsi\" <script>alert('x')</script>"
    )


@pytest.mark.parametrize("verdict", WORDS)
def test_a_status_is_a_word_beside_a_hidden_icon(verdict):
    shown = SOUP.select(f".board .st.{verdict}")
    assert shown
    for status in shown:
        assert text(status) == WORDS[verdict]
        assert status.svg["aria-hidden"] == "true"


def test_each_verdict_has_an_icon_of_its_own():
    drawn = {v: SOUP.select_one(f".board .st.{v} svg").decode_contents() for v in WORDS}
    assert len(set(drawn.values())) == len(WORDS)


def test_every_indicator_has_one_row_under_its_goal():
    assert [r["data-indicator"] for r in SOUP.select("[data-indicator]")] == [r.id for r in ROWS]
    goals = [(head.parent["id"], text(head)) for head in SOUP.select("th[scope=rowgroup]")]
    assert [number for number, _ in goals] == ["goal-1", "goal-2", "goal-3"]
    assert goals[1][1] == "2. Monialainen työote vahvistuu"


def test_goal_links_lead_to_the_groups_of_the_scoreboard():
    targets = [link["href"].removeprefix("#") for link in SOUP.select(".goals a")]
    assert targets == ["goal-1", "goal-2", "goal-3"]
    assert all(SOUP.find(id=target) for target in targets)


def test_a_goal_leads_to_its_own_section_where_it_has_one():
    own = replace(REPORT.sections[0], id="tavoite-2")
    links = block("goals", sections=(own, *REPORT.sections)).select(".goals a")
    assert [link["href"] for link in links] == ["#goal-1", "#tavoite-2", "#goal-3"]


def test_a_row_shows_value_target_status_and_both_changes():
    cells = [text(cell) for cell in row("unemployed_share").select("td")]
    assert cells[:5] == [
        "53,6 %",
        "alle 60 %",
        "Tavoite saavutettu",
        "−0,6 parani",
        "+0,4 heikkeni",
    ]
    assert text(row("unemployed_share").th) == "Unemployed_share 1 454 / 2 712 henkilöä"


def test_only_an_unusual_starting_month_is_named_in_the_row():
    heads = [text(head) for head in SOUP.select(".board thead th")]
    assert heads[4:6] == ["Muutos vuodessa 9/2022", "Muutos lähtötasosta 11/2022"]
    assert "12/2022" in text(row("under_25_unemployed_share"))
    assert "11/2022" not in text(row("unemployed_share"))


def test_a_starting_level_that_misses_the_target_is_said():
    assert "Lähtötasolla tavoite ei täyttynyt." in text(row("under_25_unemployed_share").th)
    assert "Lähtötaso" not in text(row("unemployed_share").th)


def test_an_assumed_direction_is_marked_and_explained():
    assert "vähintään 60 % * (suunta oletettu)" in text(row("initial_interview_visit_share"))
    assert "*" not in text(row("unemployed_share"))
    assert any(note.get_text().startswith("*") for note in SOUP.select(".note"))


def test_missing_secret_and_verbal_stay_apart():
    missing = [text(cell) for cell in row("activation_plans_1000_days").select("td")]
    assert missing == ["ei tietoa", "kaikilla voimassa", "Ei tietoa", "–", "–", "–"]
    assert LONG_NAME.capitalize()[:40] in text(row("activation_plans_1000_days").th)
    assert text(row("typ_clients").select_one(".value")) == "alle 5"
    assert "ei numeerista tavoitetta" in text(row("team_caseloads"))


@pytest.mark.parametrize("table", SOUP.find_all("table"))
def test_a_table_has_a_caption_scopes_roles_and_full_rows(table):
    assert text(table.caption)
    assert table["role"] == "table"
    assert all(head.get("scope") for head in table.find_all("th"))
    assert all(cell.get("role") for cell in table.find_all(["th", "td", "tr", "thead", "tbody"]))
    for line in table.find_all("tr"):
        width = sum(int(cell.get("colspan", 1)) for cell in line.find_all(["th", "td"]))
        assert width == len(table.thead.find_all("th"))


def test_numbers_stand_to_the_right():
    small = SOUP.find("caption", string="Työttömät alueittain, syyskuu 2023").parent
    assert ["num" in head.get("class", []) for head in small.select("thead th")] == [0, 1, 1]
    assert ["num" in cell.get("class", []) for cell in small.select("tbody td")] == [1, 1, 1, 1]
    assert text(small.select("tbody tr")[1]) == "Koski Tl alle 5 –"


def test_headings_skip_no_level_and_ids_are_unique():
    levels = [int(head.name[1]) for head in SOUP.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [element["id"] for element in SOUP.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_the_example_band_shows_only_for_example_data():
    assert "Esimerkkiaineisto" in text(block("masthead").aside)
    assert block("masthead", example=False).aside is None


def test_attention_names_what_who_and_when_or_says_that_nothing_is_missed():
    card = text(SOUP.select_one(".cards li"))
    for words in ("Käynnit alkuhaastatteluista", "55 %", "tavoite vähintään 60 %", "31.10.2023"):
        assert words in card
    assert "Yksikään mittari ei jäänyt tavoitteestaan." in text(block("attention", attention=()))


def test_met_but_worsening_stands_beside_the_goals():
    assert "Tavoitteessa, mutta lähtötasoa huonompi ja lähellä rajaa" in text(
        SOUP.select_one(".two")
    )
    assert "heikkenee" not in text(block("goals", worsening=()))


def figures(title: str) -> list[list[str]]:
    figure = next(f for f in SOUP.find_all("figure") if f.b.get_text() == title)
    return [[text(cell) for cell in line.find_all(["th", "td"])] for line in figure.select("tr")]


def test_the_figures_of_a_chart_stand_in_a_table_with_gaps():
    assert figures(TREND.title) == [
        ["Kuukausi", "Salo", "Marttila"],
        ["7/2023", "2 219 hlö", "61 hlö"],
        ["8/2023", "–", "62 hlö"],
        ["9/2023", "2 134 hlö", "60 hlö"],
    ]


def test_areas_stand_one_below_another():
    assert figures("Salon luku on maakunnan keskitasoa")[:2] == [
        ["Sarja", "9/2023"],
        ["Salo", "2 134 hlö"],
    ]


def test_a_hidden_count_is_named_where_the_line_breaks_and_a_given_table_is_used():
    hidden = replace(TREND, gap_words="alle 5", hidden=("2023-08",))
    given = replace(TREND, id="given", table=REPORT.sections[0].tables[0])
    section = replace(REPORT.sections[0], charts=(hidden, given), tables=())
    page = Page(replace(REPORT, sections=(section, *REPORT.sections[1:])))
    first, second = BeautifulSoup(page.section(section.id).html, "html.parser").select("details")
    assert "8/2023 alle 5 62 hlö" in text(first)
    assert "Koski Tl alle 5 –" in text(second)


def test_the_notes_hold_the_glossary_when_there_is_one():
    assert [s["id"] for s in SOUP.select(".notes section")] == ["notes", "glossary"]
    assert [s["id"] for s in block("notes", sections=REPORT.sections[:2]).select("section")] == [
        "notes"
    ]


def test_an_unknown_section_is_named_with_the_nearest():
    with pytest.raises(DataError, match="Did you mean 'statistics'"):
        PAGE.section("public_statistic")


def test_an_unknown_language_is_refused():
    with pytest.raises(CallError, match="no language is called 'sv'"):
        Page(replace(REPORT, lang="sv"))


def test_the_end_mark_names_the_report():
    assert SOUP.select_one("footer [data-end]")["data-end"] == "steering_group 2023-09"
