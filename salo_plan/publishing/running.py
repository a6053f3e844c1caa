"""Making all that is owed by a day, in order: missed reports too, each exactly once.

A failing report does not stop the others. What happens is told event by event.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from salo_plan.publishing.batch import issue_all
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.events import Event, RunResult, Tell, of_report, tell_run
from salo_plan.publishing.index import write_index
from salo_plan.publishing.making import Make, Order, make_files
from salo_plan.publishing.owed import owed_reports
from salo_plan.publishing.standing import Owed
from salo_plan.publishing.workers import Failed, Hire
from salo_plan.reports.material import Material


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
        tell(of_report("finished", entry.audience, entry.month, version=entry.version))
    owed = owed_reports(material, workspace, day)
    return tell_run(day, owed, _made(owed, material, desk, workspace, plan, make, hire), tell)


def _made(
    owed: tuple[Owed, ...],
    material: Material,
    desk: Desk,
    workspace: Path,
    plan: str,
    make: Make,
    hire: Hire | None,
) -> Iterator[Event]:
    """Make what is owed and give an event for each when it has ended; then the index."""
    orders = {
        Order(workspace, item.audience, item.month, plan=plan): item
        for item in owed
        if item.state != "blocked"
    }
    for order, ended in issue_all(orders, material, desk, make=make, hire=hire):
        item, month = orders[order], str(order.month)
        if isinstance(ended, Failed):
            yield of_report("failed", order.audience, month, reason=ended.reason)
            continue
        page = ended.page.relative_to(workspace).as_posix()
        more = {"version": ended.version, "page": page, "state": item.state}
        yield of_report("issued", order.audience, month, **more)
    write_index(workspace, material.plan)
