"""What is owed by a day: the plan's calendar less what has been issued."""

from datetime import date
from pathlib import Path
from typing import Any

from salo_plan.extracts.datasets.given import states_the_plan
from salo_plan.periods import Month, Term
from salo_plan.plan.calendar import Promise, due_by
from salo_plan.plan.model import Audience
from salo_plan.publishing.desk import issued_reports
from salo_plan.publishing.standing import Owed, Standing, State
from salo_plan.reports.issued import (
    DATA,
    Printed,
    corrected,
    issued_versions,
    printed_months,
    printed_series,
)
from salo_plan.reports.material import REQUIRED_INDICATOR, Material
from salo_plan.reports.opening import build_report, find_audience
from salo_plan.reports.report import Point
from salo_plan.reports.terms import report_term


def owed_reports(material: Material, workspace: Path, day: date) -> tuple[Owed, ...]:
    """List the reports due by a day that are not issued or must be issued again, in due order."""
    issued = issued_reports(workspace / "outputs")
    found = []
    for promise in due_by(material.plan, day):
        audience = find_audience(material.plan, promise.audience)
        known = material.measuring.measurements.value(REQUIRED_INDICATOR, promise.month)
        if (promise.audience, str(promise.month)) in issued:
            if known is None or not _must_be_corrected(material, workspace, audience, promise):
                continue
            state: State = "reissue"
        else:
            state = "blocked" if known is None else "owed"
        missing = (REQUIRED_INDICATOR,) if state == "blocked" else ()
        found.append(Owed(promise.audience, promise.month, promise.due, state, missing))
    return tuple(found)


def standing_of(material: Material, workspace: Path, day: date) -> Standing:
    """Reckon what is owed by a day, with what the analyst should know of the files."""
    return Standing(owed_reports(material, workspace, day), material.warnings)


def _must_be_corrected(
    material: Material, workspace: Path, audience: Audience, promise: Promise
) -> bool:
    """Tell whether a month's figure of an issued report is printed otherwise now.

    A change that comes only through running or yearly figures goes into the next report. One that
    was made of the example, which has left, is not the report that was promised.
    """
    if not (workspace / "outputs" / str(promise.month) / audience.id / DATA).is_file():
        return False
    issue = next(issued_versions(workspace, audience.id, promise.month), None)
    if issue is None:
        return True
    term = report_term(audience, promise.month)
    now = _printed_now(material, audience, promise.month, term)
    return bool(corrected(printed_months(material.plan, _only(term, issue)), now, term))


def _only(term: Term, issue: dict[str, Any]) -> dict[str, Any]:
    """Leave the other months out of a report's data, so that nothing is printed in vain."""
    months = set(map(str, term))
    rows = [
        {**row, "series": [point for point in row["series"] if point["month"] in months]}
        for row in issue["rows"]
    ]
    return {**issue, "rows": rows}


def _printed_now(material: Material, audience: Audience, month: Month, term: Term) -> Printed:
    plan, measurements = material.plan, material.measuring.measurements
    if audience.public:
        report = build_report(material, audience.id, month).as_json()
        return printed_months(plan, _only(term, report))
    return printed_series(
        plan,
        (
            (item.id, tuple(Point(str(m), measurements.value(item.id, m)) for m in term))
            for item in plan.indicators
        ),
    )


def has_received(workspace: Path) -> bool:
    """Tell whether data/raw holds any extract beside the committed public figures."""
    raw = workspace / "data" / "raw"
    files = (path.relative_to(raw) for path in raw.rglob("*") if path.is_file())
    return any(
        path.parts[0] != "statfin" and path.name != "README.md" and not states_the_plan(path)
        for path in files
    )
