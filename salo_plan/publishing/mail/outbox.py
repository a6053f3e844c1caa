"""The outbox (outputs/outbox/*.eml): each message once, whole or not at all, for sending by hand.

Mail programs open the files as drafts (`X-Unsent`). A message has one name for ever, so that
writing it again after a kill gives the same file.
"""

import os
from pathlib import Path

from salo_plan.errors import system_reason
from salo_plan.publishing.mail.message import Parcel
from salo_plan.publishing.mail.transport import Outcome, UnreachableError, Way
from salo_plan.told import Told

FOLDER = "outbox"
DRAFT = b"X-Unsent: 1\r\n"


class Outbox:
    """The folder of messages in a workspace's outputs/."""

    way: Way = "outbox"

    def __init__(self, outputs: Path) -> None:
        self.folder = outputs / FOLDER

    def place(self, name: str) -> Path:
        """Return where a message lies or will lie."""
        return self.folder / f"{name}.eml"

    def ready(self) -> None:
        """Make the folder."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnreachableError(
                Told(
                    "outputs/{folder} cannot be made: {error}.",
                    folder=FOLDER,
                    error=system_reason(error),
                )
            ) from None

    def send(self, parcel: Parcel) -> Outcome:
        """Write a message privately and move it into place; one that is there stays."""
        place = self.place(parcel.name)
        if place.is_file():
            return Outcome("sent")
        partial = place.with_name(f".{place.name}.partial")
        try:
            self.ready()
            _write(partial, DRAFT + parcel.content)
            partial.replace(place)
        except OSError as error:
            return Outcome(
                "refused",
                Told("the file could not be written: {error}", error=system_reason(error)),
            )
        return Outcome("sent")

    def close(self) -> None:
        """Nothing is open."""


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, and see it on the disk."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
