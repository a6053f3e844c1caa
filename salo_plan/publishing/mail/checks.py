"""A last look at a finished message: it is read back, and refused when a reader would lack a part.

A picture without its part, a style that a mail program drops and a second reader are such faults.
"""

import email
import re
from email.policy import SMTP

from bs4 import BeautifulSoup

from salo_plan.errors import DataError
from salo_plan.told import Told

# Gmail cuts a body near 102 kB; the limit is well below that, of the body as it is sent.
BODY_LIMIT = 60_000
_REFUSED = ("style", "script", "svg", "link", "iframe", "object", "form", "base")
_OUTSIDE = re.compile(r"data:|url\(|background-image|https?:|file:|javascript:", re.IGNORECASE)


def refuse_unfit(content: bytes) -> None:
    """Raise DataError with the reasons when a message is not fit to be sent."""
    if reasons := faults_of(content):
        raise DataError(Told.joined("\n", [Told("the message is not fit to be sent:"), *reasons]))


def faults_of(content: bytes) -> list[str]:
    """List what is wrong in a message."""
    message = email.message_from_bytes(content, policy=SMTP)
    reasons = [f"the header {name} is defective" for name, h in message.items() if h.defects]
    reasons += [f"the header {name} names other readers" for name in ("Cc", "Bcc") if message[name]]
    if len(message["To"].addresses) != 1:
        reasons.append("the message is not to one reader")
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    if text is None or not text.get_content().strip():
        reasons.append("there is no part of plain text")
    if html is None:
        return [*reasons, "there is no page"]
    if (size := len(bytes(html))) > BODY_LIMIT:
        reasons.append(f"the body takes {size} bytes, more than {BODY_LIMIT}")
    parts = {str(part["Content-ID"]).strip("<>") for part in message.walk() if part["Content-ID"]}
    reasons += _faults_of_page(html.get_content(), parts)
    empty = [part for part in message.iter_attachments() if not part.get_content()]
    if empty or not list(message.iter_attachments()):
        reasons.append("the report is not attached")
    return reasons


def _faults_of_page(html: str, parts: set[str]) -> list[str]:
    page = BeautifulSoup(html, "html.parser")
    reasons = [f"the body has a {tag.name}" for tag in page.find_all(_REFUSED)]
    for image in page.find_all("img"):
        source = str(image.get("src", ""))
        if source.removeprefix("cid:") not in parts:
            reasons.append(f"a picture has no part of its own: {source[:40]}")
    named = (str(value) for tag in page.find_all(True) for value in tag.attrs.values())
    reasons += [
        f"the body asks for {found[0]}" for text in named if (found := _OUTSIDE.search(text))
    ]
    return reasons
