"""Sending what is issued to those who get it, each once, with every step in the ledger.

A message's row is `sending` before it leaves and `sent` after. A row that a killed run left at
`sending` is doubtful when it went by a server: it is told to the operator and not sent again.
Into the outbox it is simply finished.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from salo_plan.errors import DataError
from salo_plan.plan.model import Plan
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.events import Tell
from salo_plan.publishing.ledger import Delivery, Entry
from salo_plan.publishing.mail.addresses import address_hash, address_key
from salo_plan.publishing.mail.choosing import (
    MOST_ATTEMPTS,
    is_for,
    is_to,
    newest_versions,
    waits,
    without_reports,
)
from salo_plan.publishing.mail.issued import InternalIssue, PublicIssue, read_issue
from salo_plan.publishing.mail.message import Parcel, internal_message, public_message
from salo_plan.publishing.mail.naming import message_name
from salo_plan.publishing.mail.outbox import Outbox
from salo_plan.publishing.mail.recipients import (
    InternalRecipient,
    PublicRecipient,
    Recipient,
    current_recipients,
)
from salo_plan.publishing.mail.settings import NO_SENDER
from salo_plan.publishing.mail.transport import Outcome, Transport, UnreachableError
from salo_plan.told import Told

KILLED = Told("the run was killed while the message was handed over")


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages left, were refused, are in doubt, and could not be tried."""

    sent: int = 0
    refused: int = 0
    doubtful: int = 0
    unsent: int = 0

    @property
    def complete(self) -> bool:
        """Tell whether everything that was to be sent has left."""
        return not (self.refused or self.doubtful or self.unsent)


def send_issues(
    desk: Desk,
    workspace: Path,
    plan: Plan,
    tell: Tell,
    transport: Transport,
    sender: str = NO_SENDER,
) -> Sent:
    """Send each report's newest version to the current recipients who have not got it.

    The desk is held by the caller. Raises DataError, with nothing sent, when the list of recipients
    is refused.
    """
    round_ = _Round(desk, plan, tell, transport, sender)
    people = current_recipients(workspace, plan)
    round_.settle(people or ())
    if people is None:
        tell({"event": "no_recipients"})
        return round_.counted
    entries = newest_versions(desk.ledger.issued())
    try:
        for entry in entries:
            round_.send(entry, [to for to in people if is_for(to, entry)])
    except UnreachableError as error:
        tell({"event": "unreachable", "reason": str(error)})
        round_.count("unsent")
    finally:
        transport.close()
    for audience, lang in sorted(without_reports(people, entries)):
        tell({"event": "unserved", "audience": audience, "lang": lang})
    tell({"event": "delivered", **_as_data(round_.counted)})
    return round_.counted


def tell_again(desk: Desk, workspace: Path, plan: Plan, tell: Tell) -> None:
    """Tell of messages in doubt or given up of which a killed run never told the operator."""
    people = current_recipients(workspace, plan) or ()
    entries = {entry.id: entry for entry in desk.ledger.issued()}
    for known in desk.ledger.untold(MOST_ATTEMPTS):
        entry = entries[known.issue]
        told: dict[str, Any] = {
            "row": _row(people, entry, known.address),
            "reason": Told(known.reason),
        }
        if known.state == "refused":
            told |= {"attempts": known.attempts, "given_up": True}
        tell(_event(known.state, entry, recipient=address_hash(known.address), **told))


class _Round:
    """One run's sending: the ledger, the way out and what has been counted so far."""

    def __init__(
        self, desk: Desk, plan: Plan, tell: Tell, transport: Transport, sender: str
    ) -> None:
        self._desk, self._plan, self._tell = desk, plan, tell
        self._transport, self._sender = transport, sender
        self.counted = Sent()

    def count(self, what: str) -> None:
        """Count one more."""
        self.counted = replace(self.counted, **{what: getattr(self.counted, what) + 1})

    def settle(self, people: tuple[Recipient, ...]) -> None:
        """Settle what a killed run had begun."""
        entries = {entry.id: entry for entry in self._desk.ledger.issued()}
        for begun in self._desk.ledger.in_doubt():
            entry = entries[begun.issue]
            outcome = self._outcome_of(begun, entry)
            self._note(entry, begun.address, outcome)
            if outcome.state != "refused":
                self._report(entry, begun.address, _row(people, entry, begun.address), outcome)

    def send(self, entry: Entry, people: list[Recipient]) -> None:
        """Send one issue to those who have not got it."""
        known = self._desk.ledger.deliveries(entry.id)
        waiting = [to for to in people if waits(known.get(address_key(to.address)))]
        if not waiting:
            return
        try:
            issue = read_issue(self._desk.outputs, entry, self._plan)
            parcels = [(to, _message(issue, to, self._sender)) for to in waiting]
        except DataError as error:
            self.count("unsent")
            self._tell(_event("unsent", entry, reason=str(error)))
            return
        for to, parcel in parcels:
            self._transport.ready()
            key = address_key(to.address)
            # The way is kept as the reason: it tells what a kill at this point would mean.
            self._note(entry, key, None, self._transport.way)
            outcome = self._transport.send(parcel)
            self._note(entry, key, outcome)
            self._report(entry, key, to.row, outcome)

    def _outcome_of(self, begun: Delivery, entry: Entry) -> Outcome:
        outbox = Outbox(self._desk.outputs)
        if begun.reason != outbox.way:
            return Outcome("doubtful", KILLED)
        if outbox.place(message_name(entry, begun.address)).is_file():
            return Outcome("sent")
        return Outcome("refused", Told("the run was killed before the message was in the outbox"))

    def _note(self, entry: Entry, address: str, outcome: Outcome | None, reason: str = "") -> None:
        state = outcome.state if outcome else "sending"
        told = outcome.reason if outcome else reason
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._desk.ledger.deliver(entry.id, address, state, at, told)

    def _report(self, entry: Entry, address: str, row: int | None, outcome: Outcome) -> None:
        """Tell what became of a message: the recipient by row and hash, never by address."""
        self.count(outcome.state)
        more: dict[str, Any] = {"row": row, "recipient": address_hash(address)}
        if outcome.reason:
            more["reason"] = outcome.reason
        if outcome.state == "refused":
            more["attempts"] = self._desk.ledger.deliveries(entry.id)[address].attempts
            more["given_up"] = more["attempts"] >= MOST_ATTEMPTS
        self._tell(_event(outcome.state, entry, **more))


def _row(people: tuple[Recipient, ...], entry: Entry, address: str) -> int | None:
    """Find on which row of the list a recipient of an issue still is."""
    rows = (to.row for to in people if is_for(to, entry) and is_to(to, address))
    return next(rows, None)


def _message(issue: InternalIssue | PublicIssue, to: Recipient, sender: str) -> Parcel:
    match issue, to:
        case PublicIssue(), PublicRecipient():
            return public_message(issue, to, sender)
        case InternalIssue(), InternalRecipient():
            return internal_message(issue, to, sender)
    raise DataError(
        Told("the recipients of the public version and of the internal reports are mixed.")
    )


def _event(name: str, entry: Entry, **more: Any) -> dict[str, Any]:
    told = {"audience": entry.audience, "month": entry.month, "version": entry.version}
    return {"event": name, **told, **more}


def _as_data(counted: Sent) -> dict[str, int]:
    return {
        "sent": counted.sent,
        "refused": counted.refused,
        "doubtful": counted.doubtful,
        "unsent": counted.unsent,
    }
