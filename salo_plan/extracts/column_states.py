"""What the cells of one column hold: how many of each state, and the sum of a count."""

from typing import Any

import pandas as pd

from salo_plan.extracts.schema import ColumnRule


def describe_column(rule: ColumnRule, frame: pd.DataFrame, wrong: int) -> dict[str, Any]:
    """Describe a column by its kind and cells; of those, `wrong` could not be read."""
    seen: dict[str, Any] = {"name": rule.header, "type": rule.kind, "private": rule.private}
    if rule.name not in frame:
        return seen
    values = frame[rule.name]
    if rule.marks:
        states = frame[rule.state_column].value_counts()
        counts = {str(state): int(count) for state, count in states.items()}
        complete = bool((frame[rule.state_column] == "ok").all())
        seen["states"] = _told_apart(counts, "missing", wrong)
        seen["sum"] = round(float(values.sum()), 6) if complete and rule.adds_up else None
    else:
        counts = {"ok": int(values.notna().sum()), "missing": int(values.isna().sum())}
        # A yes or no that cannot be read stands in the frame as no.
        seen["states"] = _told_apart(counts, "ok" if rule.kind == "yes_no" else "missing", wrong)
        seen["distinct"] = int(values.nunique())
    return seen


def _told_apart(counts: dict[str, int], among: str, wrong: int) -> dict[str, int]:
    """Tell wrong cells apart from those among which they were counted."""
    if not wrong:
        return counts
    return counts | {among: counts.get(among, 0) - wrong, "wrong": wrong}
