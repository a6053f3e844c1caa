"""Making all that is owed by a day, in order: missed reports too, each exactly once.

A failing report does not stop the others. What happens is told event by event.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from salo_plan.errors import DataError
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.index import write_index
from salo_plan.publishing.issue import issue_report
from salo_plan.publishing.making import Make, Order, make_files
from salo_plan.publishing.owed import Owed, owed_reports
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
) -> RunResult:
    """Issue every report that is owed by a day; the desk is held by the caller."""
    for entry in desk.replayed:
        tell(_event("finished", entry.audience, entry.month, version=entry.version))
    owed = owed_reports(material, workspace, day)
    tell({"event": "started", "on": day.isoformat(), "owed": len(owed)})
    counted = {"issued": 0, "failed": 0, "blocked": 0}
    for item in owed:
        event = _issued(item, material, desk, workspace, plan, make)
        counted[event["event"]] += 1
        tell(event)
    write_index(workspace, material.plan)
    tell({"event": "done", **counted})
    return RunResult(**counted)


def _issued(
    item: Owed, material: Material, desk: Desk, workspace: Path, plan: str, make: Make
) -> Event:
    month = str(item.month)
    if item.state == "blocked":
        return _event("blocked", item.audience, month, missing=list(item.missing))
    order = Order(workspace, item.audience, item.month, plan=plan)
    try:
        issue = issue_report(order, material, desk, make)
    except DataError as error:
        return _event("failed", item.audience, month, reason=str(error))
    page = issue.page.relative_to(workspace).as_posix()
    return _event(
        "issued", item.audience, month, version=issue.version, page=page, state=item.state
    )


def _event(name: str, audience: str, month: str, **more: Any) -> Event:
    return {"event": name, "audience": audience, "month": month, **more}
