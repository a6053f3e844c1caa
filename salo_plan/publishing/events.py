"""What a run tells, event by event, and who listens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from salo_plan.publishing.standing import Owed

Event = dict[str, Any]
Tell = Callable[[Event], None]
TROUBLES = ("failed", "refused", "doubtful", "unsent", "unreachable", "recipients_refused")


@dataclass
class Watch:
    """Passes events on and keeps those that the operator must hear of."""

    tell: Tell
    troubles: list[Event] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        """Pass an event on."""
        if event["event"] in TROUBLES:
            self.troubles.append(event)
        self.tell(event)


@dataclass(frozen=True, slots=True)
class RunResult:
    """How many of the owed reports were issued, failed and had not received what they need.

    `left` are those that cannot be made before more is received.
    """

    issued: int
    failed: int
    blocked: int
    left: tuple[Owed, ...] = ()


def of_report(name: str, audience: str, month: str, **more: Any) -> Event:
    """Make an event of one report."""
    return {"event": name, "audience": audience, "month": month, **more}


def tell_run(day: date, owed: tuple[Owed, ...], made: Iterable[Event], tell: Tell) -> RunResult:
    """Tell a run from its start to its end and count how its reports ended.

    What is blocked is told first, then what was made as it ends.
    """
    tell({"event": "started", "on": day.isoformat(), "owed": len(owed)})
    left = tuple(item for item in owed if item.state == "blocked")
    counted = {"issued": 0, "failed": 0, "blocked": 0}
    for event in chain(map(_blocked, left), made):
        counted[event["event"]] += 1
        tell(event)
    tell({"event": "done", **counted})
    return RunResult(**counted, left=left)


def _blocked(item: Owed) -> Event:
    missing = list(item.missing)
    return of_report("blocked", item.audience, str(item.month), missing=missing)
