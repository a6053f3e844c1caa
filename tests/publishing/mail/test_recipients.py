"""The list of recipients: read strictly, each reader once, all or nothing."""

import pytest

from salo_plan.errors import DataError
from salo_plan.publishing.mail.recipients import (
    InternalRecipient,
    PublicRecipient,
    current_recipients,
)
from tests.cases.library import case

from .workshop import PLAN, Office


@pytest.fixture
def office(tmp_path) -> Office:
    made = Office(tmp_path)
    made.issue()
    return made


def test_a_list_with_faults_sends_nothing_to_anybody_and_tells_all_of_them(office):
    case27 = case("27").file("vastaanottajat.csv")
    (office.folder / "vastaanottajat.csv").write_bytes(case27.read_bytes())
    with pytest.raises(DataError) as raised:
        office.send()
    message = str(raised.value)
    assert raised.value.exit_code == 1
    assert message.startswith("vastaanottajat.csv was refused, so nothing was sent to anybody:")
    assert "row 5" in message
    assert "row 6" in message
    assert "line break" in message
    assert "example.org" not in message
    assert office.outbox == {}


def test_without_the_faulty_rows_each_reader_gets_one_message(office):
    lines = case("27").file("vastaanottajat.csv").read_text(encoding="utf-8").splitlines(True)
    sound = "".join(line for number, line in enumerate(lines, 1) if number not in (5, 6, 7))
    (office.folder / "vastaanottajat.csv").write_text(sound, encoding="utf-8")
    office.send()
    readers = sorted(str(m["To"].addresses[0]) for m in office.messages)
    assert readers == ["jasen1@example.org", "jasen2@example.org"]
    assert all(m["Bcc"] is None and m["Cc"] is None for m in office.messages)


@pytest.mark.parametrize(
    "address",
    ["jäsen@example.org", "a@exämple.org", "a..b@example.org", "a@example", "a@b@example.org"],
)
def test_an_address_that_mail_cannot_carry_is_refused(office, address):
    office.recipients("ohjausryhmä;hyva@example.org;fi", f"ohjausryhmä;{address};fi")
    with pytest.raises(DataError, match="row 3"):
        office.send()
    assert office.outbox == {}


def test_the_type_of_a_recipient_follows_from_the_plans_audience(office):
    office.recipients(
        "ohjausryhmä;a@example.org;fi", "public;b@example.org;fi", "julkinen;a@example.org;fi"
    )
    people = current_recipients(office.folder, PLAN)
    assert people == (
        InternalRecipient("steering_group", "a@example.org", "fi", 2),
        PublicRecipient("public", "b@example.org", "fi", 3),
        PublicRecipient("public", "a@example.org", "fi", 4),
    )


def test_without_a_list_nothing_is_sent_and_it_is_said(office):
    assert office.send().sent == 0
    assert office.told("no_recipients")
    assert office.outbox == {}
