"""`run --send`: what is owed is made and sent, and the operator is told of what went wrong."""

import json

import pytest

from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.events import Watch
from salo_plan.publishing.mail.choosing import MOST_ATTEMPTS
from salo_plan.publishing.mail.post import Post, send_and_notify
from salo_plan.publishing.mail.settings import MailSettings
from salo_plan.publishing.mail.smtp import Smtp
from tests.publishing.light import figures, made_by, town
from tests.workspaces import call

from .server import free_port, mail_server
from .workshop import HEAD, PLAN, SENDER, Office, parsed

OPERATOR = "valvoja@example.org"
ROWS = ("ohjausryhmä;a@example.org;fi", "ohjausryhmä;b@example.org;fi")


@pytest.fixture
def office(tmp_path) -> Office:
    made = Office(tmp_path)
    made.issue()
    return made.recipients(*ROWS)


def post(server, operator: str = OPERATOR, **other) -> Post:
    smtp = server.settings(**other)
    return Post(MailSettings(smtp, SENDER, operator), Smtp(smtp, timeout=5))


def run_post(office: Office, given: Post, *events: dict):
    """Send, as the run does, after events of its own."""
    office.events = []
    watch = Watch(office.events.append)
    for event in events:
        watch(event)
    with publishing_desk(office.folder) as desk:
        return send_and_notify(given, desk, office.folder, PLAN, watch)


def notice(server) -> str:
    (found,) = [content for _, to, content in server.mails if to == [OPERATOR]]
    message = parsed(found)
    assert [str(a) for a in message["To"].addresses] == [OPERATOR]
    text = message.get_content()
    assert "@" not in text
    return text


def test_a_run_without_trouble_tells_the_operator_nothing(office):
    with mail_server() as server:
        assert run_post(office, post(server)).complete
        assert {to[0] for _, to, _ in server.mails} == {"a@example.org", "b@example.org"}


def test_refused_and_doubtful_messages_are_told_by_row_without_addresses(office):
    with mail_server() as server:
        server.refused = {"b@example.org"}
        way = post(server)
        usual = way.transport.send

        def drop(parcel):
            server.drops_content = parcel.to == "a@example.org"
            return usual(parcel)

        way.transport.send = drop
        run_post(office, way)
        text = notice(server)
    assert "Ohjausryhmä 2023-09, vastaanottajat.csv, rivi 2: ei tiedetä, menikö viesti" in text
    assert "rivi 3: palvelin ei ottanut viestiä vastaan (550 5.1.1)" in text
    assert "mailbox" not in text
    assert office.told("notified")


def test_what_a_killed_run_did_not_come_to_tell_is_told_once_by_the_next(office):
    with mail_server() as server:
        server.drops_content = True
        # It ends before the notice is written.
        office.send(Smtp(server.settings()))
        server.drops_content = False
        assert run_post(office, post(server)).complete
        text = notice(server)
        assert "rivi 2: ei tiedetä, menikö viesti" in text
        assert "rivi 3: ei tiedetä, menikö viesti" in text
        run_post(office, post(server))
        assert [to for _, to, _ in server.mails] == [[OPERATOR]]


def test_a_message_given_up_is_told_by_the_next_run_when_the_last_was_killed(office):
    with mail_server() as server:
        server.refused = {"b@example.org"}
        for _ in range(MOST_ATTEMPTS):
            office.send(Smtp(server.settings()))
        run_post(office, post(server))
        assert "Kaikki yritykset on käytetty" in notice(server)


def test_a_notice_that_does_not_leave_is_written_again_by_the_next_run(office):
    with mail_server() as server:
        server.drops_content = True
        run_post(office, post(server))
        assert not office.told("notified")
        server.drops_content = False
        run_post(office, post(server))
        assert notice(server).count("ei tiedetä, menikö viesti") == 2


def test_a_report_that_failed_is_told_without_its_reason(office):
    failed = {"event": "failed", "audience": "public", "month": "2023-09", "reason": "Matti"}
    with mail_server() as server:
        run_post(office, post(server), failed)
        text = notice(server)
    assert "Julkinen 2023-09: raporttia ei saatu tehtyä." in text
    assert "outputs/failed/2023-09/public/reason.txt" in text
    assert "Matti" not in text


def test_readers_never_get_the_notice(office):
    with mail_server() as server:
        server.refused = {"b@example.org"}
        run_post(office, post(server))
        subjects = {to[0]: parsed(content)["Subject"] for _, to, content in server.mails}
    assert subjects[OPERATOR] == "Raporttiajo: 1 asia vaatii toimia"
    assert subjects["a@example.org"].startswith("Kuukausiseuranta")


