"""One start of `salo-plan run --send` in a process of its own, which may be killed."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from salo_plan.cli import looking, main
from salo_plan.publishing import press, running
from tests.publishing.bench import CONTEXT
from tests.publishing.light import light
from tests.publishing.mail.workshop import SENDER

OPERATOR = "valvoja@example.org"


@dataclass(frozen=True)
class Start:
    """Where and when a run starts, and what it finds: a mail server's port, a renderer."""

    workspace: Path
    moment: datetime
    port: int
    quick: bool = True

    @property
    def log(self) -> Path:
        return self.workspace / "run.log"


def run(start: Start) -> tuple[int, float]:
    """Run to the end; return the exit code and the seconds it took."""
    child, begun = _begun(start)
    child.join()
    return child.exitcode or 0, time.monotonic() - begun


def run_and_kill(start: Start, seconds: float) -> bool:
    """Kill a run so long after it has begun; False when it was ready before."""
    child, begun = _begun(start)
    child.join(max(0.0, begun + seconds - time.monotonic()))
    child.kill()
    child.join()
    assert child.exitcode in (0, 1, -signal.SIGKILL)
    return child.exitcode == -signal.SIGKILL


def _begun(start: Start) -> tuple[ForkServerProcess, float]:
    ours, theirs = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=_run, args=(start, theirs))
    child.start()
    theirs.close()
    ours.recv_bytes()
    ours.close()
    return child, time.monotonic()


def _run(start: Start, begun: Connection) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return start.moment.astimezone(tz)

    looking.datetime = Clock
    if start.quick:
        running.run_owed.__kwdefaults__["make"] = light
        press.CAN_FORK = False
    os.environ |= {
        "SALO_PLAN_SMTP_HOST": "127.0.0.1",
        "SALO_PLAN_SMTP_PORT": str(start.port),
        "SALO_PLAN_SMTP_TLS": "none",
        "SALO_PLAN_SMTP_FROM": SENDER,
        "SALO_PLAN_OPERATOR": OPERATOR,
    }
    # A line at a time, as in a schedule's log: a kill takes nothing that was told.
    sys.stdout = sys.stderr = start.log.open("a", buffering=1, encoding="utf-8")
    begun.send_bytes(b"begun")
    main(["run", "--send", "--json", "--workspace", str(start.workspace)])
