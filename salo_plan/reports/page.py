"""The page of a report: one method a notebook cell, each giving a block of HTML.

The words of the page's own headings stand in templates/words.<lang>.toml; everything else comes
ready worded in the `Report`. A block looks the same in JupyterLab and in the exported file, because
every style rule is scoped under the class `salo`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from salo_plan.errors import CallError, DataError, unknown_name
from salo_plan.periods import Month
from salo_plan.reports.charts import as_img, sparkline
from salo_plan.reports.report import (
    GOAL_SECTION,
    OTHER_SECTION,
    Change,
    Chart,
    Report,
    Row,
    Section,
    Table,
)
from salo_plan.wording import NOTHING, figure, month_alone, month_slash

_TEMPLATES = Path(__file__).parent / "templates"
NOTES = ("notes", "glossary")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: what one notebook cell shows."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


class Page:
    """A report as blocks of HTML; the page itself, shown in a cell, brings the style.

    Parameters
    ----------
    report
        What is shown; nothing is computed here but the figures tables behind the charts.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._words = _words(report.lang)

    def __repr__(self) -> str:
        """Name the report; the default would put a memory address into the notebook."""
        return f"Page({self.report.audience} {self.report.month})"

    def _repr_html_(self) -> str:
        return f"<style>\n{stylesheet()}</style>"

    def masthead(self) -> Block:
        """Return the band of example data, the title and the facts row."""
        return self._block("masthead")

    def summary(self) -> Block:
        """Return the result in a sentence, the lead and the count of indicators per status."""
        return self._block("summary")

    def attention(self) -> Block:
        """Return every missed indicator with what is done, by whom and by when."""
        return self._block("attention")

    def goals(self) -> Block:
        """Return the state of each goal beside what changed.

        A goal leads to its own section, or to its rows of the scoreboard where it has none.
        """
        sections = {section.id for section in self.report.sections}
        own = {goal.number: f"{GOAL_SECTION}{goal.number}" for goal in self.report.goals}
        places = {n: name if name in sections else f"goal-{n}" for n, name in own.items()}
        return self._block("goals", places=places)

    def scoreboard(self) -> Block:
        """Return all indicators in one table, goal by goal."""
        rows = self.report.rows
        limits = {entry["id"]: _limit(entry) for entry in self.report.indicators}
        sparks = {
            row.id: Markup(
                sparkline(row.series, limits.get(row.id), _spark_verdict(row), row.spark_alt)
            )
            for row in rows
            if row.spark_alt
        }
        return self._block(
            "scoreboard",
            sparks=sparks,
            usual_year_ago=_usual(row.year_ago for row in rows),
            usual_baseline=_usual(row.baseline for row in rows),
        )

    def goal_sections(self) -> Block:
        """Return the sections of the goals one after another, and the plan's other changes."""
        names = [section.id for section in self.report.sections]
        shown = [name for name in names if name == OTHER_SECTION or name.startswith(GOAL_SECTION)]
        return Block("\n".join(self.section(name).html for name in shown))

    def section(self, name: str) -> Block:
        """Return a section by its id: lead, charts with their figures, tables and facts."""
        section = self._find(name)
        return self._block(
            "section",
            section=section,
            pictures={chart.id: Markup(as_img(chart)) for chart in section.charts},
            figures={chart.id: self._figures(chart) for chart in section.charts},
        )

    def notes(self) -> Block:
        """Return the data notes (aineiston tiedot) and, where the report has one, the glossary."""
        known = {section.id for section in self.report.sections}
        sections = [self._find(name) for name in NOTES if name == NOTES[0] or name in known]
        return self._block("notes", sections=sections)

    def end(self) -> Block:
        """Return the footer with the end mark, by which a finished page is known."""
        return self._block("end")

    def _block(self, name: str, **shown: Any) -> Block:
        template = _environment().get_template(f"{name}.html.j2")
        return Block(
            template.render(report=self.report, words=self._words, nothing=NOTHING, **shown)
        )

    def _find(self, name: str) -> Section:
        try:
            return self.report.section(name)
        except KeyError:
            known = [section.id for section in self.report.sections]
            raise DataError(
                f"{self.report.audience} {self.report.month}: "
                + unknown_name("section", name, known)
            ) from None

    def _figures(self, chart: Chart) -> Table:
        """Build the table behind a chart: months down, or lines down when they are more."""
        if chart.table:
            return chart.table
        found = {
            (line.name, _point_name(chart, point.month)): _printed(chart, point.value)
            for line in chart.lines
            for point in line.points
        }
        lines = tuple(dict.fromkeys(line for line, _ in found))
        months = tuple(dict.fromkeys(month for _, month in found))
        if len(lines) > len(months):
            columns = (self._words["series"], *months)
            rows = [(line, *(found.get((line, m), NOTHING) for m in months)) for line in lines]
        else:
            columns = (self._words["month"], *lines)
            rows = [(m, *(found.get((line, m), NOTHING) for line in lines)) for m in months]
        return Table(chart.measure, columns, tuple(rows), (False, *(True for _ in columns[1:])))


def _printed(chart: Chart, value: float | None) -> str:
    if value is None and chart.gap_words:
        return chart.gap_words
    return figure(value, chart.unit, chart.decimals)


def _point_name(chart: Chart, month: str) -> str:
    known = Month.parse(month)
    if chart.form == "seasons":
        return month_alone(known.number)
    return month_slash(known.year, known.number)


def _limit(indicator: dict[str, Any]) -> float | None:
    target = indicator.get("target") or {}
    # A yearly path is no limit for a single month.
    limit: float | None = None if "path" in target else target.get("limit")
    return limit


def _spark(row: Row, limit: float | None) -> Markup:
    return Markup(sparkline(row.series, limit, _spark_verdict(row), row.spark_alt))


def _spark_verdict(row: Row) -> str:
    """Mark the last month by the verdict, unless the verdict is about the year's figure."""
    last = row.series[-1].value if row.series else None
    return row.verdict if last == row.value else "no_target"


def _usual(changes: Iterable[Change | None]) -> str:
    """Find the month that most changes are counted from; only the others name theirs."""
    months = Counter(change.since for change in changes if change)
    return months.most_common(1)[0][0] if months else ""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def stylesheet() -> str:
    """Return the style of all pages; every rule stands under the class `salo`."""
    return (_TEMPLATES / "page.css").read_text(encoding="utf-8")


@cache
def _words(lang: str) -> dict[str, Any]:
    files = {path.suffixes[-2].removeprefix("."): path for path in _TEMPLATES.glob("words.*.toml")}
    if lang not in files:
        raise CallError(unknown_name("language", lang, files))
    return tomllib.loads(files[lang].read_text(encoding="utf-8"))
