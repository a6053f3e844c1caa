"""The package against the second opinion, every indicator of every month of the example."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.explaining.explain import explained_month
from salo_plan.reports.material import gather

from .answers import FIELDS, Answers, differences, of_the_package, of_the_second_opinion, same

MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
NUMERIC, VERBAL = 33, 5
PLAN_ROWS = read_plan().indicators


def written_month(day: object) -> tuple[int, int] | None:
    """Read the month of a day in a log, a date or `5.9.2023` written by hand."""
    if isinstance(day, datetime.datetime):
        return day.year, day.month
    parts = str(day or "").split(".")
    return (int(parts[2]), int(parts[1])) if len(parts) == 3 else None


@pytest.fixture(scope="session")
def example(example_year: Callable[[], Path]) -> Path:
    return example_year()


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


def test_every_explanation_agrees_with_the_second_opinion(example: Path, theirs: Answers) -> None:
    material = gather(read_plan(), example)
    month = MONTHS[-4]
    found = [explained_month(material, each.id, Month.parse(month)) for each in PLAN_ROWS]
    assert len(found) == NUMERIC + VERBAL
    numbers = ("value", "numerator", "denominator")
    wrong = [
        (answer["id"], name, answer[name], theirs[answer["id"], month][name])
        for answer in found
        for name in numbers
        if (answer["id"], month) in theirs
        and not same(answer[name], theirs[answer["id"], month][name])
    ]
    assert not wrong
    verbal = [answer for answer in found if (answer["id"], month) not in theirs]
    assert len(verbal) == VERBAL
    assert {answer[name] for answer in verbal for name in numbers} == {None}


def test_an_explanation_names_the_rows_that_the_second_opinion_reads(example: Path) -> None:
    material = gather(read_plan(), example)
    (source,) = explained_month(material, "daily_social_media", Month(2023, 9))["sources"]
    book = openpyxl.load_workbook(example / source["path"], read_only=True)
    days = [row[0].value for row in book["Some"].iter_rows(min_row=2)]
    rows = [at for at, day in enumerate(days, 2) if written_month(day) == (2023, 9)]
    assert source["rows"] == f"{rows[0]}-{rows[-1]}"
    digest = hashlib.sha256((example / source["path"]).read_bytes()).hexdigest()
    assert source["sha256"] == digest
