"""The public version (julkinen versio) as plain data: a report of its own, not a filtered page.

It holds what is printed and nothing more. Values are rounded as printed, since an unrounded share
would tell the counts behind it, and a hidden figure has no value anywhere.
"""

from dataclasses import asdict, dataclass
from typing import Any

from salo_plan.figures import State
from salo_plan.reports.report import Chart, Fact, Point, Report, Verdict


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One figure of the public version; `state` secret means that it is hidden.

    `area` names the municipalities of a figure that is not of the first scope.
    """

    id: str
    name: str
    value: float | None
    printed: str
    unit: str
    state: State
    target: str
    verdict: Verdict
    verdict_word: str
    sentence: str
    series: tuple[Point, ...]
    year_value: float | None = None
    year_state: State | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class PublicGoal:
    """A goal in plain words, judged by the weakest of the figures named in its text."""

    number: int
    title: str
    text: str
    verdict: Verdict
    verdict_word: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that this issue hides; later issues hide it too."""

    indicator: str
    month: str
    span: str


@dataclass(frozen=True, slots=True)
class PublicReport:
    """The public version of one month; `finnish` as in a `Report`."""

    audience: str
    month: str
    lang: str
    plan: str
    kicker: str
    title: str
    example: bool
    result: str
    lead: str
    rows: tuple[PublicRow, ...]
    key_figures: tuple[str, ...]
    charts: tuple[Chart, ...]
    goals: tuple[PublicGoal, ...]
    goals_head: str
    about: tuple[str, ...]
    facts: tuple[Fact, ...]
    hidden: tuple[Hidden, ...]
    sources: tuple[dict[str, Any], ...]
    sender: str = ""
    finnish: tuple[str, ...] = ()

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The indicators that the page must show once each, as key figures."""
        return self.key_figures

    @property
    def section_ids(self) -> tuple[str, ...]:
        """The parts that the page must have."""
        return ("changes", "goals", "about")

    def row(self, indicator: str) -> PublicRow:
        """Find a figure by its indicator; KeyError when it is not public."""
        return {row.id: row for row in self.rows}[indicator]

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON-ready data.

        The hashes of the files stay out: a file that holds a single small count can be guessed
        and tried against its hash. The manifest keeps them, and is not published.
        """
        data = asdict(self)
        if not self.finnish:
            del data["finnish"]
        data["sources"] = [{key: s[key] for key in ("path", "dataset")} for s in self.sources]
        return data


AnyReport = Report | PublicReport
