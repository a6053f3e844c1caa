"""The two ways out, as the sender sees them."""

from dataclasses import dataclass
from typing import Literal, Protocol

from salo_plan.errors import SaloPlanError
from salo_plan.publishing.mail.message import Parcel

Way = Literal["outbox", "smtp"]


class UnreachableError(SaloPlanError):
    """Nothing can be sent now; nothing was handed over."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: `doubtful` means that nobody knows whether it arrived."""

    state: Literal["sent", "refused", "doubtful"]
    reason: str = ""


class Transport(Protocol):
    """A way out."""

    @property
    def way(self) -> Way:
        """Which way it is."""

    def ready(self) -> None:
        """Make sure that a message can be handed over; UnreachableError when it can not."""

    def send(self, parcel: Parcel) -> Outcome:
        """Hand over one message."""

    def close(self) -> None:
        """Let go of what is open."""
