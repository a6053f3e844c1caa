"""A report in English is English but for names and quotations, and a Finnish one is Finnish."""

import json
import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from salo_plan import messages
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.plan.coverage import pieces
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.checks import check_page
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.plan_words import kept_words, our_words, worded
from salo_plan.reports.public.report import AnyReport
from salo_plan.reports.quoting import marked_quotations
from salo_plan.reports.sections.owners import named_parties, owner_words
from tests.browser.making import laid_out
from tests.browser.wording import drawn

AUDIENCES = ("steering_group", "public", "staff", "management_group", "city_board")
MONTHS = ("2023-02", "2023-06", "2023-12")
FAST = {
    *(("steering_group", "2023-06"), ("public", "2023-02"), ("staff", "2023-12")),
    *(("management_group", "2023-06"), ("city_board", "2023-12")),
}
PAGES = [
    pytest.param(name, month, marks=[] if (name, month) in FAST else [pytest.mark.slow])
    for name in AUDIENCES
    for month in MONTHS
]
# In Finnish these are looked at many times elsewhere.
SOON = ("steering_group", "public", "city_board")
every_page = pytest.mark.parametrize(("audience", "month"), PAGES)
# Small words and endings that English does not have, and the letters.
FINNISH = re.compile(
    r"""\b(?:ja|ei|tai|oli|ovat|joka|että|jos|kun|koko|myös|sekä|kuin|vain|mutta|jotka|alle|yli|
    noin|muu|kaikki|vuoden|kuukauden|hlö|kpl|vk|pv|tieto\w*|tavoite\w*|asiak\w*|luku\w*|osuus\w*|
    \w+(?:ssa|sta|lla|lta|lle|kset|inen|isten|jen|iden|uus|kuu|kuuta|tteet))\b|\w*[äöåÄÖÅ]\w*""",
    re.VERBOSE,
)
# Names, abbreviations and signs that are the same in both languages; units and endings of files.
NAMES = {
    *("cc", "csv", "ely", "esr", "helpposalo", "kela", "koski", "kolmituote", "marttila", "nps"),
    *("ohjaamo", "pitko", "pp", "roidu", "salo", "sha", "sskky", "statfin", "te", "tiimi", "tkk"),
    *("tl", "typ", "tyonv", "uma", "ura", "varha", "voimala", "väylä", "xlsx", "yrityssalo"),
    *(area.casefold() for area in read_plan().statistics.municipalities.values()),
}
# Words of English that are written like a word of Finnish.
ALIKE = {
    *("age", "as", "be", "by", "data", "me", "most", "no", "on", "own", "per", "plan", "plus"),
    *("ratio", "some", "sum", "teams"),
}
_FILES = re.compile(
    r"[\w/.-]+\.(?:csv|xlsx|json)(?: \(\w+\))?|\b[0-9a-f]{16,}\b|\{\w+(?::[^{}]*)?\}"
)
_ANY_WORD = re.compile(r"[^\W\d_]{2,}")
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d\u00a0\d")
_WORD = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_SPACED_PERCENT = re.compile(r"\d[\s\u00a0]%")


@pytest.fixture(scope="module")
def material(example_year: Callable[[], Path]) -> Material:
    return gather(read_plan(), example_year())


@dataclass(frozen=True)
class Made:
    """A report with its page, which is laid out when it is asked for."""

    report: AnyReport

    @cached_property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(laid_out(self.report).replace("<wbr>", ""), "html.parser")

    @cached_property
    def written(self) -> str:
        """The text of the page without what is marked as Finnish."""
        own = copy(self.page)
        for element in [*own(["style", "title"]), *own(lang="fi")]:
            element.extract()
        return own.get_text("\n")

    @cached_property
    def given(self) -> list[str]:
        """The texts that no part of can be marked: of attributes, and in pictures."""
        found = [
            str(element[key])
            for key in ("alt", "aria-label", "title", "data-l")
            for element in self.page.find_all(attrs={key: True})
        ]
        return found + [text.words for image in self.page("img") for text in drawn(image)]


@pytest.fixture(scope="module")
def made(material: Material) -> Callable[[str, str, str], Made]:
    """Make a report and its page in a language, once."""

    @cache
    def make(audience: str, month: str, lang: str) -> Made:
        return Made(build_report(material, audience, Month.parse(month), lang))

    return make


def words(*texts: str) -> set[str]:
    """The words of texts; names of files and sheets, sums of files and placeholders left out."""
    return {w.casefold() for text in texts for w in _ANY_WORD.findall(_FILES.sub(" ", text))}


@cache
def finnish_words() -> frozenset[str]:
    """Every word of the Finnish catalogue, and of the plan in its own words and in ours."""
    with messages.catalogue("fi").open("rb") as file:
        entries = [(forms(e.id), forms(e.string)) for e in read_po(file, locale="fi") if e.id]
    plan = read_plan()
    found = words(*our_words(plan), *(piece.text for piece in pieces(plan)))
    # What a message has in both languages is a name or a key.
    return frozenset(found.union(*(words(*said) - words(*message) for message, said in entries)))


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """A message, or both of its forms for one and for many."""
    return text if isinstance(text, tuple) else (text,)


