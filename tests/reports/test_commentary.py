"""The coordinator's words are printed only beside the figures they speak of, and do no harm."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.comments.markup import ALLOWED, plain_text, safe_html
from salo_plan.reports.comments.stated_figures import hold_against
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.report import Comment, Report
from tests.reports.sample_report import row
from tests.workspaces import Workspace

MONTH = "2023-09"
HEADER = "month;indicator;value;numerator;denominator;state;source;received\n"
FIGURES = {
    "clients": "2778",
    "typ_clients": "166",
    "unemployed_share": "53.649",
    "labour_market_support_cost": "1950400",
}
CHANGED = "Koordinaattorin kommentti odottaa tarkistusta, koska sen luku on muuttunut."
UNKNOWN = "Koordinaattorin kommentti odottaa tarkistusta, koska siinä viitataan lukuun"

ROWS = {
    item.id: item
    for item in (
        row("typ_clients", 2, "missed", "166 as.", "vähintään 180", value=166.0),
        row("unemployed_share", 1, "met", "53,6 %", "alle 60 %", value=53.649),
        row("support", 3, "met", "1,95 M€", "enintään 2,54 M€", value=1_950_400.0, unit="€"),
        row("change", 3, "met", "−22,5", "alle 0", value=-22.5),
        row("clients", 1, "met", "2 778 hlö", "alle 2 900", value=2778.0),
        row("ohjaamo", 2, "no_data", "–", "", state="missing"),
    )
}


def given(**values: str) -> str:
    lines = (f"{MONTH};{name};{value};;;ok;x;\n" for name, value in values.items())
    return HEADER + "".join(lines)


@pytest.fixture
def received(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path).write("figures_2023-09.csv", given(**FIGURES))


def report(received: Workspace, audience: str = "steering_group") -> Report:
    made = build_report(gather(read_plan(), received.folder), audience, Month.parse(MONTH))
    assert isinstance(made, Report)
    return made


def commented(received: Workspace, text: str) -> Comment:
    received.write(f"kommentit_{MONTH}.md", text)
    (comment,) = report(received).comments
    return comment


def issue(received: Workspace) -> Report:
    """Put a report where an issued one lies."""
    made = report(received)
    place = received.folder / "outputs" / MONTH / made.audience / "report.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(made.as_json()), encoding="utf-8")
    return made


# Figures in the words


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Nyt {typ_clients}.", "Nyt 166 as."),
        ("Nyt {typ_clients}, { clients }!", "Nyt 166 as., 2 778 hlö!"),
        ("Nyt 166 [typ_clients].", "Nyt 166."),
        ("Nyt 166 as. [typ_clients].", "Nyt 166 as."),
        ("Nyt **166** [typ_clients] asiakasta", "Nyt **166** asiakasta"),
        ("2 778 [clients], 2\u00a0778 [clients], 2778[clients]", "2 778, 2 778, 2778"),
        ("53,6 % [unemployed_share] eli 54 % [unemployed_share]", "53,6 % eli 54 %"),
        ("53,649 [unemployed_share], 53,65 % [unemployed_share]", "53,649, 53,65 %"),
        ("1,95 M€ [support], 2 milj. € [support], 1 950 400 € [support]", None),
        ("\u221222,5 [change], -22,5 [change]", "\u221222,5, -22,5"),
        ("Vuonna 2023 166 [typ_clients]", "Vuonna 2023 166"),
        ("Ei [lukua] eikä [linkki](https://x.fi).", "Ei [lukua] eikä [linkki](https://x.fi)."),
    ],
)
def test_a_figure_is_filled_in_and_the_mark_of_a_right_number_goes_away(text, printed):
    held = hold_against(text, ROWS)
    assert held.troubles == ()
    assert "[typ_clients]" not in held.text
    if printed is not None:
        assert held.text.replace("\u00a0", " ") == printed.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        *("165 [typ_clients]", "1 166 [typ_clients]", "\u2212166 [typ_clients]"),
        *("53,7 % [unemployed_share]", "53,61 [unemployed_share]", "1,94 M€ [support]"),
    ],
)
def test_another_number_than_the_computed_one_is_a_change(text):
    ((kind, reason),) = hold_against(text, ROWS).troubles
    assert kind == "changed"
    assert "the figure is" in reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{typ_client}", "Did you mean 'typ_clients'?"),
        ("166 [typ_client]", "Did you mean 'typ_clients'?"),
        ("monta [typ_clients]", "no number stands before [typ_clients]"),
        ("{ohjaamo}", "'ohjaamo' has no figure"),
        ("3 [ohjaamo]", "'ohjaamo' has no figure"),
    ],
)
def test_a_figure_that_is_not_in_the_report_is_told(text, reason):
    ((kind, told),) = hold_against(text, ROWS).troubles
    assert kind == "unknown"
    assert reason in told


# Harmless HTML


def test_emphasis_lists_and_line_breaks_stay():
    html = safe_html("**Hyvä** ja *nopea*.\n\n- yksi\n- kaksi\n\n1. ensin\n\nrivi  \ntoinen")
    tags = {tag.name for tag in BeautifulSoup(html, "html.parser").find_all()}
    assert tags == {"p", "strong", "em", "ul", "ol", "li", "br"}
    assert plain_text(html) == "Hyvä ja nopea. yksi kaksi ensin rivi toinen"


def test_a_heading_becomes_a_bold_paragraph():
    assert safe_html("> # Otsikko") == "<p><strong>Otsikko</strong></p>"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick='x()'>lihava</b>",
        "<style>body{display:none}</style>",
        "</p></div></section><h1>Muu</h1>",
        "[linkki](javascript:alert(1)) [b](https://example.com 'otsikko') <https://example.com>",
        "![kuva](https://example.com/x.png) ![](data:image/svg+xml;base64,AAAA)",
        '[viite]\n\n[viite]: javascript:alert(1) "x"',
        "```html\n<script>alert(1)</script>\n```\n\n`<svg onload=x>`",
        "<!-- --><iframe src=//x></iframe>\n\n<details open ontoggle=x>",
        "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x&#62;",
        "<math><mtext><table><mglyph><style><img src onerror=x>",
        "\u0000<scr\u0000ipt>",
    ],
)
def test_nothing_but_the_allowed_elements_gets_through(attack):
    soup = BeautifulSoup(safe_html(f"Ennen {attack}\n\nJälkeen"), "html.parser")
    assert {tag.name for tag in soup.find_all()} <= ALLOWED
    assert all(not tag.attrs for tag in soup.find_all())
    assert "Jälkeen" in soup.get_text()


def test_a_link_leaves_its_words_and_a_picture_nothing():
    assert safe_html("[ohje](https://x.fi) ![kuva](x.png)") == "<p>ohje </p>"


def test_plain_words_are_escaped_once_in_a_table_cell():
    assert plain_text(safe_html("a < b & **c**\n\n<b>x</b>")) == "a < b & c <b>x</b>"


# What a report prints


def test_a_comment_is_printed_with_the_figures_it_speaks_of(received):
    comment = commented(
        received, "# typ_clients\nKirjoitettu: 4.10.2023\n\nTYP-asiakkaita on 166 [typ_clients].\n"
    )
    assert comment.html == "<p>TYP-asiakkaita on 166.</p>"
    assert (comment.about, comment.written, comment.withheld) == ("typ_clients", "4.10.2023", "")
    assert [(fact.term, fact.value) for fact in comment.figures] == [
        ("typ_clients", "166\u00a0as.")
    ]
    assert report(received).warnings == ()


def test_a_wrong_number_is_told_to_the_analyst_and_not_printed(received):
    comment = commented(received, "# typ_clients\nTYP-asiakkaita on 170 [typ_clients].\n")
    assert comment.html == ""
    assert comment.withheld == CHANGED
    assert comment.warning.startswith("data/raw/kommentit_2023-09.md, row 1, typ_clients: ")
    assert "170 [typ_clients], and the figure is 166\u00a0as" in comment.warning
    shown = Page(report(received)).section("tavoite-2").html
    assert CHANGED in shown
    assert "170" not in BeautifulSoup(shown, "html.parser").select(".quote")[0].get_text()


def test_an_unknown_id_is_told_with_the_nearest_one(received):
    comment = commented(received, "# typ_clients\nNyt {typ_client}.\n")
    assert comment.withheld.startswith(UNKNOWN)
    assert "Did you mean 'typ_clients'?" in comment.warning


def test_comments_of_another_month_or_of_a_refused_file_are_not_in_the_report(received):
    received.write("kommentit_2023-08.md", "# typ_clients\nElokuu.\n")
    received.write("kommentit_2023-09.md", "# typ_clients\nSyyskuu.\n# typ_client\nMuu.\n")
    made = report(received)
    assert made.comments == ()
    assert [s["path"] for s in made.sources if s["dataset"] == "comments"] == [
        "data/raw/kommentit_2023-09.md"
    ]
    told = gather(read_plan(), received.folder).warnings
    assert any("kommentit_2023-09.md: refused, row 3" in warning for warning in told)


def test_an_edited_comment_is_another_source(received):
    commented(received, "# typ_clients\nEnsin.\n")
    first = [s for s in report(received).sources if s["dataset"] == "comments"]
    commented(received, "# typ_clients\nSitten.\n")
    second = [s for s in report(received).sources if s["dataset"] == "comments"]
    assert first[0]["path"] == second[0]["path"]
    assert first[0]["sha256"] != second[0]["sha256"]


def test_the_public_version_has_no_comments_and_does_not_depend_on_them(received):
    received.write("kommentit_2023-09.md", "# clients\nKanarialintu laulaa.\n# client_flow\nEi.\n")
    made = build_report(gather(read_plan(), received.folder), "public", Month.parse(MONTH))
    data = json.dumps(made.as_json(), ensure_ascii=False)
    assert "Kanarialintu" not in data
    assert "kommentit" not in data


# Older than a change


def corrected(received: Workspace, day: str = "", **values: str) -> Workspace:
    received.write("figures_2023-09_korjattu.csv", given(**values))
    if day:
        listed = f"tiedosto;toimitettu\nfigures_2023-09_korjattu.csv;{day}\n"
        received.write("toimitukset.csv", listed)
    return received


CORRECTED = FIGURES | {"typ_clients": "171"}
WORDS = "# typ_clients\nKirjoitettu: 4.10.2023\n\nTilanne on hyvä.\n"


def test_a_comment_older_than_the_correction_of_its_figure_awaits_a_check(received):
    comment = commented(corrected(received, "9.10.2023", **CORRECTED), WORDS)
    assert comment.withheld == CHANGED
    assert "written on 4.10.2023; data/raw/figures_2023-09_korjattu.csv of 9.10.2023" in (
        comment.warning
    )


@pytest.mark.parametrize("day", ["4.10.2023", "3.10.2023"])
def test_a_comment_written_after_the_correction_is_printed(received, day):
    comment = commented(corrected(received, day, **CORRECTED), WORDS)
    assert (comment.html, comment.warning) == ("<p>Tilanne on hyvä.</p>", "")


def test_a_stated_number_that_is_right_knows_the_correction(received):
    text = WORDS.replace("hyvä", "171 [typ_clients]")
    assert commented(corrected(received, "9.10.2023", **CORRECTED), text).withheld == ""


def test_a_correction_that_changes_no_sum_leaves_the_comment(received):
    assert commented(corrected(received, "9.10.2023", **FIGURES), WORDS).withheld == ""


@pytest.mark.parametrize(
    ("day", "text", "lacking"),
    [
        ("", WORDS, "toimitukset.csv does not tell when"),
        ("9.10.2023", WORDS.replace("Kirjoitettu: 4.10.2023", ""), "no line 'Kirjoitettu'"),
    ],
)
def test_where_a_day_is_unknown_the_analyst_is_asked(received, day, text, lacking):
    comment = commented(corrected(received, day, **CORRECTED), text)
    assert comment.html == "<p>Tilanne on hyvä.</p>"
    assert lacking in comment.warning


@pytest.mark.parametrize("about", ["typ_clients", "tavoite 2", "tavoite 1"])
def test_words_already_issued_beside_another_figure_await_a_check(received, about):
    mentioned = "Näin on." if about != "tavoite 1" else "Näin on: {typ_clients}."
    assert commented(received, f"# {about}\n{mentioned}\n").withheld == ""
    issue(received)
    received.write("figures_2023-09.csv", given(**CORRECTED))
    comment = report(received).comments[0]
    assert comment.withheld == CHANGED
    assert "'typ_clients' was 166\u00a0as. in the issued report and is 171\u00a0as" in (
        comment.warning
    )


def test_they_wait_until_the_coordinator_has_looked_at_them(received):
    commented(received, WORDS)
    issue(received)
    received.write("figures_2023-09.csv", given(**CORRECTED))
    assert issue(received).comments[0].withheld == CHANGED
    assert issue(received).comments[0].withheld == CHANGED
    assert commented(received, WORDS.replace("4.10", "11.10")).withheld == ""
    assert issue(received).comments[0].figures[0].value == "171\u00a0as."


def test_a_figure_that_the_words_do_not_speak_of_may_change(received):
    commented(received, WORDS)
    issue(received)
    received.write("figures_2023-09.csv", given(**FIGURES | {"clients": "2790"}))
    assert report(received).comments[0].withheld == ""


def test_a_number_that_was_wrong_is_printed_when_the_data_come_to_agree(received):
    text = "# typ_clients\nNyt 171 [typ_clients].\n"
    assert commented(received, text).withheld == CHANGED
    issue(received)
    received.write("figures_2023-09.csv", given(**CORRECTED))
    assert report(received).comments[0].html == "<p>Nyt 171.</p>"


def test_a_damaged_issued_report_tells_nothing(received):
    commented(received, WORDS)
    issue(received)
    for place in (received.folder / "outputs").rglob("report.json"):
        place.write_text('{"comments": [{"about": 1}]}', encoding="utf-8")
    assert report(received).comments[0].withheld == ""


# On the page


def quotes(received: Workspace, section: str) -> list[str]:
    soup = BeautifulSoup(Page(report(received)).section(section).html, "html.parser")
    found = soup.select(".charts > .quote")
    return [" ".join(quote.get_text(" ").split()) for quote in found]


def test_a_goals_comment_and_those_on_its_figures_stand_beside_its_charts(received):
    received.write(
        "kommentit_2023-09.md",
        "Kirjoitettu: 5.10.2023\n# tavoite 2\nYleistä.\n# typ_clients\nTYPistä.\n# clients\nMuu.\n",
    )
    assert quotes(received, "tavoite-2") == [
        "Koordinaattorin kommentti 5.10.2023 Yleistä.",
        "Koordinaattorin kommentti TYPin asiakkaat · 5.10.2023 TYPistä.",
    ]
    assert quotes(received, "tavoite-3") == []


def test_an_assessment_stands_in_place_of_the_value_as_plain_words(received):
    received.write(
        "kommentit_2023-09.md",
        "# client_flow\nEi **jonoja** <b>&</b> muuta.\n\n- Kaikki pääsevät.\n",
    )
    made = report(received)
    said = next(row for row in made.rows if row.id == "client_flow")
    assert said.printed == "Ei jonoja <b>&</b> muuta. Kaikki pääsevät."
    assert said.detail == ""
    soup = BeautifulSoup(Page(made).scoreboard().html, "html.parser")
    cell = soup.select_one('[data-indicator="client_flow"] .said')
    assert cell is not None
    assert cell.find_all() == []
    assert cell.get_text() == said.printed
    assert quotes(received, "tavoite-2") == []


def test_without_a_comment_the_list_of_activities_tells_the_assessment(received):
    listed = (
        "Tunnus;Toimenpide;Vastuu;Tila;Määräaika;Päivitetty;Kommentti\n"
        "client_flow;x;koordinaattori;Käynnissä;;2.10.2023;Jonoa on viikko.\n"
        "team_caseloads;x;koordinaattori;Käynnissä;;2.12.2023;Myöhemmin kirjoitettu.\n"
        "typ_clients;x;koordinaattori;Käynnissä;;2.10.2023;Ei arvio.\n"
    )
    received.write("toimenpiteet.csv", listed)
    rows = {row.id: row for row in report(received).rows}
    assert rows["client_flow"].printed == "Jonoa on viikko."
    assert rows["team_caseloads"].detail == "Koordinaattorin arviota ei ole kirjattu"
    assert rows["typ_clients"].printed == "166\u00a0as."
    received.write("kommentit_2023-09.md", "# client_flow\nJonoa ei ole.\n")
    assert {row.id: row for row in report(received).rows}["client_flow"].printed == "Jonoa ei ole."


def test_a_withheld_assessment_says_so_in_its_row(received):
    received.write("kommentit_2023-09.md", "# client_flow\nJonossa 170 [typ_clients].\n")
    rows = {row.id: row for row in report(received, "management_group").rows}
    assert rows["client_flow"].printed == CHANGED
