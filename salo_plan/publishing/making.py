"""Making the files of one report in a private folder: notebook, page, data, manifest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.fingerprints import code_hash, sha256_of
from salo_plan.periods import Month
from salo_plan.plan.file import plan_path
from salo_plan.publishing.manifest import Manifest, as_data, package_versions, write_json
from salo_plan.publishing.notebook_file import KERNELS, Engine, NotebookParameters, notebook_path
from salo_plan.publishing.watch import Limits
from salo_plan.reports.public.report import AnyReport, PublicReport
from salo_plan.told import Told

PAGE, NOTEBOOK, DATA, MANIFEST = "report.html", "report.ipynb", "report.json", "manifest.json"
FRAGMENT = "fragment.html"
FILES = (PAGE, FRAGMENT, NOTEBOOK, DATA)


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: one audience's report of one month from one workspace and plan."""

    workspace: Path
    audience: str
    month: Month
    lang: str = "fi"
    plan: str = ""

    @property
    def place(self) -> str:
        """The report's folder, named from outputs/; another language lies inside the Finnish."""
        own = f"{self.month}/{self.audience}"
        return own if self.lang == "fi" else f"{own}/{self.lang}"

    @property
    def folder(self) -> Path:
        """The report's place on disk."""
        return self.workspace / "outputs" / self.place

    @property
    def plan_file(self) -> str:
        """The plan file's full path, as the notebook is told it; empty for the packaged plan."""
        return str(plan_path(self.plan).resolve()) if self.plan else ""

    @property
    def parameters(self) -> NotebookParameters:
        """What the notebook is told."""
        workspace, month = str(self.workspace), str(self.month)
        return NotebookParameters(month, self.audience, workspace, self.lang, self.plan_file)


Make = Callable[[Order, AnyReport, Path, Limits], None]


def make_files(
    order: Order, report: AnyReport, private: Path, limits: Limits, engine: Engine = KERNELS
) -> None:
    """Run the notebook and write the page and the data; DataError when they are not fit."""
    # Imported by those who make reports, not by those who let others make them.
    from salo_plan.publishing.checks import check_page
    from salo_plan.publishing.export import export_fragment, export_html
    from salo_plan.publishing.notebook import run_notebook

    source = notebook_path(order.audience)
    notebook = run_notebook(source, private / NOTEBOOK, order.parameters, limits, engine)
    town = report.kicker.split(" · ")[0]
    html = export_html(notebook, title=f"{report.title} – {town}", lang=report.lang)
    (private / PAGE).write_text(html, encoding="utf-8", newline="\n")
    if isinstance(report, PublicReport):
        fragment = export_fragment(notebook, lang=report.lang)
        (private / FRAGMENT).write_text(fragment, encoding="utf-8", newline="\n")
    write_json(private / DATA, report.as_json())
    if reasons := check_page(html, report):
        raise DataError(Told.joined("\n", [Told("the page is not fit to publish:"), *reasons]))


def write_manifest(order: Order, report: AnyReport, private: Path, key: str, version: int) -> str:
    """Write the manifest beside the finished files and return the time of issue in it."""
    plan_file, source = plan_path(order.plan or None), notebook_path(order.audience)
    issued = datetime.now(UTC).isoformat(timespec="seconds")
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
        outputs={n: sha256_of(private / n) for n in FILES if (private / n).is_file()},
        packages=package_versions(),
        issued=issued,
    )
    write_json(private / MANIFEST, as_data(manifest))
    return issued
