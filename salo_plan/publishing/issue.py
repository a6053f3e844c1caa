"""Publish or nothing: a report is made in a private folder, checked, then moved into place."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.fingerprints import code_hash, sha256_of
from salo_plan.periods import Month
from salo_plan.plan.reading import plan_path
from salo_plan.publishing.checks import check_page
from salo_plan.publishing.export import export_fragment, export_html
from salo_plan.publishing.manifest import (
    Manifest,
    as_data,
    inputs_key,
    package_versions,
    read_manifest,
    write_json,
)
from salo_plan.publishing.notebook import NotebookParameters, notebook_path, run_notebook
from salo_plan.reports.opening import Material, build_report
from salo_plan.reports.public.report import AnyReport, PublicReport
from salo_plan.reports.report import Report

PAGE, NOTEBOOK, DATA, MANIFEST = "report.html", "report.ipynb", "report.json", "manifest.json"
FRAGMENT = "fragment.html"


@dataclass(frozen=True, slots=True)
class Issue:
    """A report in its place, whether this call made it, and what the analyst should know of it."""

    page: Path
    version: int
    made: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: one audience's report of one month from one workspace and plan."""

    workspace: Path
    audience: str
    month: Month
    lang: str = "fi"
    plan: str = ""

    @property
    def folder(self) -> Path:
        """The report's place under outputs/."""
        return self.workspace / "outputs" / str(self.month) / self.audience


def issue_report(order: Order, material: Material) -> Issue:
    """Make and publish one report; unchanged inputs make nothing.

    Raises DataError when the report is not fit to publish; the last good one stays, and what was
    made lies in outputs/failed/ with its reason.
    """
    report = build_report(material, order.audience, order.month, order.lang)
    warnings = report.warnings if isinstance(report, Report) else ()
    source = notebook_path(order.audience)
    key = inputs_key(report, plan_path(order.plan or None), source)
    earlier = read_manifest(order.folder)
    if earlier and earlier["inputs_key"] == key:
        return Issue(order.folder / PAGE, int(earlier["version"]), made=False, warnings=warnings)
    version = int(earlier["version"]) + 1 if earlier else 1
    outputs = order.workspace / "outputs"
    outputs.mkdir(exist_ok=True)
    private = Path(tempfile.mkdtemp(prefix=".making-", dir=outputs))
    try:
        _make(order, report, private, source)
        _write_manifest(order, report, private, source, key, version)
    except DataError as error:
        _keep_failed(order, private, str(error))
        raise
    finally:
        if not (private / MANIFEST).is_file():
            shutil.rmtree(private, ignore_errors=True)
    _move_into_place(order.folder, private, version)
    return Issue(order.folder / PAGE, version, made=True, warnings=warnings)


def _make(order: Order, report: AnyReport, private: Path, source: Path) -> None:
    parameters = NotebookParameters(
        month=str(order.month),
        audience=order.audience,
        workspace=str(order.workspace),
        lang=order.lang,
        plan=str(plan_path(order.plan).resolve()) if order.plan else "",
    )
    notebook = run_notebook(source, private / NOTEBOOK, parameters)
    town = report.kicker.split(" · ")[0]
    html = export_html(notebook, title=f"{report.title} – {town}", lang=report.lang)
    (private / PAGE).write_text(html, encoding="utf-8", newline="\n")
    if isinstance(report, PublicReport):
        fragment = export_fragment(notebook, lang=report.lang)
        (private / FRAGMENT).write_text(fragment, encoding="utf-8", newline="\n")
    write_json(private / DATA, report.as_json())
    if reasons := check_page(html, report):
        raise DataError("the page is not fit to publish:\n" + "\n".join(reasons))


def _write_manifest(
    order: Order, report: AnyReport, private: Path, source: Path, key: str, version: int
) -> None:
    plan_file = plan_path(order.plan or None)
    manifest = Manifest(
        audience=order.audience,
        month=str(order.month),
        lang=order.lang,
        version=version,
        inputs_key=key,
        plan={"name": plan_file.name, "sha256": sha256_of(plan_file)},
        notebook={"name": source.name, "sha256": sha256_of(source)},
        code=code_hash(),
        inputs=report.sources,
        outputs={
            name: sha256_of(private / name)
            for name in (PAGE, FRAGMENT, NOTEBOOK, DATA)
            if (private / name).is_file()
        },
        packages=package_versions(),
        issued=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    write_json(private / MANIFEST, as_data(manifest))


def _keep_failed(order: Order, private: Path, reason: str) -> None:
    """Keep what was made of a failed report, with its reason, for the analyst to look at."""
    place = order.workspace / "outputs" / "failed" / str(order.month) / order.audience
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for path in private.iterdir():
        shutil.copy2(path, place / path.name)
    (place / "reason.txt").write_text(reason + "\n", encoding="utf-8")


def _move_into_place(folder: Path, private: Path, version: int) -> None:
    """Move a finished report into place; the earlier one becomes its `vN` folder."""
    private.chmod(0o755)
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        private.rename(folder)
        return
    for old in folder.glob("v*"):
        shutil.copytree(old, private / old.name)
    aside = folder.with_name(f".{folder.name}.old")
    folder.rename(aside)
    private.rename(folder)
    for old in aside.glob("v*"):
        shutil.rmtree(old)
    aside.rename(folder / f"v{version - 1}")
