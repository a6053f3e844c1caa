"""The message itself: who it is to, its two bodies and its attachments, as bytes.

The same issue and recipient always give the same bytes. The internal reports and the public version
have builders of their own, which take only the recipients that they are meant for.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from salo_plan.publishing.mail.body import Body, internal_body, public_body
from salo_plan.publishing.mail.checks import refuse_unfit
from salo_plan.publishing.mail.issued import Attached, InternalIssue, PublicIssue
from salo_plan.publishing.mail.naming import message_name
from salo_plan.publishing.mail.recipients import InternalRecipient, PublicRecipient

_TYPES = {"html": ("text", "html"), "pdf": ("application", "pdf")}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A finished message and its envelope; `name` tells it apart from all others."""

    name: str
    sender: str
    to: str = field(repr=False)
    content: bytes = field(repr=False)


def internal_message(issue: InternalIssue, to: InternalRecipient, sender: str) -> Parcel:
    """Write an audience's own report to one of its recipients."""
    if not isinstance(to, InternalRecipient):
        raise TypeError("an internal report is only for an internal recipient")
    return _parcel(issue, to, sender, internal_body(issue))


def public_message(issue: PublicIssue, to: PublicRecipient, sender: str) -> Parcel:
    """Write the public version to one of its recipients."""
    if not isinstance(issue, PublicIssue):
        raise TypeError("a recipient of the public version gets nothing else")
    return _parcel(issue, to, sender, public_body(issue))


def plain_message(name: str, subject: str, text: str, to: str, sender: str, at: datetime) -> Parcel:
    """Write a message of text alone."""
    message = _headed(name, to, sender, at)
    message.set_content(text, cte="quoted-printable")
    return Parcel(name, sender, to, _written(message, subject, "", sender))


def _parcel(
    issue: InternalIssue | PublicIssue,
    to: InternalRecipient | PublicRecipient,
    sender: str,
    body: Body,
) -> Parcel:
    if (to.audience, to.lang) != (issue.entry.audience, issue.entry.lang):
        raise ValueError("the recipient belongs to another audience or language")
    name = message_name(issue.entry, to.address)
    at = datetime.fromisoformat(issue.entry.issued)
    shown_as = issue.content.kicker.split(" · ")[0]
    message = _headed(name, to.address, sender, at)
    mark = hashlib.sha256(f"{name} {issue.entry.issued}".encode()).hexdigest()[:24]
    message.set_content(body.text, cte="quoted-printable")
    message.make_alternative(boundary=f"=_body_{mark}")
    message.add_alternative(body.html, subtype="html", cte="quoted-printable")
    message.make_mixed(boundary=f"=_whole_{mark}")
    for file in issue.files:
        _attach(message, file)
    # Last, since headers by this beginning move into the first part.
    message["Content-Language"] = issue.content.lang
    content = _written(message, body.subject, shown_as, sender)
    refuse_unfit(content)
    return Parcel(name, sender, to.address, content)


def _headed(name: str, to: str, sender: str, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(at)
    message["To"] = Address(addr_spec=to)
    message["Message-ID"] = f"<{name}-{int(at.timestamp())}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    return message


def _written(message: EmailMessage, subject: str, shown_as: str, sender: str) -> bytes:
    """Write the message with its two headers that hold words.

    They are encoded whole: EmailMessage encodes word by word, and where it folds such a header it
    may lose a space.
    """
    told = Header(subject, "utf-8", header_name="Subject").encode(linesep="\r\n")
    head = f"From: {formataddr((shown_as, sender))}\r\nSubject: {told}\r\n"
    return head.encode("ascii") + message.as_bytes(policy=SMTP)


def _attach(message: EmailMessage, file: Attached) -> None:
    maintype, subtype = _TYPES[file.kind]
    params = {"charset": "utf-8"} if maintype == "text" else {}
    message.add_attachment(
        file.content, maintype=maintype, subtype=subtype, filename=file.name, params=params
    )