def test_when_the_server_is_away_the_notice_waits_in_the_outbox(office):
    with mail_server() as server:
        away = post(server, port=free_port())
        assert not run_post(office, away).complete
        assert not run_post(office, away).complete
        (content,) = office.outbox.values()
        assert "Sähköpostipalvelinta ei voitu käyttää" in parsed(content).get_content()


def test_without_an_operator_there_is_no_notice(office):
    with mail_server() as server:
        server.refused = {"b@example.org"}
        run_post(office, post(server, operator=""))
        assert len(server.mails) == 1


# The command


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    for name in ("HOST", "FILE", "FROM"):
        monkeypatch.delenv(f"SALO_PLAN_SMTP_{name}", raising=False)
    monkeypatch.delenv("SALO_PLAN_OPERATOR", raising=False)
    made_by(monkeypatch)
    made = town(tmp_path / "town", "2023-01;clients;2600")
    (made.folder / "vastaanottajat.csv").write_text(
        HEAD + "ohjausryhmä;a@example.org;fi\njulkinen;b@example.org;fi\n", encoding="utf-8"
    )
    return made


def run(workspace, *options: str, day: str = "2023-02-26"):
    return call("run", "--on", day, "--json", "--workspace", workspace.folder, *options)


def told(result, name: str) -> list[dict]:
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return [event for event in lines if event["event"] == name]


def outbox(workspace) -> list:
    folder = workspace.folder / "outputs" / "outbox"
    return [parsed(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def test_run_makes_and_sends_once(workspace):
    result = run(workspace, "--send")
    assert (result.exit_code, len(told(result, "issued")), len(told(result, "sent"))) == (0, 2, 2)
    for message in outbox(workspace):
        audience = {"a@example.org": "steering_group", "b@example.org": "public"}
        place = workspace.folder / "outputs" / "2023-01" / audience[str(message["To"].addresses[0])]
        data = json.loads((place / "report.json").read_text(encoding="utf-8"))
        text = message.get_body(("plain",)).get_content()
        assert data["result"] in text
        for _, word, count in data.get("tally", ()):
            assert f"{word}: {count}" in text or count == 0
    again = run(workspace, "--send")
    assert (again.exit_code, told(again, "sent")) == (0, [])
    assert "@" not in result.output + again.output


def test_run_without_send_sends_nothing_and_a_later_one_sends_it(workspace):
    assert told(run(workspace), "sent") == []
    assert outbox(workspace) == []
    assert len(told(run(workspace, "--send"), "sent")) == 2


def test_a_corrected_figure_is_sent_as_a_corrected_report(workspace):
    run(workspace, "--send")
    workspace.write("figures_kaikki.csv", figures("2023-01;clients;2605"))
    result = run(workspace, "--send")
    assert [event["version"] for event in told(result, "sent")] == [2, 2]
    corrected = [m for m in outbox(workspace) if m["Subject"].startswith("Korjattu: ")]
    for message in corrected:
        text = message.get_body(("plain",)).get_content().replace("\u00a0", " ")
        assert "2 600 hlö" in text
        assert "2 605 hlö" in text
    assert len(corrected) == 2


def test_a_faulty_list_stops_the_sending_and_not_the_reports(workspace):
    (workspace.folder / "vastaanottajat.csv").write_text(HEAD + "julkinen;b;fi\n", encoding="utf-8")
    result = run(workspace, "--send")
    assert result.exit_code == 1
    assert len(told(result, "issued")) == 2
    assert result.stderr.count("was refused, so nothing was sent") == 1
    assert outbox(workspace) == []


def test_a_server_that_is_away_is_exit_1_and_the_reports_stay_made(workspace, monkeypatch):
    monkeypatch.setenv("SALO_PLAN_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SALO_PLAN_SMTP_PORT", str(free_port()))
    monkeypatch.setenv("SALO_PLAN_SMTP_TLS", "none")
    monkeypatch.setenv("SALO_PLAN_SMTP_FROM", SENDER)
    result = run(workspace, "--send")
    assert (result.exit_code, len(told(result, "issued"))) == (1, 2)
    assert len(told(result, "unreachable")) == 1
    quiet = call("run", "--on", "2023-02-26", "--send", "--quiet", "--workspace", workspace.folder)
    assert (quiet.exit_code, quiet.stdout) == (1, "")
    assert quiet.stderr.startswith("salo-plan: not sent: ")


def test_wrong_settings_are_told_before_anything_is_made(workspace, monkeypatch):
    monkeypatch.setenv("SALO_PLAN_SMTP_HOST", "posti.example.org")
    result = run(workspace, "--send")
    assert result.exit_code == 2
    assert "SALO_PLAN_SMTP_FROM is missing" in result.stderr
    assert not (workspace.folder / "outputs" / "2023-01").exists()
