"""Making all that is owed by a day, in order: missed reports too, each exactly once.

A failing report does not stop the others. What happens is told event by event.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from salo_plan.publishing.batch import issue_all
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.index import write_index
from salo_plan.publishing.making import Make, Order, make_files
from salo_plan.publishing.owed import Owed, owed_reports
from salo_plan.publishing.workers import Failed, Hire
from salo_plan.reports.material import Material

Event = dict[str, Any]
Tell = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class RunResult:
    """How many of the owed reports were issued, failed and had not received what they need."""

    issued: int
    failed: int
    blocked: int


def run_owed(
    material: Material,
    desk: Desk,
    workspace: Path,
    day: date,
    tell: Tell,
    *,
    plan: str = "",
    make: Make = make_files,
    hire: Hire | None = None,
) -> RunResult:
    """Issue every report that is owed by a day; the desk is held by the caller.

    The reports are made by the workers that `hire` gives, or one after another in this process by
    `make`. Raises what a broken disk or ledger raises; a report that is not fit is counted failed.
    """
    for entry in desk.replayed:
        tell(_event("finished", entry.audience, entry.month, version=entry.version))
    owed = owed_reports(material, workspace, day)
    tell({"event": "started", "on": day.isoformat(), "owed": len(owed)})
    counted = {"issued": 0, "failed": 0, "blocked": 0}
    for event in _events(owed, material, desk, workspace, plan, make, hire):
        counted[event["event"]] += 1
        tell(event)
    write_index(workspace, material.plan)
    tell({"event": "done", **counted})
    return RunResult(**counted)


def _events(
    owed: tuple[Owed, ...],
    material: Material,
    desk: Desk,
    workspace: Path,
    plan: str,
    make: Make,
    hire: Hire | None,
) -> Iterator[Event]:
    """Make what is owed and give an event for each when it has ended."""
    orders = {}
    for item in owed:
        if item.state == "blocked":
            yield _event("blocked", item.audience, str(item.month), missing=list(item.missing))
        else:
            orders[Order(workspace, item.audience, item.month, plan=plan)] = item
    for order, ended in issue_all(orders, material, desk, make=make, hire=hire):
        item, month = orders[order], str(order.month)
        if isinstance(ended, Failed):
            yield _event("failed", order.audience, month, reason=ended.reason)
            continue
        page = ended.page.relative_to(workspace).as_posix()
        yield _event(
            "issued", order.audience, month, version=ended.version, page=page, state=item.state
        )


def _event(name: str, audience: str, month: str, **more: Any) -> Event:
    return {"event": name, "audience": audience, "month": month, **more}
