"""The package against the second opinion, every indicator of every month of the example."""

import json
import math
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from salo_plan.cli import main

from .second_opinion import second_opinion

REPOSITORY = Path(__file__).parents[2]
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
NUMERIC = 33
FIELDS = ("value", "month_value", "year_value", "numerator", "denominator", "verdict")

Answers = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second_opinion")
    command = [sys.executable, "-m", "salo_plan", "example", "--workspace", str(folder)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    shutil.copy2(REPOSITORY / "data" / "raw" / "figures_plan_2023.csv", folder / "data" / "raw")
    return folder


@pytest.fixture(scope="session")
def ours(example: Path) -> Answers:
    answers = {}
    for month in MONTHS:
        call = ["indicators", "--month", month, "--json", "--workspace", str(example)]
        result = CliRunner().invoke(main, call)
        assert result.exit_code == 0, result.output
        for row in json.loads(result.stdout):
            if row["kind"] != "verbal":
                answers[row["id"], month] = {**row, "verdict": row["target_verdict"]}
    return answers


@pytest.fixture(scope="session")
def theirs(example: Path) -> Answers:
    rows = second_opinion(example / "data" / "raw", MONTHS[0], MONTHS[-1])
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


def test_both_have_the_same_indicator_months(ours: Answers, theirs: Answers) -> None:
    assert set(ours) == set(theirs)
    assert len(theirs) == NUMERIC * len(MONTHS)


def test_the_example_gives_most_of_them_a_value(theirs: Answers) -> None:
    with_value = [key for key, row in theirs.items() if row["month_value"] is not None]
    assert len(with_value) > 0.9 * len(theirs)
    assert {indicator for indicator, _month in with_value} == {key[0] for key in theirs}


def test_every_figure_and_verdict_agrees(ours: Answers, theirs: Answers) -> None:
    found = differences(ours, theirs)
    print(f"\n{len(theirs)} indicator-months, {len(FIELDS)} answers each")
    print(f"{len(found)} differences (month, indicator, field, package, second opinion)")
    print(*found, sep="\n")
    assert not found
