"""Sending by a mail server: at most once, since nobody can promise more.

The conversation is led step by step, because what a lost connection means depends on the step:
before the content was begun nothing has left, after that nobody knows.
"""

import smtplib
import ssl
from contextlib import suppress

from salo_plan.publishing.mail.addresses import without_addresses
from salo_plan.publishing.mail.message import Parcel
from salo_plan.publishing.mail.settings import SmtpSettings
from salo_plan.publishing.mail.transport import Outcome, UnreachableError, Way
from salo_plan.told import Told

TIMEOUT_SECONDS = 60
LONGEST_REASON = 200
LOST_BEFORE = Told("the connection was lost before the message was handed over")
LOST_AFTER = Told("the connection was lost while the message was handed over")


class Smtp:
    """One connection to the mail server, opened when it is needed."""

    way: Way = "smtp"

    def __init__(
        self,
        settings: SmtpSettings,
        context: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._settings = settings
        self._context = context or ssl.create_default_context()
        self._timeout = timeout
        self._open: smtplib.SMTP | None = None

    def ready(self) -> None:
        """Connect, or see that the connection still answers."""
        if self._open is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._open.rset()[0] == 250:
                    return
            self._drop()
        try:
            self._open = self._connected()
        except (smtplib.SMTPException, OSError) as error:
            server = f"{self._settings.host}:{self._settings.port}"
            raise UnreachableError(
                Told(
                    "the mail server {server} cannot be used: {reason}. Nothing was handed over "
                    "to it; the next run tries again.",
                    server=server,
                    reason=self._told(error),
                )
            ) from None

    def send(self, parcel: Parcel) -> Outcome:
        """Hand over one message in a conversation of its own."""
        server = self._open
        if server is None:
            raise RuntimeError("ready() comes before send()")
        try:
            for step, address in ((server.mail, parcel.sender), (server.rcpt, parcel.to)):
                code, reply = step(address)
                if code not in (250, 251):
                    return Outcome("refused", self._answer(code, reply))
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Outcome("refused", LOST_BEFORE)
        try:
            code, reply = server.data(parcel.content)
        except smtplib.SMTPDataError as error:
            # The server did not ask for the content.
            return Outcome("refused", self._answer(error.smtp_code, error.smtp_error))
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Outcome("doubtful", LOST_AFTER)
        if code // 100 != 2:
            return Outcome("refused", self._answer(code, reply))
        return Outcome("sent")

    def close(self) -> None:
        """Say goodbye."""
        if self._open is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._open.quit()
            self._open = None

    def _connected(self) -> smtplib.SMTP:
        known = self._settings
        name = known.sender.rpartition("@")[2]
        server: smtplib.SMTP
        if known.tls == "tls":
            server = smtplib.SMTP_SSL(
                known.host, known.port, name, timeout=self._timeout, context=self._context
            )
        else:
            server = smtplib.SMTP(known.host, known.port, name, timeout=self._timeout)
        try:
            if known.tls == "starttls":
                # Refused by a server that has no TLS: the password never goes in the clear.
                server.starttls(context=self._context)
            server.ehlo_or_helo_if_needed()
            if known.user:
                server.login(known.user, known.password)
        except BaseException:
            server.close()
            raise
        return server

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _told(self, error: Exception) -> str:
        if isinstance(error, smtplib.SMTPResponseException):
            return self._answer(error.smtp_code, error.smtp_error)
        if isinstance(error, OSError) and error.strerror:
            return self._without_secrets(error.strerror)
        return self._without_secrets(str(error) or type(error).__name__)

    def _answer(self, code: int, reply: bytes | str) -> str:
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        return self._without_secrets(f"{code} {text}")

    def _without_secrets(self, text: str) -> str:
        for secret in (self._settings.password, self._settings.user):
            if secret:
                text = text.replace(secret, "(secret)")
        return without_addresses(" ".join(text.split()))[:LONGEST_REASON].rstrip(".")
