"""What earlier issues of the public version have hidden and shown, read from the issued reports."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from salo_plan.indicators.disclosure import Earlier
from salo_plan.indicators.relations import Shown


def earlier_issues(workspace: Path, audience: str) -> Earlier:
    """Collect what any issue of the audience hides and shows, older versions among them."""
    outputs = workspace / "outputs"
    places = (f"????-??/{audience}/report.json", f"????-??/{audience}/v*/report.json")
    issues = [
        json.loads(path.read_text(encoding="utf-8"))
        for place in places
        for path in outputs.glob(place)
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
