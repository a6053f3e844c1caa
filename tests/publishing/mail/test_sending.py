"""What is sent to whom: the newest version of each report, once, to those who now get it."""

from dataclasses import replace

import pytest

from .workshop import CORRECTED, PUBLIC, REPORT, Office, html_of, text_of

AUGUST = replace(REPORT, month="2023-08", title="Kuukausiseuranta, elokuu 2023")
STAFF = replace(REPORT, audience="staff", title="Henkilöstöraportti")


@pytest.fixture
def office(tmp_path) -> Office:
    return Office(tmp_path).recipients("ohjausryhmä;a@example.org;fi")


def subjects(office: Office) -> list[str]:
    return sorted(str(m["Subject"]).split(": ")[-2].split(",")[-1].strip() for m in office.messages)


def test_earlier_issues_that_were_not_sent_go_too(office):
    office.issue(AUGUST)
    office.issue()
    assert office.send().sent == 2
    assert subjects(office) == ["elokuu 2023", "syyskuu 2023"]


def test_each_audience_gets_its_own_reports_and_no_others(office):
    for report in (REPORT, STAFF, PUBLIC):
        office.issue(report)
    office.recipients("henkilöstö;a@example.org;fi", "julkinen;b@example.org;fi").send()
    got = {str(m["To"].addresses[0]): str(m["Subject"]) for m in office.messages}
    assert set(got) == {"a@example.org", "b@example.org"}
    assert got["a@example.org"].endswith(" · Henkilöstöraportti")
    assert got["b@example.org"].startswith("Työttömiä")


def test_the_public_message_holds_nothing_of_the_internal_reports(office):
    office.issue()
    office.issue(PUBLIC)
    office.recipients("julkinen;b@example.org;fi").send()
    (message,) = office.messages
    words = html_of(message) + text_of(message)
    for item in REPORT.attention:
        assert item.who not in words
        assert item.action not in words
    assert "Mihin on nyt tartuttava" not in words
    assert "Ohjausryhmälle" not in words
    (name,) = [part.get_filename() for part in message.iter_attachments()]
    assert name == "salo-tyollisyyden-kuntakokeilu-lyhyesti-2023-09.html"


def test_a_new_recipient_gets_what_the_others_already_have(office):
    office.issue()
    office.send()
    office.recipients("ohjausryhmä;a@example.org;fi", "ohjausryhmä;b@example.org;fi")
    assert office.send().sent == 1
    assert len(office.outbox) == 2


def test_who_has_left_the_list_gets_nothing(office):
    office.issue()
    office.recipients("ohjausryhmä;b@example.org;fi").send()
    office.issue(AUGUST)
    office.recipients("ohjausryhmä;a@example.org;fi").send()
    to = sorted(str(m["To"].addresses[0]) for m in office.messages)
    assert to == ["a@example.org", "a@example.org", "b@example.org"]


def test_the_same_address_in_other_letters_is_the_same_reader(office):
    office.issue()
    office.send()
    office.recipients("ohjausryhmä;A@Example.ORG;fi")
    assert office.send().sent == 0


def test_only_the_newest_version_is_sent(office):
    office.issue()
    office.issue(CORRECTED, version=2)
    assert office.send().sent == 1
    (message,) = office.messages
    assert message["Subject"].startswith("Korjattu: ")


def test_a_corrected_version_goes_also_to_those_who_have_the_first(office):
    office.issue()
    office.send()
    office.issue(CORRECTED, version=2)
    assert office.send().sent == 1
    names = sorted(office.outbox)
    assert [name.split("-")[3] for name in names] == ["v1", "v2"]
    assert len({m["Message-ID"] for m in office.messages}) == 2


def test_a_language_without_reports_is_told_and_gets_nothing(office):
    office.issue()
    office.recipients("ohjausryhmä;a@example.org;en")
    assert office.send().sent == 0
    assert office.told("unserved") == [
        {"event": "unserved", "audience": "steering_group", "lang": "en"}
    ]


def test_a_report_that_cannot_be_sent_does_not_stop_the_others(office):
    broken = office.issue(AUGUST)
    (office.outputs / broken.folder / "report.html").unlink()
    office.issue()
    counted = office.send()
    assert (counted.sent, counted.unsent) == (1, 1)
    assert office.told("unsent")[0]["month"] == "2023-08"


def test_events_name_the_row_and_never_the_address(office):
    entry = office.issue()
    office.send()
    (event,) = office.told("sent")
    assert (event["audience"], event["month"], event["version"]) == ("steering_group", "2023-09", 1)
    assert event["row"] == 2
    assert any(event["recipient"] in name for name in office.outbox)
    assert "example.org" not in str(office.events)
    assert office.deliveries(entry)["a@example.org"].attempts == 1
    assert office.told("delivered") == [
        {"event": "delivered", "sent": 1, "refused": 0, "doubtful": 0, "unsent": 0}
    ]
