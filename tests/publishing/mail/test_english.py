"""A reader whose row of the list says `en` gets the English report in an English message."""

import re
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from salo_plan.publishing.desk import issued_reports
from salo_plan.reports.report import Fact
from tests.reports.sample_report import REPORT

from .workshop import PUBLIC, Office, attached, html_of, text_of

ENGLISH = replace(
    REPORT,
    lang="en",
    kicker="Salon työllisyyden kuntakokeilu · Toimintasuunnitelma 2023 · For the steering group",
    title="Monthly follow-up, September 2023",
    result="12 of the 27 indicators judged meet their targets.",
    lead="Targets missed: the number of TYP clients.",
    facts=(Fact("Due date", "26 October 2023"),),
    tally=tuple((code, word, n) for (code, _, n), word in zip(
        REPORT.tally,
        ("Target met", "Near target", "Target missed", "No data", "Assessed in words", "No target"),
        strict=True,
    )),
    attention=tuple(
        replace(item, verdict_word="Target missed", printed="163 clients", action="Action: x.",
                target="target at least 180", who="", due="26 October 2023")
        for item in REPORT.attention
    ),
    rows=tuple(replace(row, target="at least 180") for row in REPORT.rows),
    finnish=(
        "Salon työllisyyden kuntakokeilu · Toimintasuunnitelma 2023",
        *(item.name for item in REPORT.attention),
        *(goal.title for goal in REPORT.goals),
    ),
)  # fmt: skip


@pytest.fixture
def office(tmp_path) -> Office:
    made = Office(tmp_path)
    made.issue(REPORT)
    made.issue(ENGLISH)
    made.recipients("ohjausryhmä;suomi@example.org;fi", "ohjausryhmä;english@example.org;en")
    made.send()
    return made


def message_to(office: Office, reader: str):
    (message,) = (m for m in office.messages if str(m["To"]).startswith(reader))
    return message


def test_each_reader_gets_the_language_of_the_list(office):
    languages = {str(m["To"]).split("@")[0]: m["Content-Language"] for m in office.messages}
    assert languages == {"suomi": "fi", "english": "en"}
    assert "Kuukausiseuranta" in message_to(office, "suomi")["Subject"]


def test_the_subject_and_the_file_are_english(office):
    message = message_to(office, "english")
    assert re.match(
        r"Monthly follow-up, September 2023: (\d+ indicators of \d+ are|none of) ",
        message["Subject"],
    )
    assert list(attached(message)) == ["salo-monthly-follow-up-2023-09.html"]


def test_the_body_is_english_and_its_finnish_names_are_marked(office):
    message = message_to(office, "english")
    page = BeautifulSoup(html_of(message), "html.parser")
    assert page.html["lang"] == "en"
    assert page.title.get_text() == message["Subject"]
    marked = {name.get_text() for name in page("bdi", lang="fi")}
    assert {item.name for item in ENGLISH.attention} <= marked
    for element in page(lang="fi"):
        element.extract()
    finnish = re.compile(r"\w*[äöÄÖ]\w*|\b(?:ja|ei|tavoite\w*|mittari\w*)\b")
    assert not finnish.findall(page.get_text(" "))
    text = text_of(message)
    assert "WHAT MUST BE TAKEN UP NOW, September 2023" in text
    assert "The whole report is attached: salo-monthly-follow-up-2023-09.html." in text
    for heading in ("Tavoitteet", "Mihin on nyt", "liitteenä"):
        assert heading not in text


def test_the_public_subject_is_told_in_the_english_words_of_the_plan(tmp_path):
    office = Office(tmp_path)
    rows = tuple(replace(row, printed=row.printed.replace("48,0\u00a0%", "48.0%"))
                 for row in PUBLIC.rows)  # fmt: skip
    office.issue(replace(PUBLIC, lang="en", rows=rows, title="Employment in September 2023"))
    office.recipients("julkinen;english@example.org;en").send()
    (message,) = office.messages
    assert message["Subject"] == "48.0% of clients unemployed, September 2023"


def test_a_report_issued_in_english_alone_is_still_owed(tmp_path):
    office = Office(tmp_path)
    office.issue(ENGLISH)
    assert issued_reports(office.outputs) == frozenset()
    (office.outputs / "ledger.sqlite").unlink()
    assert issued_reports(office.outputs) == frozenset()
    office.issue(REPORT)
    assert issued_reports(office.outputs) == {("steering_group", "2023-09")}


def test_the_day_of_an_english_message_is_that_of_the_issue(office):
    days = {message["Date"].datetime.date() for message in office.messages}
    assert days == {date(2023, 10, 26)}
