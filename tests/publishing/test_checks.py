"""Each fault planted in a good page gives its reason, and the good page gives none."""

import base64
from dataclasses import replace
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from salo_plan.publishing.checks import check_page
from salo_plan.publishing.export import export_html
from salo_plan.reports.page import Page
from salo_plan.reports.report import Report
from tests.reports.sample_report import REPORT

ALT = "Työttömät Salossa ja Marttilassa: Salossa 9/2023 oli 2 134 työtöntä, 7/2023 oli 2 219."
PLACE = "</main>"


def cell(block: Any, tag: str | None = None) -> Any:
    output = new_output("execute_result", {"text/html": block._repr_html_()}, execution_count=1)
    return new_code_cell("", outputs=[output], metadata={"tags": [tag]} if tag else {})


def published(report: Report) -> str:
    page = Page(report)
    cells = [
        cell(page, "style"),
        cell(page.masthead(), "masthead"),
        cell(page.summary()),
        cell(page.attention()),
        cell(page.goals()),
        cell(page.scoreboard()),
        cell(page.section("statistics")),
        cell(page.notes()),
        cell(page.end(), "end"),
    ]
    return export_html(new_notebook(cells=cells), title=report.title, lang=report.lang)


HTML = published(REPORT)


def svg_image(text: str, alt: str = "Salon työttömät kuukausittain, 2 134 henkilöä") -> str:
    svg = base64.b64encode(f"<svg><text>{text}</text></svg>".encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{svg}" alt="{alt}">'


def reasons(html: str, report: Report = REPORT) -> list[str]:
    return check_page(html, report)


def planted(html: str) -> list[str]:
    assert HTML.count(PLACE) == 1
    return reasons(HTML.replace(PLACE, html + PLACE))


def only(found: list[str]) -> str:
    assert len(found) == 1, found
    return found[0]


def test_a_good_page_has_no_reason_against_it():
    assert reasons(HTML) == []


def test_a_page_that_stops_before_its_end_is_refused():
    cut = HTML[: HTML.index("<footer")]
    assert only(reasons(cut)) == "The end mark is missing: the page is not whole."


def test_the_page_of_another_report_is_refused():
    assert only(reasons(HTML, replace(REPORT, month="2023-08"))) == (
        "The end mark says 'steering_group 2023-09', but the report is 'steering_group 2023-08'."
    )


def test_a_missing_indicator_is_named():
    found = only(reasons(HTML.replace('data-indicator="typ_clients"', "")))
    assert found == "The indicator 'typ_clients' stands on the page 0 times, not once."


def test_an_indicator_shown_twice_is_named():
    found = only(planted('<p data-indicator="typ_clients"></p>'))
    assert found == "The indicator 'typ_clients' stands on the page 2 times, not once."


@pytest.mark.parametrize("section", ["statistics", "notes", "glossary"])
def test_a_missing_section_is_named(section):
    found = only(reasons(HTML.replace(f'id="{section}"', "")))
    assert found == f"The section '{section}' is missing."


def test_the_example_band_must_tell_the_truth():
    real = replace(REPORT, example=False)
    assert reasons(published(real), real) == []
    assert "does not say so" in only(reasons(published(real), REPORT))
    assert "uses none" in only(reasons(HTML, real))


@pytest.mark.parametrize(
    "left",
    ["Traceback (most recent", "In [3]:", "nan", "arvo NaN", "None hlö", "NaT", "-inf", "{{ x }}"],
)
def test_leftovers_are_found_in_text(left):
    assert all("is a trace of code" in reason for reason in planted(f"<p>{left}</p>"))
    assert planted(f"<p>{left}</p>")


@pytest.mark.parametrize("left", ["<Figure size 640x480 with 1 Axes>", "&lt;Figure size 640x480"])
def test_the_name_of_a_figure_is_found_escaped_or_not(left):
    assert "'<Figure'" in only(planted(f"<p>{left}</p>"))


def test_leftovers_are_found_in_alternative_texts_and_pictures():
    assert "'nan'" in only(planted(svg_image("12", alt="Salon työttömät, viimeisin nan henkilöä")))
    assert "'nan'" in only(planted(svg_image("nan")))
    quoted = "data:image/svg+xml,%3Csvg%3E%3Ctext%3Enan%3C/text%3E%3C/svg%3E"
    assert "'nan'" in only(planted(f'<img src="{quoted}" alt="Salon työttömät, 2 134 henkilöä">'))


@pytest.mark.parametrize("word", ["finanssi", "Nantes", "Nonen", "tieto"])
def test_a_word_that_only_holds_a_leftover_is_no_fault(word):
    assert planted(f"<p>{word}</p>") == []


@pytest.mark.parametrize("tag", ["script", "link", "iframe", "object", "embed", "form"])
def test_elements_that_run_or_fetch_are_refused(tag):
    assert f"The page has a <{tag}> element." in planted(f"<{tag}></{tag}>")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<p onclick="x()">', "onclick attribute"),
        ('<a href="https://stat.fi">Tilasto</a>', 'href="https://stat.fi"'),
        ('<a href="liite.html">Liite</a>', 'href="liite.html"'),
        ('<a href="javascript:x()">Liite</a>', "refers outside"),
        ('<a href="data:text/html,x">Liite</a>', "refers outside"),
        (f'<img src="kuva.png" alt="{ALT} ">', 'src="kuva.png"'),
        (f'<img src="data:text/plain,x" alt="{ALT} ">', "refers outside"),
        ('<svg><use xlink:href="kuvat.svg#a"/></svg>', "xlink:href"),
        ('<meta http-equiv="refresh" content="0;url=/x">', 'content="0;url=/x"'),
        ("<style>@import 'x.css';</style>", "The style refers outside"),
        ("<style>p{background:url(http://x/y)}</style>", "The style refers outside"),
        ('<p style="background:url(kuva.gif)">', "The style refers outside"),
    ],
)
def test_nothing_refers_outside_the_file(html, reason):
    assert reason in only(planted(html))


