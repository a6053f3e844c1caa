"""What a full disk, a folder without leave to write or a locked ledger looks like to a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from salo_plan.errors import SaloPlanError, system_reason
from salo_plan.told import Told


class DiskError(SaloPlanError):
    """A file or a database cannot be read or written; the next run starts clean."""


@contextmanager
def plain_disk_faults() -> Iterator[None]:
    """Tell what the system says of the disk as one plain message; raises DiskError."""
    try:
        yield
    except BrokenPipeError:
        # Whoever read the output has gone: no fault of the disk.
        raise
    except OSError as error:
        names = ", ".join(str(name) for name in (error.filename, error.filename2) if name)
        reason = system_reason(error)
        told = Told("{reason}: {names}.", reason=reason, names=names)
        raise DiskError(told if names else Told("{reason}.", reason=reason)) from error
    except sqlite3.Error as error:
        # SQLite often has no other words for a disk without room.
        hint = Told(" Is the disk full?") if "disk I/O error" in str(error) else ""
        raise DiskError(
            Told(
                "the ledger (outputs/ledger.sqlite) cannot be used: {error}.{hint}",
                error=error,
                hint=hint,
            )
        ) from error
