"""Real conversations with a mail server: each message at most once, one reader a message."""

import shutil
import ssl
import subprocess

import pytest

from salo_plan.publishing.mail import smtp as smtp_module
from salo_plan.publishing.mail.outbox import DRAFT
from salo_plan.publishing.mail.sending import KILLED, MOST_ATTEMPTS
from salo_plan.publishing.mail.smtp import LOST_AFTER, LOST_BEFORE, Smtp
from salo_plan.publishing.mail.transport import UnreachableError

from .server import PASSWORD, USER, free_port, mail_server
from .workshop import PUBLIC, REPORT, SENDER, Office, attached, html_of, parsed, text_of

ROWS = ("ohjausryhmä;a@example.org;fi", "ohjausryhmä;b@example.org;fi")


@pytest.fixture
def office(tmp_path) -> Office:
    made = Office(tmp_path)
    made.issue()
    return made.recipients(*ROWS)


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


def states(office: Office) -> dict[str, str]:
    return {to: d.state for to, d in office.deliveries(office.issue()).items()}


def test_each_reader_gets_a_message_of_their_own(office, server):
    assert office.send(Smtp(server.settings())).sent == 2
    assert [(sender, to) for sender, to, _ in server.mails] == [
        (SENDER, ["a@example.org"]),
        (SENDER, ["b@example.org"]),
    ]
    for _, to, content in server.mails:
        message = parsed(content)
        assert [str(a) for a in message["To"].addresses] == to
        assert message["Cc"] is None
        assert message["X-Unsent"] is None
    assert states(office) == {"a@example.org": "sent", "b@example.org": "sent"}


def test_what_arrives_is_whole_and_has_the_reports_counts(office, server):
    office.send(Smtp(server.settings()))
    message = parsed(server.mails[0][2])
    for _, word, count in REPORT.tally:
        assert f"{word}: {count}" in text_of(message)
        assert word in html_of(message)
    (part,) = attached(message).values()
    page = office.outputs / "2023-09" / "steering_group" / "report.html"
    assert part.get_payload(decode=True) == page.read_bytes()


def test_a_server_gets_the_bytes_of_the_outbox_without_the_mark_of_a_draft(
    office, server, tmp_path
):
    office.send(Smtp(server.settings()))
    other = Office(tmp_path / "other")
    other.issue()
    other.recipients(*ROWS).send()
    written = {content.removeprefix(DRAFT) for content in other.outbox.values()}
    assert {content for _, _, content in server.mails} == written


def test_nothing_is_sent_twice(office, server):
    office.send(Smtp(server.settings()))
    assert office.send(Smtp(server.settings())).sent == 0
    assert len(server.mails) == 2


def test_a_refused_recipient_alone_is_tried_again_and_five_times_at_most(office, server):
    server.refused = {"a@example.org"}
    for attempt in range(1, MOST_ATTEMPTS + 1):
        counted = office.send(Smtp(server.settings()))
        assert (counted.sent, counted.refused) == (int(attempt == 1), 1)
        (event,) = office.told("refused")
        assert event["attempts"] == attempt
        assert event["given_up"] == (attempt == MOST_ATTEMPTS)
    assert event["reason"] == "550 5.1.1 (address): no such mailbox"
    assert event["row"] == 2
    assert "example.org" not in str(office.events)
    assert office.send(Smtp(server.settings())).complete
    assert [to for _, to, _ in server.mails] == [["b@example.org"]]
    assert states(office) == {"a@example.org": "refused", "b@example.org": "sent"}


def test_a_recipient_refused_once_gets_the_message_when_the_server_takes_it(office, server):
    server.refused = {"a@example.org"}
    office.send(Smtp(server.settings()))
    server.refused = set()
    assert office.send(Smtp(server.settings())).sent == 1
    assert [to for _, to, _ in server.mails] == [["b@example.org"], ["a@example.org"]]


def test_when_all_are_refused_nothing_has_left(office, server):
    server.refused = {"a@example.org", "b@example.org"}
    assert office.send(Smtp(server.settings())).refused == 2
    assert server.mails == []


@pytest.mark.parametrize("answer", ["552 5.3.4 too big", "451 4.3.0 try later"])
def test_a_content_that_the_server_does_not_take_is_refused(office, server, answer):
    server.content_answer = answer
    assert office.send(Smtp(server.settings())).refused == 2
    assert office.told("refused")[0]["reason"] == answer
    server.content_answer = "250 OK"
    assert office.send(Smtp(server.settings())).sent == 2


def test_a_connection_lost_after_the_content_was_begun_is_in_doubt_and_never_sent_again(
    office, server
):
    server.drops_content = True
    counted = office.send(Smtp(server.settings()))
    assert (counted.doubtful, counted.sent) == (2, 0)
    assert {event["reason"] for event in office.told("doubtful")} == {LOST_AFTER}
    server.drops_content = False
    assert office.send(Smtp(server.settings())).complete
    assert server.mails == []
    assert set(states(office).values()) == {"doubtful"}


def test_a_connection_lost_before_the_content_is_tried_again(office, server):
    server.drops_recipient = True
    assert office.send(Smtp(server.settings())).refused == 2
    assert office.told("refused")[0]["reason"] == LOST_BEFORE
    server.drops_recipient = False
    assert office.send(Smtp(server.settings())).sent == 2
    assert len(server.mails) == 2