def test_a_link_to_a_place_that_is_not_there_is_refused():
    found = only(planted('<a href="#tavoite-9">Tavoite 9</a>'))
    assert found == "A link leads to '#tavoite-9', which is not on the page."


def test_a_written_address_is_no_reference():
    assert planted("<p>Lähde: https://stat.fi, luku a/b/c ja as./kk</p>") == []


@pytest.mark.parametrize(
    ("alt", "reason"),
    [
        ("", "1 pictures have no alternative text."),
        ("Työttömät Salossa", "has 17 characters"),
        ("Työttömät " * 41, "has 410 characters"),
        ("No description has been provided for this image", "is a placeholder"),
        ("Salon työttömät kuukausittain.png", "is a placeholder"),
    ],
)
def test_an_alternative_text_must_say_something(alt, reason):
    assert reason in only(planted(f'<img src="data:image/png;base64,AA==" alt="{alt}">'))


def test_a_picture_without_alt_and_a_drawing_without_label_are_refused():
    assert "no alternative text" in only(planted('<img src="data:image/png;base64,AA==">'))
    assert "no alternative text" in only(planted('<svg role="img"></svg>'))


def test_two_pictures_may_not_say_the_same():
    found = only(planted(svg_image("1") + svg_image("2")))
    assert found.startswith("2 pictures have the same alternative text 'Salon työttömät")


@pytest.mark.parametrize(
    "path", ["/home/anna/data/raw/a.csv", "file:///x", "C:\\Users\\anna", "(/tmp/x)"]
)
def test_paths_of_a_machine_are_found(path):
    assert only(planted(f"<p>Tiedosto {path}</p>")) == (
        "The page shows the path of a folder or file."
    )


@pytest.mark.parametrize("code", ["010190-123A", "010101A123B", "311299+999Y"])
def test_an_identity_code_is_found_and_not_repeated(code):
    found = only(planted(f"<p>asiakas {code}</p>"))
    assert found == "The page shows something in the form of a personal identity code."


@pytest.mark.parametrize(
    ("audience", "limit"),
    [
        ("steering_group", 600),
        ("staff", 600),
        ("management_group", 600),
        ("public", 150),
        ("city_board", 250),
    ],
)
def test_the_size_has_a_limit_for_each_audience(audience, limit):
    report = replace(REPORT, audience=audience)
    html = published(report)
    room = limit * 1000 - len(html.encode())
    assert reasons(html.replace(PLACE, " " * room + PLACE), report) == []
    over = reasons(html.replace(PLACE, " " * (room + 600) + PLACE), report)
    assert only(over) == f"The page is {limit + 1} kB; the limit for {audience} is {limit} kB."


def test_all_reasons_are_given_at_once():
    assert len(planted("<script></script><p>nan</p><p>/home/anna/x</p>")) == 3
