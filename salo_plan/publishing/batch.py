"""Issuing several reports by workers: made side by side, placed one by one by whoever has the desk.

A report waits for those that it tells of: its audience's earlier ones and, where it counts the
reports given, all before it. Of an earlier one of its audience it needs the data alone, so where
that is known before the page the two are made at once. They are still placed in their order, and
if the earlier one fails after all, the later one is made again without it.
"""

from collections.abc import Iterable, Iterator

from salo_plan.errors import DataError
from salo_plan.plan.model import Plan
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.issue import (
    Issue,
    Job,
    Made,
    discard,
    keeping_failed,
    open_job,
    place_made,
)
from salo_plan.publishing.making import Make, Order, make_files
from salo_plan.publishing.workers import Failed, Hire, InTurn
from salo_plan.reports.issued import Coming
from salo_plan.reports.material import Material
from salo_plan.reports.opening import counts_given, find_audience


class UnderWay:
    """The reports that are begun and not placed, in the order in which they were begun."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self._coming: dict[Order, Coming] = {}
        self._ended: dict[Order, tuple[Job, Made | Failed]] = {}
        self._void: set[Order] = set()

    @property
    def running(self) -> int:
        """How many are still being made."""
        return len(self.orders) - len(self._ended)

    def is_known(self, order: Order) -> bool:
        """Tell whether the data of a report is known already."""
        return order in self._coming

    def before(self, order: Order) -> tuple[Coming, ...]:
        """Give what is to count as issued for a report that is begun now."""
        own = (one for one in self.orders if one.audience == order.audience)
        return tuple(self._coming[one] for one in own)

    def hear(self, job: Job, told: Made | Failed | Coming) -> bool:
        """Take what a worker tells; False when the report must be made again."""
        order = job.order
        if isinstance(told, Coming):
            if order not in self._void:
                self._coming[order] = told
            return True
        if order in self._void:
            self._forget(order)
            return False
        self._ended[order] = (job, told)
        return True

    def next_in_turn(self) -> tuple[Job, Made | Failed] | None:
        """Give the first that has ended and waits for no other of its audience."""
        waited_for: set[str] = set()
        for order in self.orders:
            if order in self._ended and order.audience not in waited_for:
                ended = self._ended[order]
                self._forget(order)
                return ended
            waited_for.add(order.audience)
        return None

    def followers(self, failed: Order) -> list[Job]:
        """Give the reports that have ended and tell of one that failed; the running ones are void.

        All of its audience do that are under way.
        """
        own = [one for one in self.orders if one.audience == failed.audience]
        ended = [self._ended[one][0] for one in own if one in self._ended]
        for job in ended:
            self._forget(job.order)
        for order in own:
            self._coming.pop(order, None)
        self._void |= {*own} & {*self.orders}
        return ended

    def _forget(self, order: Order) -> None:
        self.orders.remove(order)
        self._coming.pop(order, None)
        self._ended.pop(order, None)
        self._void.discard(order)


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
    in_order = list(orders)
    waiting = list(in_order)
    if not waiting:
        return
    workers = hire(material) if hire else InTurn(material, make)
    under_way = UnderWay()
    while waiting or under_way.orders:
        while under_way.running < workers.places and (
            ready := _next(waiting, under_way, material.plan)
        ):
            job = open_job(ready, material, desk, under_way.before(ready))
            waiting.remove(ready)
            under_way.orders.append(ready)
            workers.start(job)
        job, told = workers.next_done()
        again = [] if under_way.hear(job, told) else [job]
        while in_turn := under_way.next_in_turn():
            placed = _placed(*in_turn, desk)
            if isinstance(placed, Failed):
                again += under_way.followers(in_turn[0].order)
            yield in_turn[0].order, placed
        for job in again:
            discard(job, desk)
            waiting.append(job.order)
        waiting.sort(key=in_order.index)


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


def _next(waiting: list[Order], under_way: UnderWay, plan: Plan) -> Order | None:
    """Find the first report that waits for none before it."""
    before = list(under_way.orders)
    for order in waiting:
        audience = find_audience(plan, order.audience)
        counts_all = counts_given(audience, order.month)
        if not any(
            counts_all or (other.audience == order.audience and not under_way.is_known(other))
            for other in before
        ):
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
