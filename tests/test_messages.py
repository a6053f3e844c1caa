"""Every sentence a reader meets goes through the catalogue, whole and with its placeholders."""

import ast
import re
import runpy
import tomllib
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from string import Formatter
from typing import Any
from urllib.parse import unquote

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from salo_plan import messages
from salo_plan.errors import CallError
from salo_plan.messages import say, say_count, speaking
from salo_plan.periods import Month
from salo_plan.plan.file import plan_path
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from tests.workspaces import committed_workspace

ROOT = Path(__file__).parents[1]
SPOKEN = ("reports", "publishing", "wording")
UP_TO_DATE = runpy.run_path(str(ROOT / "docs" / "messages.py"))["up_to_date"]

# Words of the files that are received, what units of the plan are called there, a case ending.
DATA = {"Toteutunut", "Käynnissä", "Ei aloitettu", "Peruttu", "hlö", "pistettä", "stä"}
FINNISH = re.compile(
    r"""\b(?:aineisto|aiemm|alku|arvio|arvo|asiak|avoim|edelli|eivät|ennus|esimerk|että|henkil|
    hylä|joista|joka|jotka|kaikki|kaikis|kausi|kehity|kirja|kokeilu|kokona|koko|koska|kuin|kuukau|
    kuun|kunta|kuntien|kysym|laajuu|lopussa|luku|luvu|lähel|lähtö|maakun|mittar|muut|määrä|niistä|
    oletu|osuu|ovat|pienin|poimi|prosent|puuttu|raport|rivi|saavutet|sama|sanalli|seuraa|suurin|
    suunni|taso|tavoit|tiedo|tieto|tiimi|tilan|tilast|toimen|toimi|tulos|työ|vain|vasta|
    vertai|vuod|vuos|väheni|vähintään|yhteen|yhtään|yksikään)""",
    re.IGNORECASE | re.VERBOSE,
)
# The forms of a month's name, of which a sentence may need another in another language.
PERIODS = {"inessive", "Inessive", "genitive", "Genitive"}
MONTH = re.compile(
    r"\b(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu\w*)?\b",
    re.IGNORECASE,
)


def entries() -> Iterator[Message]:
    with messages.catalogue("fi").open("rb") as file:
        yield from (entry for entry in read_po(file, locale="fi") if entry.id)


def named(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_of_the_code_is_translated_and_no_other_stands_in_the_catalogue():
    text, lacking = UP_TO_DATE("fi")
    assert not lacking, "translate these in salo_plan/locale/fi"
    assert messages.catalogue("fi").read_bytes() == text, "run: python docs/messages.py"


def test_a_translation_has_the_placeholders_of_its_message():
    for entry in entries():
        if isinstance(entry.id, str):
            assert named(str(entry.string)) == named(entry.id), entry.id
        else:
            ours = named(entry.id[0]) | named(entry.id[1])
            for form in entry.string:
                assert named(form) <= ours | {"count"}, entry.id
            # One thing may go without its number.
            assert named(entry.string[-1]) | {"count"} >= ours, entry.id


def planned() -> Iterator[Message]:
    with messages.catalogue("en", messages.PLAN_DOMAIN).open("rb") as file:
        yield from (entry for entry in read_po(file, locale="en") if entry.id)


def test_every_word_of_ours_in_the_plan_has_its_english():
    text, lacking = UP_TO_DATE("en", messages.PLAN_DOMAIN)
    assert not lacking, "translate these in salo_plan/locale/en"
    place = messages.catalogue("en", messages.PLAN_DOMAIN)
    assert place.read_bytes() == text, "run: python docs/messages.py"


def numbers(text: str, lang: str) -> list[str]:
    """The numbers of a text, written alike; days by their day and year."""
    text = re.sub(r"(\d+)\.\d+\.(\d{4})", r"\1 / \2", text)
    if lang == "fi":
        text = re.sub(r"(?<=\d)[\u00a0 ](?=\d{3}(?!\d))", "", text)
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    else:
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return sorted(re.findall(r"\d+(?:\.\d+)?", text))


def test_the_english_of_a_plan_has_the_same_placeholders_and_numbers():
    for entry in planned():
        finnish, english = str(entry.id), str(entry.string)
        assert named(english).symmetric_difference(named(finnish)) <= PERIODS, finnish
        assert numbers(english, "en") == numbers(finnish, "fi"), finnish


def constants(path: Path) -> Iterator[ast.Constant]:
    """Every text in a module that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def test_no_finnish_is_written_in_the_code_of_reports():
    paths = [path for room in SPOKEN for path in (ROOT / "salo_plan" / room).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for path in paths
        for node in constants(path)
        if node.value not in DATA and (FINNISH.search(node.value) or "ä" in node.value)
        if not re.search(r"^tavoite-|^\w+\.csv|\[a-zåäö\]", node.value)
    ]
    assert not found


def test_no_template_has_words_of_its_own():
    for room in SPOKEN:
        for path in (ROOT / "salo_plan" / room).rglob("*.j2"):
            # Files for schedulers are English, parts hold attributes alone, and one names a folder.
            if path.stem in ("faults.html", "parts.html") or "schedules" in path.parts:
                continue
            text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(), flags=re.S)
            shown = BeautifulSoup(text, "html.parser").get_text(" ")
            assert not re.search(r"[a-zåäö]{2,}", shown, re.I), path


class Bracketed(NullTranslations):
    """A language in which every message is English between brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """The committed figures alone: the month of the plan's baselines."""
    return gather(read_plan(None), committed_workspace(tmp_path_factory.mktemp("committed")))


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_translations", lambda language: Bracketed())


def texts_of(html: str) -> Iterator[str]:
    """Everything on a page that is seen or heard, also inside its pictures."""
    soup = BeautifulSoup(html, "html.parser")
    yield soup.get_text("\n")
    for element in soup.find_all(True):
        yield from (str(element[name]) for name in ("alt", "aria-label", "data-l", "title")
                    if element.has_attr(name))  # fmt: skip
    for image in soup.find_all("img"):
        head, _, content = str(image["src"]).partition(",")
        if head == "data:image/svg+xml":
            yield BeautifulSoup(unquote(content), "html.parser").get_text("\n")


def strings(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for item in found:
            yield from strings(item)
    elif isinstance(found, str):
        yield found
        yield from found.split(": ", 1)


def without(text: str, known: set[str]) -> str:
    """Take out messages, inner ones first, then what is known to be data."""
    while text != (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)):
        text = shorter
    for name in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name.rstrip('.'))}(?!\w)", " ", text, flags=re.I)
    return MONTH.sub(" ", text)


