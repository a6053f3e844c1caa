"""What earlier issues of the public version have hidden and shown, read from the issued reports."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from salo_plan.indicators.disclosure import Earlier
from salo_plan.indicators.relations import Shown
from salo_plan.reports.issued import issued_months, issued_versions


def earlier_issues(workspace: Path, audience: str) -> Earlier:
    """Collect what any issue of the audience hides and shows, older versions among them."""
    issues = [
        issue
        for month in issued_months(workspace, audience)
        for issue in issued_versions(workspace, audience, month)
    ]
    hidden = (
        Shown(figure["indicator"], figure["month"], figure["span"])
        for issue in issues
        for figure in issue.get("hidden", ())
    )
    shown = (figure for issue in issues for figure in shown_figures(issue))
    return Earlier(frozenset(hidden), frozenset(shown))


def shown_figures(issue: dict[str, Any]) -> Iterator[Shown]:
    """Go through the figures that an issue shows: its months, and the year to date."""
    for row in issue.get("rows", ()):
        for point in row["series"]:
            if point["value"] is not None:
                yield Shown(row["id"], point["month"])
        if row.get("year_value") is not None:
            yield Shown(row["id"], issue["month"], "year")
