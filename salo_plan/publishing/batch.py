"""Issuing several reports by workers: made side by side, placed one by one by whoever has the desk.

A report waits for those that it tells of: its audience's earlier ones and, where it counts the
reports given, all before it.
"""

from collections.abc import Iterable, Iterator

from salo_plan.errors import DataError
from salo_plan.plan.model import Plan
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.issue import Issue, Job, Made, keeping_failed, open_job, place_made
from salo_plan.publishing.making import Make, Order, make_files
from salo_plan.publishing.workers import Failed, Hire, InTurn
from salo_plan.reports.material import Material
from salo_plan.reports.opening import counts_given, find_audience


def issue_all(
    orders: Iterable[Order],
    material: Material,
    desk: Desk,
    *,
    make: Make = make_files,
    hire: Hire | None = None,
) -> Iterator[tuple[Order, Issue | Failed]]:
    """Issue reports in their order and give each as it is placed or has failed.

    The workers that `hire` gives make them, or this process by `make`.
    """
    waiting = list(orders)
    if not waiting:
        return
    workers = hire(material) if hire else InTurn(material, make)
    under_way: list[Order] = []
    while waiting or under_way:
        while len(under_way) < workers.places and (
            ready := _next(waiting, under_way, material.plan)
        ):
            waiting.remove(ready)
            under_way.append(ready)
            workers.start(open_job(ready, material, desk))
        job, outcome = workers.next_done()
        under_way.remove(job.order)
        yield job.order, _placed(job, outcome, desk)


def issue_one(
    order: Order,
    material: Material,
    desk: Desk,
    *,
    make: Make = make_files,
    hire: Hire | None = None,
) -> Issue:
    """Issue one report; unchanged inputs make nothing.

    Raises DataError when the report is not fit to publish; the last good one stays, and what was
    made lies in outputs/failed/ with its reason.
    """
    ((_, ended),) = issue_all([order], material, desk, make=make, hire=hire)
    if isinstance(ended, Failed):
        raise DataError(ended.reason)
    return ended


def _next(waiting: list[Order], under_way: list[Order], plan: Plan) -> Order | None:
    """Find the first report that waits for none before it."""
    before = list(under_way)
    for order in waiting:
        audience = find_audience(plan, order.audience)
        counts_all = counts_given(audience, order.month)
        if not any(counts_all or other.audience == order.audience for other in before):
            return order
        before.append(order)
    return None


def _placed(job: Job, outcome: Made | Failed, desk: Desk) -> Issue | Failed:
    """Place what was made, or keep what a failed report has left."""
    try:
        with keeping_failed(job, desk):
            if isinstance(outcome, Failed):
                raise DataError(outcome.reason)
            return place_made(job, outcome, desk)
    except DataError as error:
        return Failed(str(error))
