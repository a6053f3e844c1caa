"""The body is a page of its own that any mail program shows, and says what the report says."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from salo_plan.messages import say
from salo_plan.publishing.mail.checks import BODY_LIMIT, faults_of
from salo_plan.reports.report import Attention, GoalState

from .workshop import (
    CORRECTED,
    PUBLIC,
    REPORT,
    SENDER,
    Office,
    attached,
    html_of,
    message_of,
    parsed,
    text_of,
)

SIGNS = {"met": "✓", "near": "△", "missed": "✕", "no_data": "–"}


@pytest.fixture(params=[REPORT, PUBLIC, CORRECTED], ids=["steering_group", "public", "corrected"])
def message(request, tmp_path):
    return message_of(request.param, tmp_path, version=2 if request.param is CORRECTED else 1)


def page_of(message) -> BeautifulSoup:
    return BeautifulSoup(html_of(message), "html.parser")


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_style_is_inline_and_nothing_is_fetched(message):
    page = page_of(message)
    assert not page.find(["style", "script", "svg", "img", "link", "iframe"])
    assert not page.find(class_=True)
    html = html_of(message)
    assert not re.search(r"data:|url\(|background-image|https?:|cid:", html)
    cells = page.find_all(["td", "th", "h1", "h2", "caption"])
    assert all(cell.get("style") for cell in cells if not cell.find("table"))


def test_layout_tables_are_presentation_and_data_tables_have_caption_and_scopes(message):
    tables = page_of(message).find_all("table")
    data = [table for table in tables if table.get("role") != "presentation"]
    assert data
    for table in data:
        assert table.caption.get_text()
        assert all(cell.get("scope") in ("col", "row") for cell in table.find_all("th"))
        widths = {len(row.find_all(["td", "th"])) for row in table.find_all("tr")}
        assert len(widths) == 1
    for table in tables:
        assert table in data or not table.find("caption", recursive=False)


def test_the_page_has_language_title_one_h1_and_one_main(message):
    page = page_of(message)
    assert page.html["lang"] == "fi"
    assert page.title.get_text() == message["Subject"]
    assert len(page.find_all("h1")) == 1
    assert len(page.select("[role=main]")) == 1


def test_the_body_is_small_as_it_is_sent(message):
    body = message.get_body(("html",))
    assert len(bytes(body)) < BODY_LIMIT
    assert body["Content-Transfer-Encoding"] == "quoted-printable"


def test_text_and_page_have_the_same_figures(message):
    def figures(text: str) -> set[str]:
        return set(re.findall(r"\d+(?:[.,:/]\d+)*", plain(text)))

    page = page_of(message)
    for hidden in (page.title, page.select_one("[style*='display: none']")):
        hidden.decompose()
    assert figures(page.get_text(" ")) == figures(text_of(message))


def test_both_name_the_attached_file_and_say_how_to_open_it(message):
    (name,) = attached(message)
    for words in (plain(page_of(message).get_text(" ")), plain(text_of(message))):
        assert f": {name}." in words
        assert "Tallenna liite ja avaa se selaimessa" in words


def test_the_counts_are_the_reports_own_with_a_sign_before_the_word(tmp_path):
    message = message_of(REPORT, tmp_path)
    page, text = plain(page_of(message).get_text(" ")), text_of(message)
    for verdict, word, count in REPORT.tally:
        sign = SIGNS.get(verdict, "–")
        assert f"{count} {sign} {word}" in page
        assert f"{sign} {word}: {count}" in text.splitlines()


def test_zero_is_told_of_the_four_verdicts_and_left_out_of_the_others(tmp_path):
    counts = tuple((code, word, 2 if code == "met" else 0) for code, word, _ in REPORT.tally)
    text = text_of(message_of(replace(REPORT, tally=counts), tmp_path))
    assert "✕ Tavoitetta ei saavutettu: 0" in text
    assert "Sanallinen arvio" not in text


def test_every_missed_indicator_stands_with_value_target_owner_and_date(tmp_path):
    message = message_of(REPORT, tmp_path)
    page, text = page_of(message), plain(text_of(message))
    targets = {row.id: row.target for row in REPORT.rows}
    told = {plain(row.get_text(" ")) for row in page.find_all("tr") if row.find("th")}
    for item in REPORT.attention:
        (row,) = [row for row in told if row.startswith(plain(item.name))]
        for words in (item.printed, targets[item.id], item.who, item.due, item.verdict_word):
            assert plain(words) in row
            assert plain(words) in text


def test_when_nothing_is_missed_it_is_said(tmp_path):
    words = text_of(message_of(replace(REPORT, attention=()), tmp_path))
    assert say("No indicator missed its target.") in words


def test_each_goal_has_one_row(tmp_path):
    message = message_of(REPORT, tmp_path)
    rows = [plain(row.get_text(" ")) for row in page_of(message).find_all("tr")]
    for goal in REPORT.goals:
        start = plain(f"{goal.number}. {goal.title}")
        (row,) = [row for row in rows if row.startswith(start)]
        assert row.endswith(f"{goal.met} / {goal.judged}" if goal.judged else "–")


def test_words_of_others_cannot_become_markup(tmp_path):
    markup = "Tiimi <b>Etelä</b> & \"Länsi\" <script>alert('x')</script>"
    item = replace(REPORT.attention[0], who=markup, name='<img src="x"> class="y"')
    message = message_of(replace(REPORT, attention=(item,)), tmp_path)
    page = page_of(message)
    assert not page.find(["script", "img"])
    assert markup in page.get_text()
    assert '<img src="x"> class="y"' in page.get_text()
    assert markup in text_of(message)


def test_the_example_band_stands_only_on_example_data(tmp_path):
    band = "Esimerkkiaineisto"
    assert band in html_of(message_of(REPORT, tmp_path / "a"))
    assert band not in html_of(message_of(replace(REPORT, example=False), tmp_path / "b"))


def test_even_38_missed_indicators_with_long_names_stay_under_the_limit(tmp_path):
    long = Attention(
        *("typ_clients", "Voimassa olevat aktivointisuunnitelmat " * 3, "missed"),
        *("Tavoitetta ei saavutettu", "92,1 %", "tavoite 100 %", "Puuttuu 7,9 %-yksikköä."),
        *("Toimi: " + "TMT-lista käydään läpi viikoittain. " * 3, "Koordinaattori, " * 5),
        "31.10.2023",
    )
    goals = tuple(GoalState(n, "Palveluja käytetään enemmän " * 3, 1, 2, (), "") for n in range(9))
    report = replace(REPORT, attention=(replace(long, id=REPORT.rows[0].id),) * 27, goals=goals)
    body = message_of(report, tmp_path).get_body(("html",))
    assert 30_000 < len(bytes(body)) < BODY_LIMIT


def test_a_re_issue_says_corrected_with_what_was_and_is_now(tmp_path):
    message = message_of(CORRECTED, tmp_path, version=2)
    assert message["Subject"].startswith("Korjattu: Kuukausiseuranta, syyskuu 2023: ")
    for words in (plain(page_of(message).get_text(" ")), plain(text_of(message))):
        assert "Korjattu" in words or "KORJATTU" in words
        for cell in CORRECTED.sections[0].tables[0].rows[0]:
            assert cell in words


def test_a_first_issue_does_not_say_corrected(tmp_path):
    message = message_of(CORRECTED, tmp_path)
    assert "Korjattu:" not in message["Subject"]
    assert "163 as." not in text_of(message)


def test_the_public_re_issue_tells_its_corrections_from_its_own_notes(tmp_path):
    told = "Korjattu: Asiakkaita 9/2023 oli 2 770 hlö, on nyt 2 775 hlö."
    report = replace(PUBLIC, about=(told, *PUBLIC.about))
    message = message_of(report, tmp_path, version=2)
    assert message["Subject"].startswith("Korjattu: Työttömiä 48,0 %")
    for words in (plain(page_of(message).get_text(" ")), plain(text_of(message))):
        assert "Asiakkaita 9/2023 oli 2 770 hlö, on nyt 2 775 hlö." in words


def test_a_picture_without_a_part_of_its_own_is_refused(tmp_path):
    # nbconvert's page in a mail lost its pictures so (traps.md, row 1).
    office = Office(tmp_path)
    office.issue()
    office.recipients("ohjausryhmä;a@example.org;fi").send()
    (content,) = office.outbox.values()
    assert faults_of(content) == []
    page = b"</h1>"
    assert page in content
    for added, fault in (
        (b'<img alt="x" src="chart.png">', "a picture has no part of its own: chart.png"),
        (b'<img alt="x" src="cid:chart">', "a picture has no part of its own: cid:chart"),
        (b"<style>p{}</style>", "the body has a style"),
        (b'<td background="https://x.org/p">', "the body asks for https:"),
    ):
        broken = content.replace(page, page + added.replace(b"=", b"=3D"), 1)
        assert fault in faults_of(broken)
    bcc = content.replace(b"To: ", b"Bcc: muu@example.org\r\nTo: ", 1)
    assert "the header Bcc names other readers" in faults_of(bcc)
    assert parsed(content)["From"].addresses[0].addr_spec == SENDER
