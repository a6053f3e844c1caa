"""Who reads with a screen reader, a keyboard or a grey printout gets the same report."""

from collections import Counter
from itertools import pairwise

from bs4 import Tag

from salo_plan.publishing.checks import ALT_LENGTH
from salo_plan.reports.report import Report

from .making import PLAN, Made
from .window import Window

STATUS_WORDS = {
    "met": "Tavoite saavutettu",
    "near": "Lähellä tavoitetta",
    "missed": "Tavoitetta ei saavutettu",
    "no_data": "Ei tietoa",
    "no_target": "Ei tavoitetta",
    "verbal": "Sanallinen arvio",
}
PLACEHOLDERS = ("no description", "image", "png", "svg", "kuva:")


def pictures(page: Made) -> list[Tag]:
    return page.soup.select("img, svg[role=img]")


def alt(picture: Tag) -> str:
    return str(picture.get("alt") or picture.get("aria-label") or "")


def test_axe_finds_no_fault_at_desk_and_phone_width(window: Window):
    assert window.violations == []


def test_the_page_is_finnish_and_names_report_and_period(page: Made):
    assert page.soup.html["lang"] == "fi"
    title = page.soup.title.get_text()
    assert page.report.title in title
    assert page.report.month[:4] in title


def test_the_headings_are_one_tree_and_the_page_has_one_main_part(page: Made):
    levels = [int(heading.name[1]) for heading in page.soup.select("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    skipped = [(a, b) for a, b in pairwise(levels) if b > a + 1]
    assert skipped == []
    assert len(page.soup.select("main, [role=main]")) == 1


def test_every_picture_has_an_alternative_text_of_its_own_with_a_figure(page: Made):
    alts = [alt(picture) for picture in pictures(page)]
    assert [text for text in alts if len(text) not in ALT_LENGTH] == []
    assert [text for text, count in Counter(alts).items() if count > 1] == []
    assert [text for text in alts if not any(map(str.isdigit, text))] == []
    assert [text for text in alts if any(word in text.lower() for word in PLACEHOLDERS)] == []


def test_an_alternative_text_names_the_indicator(page: Made):
    named = {row.id: row.name for row in page.report.rows}
    names = {indicator.id: indicator.name for indicator in PLAN.indicators} | named
    for row in page.soup.select("tr[data-indicator]"):
        for picture in row("img"):
            assert names[row["data-indicator"]] in alt(picture)
    sections = page.report.sections if isinstance(page.report, Report) else (page.report,)
    charts = [chart for section in sections for chart in section.charts]
    shown = [alt(picture) for picture in page.soup.select("figure img")]
    assert sorted(chart.alt for chart in charts) == sorted(shown)
    unnamed = [c.alt for c in charts if c.id in names and names[c.id] not in c.alt]
    assert unnamed == []


def test_every_table_has_a_caption_scopes_and_even_rows(page: Made):
    tables = page.soup("table")
    assert tables
    assert [t for t in tables if not t.caption or not t.caption.get_text(strip=True)] == []
    assert [head for table in tables for head in table("th") if not head.get("scope")] == []
    for table in tables:
        widths = {
            sum(int(cell.get("colspan", 1)) for cell in row(["td", "th"])) for row in table("tr")
        }
        assert len(widths) == 1, table.caption


def test_every_status_is_one_of_the_six_words_beside_a_hidden_icon(page: Made):
    statuses = page.soup.select(".st")
    assert statuses
    assert {status.get_text(strip=True) for status in statuses} <= set(STATUS_WORDS.values())
    for cell in page.soup.select("td.status"):
        assert len(cell.select(".st")) == 1
    for status in statuses:
        verdict = next(name for name in status["class"] if name != "st")
        assert status.get_text(strip=True) == STATUS_WORDS[verdict]
    assert [icon for icon in page.soup.select("svg") if icon.get("aria-hidden") != "true"] == []


def test_without_colour_every_status_still_has_its_word_and_its_own_shape(page: Made):
    shapes: dict[str, set[str]] = {}
    for status in page.soup.select(".st"):
        shape = "".join(
            f"{part.name}{part.get('d', '')}{part.get('r', '')}" for part in status.svg(True)
        )
        shapes.setdefault(status.get_text(strip=True), set()).add(shape)
    assert all(len(found) == 1 for found in shapes.values())
    assert len(set.union(*shapes.values())) == len(shapes)
