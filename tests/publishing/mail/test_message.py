"""A message is to one reader, has both bodies and the report, and is always the same."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salo_plan.errors import DataError
from salo_plan.publishing.mail.issued import InternalIssue, PublicIssue, read_issue
from salo_plan.publishing.mail.message import internal_message, plain_message, public_message
from salo_plan.publishing.mail.recipients import InternalRecipient, PublicRecipient

from .workshop import (
    PAGE,
    PLAN,
    PUBLIC,
    REPORT,
    SENDER,
    Office,
    attached,
    message_of,
    parsed,
    text_of,
)

NAME = "salo-kuukausiseuranta-2023-09"
INTERNAL_TO = InternalRecipient("steering_group", "a@example.org", "fi", 2)
PUBLIC_TO = PublicRecipient("public", "a@example.org", "fi", 2)


def test_the_report_is_attached_as_it_was_issued(tmp_path):
    (part,) = attached(message_of(REPORT, tmp_path)).values()
    assert part.get_filename() == f"{NAME}.html"
    assert part.get_content_type() == "text/html"
    assert part.get_payload(decode=True) == PAGE.encode()
    assert part.get_content_disposition() == "attachment"


def test_the_pdf_is_attached_when_it_lies_beside(tmp_path):
    office = Office(tmp_path)
    office.issue(pdf=b"%PDF-1.7\n\x00\xff")
    office.recipients("ohjausryhmä;a@example.org;fi").send()
    (message,) = office.messages
    parts = attached(message)
    assert list(parts) == [f"{NAME}.html", f"{NAME}.pdf"]
    assert parts[f"{NAME}.pdf"].get_content() == b"%PDF-1.7\n\x00\xff"
    assert f"{NAME}.pdf" in text_of(message)


def test_the_headers_come_from_the_issue_and_not_from_the_clock(tmp_path):
    message = message_of(REPORT, tmp_path)
    assert message["Date"].datetime == datetime.fromisoformat("2023-10-26T05:00:00+00:00")
    assert message["Message-ID"].startswith("<2023-09-steering_group-v1-")
    assert message["Message-ID"].endswith("@example.org>")
    assert [str(a) for a in message["To"].addresses] == ["lukija@example.org"]
    assert message["From"].addresses[0].display_name == "Salon työllisyyden kuntakokeilu"
    assert message["Cc"] is None
    assert message["Bcc"] is None
    assert message["Content-Language"] == "fi"
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_same_issue_and_reader_give_the_same_bytes(tmp_path):
    made = []
    for folder in ("a", "b"):
        office = Office(tmp_path / folder)
        office.issue()
        office.recipients("ohjausryhmä;a@example.org;fi").send()
        made.append(office.outbox)
    assert made[0] == made[1]


def test_every_line_of_a_message_is_plain_and_short(tmp_path):
    office = Office(tmp_path)
    office.issue()
    office.recipients("ohjausryhmä;a@example.org;fi").send()
    (content,) = office.outbox.values()
    assert content.isascii()
    lines = content.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(map(len, lines)) <= 100


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs")), min_size=1
    ).map(lambda word: f"Kuukausiseuranta, {word} syyskuu 2023: 16 mittaria 24:stä {word}")
)
def test_any_subject_is_read_back_as_it_was(subject):
    at = datetime.fromisoformat("2023-10-26T05:00:00+00:00")
    parcel = plain_message("name", subject, "Teksti.\n", "a@example.org", SENDER, at)
    assert parsed(parcel.content)["Subject"] == subject
    assert list(parsed(parcel.content)) == [
        *("From", "Subject", "Date", "To", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    ]


# Nobody gets what is not theirs


@pytest.fixture
def issues(tmp_path) -> tuple[InternalIssue, PublicIssue]:
    office = Office(tmp_path)
    entries = office.issue(REPORT), office.issue(PUBLIC)
    internal, public = (read_issue(office.outputs, entry, PLAN) for entry in entries)
    assert isinstance(internal, InternalIssue)
    assert isinstance(public, PublicIssue)
    return internal, public


def test_each_kind_of_message_takes_only_its_own_kind_of_issue_and_recipient():
    # mypy holds every call against these.
    assert internal_message.__annotations__["to"] is InternalRecipient
    assert internal_message.__annotations__["issue"] is InternalIssue
    assert public_message.__annotations__["to"] is PublicRecipient
    assert public_message.__annotations__["issue"] is PublicIssue
    assert not issubclass(PublicRecipient, InternalRecipient)
    assert not issubclass(InternalIssue, PublicIssue)


def test_a_public_recipient_cannot_be_given_an_internal_report(issues):
    internal, _ = issues
    with pytest.raises(TypeError):
        internal_message(internal, PUBLIC_TO, SENDER)
    with pytest.raises(TypeError):
        public_message(internal, PUBLIC_TO, SENDER)


def test_a_recipient_of_another_audience_is_refused(issues):
    internal, public = issues
    with pytest.raises(ValueError, match="another audience"):
        internal_message(internal, replace(INTERNAL_TO, audience="staff"), SENDER)
    with pytest.raises(ValueError, match="another audience"):
        public_message(public, replace(PUBLIC_TO, lang="en"), SENDER)


def test_an_internal_report_that_lies_in_the_public_place_is_not_sent(tmp_path):
    office = Office(tmp_path)
    entry = office.issue(replace(REPORT, audience="public"))
    with pytest.raises(DataError, match="not of the shape"):
        read_issue(office.outputs, entry, PLAN)
    office.recipients("julkinen;a@example.org;fi")
    assert office.send().unsent == 1
    assert office.outbox == {}


def test_the_reprs_hold_no_address_and_no_content(issues):
    internal, _ = issues
    parcel = internal_message(internal, INTERNAL_TO, SENDER)
    assert "a@example.org" not in repr(parcel) + repr(INTERNAL_TO) + repr(PUBLIC_TO)
    assert len(repr(parcel)) < 200


# What is sent is what was issued


@pytest.mark.parametrize("name", ["report.html", "report.json"])
def test_a_file_changed_after_its_issue_is_not_sent(tmp_path, name):
    office = Office(tmp_path)
    entry = office.issue()
    path = office.outputs / entry.folder / name
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    office.recipients("ohjausryhmä;a@example.org;fi")
    assert office.send().unsent == 1
    assert office.outbox == {}
    (event,) = office.told("unsent")
    assert event["reason"] == f"{name} has been changed after it was issued, so it is not sent."


def test_another_version_in_the_place_is_not_sent(tmp_path):
    office = Office(tmp_path)
    entry = office.issue()
    with pytest.raises(DataError, match=r"version 3 of the report is not in outputs/2023-09"):
        read_issue(office.outputs, replace(entry, version=3), PLAN)
