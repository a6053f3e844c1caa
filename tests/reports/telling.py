"""Findings for the tables of examples: a line gives the figures, and the plan does the rest.

A line is `indicator | month | figures | figures a year before | told`. The figures are those of the
months up to the month, oldest first; `–` is missing, `salattu` secret, `18/25` a share with its
parts and `54 (n 18)` a figure with the number it is of. A `*` after the month judges the year.
Sentences are written with ordinary spaces; tests/reports/test_sentences.py sees to the others.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from salo_plan.figures import MISSING, Measured, Measurement, Source
from salo_plan.indicators.assess import Finding, Judged, assess
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.attention import attention
from salo_plan.reports.goal_sentences import goal_result
from salo_plan.reports.report import Row
from salo_plan.reports.rows import scoreboard_rows
from salo_plan.reports.sections.actions import action_log
from salo_plan.reports.sections.chart_words import chart_alt, chart_title
from salo_plan.reports.sentences import lead, result_sentence

PLAN = read_plan()
TABLES = Path(__file__).parent / "sentences"
NOTHING = pd.DataFrame(columns=["id", "state", "owner", "due", "comment", "updated"])
EXTRACT = Source("data/raw/made.csv", "0" * 64)


@dataclass(frozen=True)
class Told:
    """A finding with its row, and what the library says of it."""

    finding: Finding
    row: Row
    measurements: Measurements

    @property
    def title(self) -> str:
        return chart_title(self.finding, self.row)

    @property
    def happened(self) -> str:
        nothing_done = action_log(NOTHING, self.finding.month)
        lines = attention(PLAN, (self.finding,), (self.row,), self.measurements, nothing_done)
        return lines[0].happened if lines else ""

    @property
    def alt(self) -> str:
        known = [point.value for point in self.row.series if point.value is not None]
        return chart_alt(self.finding, self.row, known) if known else ""


def examples(name: str) -> list[tuple[str, ...]]:
    """Read the lines of a table: cells between bars, the last one what should be said."""
    lines = (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [tuple(cell.strip() for cell in line.split("|")) for line in kept]


def told(indicator: str, month: str, now: str, before: str) -> Told:
    """Make the finding that a line of a table describes."""
    when, judge = Month.parse(month.rstrip("*")), "year" if month.endswith("*") else "month"
    made = measurements(indicator, when, now, before)
    findings, rows = judged(made, when, judge)  # type: ignore[arg-type]
    place = [item.id for item in PLAN.indicators].index(indicator)
    return Told(findings[place], rows[place], made)


def judged(
    made: Measurements, month: Month, judge: Judged = "month"
) -> tuple[tuple[Finding, ...], tuple[Row, ...]]:
    findings = assess(PLAN, made, month, judge)
    return findings, scoreboard_rows(PLAN, findings, made)


def measurements(indicator: str, month: Month, now: str, before: str = "") -> Measurements:
    """Measure the months that two cells give: up to the month, and up to it a year before."""
    items: list[Measurement] = []
    for cell, last in ((now, month), (before, month.year_ago)):
        figures = cell.split(";") if cell else []
        for position, figure in enumerate(figures):
            then = last.plus(position + 1 - len(figures))
            items.append(
                Measurement(indicator, then, "T", _figure(figure.strip()), sources=(EXTRACT,))
            )
    return Measurements.of(items)


def together(cell: str, month: Month) -> Measurements:
    """Measure several indicators: `clients 2600 2500; typ_clients 163`."""
    items: list[Measurement] = []
    for part in cell.split(";"):
        name, *figures = part.split()
        items += measurements(name, month, *figures)
    return Measurements.of(items)


def goal_told(number: int, cell: str, month: str) -> str:
    """What is said of a goal of which only the given figures are known."""
    findings, rows = judged(together(cell, Month.parse(month)), Month.parse(month))
    own = [pair for pair in zip(findings, rows, strict=True) if pair[1].goal == number]
    return goal_result(tuple(f for f, _ in own), tuple(row for _, row in own))


def lead_told(cell: str, month: str) -> str:
    """The result and the lead of a report that is about the given indicators alone."""
    made = together(cell, Month.parse(month))
    findings, rows = judged(made, Month.parse(month))
    named = {item.indicator for item in made}
    own = [pair for pair in zip(findings, rows, strict=True) if pair[1].id in named]
    findings, rows = tuple(f for f, _ in own), tuple(row for _, row in own)
    return f"{result_sentence(rows)} {lead(PLAN, findings, rows)}".rstrip()


def _figure(cell: str) -> Measured:
    if cell == "–":
        return MISSING
    if cell == "salattu":
        return Measured(None, state="secret")
    if cell == "ei ketään":
        return Measured(None, state="not_applicable")
    parts = re.fullmatch(r"(\d+)/(\d+)", cell)
    if parts:
        upper, lower = float(parts[1]), float(parts[2])
        return Measured(100 * upper / lower, upper, lower)
    few = re.fullmatch(r"(\S+) \(n (\d+)\)", cell)
    value = float((few[1] if few else cell).replace(",", ".").replace("−", "-"))
    if few:
        return Measured(value, value * float(few[2]) / 100, float(few[2]))
    return Measured(value)
