"""Whether a comment is older than a change of its figure.

Two things tell of a change: a declared correction of a file behind the figure, and the report
already issued for the same audience and month.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from salo_plan.extracts.tables import Tables
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month, Term
from salo_plan.reports.issued import issued_versions
from salo_plan.reports.report import Fact


@dataclass(frozen=True, slots=True)
class Correction:
    """A file that replaced another one behind a figure; `day` is None when nobody recorded it."""

    file: str
    day: date | None


@dataclass(frozen=True, slots=True)
class IssuedComment:
    """A comment in a report already issued: the hash of its words and the figures beside them."""

    source: str
    figures: tuple[Fact, ...]


def corrections(
    tables: Tables, measurements: Measurements, findings: Iterable[Finding]
) -> dict[str, tuple[Correction, ...]]:
    """Find the declared corrections with other sums behind the figure of each indicator."""
    listed = tables.frames["deliveries"]
    days = dict(zip(listed["file_name"], (day.date() for day in listed["delivered"]), strict=True))
    changed = [item for item in tables.superseded if item.month and item.changes]
    found: dict[str, tuple[Correction, ...]] = {}
    for finding in findings:
        month, name = finding.month, finding.indicator.id
        term = month.year_to_date() if finding.judged == "year" else Term(month, month)
        newer = {
            item.new
            for item in changed
            if Month.parse(item.month) in term
            and item.new in _files_behind(measurements, name, Month.parse(item.month))
        }
        found[name] = tuple(
            Correction(path, days.get(PurePosixPath(path).name)) for path in sorted(newer)
        )
    return found


def issued_comments(workspace: Path, month: Month, audience: str) -> dict[str, IssuedComment]:
    """Read the comments of the report already issued, by subject; none when there is no report."""
    try:
        comments = next(issued_versions(workspace, audience, month), {}).get("comments", [])
        return {
            item["about"]: IssuedComment(
                item["source"], tuple(Fact(f["term"], f["value"]) for f in item["figures"])
            )
            for item in comments
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _files_behind(measurements: Measurements, indicator: str, month: Month) -> set[str]:
    found = measurements.get(indicator, month)
    return {source.path for source in found.sources} if found else set()
