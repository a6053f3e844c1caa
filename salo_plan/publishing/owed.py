"""What is owed by a day: the plan's calendar less what has been issued."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from salo_plan.extracts.datasets.given import PLAN_FILE
from salo_plan.periods import Month
from salo_plan.plan.calendar import due_by
from salo_plan.publishing.manifest import read_manifest
from salo_plan.reports.opening import REQUIRED_INDICATOR, Material

State = Literal["owed", "reissue", "blocked"]


@dataclass(frozen=True, slots=True)
class Owed:
    """A promised report that is not issued: `blocked` when it lacks what it needs (`missing`)."""

    audience: str
    month: Month
    due: date
    state: State
    missing: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it in the shape of `salo-plan due --json`."""
        return {
            "audience": self.audience,
            "month": str(self.month),
            "due": self.due.isoformat(),
            "state": self.state,
            "missing": list(self.missing),
        }


def owed_reports(material: Material, workspace: Path, day: date) -> tuple[Owed, ...]:
    """List the reports due by a day that are not issued, in the order they were due."""
    owed = []
    for promise in due_by(material.plan, day):
        folder = workspace / "outputs" / str(promise.month) / promise.audience
        if read_manifest(folder):
            continue
        known = material.measuring.measurements.value(REQUIRED_INDICATOR, promise.month)
        missing = () if known is not None else (REQUIRED_INDICATOR,)
        state: State = "blocked" if missing else "owed"
        owed.append(Owed(promise.audience, promise.month, promise.due, state, missing))
    return tuple(owed)


def has_received(workspace: Path) -> bool:
    """Tell whether data/raw holds any extract beside the committed public figures."""
    raw = workspace / "data" / "raw"
    files = (path.relative_to(raw) for path in raw.rglob("*") if path.is_file())
    return any(
        path.parts[0] != "statfin" and path.name not in (PLAN_FILE, "README.md") for path in files
    )
