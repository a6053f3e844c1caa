"""The ledger (outputs/ledger.sqlite): what was issued from what inputs, and sent to whom.

Only the driving process writes it, while it holds the run lock. A row is an intent until the folder
it speaks of is in its place; intents left by a killed run are carried through at the next start.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

LEDGER = "ledger.sqlite"
BUSY_SECONDS = 20
DeliveryState = Literal["sending", "sent", "refused", "doubtful"]

_NETWORK = ("nfs", "cifs", "smb", "sshfs", "9p", "afs", "davfs", "glusterfs", "ceph")
_TABLES = """
CREATE TABLE IF NOT EXISTS issue (
    id INTEGER PRIMARY KEY,
    audience TEXT NOT NULL,
    month TEXT NOT NULL,
    lang TEXT NOT NULL,
    version INTEGER NOT NULL,
    inputs_key TEXT NOT NULL,
    folder TEXT NOT NULL,
    private TEXT NOT NULL,
    placed INTEGER NOT NULL DEFAULT 0,
    issued TEXT NOT NULL,
    UNIQUE (audience, month, lang, version)
);
CREATE TABLE IF NOT EXISTS delivery (
    issue INTEGER NOT NULL REFERENCES issue (id),
    address TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'refused', 'doubtful')),
    attempts INTEGER NOT NULL DEFAULT 0,
    changed TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (issue, address)
);
CREATE TABLE IF NOT EXISTS told (
    issue INTEGER NOT NULL REFERENCES issue (id),
    address TEXT NOT NULL,
    PRIMARY KEY (issue, address)
);
"""
# What no later run tells of by itself: it is not tried again.
_LEFT = "state = 'doubtful' OR (state = 'refused' AND attempts >= ?)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of one report; `folder` and `private` are named from outputs/."""

    id: int
    audience: str
    month: str
    lang: str
    version: int
    inputs_key: str
    folder: str
    private: str
    placed: bool
    issued: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far the sending of an issue to one address has come."""

    issue: int
    address: str
    state: DeliveryState
    attempts: int
    reason: str


class Ledger:
    """The open ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = connection

    def newest(self, audience: str, month: str, lang: str = "fi") -> Entry | None:
        """Return the newest issued version of a report."""
        found = self._entries(
            "audience = ? AND month = ? AND lang = ? AND placed = 1 ORDER BY version DESC LIMIT 1",
            (audience, month, lang),
        )
        return next(found, None)

    def issued(self) -> tuple[Entry, ...]:
        """Return every issued version, in the order of issue."""
        return tuple(self._entries("placed = 1 ORDER BY id", ()))

    def intents(self) -> tuple[Entry, ...]:
        """Return what was begun and not finished."""
        return tuple(self._entries("placed = 0 ORDER BY id", ()))

    def begin(self, entry: Entry) -> Entry:
        """Write down what is about to be placed; the returned entry has its id."""
        row = self._rows.execute(
            "INSERT INTO issue (audience, month, lang, version, inputs_key, folder, private,"
            " issued) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(entry.audience, entry.month, entry.lang, entry.version),
                *(entry.inputs_key, entry.folder, entry.private, entry.issued),
            ),
        )
        return self._one(row.lastrowid or 0)

    def adopt(self, entries: Iterable[Entry]) -> None:
        """Write down reports that lie in their places already: all of them or, if killed, none."""
        self._rows.execute("BEGIN IMMEDIATE")
        for entry in entries:
            self.finish(self.begin(entry))
        self._rows.execute("COMMIT")

    def finish(self, entry: Entry) -> None:
        """Mark an intent as placed."""
        self._rows.execute("UPDATE issue SET placed = 1 WHERE id = ?", (entry.id,))

    def forget(self, entry: Entry) -> None:
        """Take away an intent that came to nothing."""
        self._rows.execute("DELETE FROM issue WHERE id = ? AND placed = 0", (entry.id,))

    def withdraw(self, audience: str, month: str, lang: str, version: int) -> None:
        """Take away an issue and what was sent of it, as if it had never been: all or nothing."""
        own = "audience = ? AND month = ? AND lang = ? AND version = ?"
        named = (audience, month, lang, version)
        self._rows.execute("BEGIN IMMEDIATE")
        for table in ("told", "delivery"):
            of_it = f"issue IN (SELECT id FROM issue WHERE {own})"
            self._rows.execute(f"DELETE FROM {table} WHERE {of_it}", named)
        self._rows.execute(f"DELETE FROM issue WHERE {own}", named)
        self._rows.execute("COMMIT")

    def deliveries(self, issue: int) -> dict[str, Delivery]:
        """Return the deliveries of an issue by address."""
        return {known.address: known for known in self._deliveries("issue = ?", (issue,))}

    def deliver(
        self, issue: int, address: str, state: DeliveryState, at: str, reason: str = ""
    ) -> None:
        """Write down how far a delivery has come; `sending` counts one more attempt."""
        self._rows.execute(
            "INSERT INTO delivery (issue, address, state, attempts, changed, reason)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (issue, address) DO UPDATE SET"
            " state = excluded.state, changed = excluded.changed, reason = excluded.reason,"
            " attempts = attempts + excluded.attempts",
            (issue, address, state, int(state == "sending"), at, reason),
        )

    def in_doubt(self) -> tuple[Delivery, ...]:
        """Return the deliveries that a killed run had begun: nobody knows whether they arrived."""
        return self._deliveries("state = 'sending'", ())

    def untold(self, most_attempts: int) -> tuple[Delivery, ...]:
        """Return what is in doubt or given up, and the operator has not been told of."""
        known = "SELECT 1 FROM told WHERE told.issue = d.issue AND told.address = d.address"
        return self._deliveries(f"({_LEFT}) AND NOT EXISTS ({known})", (most_attempts,))

    def tell(self, most_attempts: int) -> None:
        """Write down that the operator has been told of all that is in doubt or given up."""
        self._rows.execute(
            f"INSERT OR IGNORE INTO told SELECT issue, address FROM delivery WHERE {_LEFT}",
            (most_attempts,),
        )

    def _deliveries(self, where: str, values: tuple[object, ...]) -> tuple[Delivery, ...]:
        columns = "issue, address, state, attempts, reason"
        rows = self._rows.execute(f"SELECT {columns} FROM delivery d WHERE {where}", values)
        return tuple(Delivery(*row) for row in rows)

    def _one(self, number: int) -> Entry:
        return next(self._entries("id = ?", (number,)))

    def _entries(self, where: str, values: tuple[object, ...]) -> Iterator[Entry]:
        columns = "id, audience, month, lang, version, inputs_key, folder, private, placed, issued"
        for row in self._rows.execute(f"SELECT {columns} FROM issue WHERE {where}", values):
            yield Entry(**dict(zip(columns.split(", "), row, strict=True)))


@contextmanager
def open_ledger(outputs: Path) -> Iterator[Ledger]:
    """Open the ledger of a workspace; every statement is on disk when it returns."""
    connection = sqlite3.connect(outputs / LEDGER, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute(f"PRAGMA journal_mode = {'DELETE' if on_network(outputs) else 'WAL'}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_TABLES)
        yield Ledger(connection)
    finally:
        connection.close()


def on_network(folder: Path) -> bool:
    """Tell whether a folder lies on a network disk, where SQLite's write-ahead log is unsafe."""
    place = folder.resolve()
    mounts = [
        part
        for part in psutil.disk_partitions(all=True)
        if place.is_relative_to(Path(part.mountpoint))
    ]
    if not mounts:
        return False
    nearest = max(mounts, key=lambda part: len(part.mountpoint))
    return any(name in nearest.fstype.lower() for name in _NETWORK) or "remote" in nearest.opts
