"""The declared relations are held against the numbers that really stand in the published files."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from salo_plan.indicators.relations import Count, published_relations
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.public.report import PublicReport

from .attack import INDICATORS, true_counts
from .page_numbers import Drawn, Reader, drawn, page, unexplained
from .published import PublishedIssue
from .towns import PUBLIC, Issued, make_series, random_steps, random_town

NUMBERS_OF_A_ROW = {"value", "year_value", "series"}
MACHINE_WORDS = {
    *("id", "plan", "month", "indicator", "indicators", "key_figures", "hidden", "sources")
}
NOT_FIGURES = {("charts", "decimals"), ("goals", "number")}


def texts_of(data: Any) -> Iterator[str]:
    """All texts of a report.json, but for the names and hashes of files and machine's words."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in MACHINE_WORDS:
                yield from texts_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts_of(value)


def strange_numbers(data: dict[str, Any]) -> list[str]:
    """Numbers of a report.json that are no row's figure, no drawn row and not the plan's."""
    rows = {row["id"]: row for row in data["rows"]}
    found = []
    for place, items in data.items():
        for item in items if isinstance(items, list | tuple) and place != "sources" else ():
            if not isinstance(item, dict):
                continue
            numbers = {k for k, v in item.items() if isinstance(v, int | float) and v is not None}
            known = (
                NUMBERS_OF_A_ROW if place == "rows" else {"limit"} if place == "charts" else set()
            )
            found += [(place, k) for k in numbers - known if (place, k) not in NOT_FIGURES]
    for chart in data["charts"]:
        indicator, (line,) = INDICATORS[chart["id"]], chart["lines"]
        if list(line["points"]) != list(rows[chart["id"]]["series"]):
            found.append(("charts", chart["id"]))
        if chart["limit"] not in (None, indicator.target and indicator.target.limit):
            found.append(("charts", "limit"))
        stated = indicator.baseline.value if indicator.baseline else None
        if chart["baseline"] and chart["baseline"]["value"] != stated:
            found.append(("charts", "baseline"))
    return [f"{place}: {name}" for place, name in found]


def misdrawn(report: PublicReport, pictures: list[Drawn]) -> list[str]:
    """Points of the pictures that are no published month of the chart, and those not drawn."""
    found = []
    for chart, picture in zip(report.charts, pictures, strict=True):
        values = {p.month: p.value for p in chart.lines[0].points if p.value is not None}
        if picture.line.keys() != values.keys():
            found.append(f"{chart.id}: {sorted(picture.line.keys() ^ values.keys())}")
        stated = {(chart.baseline.month, chart.baseline.value)} if chart.baseline else set()
        for month, value in [*picture.line.items(), *picture.marks]:
            told = {values.get(month), *(v for m, v in stated if m == month)} - {None}
            if not any(abs(value - known) <= picture.tolerance for known in told):
                found.append(f"{chart.id} {month}: {value}")
    return found


def faults(report: PublicReport) -> list[str]:
    """Everything in a report and its page that no declared relation explains."""
    data = report.as_json()
    issue, reader = PublishedIssue(data), Reader(page(report))
    pictures = [drawn(svg) for svg in reader.pictures]
    texts = [*reader.texts, *(word for picture in pictures for word in picture.words)]
    return [
        *unexplained([*texts, *texts_of(data)], issue),
        *strange_numbers(data),
        *misdrawn(report, pictures),
    ]


def wrong_figures(issued: Issued) -> list[str]:
    """Published figures that the counts declared behind them do not give."""
    issue, found = issued.issue, []
    months = [Month.parse(month) for month in issue.months]
    relations, people = published_relations(PUBLIC, months), true_counts(issued.town, issue.months)
    totals = {total.total: total.parts for total in relations.sums}
    for shown, behind in relations.behind.items():
        told = issue.told(shown)
        if told.state != "shown" or "function" in INDICATORS[shown.indicator].metric:
            continue
        figure = _figure(behind, totals.get(behind[0], ()), people)
        off = figure * 10**told.decimals - told.digits
        if not Fraction(-1, 2) <= off < Fraction(1, 2):
            found.append(f"{shown}: {told}, not {figure}")
    return found


def _figure(
    behind: tuple[Count, ...], months: tuple[Count, ...], people: dict[Count, int]
) -> Fraction:
    if len(behind) == 3:
        return Fraction(100 * people[behind[1]], people[behind[0]])
    if months:
        there = [people[month] for month in months if month in people]
        return Fraction(sum(there), len(there))
    return Fraction(people[behind[0]])


def towns(seeds: range, months: int) -> Iterator[Issued]:
    for seed in seeds:
        rng = np.random.default_rng(seed)
        yield from make_series(list(random_steps(rng, random_town(rng), months)))


def test_every_published_figure_is_made_of_the_counts_declared_behind_it():
    assert [fault for issued in towns(range(40), 2) for fault in wrong_figures(issued)] == []


def test_every_number_of_the_pages_of_small_towns_is_explained():
    assert [fault for issued in towns(range(12), 1) for fault in faults(issued.report)] == []


def test_every_number_of_the_page_of_the_plans_own_figures_is_explained(workspace: Path):
    report = build_report(gather(read_plan(), workspace), "public", Month(2022, 11))
    assert faults(report) == []


@pytest.fixture(scope="module")
def example(example_year: Callable[[], Path]) -> Material:
    return gather(read_plan(), example_year())


@pytest.mark.slow
@pytest.mark.parametrize("month", ["2022-12", "2023-01", "2023-03", "2023-06", "2023-09"])
def test_every_number_of_the_pages_of_the_example_is_explained(example: Material, month: str):
    assert faults(build_report(example, "public", Month.parse(month))) == []


@pytest.mark.slow
def test_every_number_of_the_pages_of_many_small_towns_is_explained():
    issues = list(towns(range(500, 600), 2))
    assert [fault for issued in issues for fault in faults(issued.report)] == []


def test_a_number_that_no_relation_explains_is_found():
    (issued, *_) = towns(range(1), 1)
    texts = ["Asiakkaita oli 987, joista työttömiä 12,3 %.", "Alle 5 henkilöä 6/2023."]
    assert len(unexplained(texts, issued.issue)) == 2
