"""The package against the second opinion, every indicator of every month of the example."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .answers import FIELDS, Answers, differences, of_the_package, of_the_second_opinion

REPOSITORY = Path(__file__).parents[2]
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
NUMERIC = 33


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second_opinion")
    command = [sys.executable, "-m", "salo_plan", "example", "--workspace", str(folder)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    shutil.copy2(REPOSITORY / "data" / "raw" / "figures_plan_2023.csv", folder / "data" / "raw")
    return folder


@pytest.fixture(scope="session")
def ours(example: Path) -> Answers:
    return of_the_package(example, MONTHS)


@pytest.fixture(scope="session")
def theirs(example: Path) -> Answers:
    return of_the_second_opinion(example, MONTHS)


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
