"""Publish or nothing: a report is made in a private folder, checked, then moved into place.

What is made is made by `make_report`, which may run in any process; whoever holds the desk gives
the job before and places what was made after. Nobody else writes the ledger.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.messages import DEFAULT_LANGUAGE
from salo_plan.plan.file import plan_path
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.ledger import Entry
from salo_plan.publishing.making import NOTEBOOK, PAGE, Make, Order, write_manifest
from salo_plan.publishing.manifest import inputs_key, json_text, read_manifest
from salo_plan.publishing.notebook_file import notebook_path
from salo_plan.publishing.placing import PRIVATE, keep_earlier, place
from salo_plan.publishing.watch import Limits
from salo_plan.reports.at_hand import AtHand, having_at_hand
from salo_plan.reports.issued import Coming, counting_as_issued
from salo_plan.reports.material import Material
from salo_plan.reports.opening import build_report, find_audience
from salo_plan.reports.report import Report


@dataclass(frozen=True, slots=True)
class Issue:
    """A report in its place, whether this call made it, and what the analyst should know of it."""

    page: Path
    version: int
    made: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make: its order, version and limits, and the key of the issue in its place.

    `private` begins the names of the folders in outputs/ that are made for it: an attempt whose
    worker was lost may still be writing when the next one begins, so each has its own. Those that
    are `coming` before it count as issued already.
    """

    order: Order
    version: int
    issued_key: str
    private: str
    limits: Limits
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report in its private folder; no folder when nothing has changed."""

    folder: str
    key: str
    issued: str
    warnings: tuple[str, ...]


def open_job(order: Order, material: Material, desk: Desk, coming: tuple[Coming, ...] = ()) -> Job:
    """Say what is to be made, after what is issued already."""
    newest = desk.ledger.newest(order.audience, str(order.month), order.lang)
    lying = read_manifest(order.folder) or {"version": 0}
    standing = newest is not None and (order.folder / PAGE).is_file()
    return Job(
        order=order,
        version=max(newest.version if newest else 0, lying["version"]) + 1,
        issued_key=newest.inputs_key if newest and standing else "",
        private=f"{PRIVATE}{order.month}.{order.audience}.{order.lang}.",
        limits=Limits.of(find_audience(material.plan, order.audience)),
        coming=coming,
    )


def make_report(
    job: Job, material: Material, make: Make, tell: Callable[[Coming], None] | None = None
) -> Made:
    """Make one report's files in a private folder of outputs/; DataError when they are not fit.

    Its data is told as soon as it is known, to whom the next report is not to wait for the page.
    """
    with counting_as_issued(job.coming):
        return _make_report(job, material, make, tell)


def _make_report(
    job: Job, material: Material, make: Make, tell: Callable[[Coming], None] | None
) -> Made:
    order = job.order
    report = build_report(material, order.audience, order.month, order.lang)
    warnings = report.warnings if isinstance(report, Report) else ()
    key = inputs_key(report, plan_path(order.plan or None), notebook_path(order.audience))
    if key == job.issued_key:
        return Made("", key, "", warnings)
    if tell and order.lang == DEFAULT_LANGUAGE:
        tell(Coming(order.audience, order.month, json_text(report.as_json())))
    private = Path(tempfile.mkdtemp(prefix=job.private, dir=order.workspace / "outputs"))
    private.chmod(0o755)
    with having_at_hand(AtHand(material, order.plan_file, report)):
        make(order, report, private, job.limits)
    issued = write_manifest(order, report, private, key, job.version)
    return Made(private.name, key, issued, warnings)


def place_made(job: Job, made: Made, desk: Desk) -> Issue:
    """Move a finished report into its place and write it into the ledger."""
    order, page = job.order, job.order.folder / PAGE
    if not made.folder:
        return Issue(page, job.version - 1, made=False, warnings=made.warnings)
    keep_earlier(order.folder, desk.outputs / made.folder)
    intent = desk.ledger.begin(
        Entry(
            id=0,
            audience=order.audience,
            month=str(order.month),
            lang=order.lang,
            version=job.version,
            inputs_key=made.key,
            folder=order.place,
            private=made.folder,
            placed=False,
            issued=made.issued,
        )
    )
    place(desk.ledger, desk.outputs, intent)
    _forget_failed(desk.outputs / "failed", order.place)
    return Issue(page, job.version, made=True, warnings=made.warnings)


def discard(job: Job, desk: Desk) -> None:
    """Take away what was made of a job that is to be made otherwise."""
    for folder in _private(job, desk):
        shutil.rmtree(folder)


@contextmanager
def keeping_failed(job: Job, desk: Desk) -> Iterator[None]:
    """Keep what a report that fails in the block has left, with the reason."""
    try:
        yield
    except DataError as error:
        _keep_failed(job.order, desk.outputs / "failed", _private(job, desk), str(error))
        raise


def _private(job: Job, desk: Desk) -> list[Path]:
    return sorted(desk.outputs.glob(f"{job.private}*"))


def _keep_failed(order: Order, failed: Path, private: list[Path], reason: str) -> None:
    """Keep what was made of a failed report, with its reason, for the analyst to look at."""
    from salo_plan.publishing.notebook import scrub_unfinished

    folder = failed / order.place
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for made in private:
        for path in made.iterdir():
            shutil.copy2(path, folder / path.name)
    scrub_unfinished(folder / NOTEBOOK, order.parameters)
    (folder / "reason.txt").write_text(reason + "\n", encoding="utf-8")


def _forget_failed(failed: Path, place: str) -> None:
    """Take away what was kept of an earlier failure, and the folders that are empty without it."""
    shutil.rmtree(failed / place, ignore_errors=True)
    for above in (failed / place).parents:
        if above == failed.parent:
            return
        with suppress(OSError):
            above.rmdir()