def test_a_server_that_is_not_there_uses_up_no_attempt(office, server):
    away = Smtp(server.settings(port=free_port()), timeout=2)
    counted = office.send(away)
    assert (counted.unsent, counted.complete) == (1, False)
    (event,) = office.told("unreachable")
    assert "cannot be used: Connection refused. Nothing was handed over" in event["reason"]
    assert states(office) == {}
    assert office.send(Smtp(server.settings())).sent == 2


class Killed(BaseException):
    pass


class KilledSmtp(Smtp):
    """A run that ends as if killed, before or after the server has taken the message."""

    def __init__(self, settings, after: bool) -> None:
        super().__init__(settings)
        self._after = after

    def send(self, parcel):
        if self._after:
            super().send(parcel)
        raise Killed


@pytest.mark.parametrize("after", [False, True])
def test_what_a_killed_run_had_begun_is_in_doubt_and_the_others_go(office, server, after):
    with pytest.raises(Killed):
        office.send(KilledSmtp(server.settings(), after))
    assert states(office) == {"a@example.org": "sending"}
    counted = office.send(Smtp(server.settings()))
    assert (counted.sent, counted.doubtful) == (1, 1)
    (event,) = office.told("doubtful")
    assert (event["reason"], event["row"]) == (KILLED, 2)
    assert [to for _, to, _ in server.mails].count(["a@example.org"]) == int(after)
    assert states(office) == {"a@example.org": "doubtful", "b@example.org": "sent"}


def test_what_a_killed_run_had_begun_by_a_server_is_in_doubt_for_the_outbox_too(office, server):
    with pytest.raises(Killed):
        office.send(KilledSmtp(server.settings(), after=True))
    assert office.send().doubtful == 1
    assert [str(m["To"].addresses[0]) for m in office.messages] == ["b@example.org"]


def test_one_message_in_doubt_does_not_stop_the_others(office, server):
    office.issue(PUBLIC)
    office.recipients("ohjausryhmä;a@example.org;fi", "julkinen;c@example.org;fi")
    server.content_answer = "250 OK"
    way = Smtp(server.settings())
    first = way.send

    def drop_first(parcel):
        server.drops_content = parcel.to == "a@example.org"
        return first(parcel)

    way.send = drop_first
    counted = office.send(way)
    assert (counted.sent, counted.doubtful) == (1, 1)
    assert [to for _, to, _ in server.mails] == [["c@example.org"]]


# Signing in, and TLS


def test_the_password_is_used_and_told_nowhere(office):
    with mail_server(auth=True) as server:
        way = Smtp(server.settings(user=USER, password=PASSWORD))
        assert office.send(way).sent == 2
        assert set(server.logins) == {USER}
        wrong = Smtp(server.settings(user=USER, password=PASSWORD + "x"))
        with pytest.raises(UnreachableError) as raised:
            wrong.ready()
    assert "535" in str(raised.value)
    for text in (str(raised.value), repr(way), repr(wrong), str(office.events)):
        assert PASSWORD not in text
    for path in office.folder.rglob("*"):
        assert path.is_dir() or PASSWORD.encode() not in path.read_bytes()


def test_a_secret_in_a_servers_answer_is_not_passed_on(server):
    way = Smtp(server.settings(user=USER, password=PASSWORD))
    told = way._answer(535, f"no {PASSWORD} of {USER} <a@example.org>\r\nagain".encode())
    assert told == "535 no (secret) of (secret) (address) again"


def test_a_server_without_tls_gets_neither_password_nor_message(office):
    with mail_server(auth=True) as server:
        way = Smtp(server.settings(tls="starttls", user=USER, password=PASSWORD))
        assert office.send(way).unsent == 1
        assert server.logins == []
        assert server.mails == []
    assert "STARTTLS" in office.told("unreachable")[0]["reason"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate signed by itself, made by the openssl program for this run."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "key.pem", folder / "cert.pem"
    call = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    call += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", files[0], "-out", files[1]]
    subprocess.run(
        [program, *call],
        check=True,
        capture_output=True,
    )
    return files


@pytest.fixture
def tls(certificate):
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with mail_server(auth=True, tls_context=context, require_starttls=True) as running:
        yield running


def test_with_starttls_the_login_and_the_message_go_encrypted(office, tls, certificate):
    trusting = ssl.create_default_context(cafile=certificate[1])
    way = Smtp(tls.settings(tls="starttls", user=USER, password=PASSWORD), trusting)
    assert office.send(way).sent == 2
    assert tls.encrypted == [True, True]
    assert set(tls.logins) == {USER}


def test_a_certificate_that_nobody_vouches_for_gets_nothing(office, tls):
    way = Smtp(tls.settings(tls="starttls", user=USER, password=PASSWORD))
    assert office.send(way).unsent == 1
    assert tls.logins == []
    assert tls.mails == []
    assert "certificate" in office.told("unreachable")[0]["reason"].lower()


def test_a_server_has_a_limit_of_time():
    assert 10 <= smtp_module.TIMEOUT_SECONDS <= 120
