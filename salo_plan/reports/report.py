"""The report of one audience and month as plain data: what the notebook shows and nothing else.

Everything a reader sees stands here already judged, rounded and worded, so that a page can be
checked without rendering it. `report.json` is this object; its JSON Schema is in docs/.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from salo_plan.reports.explaining.explanation import Explanation

GOAL_SECTION = "tavoite-"
OTHER_SECTION = "other"
# A chart of shares holds no more.
MOST_BARS = 6
Verdict = Literal["met", "near", "missed", "no_data", "no_target", "verbal"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value in the facts row or the data notes."""

    term: str
    value: str


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a series; `value` None is a gap and stays one."""

    month: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """A change as printed (`−0,6`), its word (`parani`) and the month it is counted from."""

    printed: str
    word: str
    since: str


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as a reader meets it: the row of the scoreboard.

    `value` and `printed` agree with `verdict`; `detail` is the small text under the name
    (parts, baseline, reason of a missing value), `questions` the open questions behind the row,
    `area` the area of a figure that is not of the first scope.
    """

    id: str
    goal: int
    name: str
    value: float | None
    printed: str
    numerator: float | None
    denominator: float | None
    unit: str
    state: str
    target: str
    verdict: Verdict
    verdict_word: str
    year_ago: Change | None
    baseline: Change | None
    previous: Change | None
    detail: str
    series: tuple[Point, ...]
    spark_alt: str
    assumed: bool = False
    questions: tuple[str, ...] = ()
    met_at_baseline: bool | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """A missed indicator on page 1: what happened, what is done by whom, and the outlook."""

    id: str
    name: str
    verdict: Verdict
    verdict_word: str
    printed: str
    target: str
    happened: str
    action: str
    who: str
    due: str
    outlook: str = ""


@dataclass(frozen=True, slots=True)
class GoalState:
    """A goal in one row: its title, how many indicators are met and the verdict of each."""

    number: int
    title: str
    met: int
    judged: int
    verdicts: tuple[Verdict, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: a named series."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One group of a chart of shares: its value, target, baseline and verdict."""

    name: str
    value: float
    limit: float | None
    baseline: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn: message, measure, lines or bars and the alternative text.

    `form` names the drawing (reports/charts/); `limit` and `limit_words` draw the target, and
    `good_side` tells which side of it is shaded. `verdict` gives the last value its shape and
    colour, `baseline` is drawn as a ring, and `gap_words` (`alle 5`) stand where the line breaks at
    the months that are `hidden`. `breaks` are the months from which things are counted otherwise.
    `limit_from` is the month before which no column is judged by the limit.
    `mean` is the figure of the year so far from its first month on, with its `mean_words`
    (`ka. 380`); the verdict is then about it. `forecast` holds the ends of a range at one month.
    `table` is shown behind the chart when the points themselves would make too long a table.
    """

    id: str
    form: Literal["lines", "areas", "columns", "events", "shares"]
    title: str
    measure: str
    unit: str
    decimals: int
    lines: tuple[Line, ...]
    alt: str
    note: str = ""
    limit: float | None = None
    limit_words: str = ""
    limit_from: str = ""
    good_side: Literal["below", "above"] = "below"
    verdict: Verdict | None = None
    baseline: Point | None = None
    gap_words: str = ""
    hidden: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    mean: Point | None = None
    mean_words: str = ""
    forecast: tuple[Point, ...] = ()
    forecast_words: str = ""
    bars: tuple[Bar, ...] = ()
    table: "Table | None" = None


@dataclass(frozen=True, slots=True)
class Fan:
    """The year so far, month by month, and the range of its figure at the year's end."""

    so_far: tuple[float, ...]
    low: float
    high: float
    limit: float | None
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: caption, column heads, rows; the first cell of a row is its header.

    `verdicts`, one a row where there are any, give the last cell the icon of its status word;
    `fans` draw the last cell, whose words are then the picture's. `id` is set where something
    leads to the table.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    verdicts: tuple[Verdict, ...] = ()
    fans: tuple[Fan, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of its own (the town in the public statistics, data notes, glossary)."""

    id: str
    title: str
    lead: str
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """The coordinator's words on an indicator (by its id) or a goal (by the id of its section).

    `html` is sanitised, and empty where `withheld` tells readers why the words are not printed.
    `source` is a hash of the words and the day, `figures` are those that stood beside the words
    when they were last printed, and `warning` is what the analyst is told.
    """

    about: str
    html: str
    withheld: str = ""
    written: str = ""
    source: str = ""
    figures: tuple[Fact, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One audience's report of one month.

    `finnish` are the texts that a report in another language quotes as they are; the Finnish report
    has none.
    """

    audience: str
    month: str
    lang: str
    plan: str
    kicker: str
    title: str
    example: bool
    facts: tuple[Fact, ...]
    result: str
    lead: str
    tally: tuple[tuple[Verdict, str, int], ...]
    tally_note: str
    attention: tuple[Attention, ...]
    worsening: tuple[str, ...]
    goals: tuple[GoalState, ...]
    changes_title: str
    changes: tuple[str, ...]
    rows: tuple[Row, ...]
    scoreboard_caption: str
    footnotes: tuple[str, ...]
    sections: tuple[Section, ...]
    indicators: tuple[dict[str, Any], ...]
    sources: tuple[dict[str, Any], ...]
    comments: tuple[Comment, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    value_head: str = ""
    near: str = ""
    finnish: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the analyst should know of the report's comments."""
        return tuple(comment.warning for comment in self.comments if comment.warning)

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The indicators that the page must show once each, as rows of the scoreboard."""
        return tuple(row.id for row in self.rows)

    @property
    def section_ids(self) -> tuple[str, ...]:
        """The sections that the page must have."""
        return tuple(section.id for section in self.sections)

    def section(self, name: str) -> Section:
        """Find a section by id; KeyError when the report has none by that name."""
        return {section.id: section for section in self.sections}[name]

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON-ready data."""
        data = asdict(self)
        if not self.finnish:
            del data["finnish"]
        return data
