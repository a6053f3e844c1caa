"""`run --send` puts one message a recipient into the outbox, once, and the right report in each."""

import email
from email import policy

import pytest

from salo_plan.plan.reading import read_plan
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.events import Watch
from salo_plan.publishing.mail.post import open_post, send_and_notify
from salo_plan.reports.material import gather

from .light import issue, town

LIST = "raportti;osoite;kieli\n"


@pytest.fixture
def workspace(tmp_path):
    made = town(tmp_path, "2023-01;clients;2600")
    (tmp_path / "vastaanottajat.csv").write_text(
        LIST + "ohjausryhmä;pj@example.org;fi\njulkinen;tiedotus@example.org;fi\n",
        encoding="utf-8",
    )
    issue(made, "steering_group", "2023-01")
    issue(made, "public", "2023-01")
    return made


def send(workspace):
    events = []
    plan = read_plan()
    with publishing_desk(workspace.folder) as desk:
        gather(plan, workspace.folder)
        post = open_post({}, workspace.folder)
        send_and_notify(post, desk, workspace.folder, plan, Watch(events.append))
    return events


def messages(workspace):
    files = sorted((workspace.folder / "outputs" / "outbox").glob("*.eml"))
    read = [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]
    return {message["To"].addresses[0].addr_spec: message for message in read}


def test_each_recipient_gets_one_message_with_the_report_of_their_audience(workspace):
    send(workspace)
    found = messages(workspace)
    assert set(found) == {"pj@example.org", "tiedotus@example.org"}
    names = {
        to: [part.get_filename() for part in message.iter_attachments()]
        for to, message in found.items()
    }
    assert all(len(files) == 1 and files[0].endswith("2023-01.html") for files in names.values())
    assert names["pj@example.org"] != names["tiedotus@example.org"]


def test_the_body_tells_the_result_without_pictures_or_links(workspace):
    send(workspace)
    message = messages(workspace)["pj@example.org"]
    html = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    assert "Ainoa arvioitu mittari on tavoitteessa" in html.replace("\u00a0", " ")
    assert "Ainoa arvioitu mittari on tavoitteessa" in text.replace("\u00a0", " ")
    for wrong in ("<svg", "<img", "<script", "data:", "http"):
        assert wrong not in html
    assert len(html.encode()) < 60_000


def test_the_public_message_holds_no_internal_words(workspace):
    send(workspace)
    message = messages(workspace)["tiedotus@example.org"]
    text = str(message.get_body(("plain",)).get_content()).lower()
    assert "mihin on nyt tartuttava" not in text
    assert "koordinaattori" not in text


def test_a_second_sending_writes_nothing_new(workspace):
    send(workspace)
    outbox = workspace.folder / "outputs" / "outbox"
    before = {path.name: path.read_bytes() for path in outbox.iterdir()}
    send(workspace)
    assert {path.name: path.read_bytes() for path in outbox.iterdir()} == before