@every_page
def test_no_finnish_word_is_left_on_an_english_page_but_marked_ones(made, audience, month):
    english, finnish = (made(audience, month, lang) for lang in ("en", "fi"))
    assert english.page.html["lang"] == "en"
    assert not check_page(str(english.page), english.report)
    shown = words(english.written, str(english.page.title), *english.given)
    known = finnish_words() | words(finnish.page.body.get_text(" "), *finnish.given)
    assert sorted((shown & known) - NAMES - ALIKE) == []
    # Words that neither the program nor the plan knows, by their letters and endings.
    others = [text for text in (english.written, *english.given) if FINNISH.search(text)]
    found = {hit[0].casefold() for text in others for hit in FINNISH.finditer(text)}
    assert not found - NAMES


@every_page
def test_what_an_english_page_marks_as_finnish_is_no_english(made, audience, month):
    english = made(audience, month, "en")
    names = {row.name for row in english.report.rows}
    marked = {bdi.get_text() for bdi in english.page("bdi")}
    assert not {name for name in names if name in marked}
    ours = {text.casefold() for text in our_words(read_plan())}
    english_words = {text.casefold() for text in in_english(read_plan())} - ours
    assert not {text for text in marked if text.casefold() in english_words}


def in_english(plan: Plan) -> tuple[str, ...]:
    """What the plan says in our words, in English."""
    with speaking("en"):
        return tuple(our_words(worded(plan)))


@pytest.mark.parametrize(
    ("audience", "month"),
    [
        pytest.param(*page.values, marks=[] if page.values[0] in SOON else [pytest.mark.slow])
        if not page.marks
        else page
        for page in PAGES
    ],
)
def test_no_english_message_is_left_on_a_finnish_page(made, audience, month):
    finnish = made(audience, month, "fi")
    assert finnish.page.html["lang"] == "fi"
    assert not finnish.page("bdi")
    shown = "\n".join((finnish.page.get_text("\n"), *finnish.given))
    assert not [piece for piece in english_pieces() if piece in shown]


@cache
def english_pieces() -> tuple[str, ...]:
    """The pieces between the placeholders of all messages, of three words or more."""
    with messages.catalogue("fi").open("rb") as file:
        entries = [entry for entry in read_po(file, locale="fi") if entry.id]
    parts = [part for e in entries for form in forms(e.id) for part, *_ in Formatter().parse(form)]
    bare = {part.strip(" .,:;()") for part in parts}
    return tuple(sorted(piece for piece in bare if len(_WORD.findall(piece)) >= 3))


@every_page
def test_figures_are_those_of_the_data_in_english_format(made, audience, month):
    report, text = made(audience, month, "en").report, made(audience, month, "en").written
    finnish = made(audience, month, "fi").report
    assert [row.value for row in report.rows] == [row.value for row in finnish.rows]
    for row in report.rows:
        if row.value is None or row.verdict == "verbal" or "month" in row.printed:
            continue
        told = re.search(r"[−]?\d[\d,]*(?:\.\d+)?", row.printed)
        assert told, row.printed
        number = float(told[0].replace(",", "").replace("−", "-"))
        value = row.value / 1_000_000 if "million" in row.printed else row.value
        decimals = len(told[0].partition(".")[2])
        assert abs(number - value) <= 0.5 * 10**-decimals + 1e-9, row
        assert ("." in told[0]) == ("," in finnish_number(finnish, row.id)), row.printed
    assert not _DECIMAL_COMMA.findall(text)
    assert not _SPACED_PERCENT.findall(text)
    assert not re.findall(r"\b\d{1,2}\.\d{1,2}\.\d{4}|\b\d{1,2}/20\d\d", text)


def finnish_number(report: AnyReport, indicator: str) -> str:
    return next(row.printed for row in report.rows if row.id == indicator)


def test_the_data_of_a_finnish_report_has_no_list_of_quotations(made):
    finnish, english = (made("public", "2023-02", lang).report for lang in ("fi", "en"))
    assert "finnish" not in finnish.as_json()
    assert json.loads(json.dumps(english.as_json()))["finnish"] == list(english.finnish)


def test_a_comment_is_quoted_in_finnish_with_its_own_figures(made):
    english, finnish = (made("steering_group", "2023-12", lang).report for lang in ("en", "fi"))
    assert [c.html for c in english.comments] == [c.html for c in finnish.comments]
    assert [c.source for c in english.comments] == [c.source for c in finnish.comments]
    (section,) = {f"tavoite-{row.goal}" for row in english.rows if row.id == "in_education"}
    block = BeautifulSoup(Page(english).section(section).html, "html.parser")
    (quote,) = block.select(".quote")
    assert "392\u00a0hlö" in quote.find("div", lang="fi").get_text()
    assert quote.h3.get_text() == "Coordinator's comment"