def data_of(material: Material) -> set[str]:
    """The texts that are not ours to translate: the plan's, and those of the files received."""
    plan = set(strings(tomllib.loads(plan_path(None).read_text(encoding="utf-8"))))
    published = material.published
    assert published is not None
    tables = {t for p in published.tables for t in (p.table, p.title, p.source, p.licence)}
    received = material.received.tables
    files = {text for table in received for text in (Path(table.path).name, table.sha256)}
    return {text for text in plan | tables | files | set(published.areas.values()) if len(text) > 1}


def page_of(material: Material) -> str:
    page = Page(build_report(material, "steering_group", Month(2022, 11)))
    names = ("masthead", "summary", "attention", "goals", "scoreboard", "notes", "end")
    blocks = [getattr(page, name)() for name in names]
    blocks += [page.section(section.id) for section in page.report.sections]
    return "\n".join(block.html for block in blocks)


def test_a_page_says_nothing_but_messages_and_the_plans_own_words(
    material: Material, bracketed: None
):
    known = data_of(material)
    left = without("\n".join(texts_of(page_of(material))), known)
    # A chart of groups shows each indicator's name by the part that tells it from the others.
    names = " ".join(indicator.name for indicator in material.plan.indicators).lower()
    assert not {w for w in re.findall(r"[^\W\d_]{3,}", left) if w.lower() not in names}


def test_the_same_page_is_full_of_words_when_messages_are_not_marked(material: Material):
    known = data_of(material)
    left = without("\n".join(texts_of(page_of(material))), known)
    assert len(re.findall(r"[^\W\d_]{3,}", left)) > 1000


def test_a_page_is_in_its_own_language_whatever_is_spoken_around_it(material: Material):
    finnish = page_of(material)
    with speaking("en"):
        assert page_of(material) == finnish


def test_a_message_is_said_in_the_language_being_spoken():
    assert say("No data") == "Ei tietoa"
    with speaking("en"):
        assert say("No data") == "No data"
        assert say_count("{count} other indicator", "{count} other indicators", 1) == (
            "1 other indicator"
        )
    assert say("target {target}", target="alle {50}") == "tavoite alle {50}"


def test_an_unknown_language_is_refused_with_the_nearest_name():
    nearest = re.escape("no language is called 'fii'. Did you mean 'fi'?")
    with pytest.raises(CallError, match=nearest), speaking("fii"):
        pytest.fail("the language was spoken")
