"""Subjects carry the result in right Finnish; files and messages have plain, lasting names."""

from dataclasses import replace

import pytest

from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.publishing.ledger import Entry
from salo_plan.publishing.mail.naming import (
    attachment_name,
    figures_head,
    message_name,
    period_name,
    result_in_brief,
)
from salo_plan.reports.terms import report_title
from salo_plan.wording import out_of

from .workshop import PLAN, PUBLIC, REPORT, html_of, message_of

ENTRY = Entry(
    7, "steering_group", "2023-09", "fi", 1, "", "", "", True, "2023-10-26T05:00:00+00:00"
)


@pytest.mark.parametrize(
    ("met", "judged", "words"),
    [
        (16, 24, "16 mittaria 24:stä tavoitteessa"),
        (1, 24, "1 mittari 24:stä tavoitteessa"),
        (26, 26, "26 mittaria 26:sta tavoitteessa"),
        (0, 24, "yksikään 24 mittarista ei ole tavoitteessa"),
        (1, 1, "ainoa arvioitu mittari on tavoitteessa"),
        (0, 1, "ainoa arvioitu mittari ei ole tavoitteessa"),
        (0, 0, "mittareita ei voitu verrata tavoitteisiin"),
    ],
)
def test_the_result_is_told_in_right_finnish(met, judged, words):
    assert result_in_brief(met, judged) == words


@pytest.mark.parametrize(
    ("endings", "numbers"),
    [("stä", (1, 4, 5, 7, 9, 10, 11, 14, 20, 21, 24, 27, 30, 34)),
     ("sta", (2, 3, 6, 8, 12, 13, 16, 18, 22, 23, 26, 28, 32, 38, 100))],
)  # fmt: skip
def test_the_ending_after_a_number_follows_the_spoken_numeral(endings, numbers):
    assert [out_of(n) for n in numbers] == [f"{n}:{endings}" for n in numbers]


def test_the_result_is_told_in_english_too():
    with speaking("en"):
        assert result_in_brief(16, 24) == "16 indicators of 24 are on target"


def test_the_subject_carries_the_result(tmp_path):
    counts = (("met", "Tavoite saavutettu", 16), ("missed", "Tavoitetta ei saavutettu", 8))
    message = message_of(replace(REPORT, tally=counts), tmp_path)
    assert message["Subject"] == "Kuukausiseuranta, syyskuu 2023: 16 mittaria 24:stä tavoitteessa"


PERIODS = {
    "staff": "Tammi–syyskuu 2023: 16/24 mittaria tavoitteessa · Henkilöstöraportti",
    "management_group": "Tammi–syyskuu 2023: 16/24 mittaria tavoitteessa · Kolmannesvuosiraportti",
    "city_board": "Tammi–syyskuu 2023: 16/24 mittaria tavoitteessa · "
    "Toimintasuunnitelman toteutuma",
}


@pytest.mark.parametrize("name", PERIODS)
def test_a_period_report_has_its_result_where_a_phone_still_shows_it(tmp_path, name):
    counts = (("met", "Tavoite saavutettu", 16), ("missed", "Tavoitetta ei saavutettu", 8))
    audience = next(item for item in PLAN.audience if item.id == name)
    title = report_title(PLAN, audience, Month(2023, 9))
    report = replace(REPORT, audience=name, title=title, tally=counts)
    subject = message_of(report, tmp_path)["Subject"]
    assert subject == PERIODS[name]
    assert "16/24" in subject[:40]


def test_a_whole_year_is_called_by_its_number():
    board = next(audience for audience in PLAN.audience if audience.id == "city_board")
    assert period_name(board, Month(2023, 12)) == "Vuosi 2023"
    assert figures_head(board, Month(2023, 12)) == "1–12/2023"


def test_the_public_subject_carries_its_figure_where_a_phone_still_shows_it(tmp_path):
    subject = message_of(PUBLIC, tmp_path)["Subject"]
    assert subject == "Työttömiä 48,0 % asiakkaista, syyskuu 2023"


def test_a_hidden_figure_is_not_in_the_public_subject(tmp_path):
    hidden = replace(PUBLIC.rows[1], printed="ei julkaista", verdict="no_data")
    report = replace(PUBLIC, rows=(PUBLIC.rows[0], hidden))
    assert message_of(report, tmp_path)["Subject"] == (
        "Työllisyyden tilanne syyskuussa 2023: asiakkaita 2 775, "
        "työttömien osuus asiakkaista ei tietoa"
    )


@pytest.mark.parametrize("report", [REPORT, PUBLIC], ids=lambda r: r.audience)
def test_the_preheader_repeats_nothing_of_the_subject(tmp_path, report):
    message = message_of(report, tmp_path)
    preheader = html_of(message).split("display: none", 1)[1].split(">", 1)[1].split("<")[0]
    words = {word.strip(".,:;") for word in preheader.lower().split()}
    assert len(words) > 4
    assert not words & {word.strip(".,:;") for word in message["Subject"].lower().split()}


@pytest.mark.parametrize("audience", PLAN.audience, ids=lambda a: a.id)
def test_an_attachment_has_a_plain_name_with_the_period(audience):
    name = attachment_name(PLAN.town, audience.title, "2023-09")
    assert name.startswith("salo-")
    assert name.endswith("-2023-09")
    assert name.count("2023") == 1
    assert name.isascii()
    assert " " not in name


def test_the_monthly_report_is_attached_by_the_name_of_the_mock_up():
    assert attachment_name("Salo", "Kuukausiseuranta", "2023-09") == "salo-kuukausiseuranta-2023-09"
    assert attachment_name("Salo", "Kuukausiseuranta", "2023-09", 2).endswith("-2023-09-v2")


def test_a_message_has_one_name_however_the_address_is_written():
    name = message_name(ENTRY, "Jasen1@Example.org")
    assert name.startswith("2023-09-steering_group-v1-")
    assert name == message_name(ENTRY, "jasen1@example.org")
    assert name != message_name(ENTRY, "jasen2@example.org")
    assert name != message_name(replace(ENTRY, version=2), "jasen1@example.org")
    assert "-en-v1-" in message_name(replace(ENTRY, lang="en"), "jasen1@example.org")
