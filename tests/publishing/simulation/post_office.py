"""The town's mail server, which on some days refuses, hangs up or is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from itertools import cycle

from aiosmtpd.controller import Controller

from tests.publishing.mail.server import Server, free_port
from tests.publishing.mail.workshop import attached, parsed

from .driving import OPERATOR

LOST, LOST_AFTER_ALL = "lost", "lost after all was taken"
# What becomes of one recipient, and of one content, after another while the server is moody.
RECIPIENTS = ("", "451 4.7.1 try again later", "", "", LOST)
CONTENTS = ("", "452 4.3.1 no room just now", "", LOST, "", "", LOST_AFTER_ALL, "")


class PostOffice(Server):
    """A server that is well until it is told to be moody."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.moody = False
        self._recipients, self._contents = cycle(RECIPIENTS), cycle(CONTENTS)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        trouble = next(self._recipients) if self.moody else ""
        self.drops_recipient = trouble == LOST
        usual = await super().handle_RCPT(server, session, envelope, address, options)
        return trouble if trouble and trouble != LOST else usual

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        trouble = next(self._contents) if self.moody else ""
        if trouble[:1].isdigit():
            return trouble
        self.drops_content = trouble == LOST
        usual = await super().handle_DATA(server, session, envelope)
        if trouble == LOST_AFTER_ALL:
            # It has the message, and the sender never hears of it.
            server.transport.abort()
        return usual

    def received(self) -> list[tuple[str, EmailMessage]]:
        """List what readers got: address and message."""
        return [(to[0], parsed(content)) for _, to, content in self.mails if to != [OPERATOR]]

    def pages(self) -> list[tuple[str, bytes]]:
        """List what readers got: address and attached page."""
        found = []
        for to, message in self.received():
            (part,) = attached(message).values()
            found.append((to, part.get_payload(decode=True)))
        return found

    def notices(self) -> str:
        """Put together all that the operator was told."""
        return "\n".join(
            parsed(content).get_content() for _, to, content in self.mails if to == [OPERATOR]
        )


@contextmanager
def post_office() -> Iterator[PostOffice]:
    office = PostOffice(free_port())
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
