"""The answers of the package and of the second opinion, side by side."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from salo_plan.indicators.assess import assess
from salo_plan.indicators.listing import listing
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather

from .second_opinion import second_opinion

FIELDS = ("value", "month_value", "year_value", "numerator", "denominator", "verdict")

Answers = dict[tuple[str, str], dict[str, Any]]


def of_the_package(workspace: Path, months: Iterable[str]) -> Answers:
    """Ask the package for every indicator with a number, as `indicators --json` lists them."""
    material = gather(read_plan(), workspace)
    plan, measurements = material.plan, material.measuring.measurements
    answers = {}
    for month in months:
        for row in listing(plan, assess(plan, measurements, Month.parse(month))):
            if row["kind"] != "verbal":
                answers[row["id"], month] = {**row, "verdict": row["target_verdict"]}
    return answers


def of_the_second_opinion(workspace: Path, months: list[str]) -> Answers:
    """Compute the same from the raw files."""
    rows = second_opinion(workspace / "data" / "raw", months[0], months[-1])
    return {(row["id"], row["month"]): row for row in rows}


def same(one: Any, other: Any) -> bool:
    """Tell whether two answers agree: counts and words exactly, other numbers to 1e-9."""
    if one is None or other is None or isinstance(one, str):
        return bool(one == other)
    if float(one).is_integer() and float(other).is_integer():
        return bool(one == other)
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=0)


def differences(ours: Answers, theirs: Answers) -> list[str]:
    """List every differing field, as lines of a table."""
    return [
        f"{month}  {indicator:34} {field:12} {ours[indicator, month][field]!s:>24}"
        f" {theirs[indicator, month][field]!s:>24}"
        for indicator, month in theirs
        for field in FIELDS
        if not same(ours[indicator, month][field], theirs[indicator, month][field])
    ]
