"""What a process that makes a report has at hand, so that its notebook opens the very same report.

A notebook that runs in a kernel of its own finds nothing at hand: it reads and measures by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from salo_plan.periods import Month
from salo_plan.reports.material import Material
from salo_plan.reports.public.report import AnyReport


@dataclass(frozen=True, slots=True)
class AtHand:
    """A workspace's material and one report built of it, under the plan file as it was named."""

    material: Material
    plan: str
    report: AnyReport

    def is_of(self, audience: str, month: Month, lang: str) -> bool:
        """Tell whether this is the report that is asked for."""
        asked = (audience, str(month), lang)
        return (self.report.audience, self.report.month, self.report.lang) == asked


_AT_HAND: ContextVar[AtHand | None] = ContextVar("at_hand", default=None)


@contextmanager
def having_at_hand(ready: AtHand) -> Iterator[None]:
    """Let reports that are opened in the block find this material."""
    token = _AT_HAND.set(ready)
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def at_hand(workspace: Path, plan: str) -> AtHand | None:
    """Return what is at hand of a workspace and a plan file; None of any other."""
    ready = _AT_HAND.get()
    if ready and (ready.material.received.workspace, ready.plan) == (workspace, plan):
        return ready
    return None