def test_an_english_report_holds_earlier_finnish_issues_against_finnish_words(material: Material):
    folder = material.received.workspace / "outputs" / "2023-05" / "steering_group"
    folder.mkdir(parents=True)
    try:
        for month in ("2023-05", "2023-06"):
            before = build_report(material, "steering_group", Month.parse(month))
            place = folder.parents[1] / month / "steering_group" / "report.json"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(json.dumps(before.as_json()), encoding="utf-8")
        report = build_report(material, "steering_group", Month(2023, 6), "en")
        assert not [change for change in report.changes if "target has changed" in change]
        assert not [comment for comment in report.comments if comment.withheld]
        assert "corrections" not in report.section_ids
    finally:
        for month in ("2023-05", "2023-06"):
            (folder.parents[1] / month / "steering_group" / "report.json").unlink()


def test_a_name_is_marked_where_it_stands_and_nowhere_else():
    html = '<p title="Työkokeilu">Työkokeilu &amp; työkokeilu, Työkokeilujakso</p>'
    assert marked_quotations(html, ("Työkokeilu",)) == (
        '<p title="Työkokeilu"><bdi lang="fi">Työkokeilu</bdi> &amp; '
        '<bdi lang="fi">työkokeilu</bdi>, Työkokeilujakso</p>'
    )
    assert marked_quotations(html, ()) is html
    title = "<title>Työkokeilu</title>"
    assert marked_quotations(title, ("Työkokeilu",)) == title


def test_a_plan_without_translations_is_quoted_in_its_own_words():
    plan = read_plan()
    own = plan.model_copy(
        update={"question": (plan.question[0].model_copy(update={"question": "Miksi näin on?"}),)}
    )
    assert worded(plan) is plan
    with speaking("en"):
        assert worded(own).question[0].question == "Miksi näin on?"
        assert "Miksi näin on?" in kept_words(own)
        assert plan.indicators[0].phrase not in kept_words(plan)
        assert not set(our_words(worded(plan))) & {"alle 60\u00a0%", "joka työpäivä"}


def test_a_plan_told_in_english_knows_its_own_words():
    plan = read_plan()
    assert plan.as_written is plan
    with speaking("en"):
        told = worded(plan)
        assert told.as_written is plan
        assert worded(told).as_written is plan
    assert (told.indicators[0].name, plan.indicators[0].name) == (
        "Clients of the trial",
        "Kokeilun asiakkaat",
    )
    assert told.indicators[0].text == plan.indicators[0].text


def test_the_finnish_name_of_an_indicator_stands_beside_the_words_of_the_plan(made):
    english = made("steering_group", "2023-12", "en")
    told = {each.id: each.parts[0].lines for each in english.report.explanations}
    assert told["plan_backlog_share"] == (
        "”Suunnitelmavelka” alle 30% (11/2022 n. 22%)",
        "In Finnish reports: Suunnitelmavelka.",
    )
    finnish = made("steering_group", "2023-12", "fi").report
    assert all(len(each.parts[0].lines) == 1 for each in finnish.explanations)


def test_a_term_is_headed_in_english_and_in_the_finnish_of_what_is_quoted(made):
    terms = made("staff", "2023-12", "en").report.section("glossary").facts
    heads = [fact.term for fact in terms]
    assert "Plan backlog (suunnitelmavelka)" in heads
    assert "Ohjaamo" in heads
    assert heads == sorted(heads, key=str.casefold)


def test_the_owners_in_a_list_are_named_in_english_and_found_by_their_finnish_names():
    plan = read_plan()
    with speaking("en"):
        told = worded(plan)
        assert owner_words(told, "Koordinaattori, TYP, Pekka") == "coordinator, TYP, Pekka"
        both = "sosiaali-, terveys- ja työllisyyspalveluiden johto ja Väylä-hanke"
        assert owner_words(told, both) == (
            "management of social and health services and employment services ja Väylä project"
        )
        assert owner_words(told, "koordinaattorin sijainen") == "koordinaattorin sijainen"
        for words_of in (plan, told):
            assert named_parties(words_of, "Koordinaattorin sijainen") == ("coordinator",)
    assert owner_words(plan, "Koordinaattori") == "Koordinaattori"


def test_a_chart_of_groups_is_split_by_the_english_names_and_marks_none(made):
    report = made("steering_group", "2023-12", "en").report
    charts = {c.id: c for section in report.sections for c in section.charts}
    groups = charts["groups-activation_under_25"]
    assert [bar.name for bar in groups.bars] == [
        "Under-25s",
        "Foreign citizens",
        "Long-term unemployed",
        "All",
    ]
    assert not {bar.name for bar in groups.bars} & set(report.finnish)
