"""Mail is a product of its own: whole without pictures, errors to the operator (rows 1, 20)."""

import re
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from salo_plan.publishing.mail.checks import faults_of
from tests.publishing.mail.server import mail_server
from tests.publishing.mail.test_post import OPERATOR, post, run_post
from tests.publishing.mail.workshop import (
    PAGE,
    PUBLIC,
    Office,
    attached,
    html_of,
    message_of,
    parsed,
    text_of,
)
from tests.reports.sample_report import REPORT

from .conftest import stock_page
from .test_pages import POINT

ALT = "Salon työttömät kuukausittain, 2 134 henkilöä"


def message_with(picture: str) -> EmailMessage:
    """Write a message whose page shows this picture, with the report attached."""
    message = EmailMessage(policy=SMTP)
    message["To"] = "lukija@example.org"
    message.set_content("Raportti")
    message.add_alternative(f"<p>Raportti</p>{picture}", subtype="html")
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="r.html")
    return message


@pytest.mark.parametrize(
    "source", ["report_files/chart.png", "cid:elsewhere", f"data:image/png;base64,{POINT}"]
)
def test_a_message_whose_picture_has_no_part_is_never_sent(source):
    """1 (man-group/notebooker utils/notebook_execution.py): Mailed charts are lost, since image
    tags are rewritten only where src is the first attribute, and nbconvert writes alt first."""
    picture = new_output("display_data", {"image/png": POINT})
    stock = stock_page(new_notebook(cells=[new_code_cell("", outputs=[picture])]))
    assert re.search(r"<img[^>]+src=", stock)
    assert not re.search(r"<img src=", stock)
    told = faults_of(bytes(message_with(f'<img alt="{ALT}" src="{source}">')))
    assert any("a picture has no part of its own" in reason for reason in told)


def test_our_message_has_no_dead_picture_no_script_and_the_whole_report_attached(tmp_path):
    """1 (man-group/notebooker utils/notebook_execution.py): Mailed charts are lost, since image
    tags are rewritten only where src is the first attribute, and nbconvert writes alt first."""
    message = message_of(REPORT, tmp_path)
    assert faults_of(bytes(message)) == []
    parts = {str(part["Content-ID"]) for part in message.walk() if part["Content-ID"]}
    for source in re.findall(r"<img[^>]+src=\"([^\"]+)\"", html_of(message)):
        assert f"<{source.removeprefix('cid:')}>" in parts
    assert "<script" not in html_of(message)
    (file,) = attached(message).values()
    assert file.get_content().strip() == PAGE


@pytest.mark.parametrize(
    ("report", "figure"), [(REPORT, "55 %"), (PUBLIC, "48,0 %")], ids=["internal", "public"]
)
def test_a_message_is_read_without_pictures_or_the_attachment(tmp_path, report, figure):
    """20 (jupyter-scheduler#91, #603; evidence-dev/evidence#3089; mljar/mercury#99): Users ask for
    mail about success and failure, and for a mail to read instead of a dashboard."""
    message = message_of(report, tmp_path)
    html = html_of(message).replace("\u00a0", " ")
    for words in (html, text_of(message).replace("\u00a0", " ")):
        assert figure in words
    assert "<img" not in html
    assert len(attached(message)) == 1


def test_a_failure_is_told_to_the_operator_alone(tmp_path):
    """20 (jupyter-scheduler#91, #603; evidence-dev/evidence#3089; mljar/mercury#99): Users ask for
    mail about success and failure, and for a mail to read instead of a dashboard."""
    office = Office(tmp_path)
    office.issue()
    office.recipients("ohjausryhmä;lukija@example.org;fi")
    failed = {"event": "failed", "audience": "staff", "month": "2023-09", "reason": "no end mark"}
    with mail_server() as server:
        run_post(office, post(server), failed)
        got = {to[0]: parsed(content) for _, to, content in server.mails}
    assert set(got) == {"lukija@example.org", OPERATOR}
    assert "ei saatu tehtyä" in got[OPERATOR].get_content()
    assert "ei saatu tehtyä" not in text_of(got["lukija@example.org"])
