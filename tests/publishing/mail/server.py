"""A mail server that does what a test tells it, for real SMTP conversations."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from salo_plan.publishing.mail.settings import SmtpSettings

from .workshop import SENDER

USER, PASSWORD = "raportit", "erittäin".replace("ä", "a") + "-salainen"


@dataclass
class Server:
    """What the server should do, and what it was given."""

    port: int
    refused: set[str] = field(default_factory=set)
    content_answer: str = "250 OK"
    drops_content: bool = False
    drops_recipient: bool = False
    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.drops_recipient:
            server.transport.abort()
            return "421 gone"
        if address in self.refused:
            return f"550 5.1.1 <{address}>: no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.encrypted.append(session.ssl is not None)
        if self.drops_content:
            server.transport.abort()
            return "421 gone"
        if self.content_answer.startswith("250"):
            self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.content_answer

    def settings(self, **other) -> SmtpSettings:
        known = {"host": "127.0.0.1", "port": self.port, "tls": "none", "sender": SENDER}
        return SmtpSettings(**{**known, **other})

    def authenticate(self, server, session, envelope, mechanism, data):
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password.decode() == PASSWORD, handled=False)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def mail_server(**options) -> Iterator[Server]:
    server = Server(free_port())
    if options.pop("auth", False):
        options |= {"authenticator": server.authenticate, "auth_require_tls": False}
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
