"""What goes to whom: the newest versions, to those who are waiting for them."""

from salo_plan.publishing.ledger import Delivery, Entry
from salo_plan.publishing.mail.addresses import address_key
from salo_plan.publishing.mail.recipients import Recipient

MOST_ATTEMPTS = 5


def newest_versions(issued: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Leave out the versions that a newer one has superseded."""
    newest: dict[tuple[str, str, str], Entry] = {}
    for entry in issued:
        key = (entry.audience, entry.month, entry.lang)
        if key not in newest or newest[key].version < entry.version:
            newest[key] = entry
    return tuple(sorted(newest.values(), key=lambda entry: entry.id))


def waits(known: Delivery | None) -> bool:
    """Tell whether a message is still to be sent: one in doubt is never sent again by itself."""
    return known is None or (known.state == "refused" and known.attempts < MOST_ATTEMPTS)


def is_for(to: Recipient, entry: Entry) -> bool:
    """Tell whether a recipient gets an issue, by audience and language."""
    return (to.audience, to.lang) == (entry.audience, entry.lang)


def is_to(to: Recipient, address: str) -> bool:
    """Tell whether a recipient has an address, in whatever letters."""
    return address_key(to.address) == address_key(address)


def without_reports(
    people: tuple[Recipient, ...], entries: tuple[Entry, ...]
) -> set[tuple[str, str]]:
    """Find who gets nothing because their audience's reports are in other languages only."""
    made = {(entry.audience, entry.lang) for entry in entries}
    audiences = {audience for audience, _ in made}
    return {(to.audience, to.lang) for to in people if to.audience in audiences} - made
