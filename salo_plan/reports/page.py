"""The page of a report: one method a notebook cell, each giving a block of HTML.

The page's own headings stand in the templates, said in the report's language; everything else comes
ready worded in the `Report`. A block looks the same in JupyterLab and in the exported file, because
every style rule is scoped under the class `salo`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from salo_plan.errors import DataError, unknown_name
from salo_plan.messages import speaking
from salo_plan.reports.blocks import Block, block, pictured
from salo_plan.reports.charts.drawing import sparkline
from salo_plan.reports.report import (
    GOAL_SECTION,
    OTHER_SECTION,
    Change,
    Report,
    Row,
    Section,
)
from salo_plan.reports.sections.corrections import SECTION as CORRECTIONS
from salo_plan.reports.sections.follow_up import SECTION as FOLLOW_UP
from salo_plan.reports.sections.outlook import SECTION as OUTLOOK
from salo_plan.reports.stylesheet import stylesheet
from salo_plan.told import Told

NOTES = ("notes", "glossary")
# Three printed pages at most, so on paper the scoreboard leaves out the small text of its rows.
BRIEF_ON_PAPER = ("management_group",)
# A longer comment takes the whole width below the charts.
LONG_COMMENT = 700


class Page:
    """A report as blocks of HTML; the page itself, shown in a cell, brings the style.

    Parameters
    ----------
    report
        What is shown; nothing is computed here but the figures tables behind the charts.
    """

    def __init__(self, report: Report) -> None:
        # Entered here too, so that an unknown language is refused before any block is asked for.
        with speaking(report.lang):
            self.report = report

    def __repr__(self) -> str:
        """Name the report; the default would put a memory address into the notebook."""
        return f"Page({self.report.audience} {self.report.month})"

    def _repr_html_(self) -> str:
        return f"<style>\n{stylesheet(self.report.lang)}</style>"

    def masthead(self) -> Block:
        """Return the band of example data, the title and the facts row."""
        return self._block("masthead")

    def summary(self) -> Block:
        """Return the result in a sentence, the lead and the count of indicators per status."""
        return self._block("summary", shown=("lead", "tally"))

    def lead(self) -> Block:
        """Return the result in a sentence and the lead alone."""
        return self._block("summary", shown=("lead",))

    def tally(self) -> Block:
        """Return the count of indicators per status alone."""
        return self._block("summary", shown=("tally",))

    def attention(self) -> Block:
        """Return every missed indicator with what is done, by whom and by when."""
        unknown = sum(count for verdict, _, count in self.report.tally if verdict == "no_data")
        return self._block("attention", unknown=unknown)

    def goals(self) -> Block:
        """Return the state of each goal beside what changed.

        A goal leads to its own section, or to its rows of the scoreboard where it has none.
        """
        sections = self.report.section_ids
        own = {goal.number: f"{GOAL_SECTION}{goal.number}" for goal in self.report.goals}
        places = {n: name if name in sections else f"goal-{n}" for n, name in own.items()}
        return self._block("goals", places=places)

    def scoreboard(self) -> Block:
        """Return all indicators in one table, goal by goal."""
        rows = self.report.rows
        limits = {entry["id"]: _limit(entry) for entry in self.report.indicators}
        sparks = {row.id: _spark(row, limits.get(row.id)) for row in rows if row.spark_alt}
        return self._block(
            "scoreboard",
            sparks=sparks,
            brief=self.report.audience in BRIEF_ON_PAPER,
            usual_year_ago=_usual(row.year_ago for row in rows),
            usual_baseline=_usual(row.baseline for row in rows),
        )

    def goal_sections(self) -> Block:
        """Return the sections of the goals one after another, and the plan's other changes."""
        names = self.report.section_ids
        shown = [name for name in names if name == OTHER_SECTION or name.startswith(GOAL_SECTION)]
        return Block("\n".join(self.section(name).html for name in shown))

    def section(self, name: str) -> Block:
        """Return a section by its id: lead, charts with their figures, tables and facts."""
        section = self._find(name)
        return self._block(
            "section",
            section=section,
            comments=self._comments(section),
            **self._explained(section),
            **pictured(section.charts, self.report.lang),
        )

    def corrections(self) -> Block:
        """Return what has been corrected since earlier issues; nothing where nothing has."""
        return self._section_if_there(CORRECTIONS)

    def outlook(self) -> Block:
        """Return where the year's targets head; nothing in December and without last year."""
        return self._section_if_there(OUTLOOK)

    def follow_up(self) -> Block:
        """Return the count of reports given; nothing where the report has no such section."""
        return self._section_if_there(FOLLOW_UP)

    def notes(self) -> Block:
        """Return the data notes (aineiston tiedot) and, where the report has one, the glossary."""
        known = self.report.section_ids
        sections = [self._find(name) for name in NOTES if name == NOTES[0] or name in known]
        return self._block("notes", sections=sections)

    def end(self) -> Block:
        """Return the footer with the end mark, by which a finished page is known."""
        return self._block("end")

    def _block(self, name: str, **shown: Any) -> Block:
        return block(name, self.report, **shown)

    def _section_if_there(self, name: str) -> Block:
        return self.section(name) if name in self.report.section_ids else Block("")

    def _comments(self, section: Section) -> list[dict[str, Any]]:
        """Return the comments on a goal and its figures; an assessment stands in its own row."""
        own = {
            row.id: row.name
            for row in self.report.rows
            if f"{GOAL_SECTION}{row.goal}" == section.id and row.verdict != "verbal"
        }
        return [
            {
                "name": own.get(comment.about, ""),
                "written": comment.written,
                "withheld": comment.withheld,
                "html": Markup(comment.html),
                "long": len(comment.html) > LONG_COMMENT,
            }
            for comment in self.report.comments
            if comment.about == section.id or comment.about in own
        ]

    def _explained(self, section: Section) -> dict[str, Any]:
        """Return how a goal's figures are counted: at their charts, and of those without one."""
        told = {each.id: each for each in self.report.explanations}
        own = [
            (row, told[row.id])
            for row in self.report.rows
            if f"{GOAL_SECTION}{row.goal}" == section.id and row.id in told
        ]
        drawn = {chart.id for chart in section.charts}
        return {
            "explained": {row.id: each for row, each in own},
            "unpictured": [(row.name, each) for row, each in own if row.id not in drawn],
        }

    def _find(self, name: str) -> Section:
        try:
            return self.report.section(name)
        except KeyError:
            raise DataError(
                Told.joined(
                    ": ",
                    [
                        f"{self.report.audience} {self.report.month}",
                        unknown_name(Told("section"), name, self.report.section_ids),
                    ],
                )
            ) from None


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
