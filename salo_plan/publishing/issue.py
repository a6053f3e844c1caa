"""Publish or nothing: a report is made in a private folder, checked, then moved into place."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.plan.reading import plan_path
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.ledger import Entry
from salo_plan.publishing.making import PAGE, Make, Order, make_files, write_manifest
from salo_plan.publishing.manifest import inputs_key, read_manifest
from salo_plan.publishing.notebook import notebook_path
from salo_plan.publishing.placing import PRIVATE, keep_earlier, place
from salo_plan.publishing.watch import Limits
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


def issue_report(order: Order, material: Material, desk: Desk, make: Make = make_files) -> Issue:
    """Make and publish one report; unchanged inputs make nothing.

    Raises DataError when the report is not fit to publish; the last good one stays, and what was
    made lies in outputs/failed/ with its reason.
    """
    report = build_report(material, order.audience, order.month, order.lang)
    warnings = report.warnings if isinstance(report, Report) else ()
    key = inputs_key(report, plan_path(order.plan or None), notebook_path(order.audience))
    newest = desk.ledger.newest(order.audience, str(order.month), order.lang)
    page = order.folder / PAGE
    if newest and newest.inputs_key == key and page.is_file():
        return Issue(page, newest.version, made=False, warnings=warnings)
    lying = read_manifest(order.folder) or {"version": 0}
    version = max(newest.version if newest else 0, lying["version"]) + 1
    audience = find_audience(material.plan, order.audience)
    private = Path(tempfile.mkdtemp(prefix=PRIVATE, dir=desk.outputs))
    try:
        private.chmod(0o755)
        try:
            make(order, report, private, Limits.of(audience))
        except DataError as error:
            _keep_failed(desk.outputs / "failed" / order.place, private, str(error))
            raise
        issued = write_manifest(order, report, private, key, version)
        keep_earlier(order.folder, private)
        intent = desk.ledger.begin(
            Entry(
                id=0,
                audience=order.audience,
                month=str(order.month),
                lang=order.lang,
                version=version,
                inputs_key=key,
                folder=order.place,
                private=private.name,
                placed=False,
                issued=issued,
            )
        )
    except BaseException:
        shutil.rmtree(private, ignore_errors=True)
        raise
    place(desk.ledger, desk.outputs, intent)
    _forget_failed(desk.outputs / "failed", order.place)
    return Issue(page, version, made=True, warnings=warnings)


def _keep_failed(folder: Path, private: Path, reason: str) -> None:
    """Keep what was made of a failed report, with its reason, for the analyst to look at."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in private.iterdir():
        shutil.copy2(path, folder / path.name)
    (folder / "reason.txt").write_text(reason + "\n", encoding="utf-8")


def _forget_failed(failed: Path, place: str) -> None:
    """Take away what was kept of an earlier failure, and the folders that are empty without it."""
    shutil.rmtree(failed / place, ignore_errors=True)
    for above in (failed / place).parents:
        if above == failed.parent:
            return
        with suppress(OSError):
            above.rmdir()
