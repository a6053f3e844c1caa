"""The publishing desk: the run lock and the ledger, held by one process at a time.

The lock is the operating system's own, so it ends with the process however that ends.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from salo_plan.errors import SaloPlanError
from salo_plan.publishing.disk import plain_disk_faults
from salo_plan.publishing.ledger import LEDGER, Entry, Ledger, open_ledger
from salo_plan.publishing.manifest import issued_manifests
from salo_plan.publishing.placing import clear_private, place, return_aside
from salo_plan.told import Told

LOCK = ".lock"


class DeskTakenError(SaloPlanError):
    """Another run is going in the workspace."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The open ledger and its folder; `replayed` is what a killed run had left half done."""

    outputs: Path
    ledger: Ledger
    replayed: tuple[Entry, ...] = ()


@contextmanager
def publishing_desk(workspace: Path, wait_seconds: float = 0) -> Iterator[Desk]:
    """Take the desk of a workspace, carry through what a killed run left, and hold it.

    Raises DeskTakenError when another process holds it for longer than `wait_seconds`, and
    DiskError when the disk or the ledger fails inside the block.
    """
    with plain_disk_faults():
        outputs = workspace / "outputs"
        outputs.mkdir(exist_ok=True)
        lock = FileLock(outputs / LOCK)
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            raise DeskTakenError(Told("another run is going in this workspace.")) from None
        try:
            with open_ledger(outputs) as ledger:
                left = ledger.intents()
                replayed = tuple(entry for entry in left if place(ledger, outputs, entry))
                return_aside(outputs)
                clear_private(outputs)
                _adopt(ledger, outputs)
                try:
                    yield Desk(outputs, ledger, replayed)
                finally:
                    with suppress(sqlite3.Error):
                        clear_private(outputs, ledger.intents())
        finally:
            lock.release()


def _adopt(ledger: Ledger, outputs: Path) -> None:
    """Write issued reports into a ledger that is new: their manifests tell what they are."""
    if ledger.issued():
        return
    ledger.adopt(
        Entry(
            id=0,
            audience=manifest["audience"],
            month=manifest["month"],
            lang=manifest["lang"],
            version=manifest["version"],
            inputs_key=manifest["inputs_key"],
            folder=folder.relative_to(outputs).as_posix(),
            private="",
            placed=True,
            issued=manifest["issued"],
        )
        for folder, manifest in issued_manifests(outputs)
    )


def issued_reports(outputs: Path) -> frozenset[tuple[str, str]]:
    """Tell which audiences' months have been issued, without taking the desk."""
    if not (outputs / LEDGER).is_file():
        found = (manifest for _, manifest in issued_manifests(outputs))
        return frozenset((m["audience"], m["month"]) for m in found if m["lang"] == "fi")
    with open_ledger(outputs) as ledger:
        return frozenset((e.audience, e.month) for e in ledger.issued() if e.lang == "fi")
