"""Reports already issued, read from outputs/: what a correction is held against.

A report that is still being made may count as issued, so that the next one need not wait for it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from salo_plan import wording
from salo_plan.extracts.example_mark import example_files
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.reports.report import Point

DATA = "report.json"
Printed = Mapping[tuple[str, Month], str]


@dataclass(frozen=True, slots=True)
class Coming:
    """A report whose data is known while its page is still being made."""

    audience: str
    month: Month
    data: str


_COMING: ContextVar[tuple[Coming, ...]] = ContextVar("coming", default=())


@contextmanager
def counting_as_issued(coming: tuple[Coming, ...]) -> Iterator[None]:
    """Let reports that are to be issued count as issued in the block."""
    token = _COMING.set(coming)
    try:
        yield
    finally:
        _COMING.reset(token)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A month's figure that is printed otherwise now than in an issued report."""

    indicator: str
    month: Month
    old: str
    new: str


def issued_versions(workspace: Path, audience: str, month: Month) -> Iterator[dict[str, Any]]:
    """Read the issued versions of a report, the newest first.

    Made of the example they do not count where the example is no longer in data/raw.
    """
    coming = [one.data for one in _COMING.get() if (one.audience, one.month) == (audience, month)]
    yield from map(json.loads, coming)
    folder = workspace / "outputs" / str(month) / audience
    practising = bool(example_files(workspace))
    places = [folder, *older_versions(folder)]
    for place in places:
        if not (found := place / DATA).is_file():
            continue
        # What was still to come may have been placed since.
        if (data := found.read_text(encoding="utf-8")) not in coming:
            issue = json.loads(data)
            if practising or not issue.get("example"):
                yield issue


def older_versions(folder: Path) -> list[Path]:
    """List the folders of a report's older versions, which lie in its own, the newest first."""
    found = (path for path in folder.glob("v*") if path.name[1:].isdigit())
    return sorted(found, key=lambda path: int(path.name[1:]), reverse=True)


def issued_months(workspace: Path, audience: str) -> list[Month]:
    """List the data months of which the audience has an issued report, the oldest first."""
    found = (workspace / "outputs").glob(f"????-??/{audience}/{DATA}")
    coming = {one.month for one in _COMING.get() if one.audience == audience}
    return sorted(coming | {Month.parse(path.parents[1].name) for path in found})


def issue_before(workspace: Path, audience: Audience, month: Month) -> dict[str, Any] | None:
    """Read the audience's newest issued report of an earlier data month."""
    earlier = [item for item in issued_months(workspace, audience.id) if item < month]
    found = (issued_versions(workspace, audience.id, item) for item in reversed(earlier))
    return next(chain.from_iterable(found), None)


def printed_months(plan: Plan, issue: Mapping[str, Any]) -> Printed:
    """Print the months of every figure in a report's data as that report printed them."""
    hidden = {(item["indicator"], item["month"]) for item in issue.get("hidden", ())}
    known = {indicator.id for indicator in plan.indicators}
    rows = [
        (row["id"], tuple(Point(p["month"], p["value"]) for p in row["series"]))
        for row in issue.get("rows", ())
    ]
    return dict(_printed(plan, ((n, s) for n, s in rows if n in known), hidden))


def printed_series(plan: Plan, rows: Iterable[tuple[str, tuple[Point, ...]]]) -> Printed:
    """Print the months of figures that have no hidden ones among them."""
    return dict(_printed(plan, rows, set()))


def corrected(then: Printed, now: Printed, months: Iterable[Month]) -> tuple[Corrected, ...]:
    """List the figures of some months that are printed otherwise, in the order of the rows."""
    wanted = set(months)
    return tuple(
        Corrected(name, month, then[name, month], words)
        for (name, month), words in now.items()
        if month in wanted and (name, month) in then and then[name, month] != words
    )


def _printed(
    plan: Plan,
    rows: Iterable[tuple[str, tuple[Point, ...]]],
    hidden: set[tuple[str, str]],
) -> Iterator[tuple[tuple[str, Month], str]]:
    for name, points in rows:
        indicator = plan.indicator(name)
        for point in points:
            words = wording.figure(point.value, indicator.unit, indicator.decimals)
            if point.value is None:
                is_hidden = (name, point.month) in hidden
                words = say("not published") if is_hidden else say("no data")
            yield (name, Month.parse(point.month)), words
