"""What a published report was made from: enough to tell later whether it still holds."""

import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from salo_plan.fingerprints import code_hash, sha256_of
from salo_plan.reports.public.report import AnyReport
from salo_plan.reports.report import Report
from salo_plan.reports.sections.follow_up import SECTION as FOLLOW_UP

_VERSIONS_OF = ("salo-plan", "pandas", "matplotlib", "papermill", "nbconvert", "pandera")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The record beside a report: its inputs, code and outputs by content hash.

    `inputs_key` is one hash over everything that decides the report's bytes. A `report.pdf` beside
    the page is no output here: browsers never print the same bytes twice.
    """

    audience: str
    month: str
    lang: str
    version: int
    inputs_key: str
    plan: dict[str, str]
    notebook: dict[str, str]
    code: str
    inputs: tuple[dict[str, Any], ...]
    outputs: dict[str, str]
    packages: dict[str, str]
    issued: str


def inputs_key(report: AnyReport, plan_file: Path, notebook: Path) -> str:
    """Return one hash over the extracts, the plan, the notebook, the code and the parameters.

    A report that counts the issued reports is also made of that count.
    """
    parts = {
        "report": [report.audience, report.month, report.lang],
        "inputs": [[source["path"], source["sha256"]] for source in report.sources],
        "plan": sha256_of(plan_file),
        "notebook": sha256_of(notebook),
        "code": code_hash(),
        "issued": _issued_counted(report),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _issued_counted(report: AnyReport) -> list[tuple[str, ...]]:
    sections = report.sections if isinstance(report, Report) else ()
    tables = (table for section in sections if section.id == FOLLOW_UP for table in section.tables)
    return [row for table in tables for row in table.rows]


def package_versions() -> dict[str, str]:
    """Return the versions that may change a report's bytes."""
    return {"python": platform.python_version(), **{n: version(n) for n in _VERSIONS_OF}}


def json_text(data: Any) -> str:
    """Return JSON with a stable layout; NaN is refused, since readers know only null."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_json(path: Path, data: Any) -> None:
    """Write JSON with the same stable layout."""
    path.write_text(json_text(data), encoding="utf-8", newline="\n")


def issued_manifests(outputs: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Go through the issued reports that lie in outputs/, the oldest issue first."""
    folders = [path.parent for path in outputs.glob("????-??/**/manifest.json")]
    placed = [folder for folder in folders if not _is_old_version(folder)]
    found = [(folder, manifest) for folder in placed if (manifest := read_manifest(folder))]
    yield from sorted(found, key=lambda pair: (pair[1]["issued"], pair[0].as_posix()))


def _is_old_version(folder: Path) -> bool:
    return folder.name.startswith("v") and folder.name[1:].isdigit()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Read the manifest of an issued report; None when there is none."""
    path = folder / "manifest.json"
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def as_data(manifest: Manifest) -> dict[str, Any]:
    """Return the manifest as JSON-ready data."""
    return asdict(manifest)
