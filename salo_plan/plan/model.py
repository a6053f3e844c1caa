"""The plan (toimintasuunnitelma) as data: every kind of entry a plan file may hold.

Each entry that stands for words of the plan carries them in `text`, exactly as the plan has them
(white space normalised). Names are English; what a reader sees (`name`, `title`) is Finnish.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from salo_plan.periods import Month
from salo_plan.plan.areas import Arrangement, Municipalities, Place, Statistics
from salo_plan.plan.entry import Entry, MonthField
from salo_plan.plan.glossary import Term
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.public_version import PublicVersion
from salo_plan.told import Told


class Piece(Entry):
    """A piece of the plan's own wording that needs nothing else: heading, definition, rule."""

    id: str
    text: str


class Reporting(Piece):
    """A sentence of the plan that promises a report, and the audiences whose reports keep it."""

    audiences: tuple[str, ...]


class Scope(Entry):
    """Whose clients are counted (laajuus), as a list of municipalities.

    `about` is the name after "koskee" (partitive): `koko seutua`.
    """

    name: str
    about: str = ""
    municipalities: tuple[str, ...]


class Party(Entry):
    """A responsible party (vastuutaho), named as inside a sentence (`koordinaattori`)."""

    name: str


class Responsibility(Entry):
    """One cell of the plan's "Vastuu" column: its words and the parties they name."""

    id: str
    text: str
    parties: tuple[str, ...]


class Rules(Entry):
    """Settings that the plan does not write; each stands in the report's data notes."""

    near_points: float = 2.0
    near_share: float = 0.03
    worsening_margin: float = 0.05
    hidden_below: int = 5
    few_answers: int = 30
    info_session_minimum: int = 8
    event_place: Place | None = None
    season_months: tuple[int, ...] = (7, 12)


class Activity(Entry):
    """Something the plan says will be done (toimenpide)."""

    id: str
    text: str
    name: str | None = None
    responsible: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


class Milestone(Entry):
    """Something that is done once, by a month if the plan gives one (virstanpylväs)."""

    id: str
    text: str
    name: str
    due: MonthField | None = None
    responsible: tuple[str, ...] = ()


class Goal(Entry):
    """One of the plan's goals (tavoite) with all that the plan puts under it."""

    number: int
    title: str
    text: str
    means: str
    headings: tuple[Piece, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    indicator: tuple[Indicator, ...]
    activity: tuple[Activity, ...] = ()
    milestone: tuple[Milestone, ...] = ()
    definition: tuple[Piece, ...] = ()


class Audience(Entry):
    """Who a report is for (kohderyhmä), what it is called and when it is owed.

    A report is due on `due_day` of the month after its last data month, but for the months that
    `due` names. `period` says what it looks at: the month, the year to date, or the third of a
    year and the year to date. `bodies` all get the one report; `charts` names the indicators
    whose charts its first page shows, always the same ones.
    """

    id: str
    name: str
    title: str
    to: str
    period: Literal["month", "year_to_date", "third"] = "month"
    data_months: tuple[MonthField, ...]
    due_day: int = Field(default=26, ge=1, le=28)
    due: dict[str, date] = Field(default_factory=dict)
    public: bool = False
    bodies: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    deadline_seconds: int = Field(default=300, gt=0)
    memory_mb: int = Field(default=2000, gt=0)

    @model_validator(mode="after")
    def _months_are_sound(self) -> Self:
        months = [str(month) for month in self.data_months]
        if len(set(months)) < len(months):
            raise ValueError(Told("a month stands twice in data_months"))
        if stray := sorted(set(self.due) - set(months)):
            raise ValueError(
                Told(
                    "due names {stray}, which is not one of the data_months", stray=", ".join(stray)
                )
            )
        return self


class Question(Entry):
    """An open question to the coordinator (domain.md section 9), with the default in use."""

    id: str
    question: str
    default: str
    indicators: tuple[str, ...] = ()


class Plan(Entry):
    """A whole yearly plan, read strictly from one file."""

    id: str
    name: str
    town: str
    year: int
    title: str
    kicker: str
    in_force_from: MonthField
    in_force_to: MonthField
    ends: MonthField | None = None
    arrangement: Arrangement = Arrangement()
    municipalities: Municipalities = Municipalities()
    statistics: Statistics | None = None
    scopes: dict[str, Scope]
    parties: dict[str, Party]
    rules: Rules = Rules()
    goal: tuple[Goal, ...]
    other_heading: Piece | None = None
    other: tuple[Milestone, ...] = ()
    heading: tuple[Piece, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    audience: tuple[Audience, ...]
    question: tuple[Question, ...] = ()
    term: tuple[Term, ...] = ()
    public: PublicVersion | None = None
    english: dict[str, str] = Field(default_factory=dict)
    _written: "Plan | None" = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _words_its_public_version(self) -> Self:
        if self.public is None and any(audience.public for audience in self.audience):
            raise ValueError(Told("a public audience needs the table [public]"))
        return self

    @property
    def as_written(self) -> "Plan":
        """The plan in the words of its file, by which lists and comments name what is in it."""
        return self._written or self

    def telling(self, written: "Plan") -> "Plan":
        """Return this plan as one that tells another in other words."""
        told = self.model_copy()
        told._written = written.as_written
        return told

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the plan's order."""
        return tuple(item for goal in self.goal for item in goal.indicator)

    def indicator(self, name: str) -> Indicator:
        """Find an indicator by id; KeyError when there is none."""
        return {item.id: item for item in self.indicators}[name]

    def goal_of(self, indicator: str) -> Goal:
        """Find the goal under which an indicator stands."""
        return next(g for g in self.goal if any(i.id == indicator for i in g.indicator))

    def in_force(self, month: Month) -> bool:
        """Tell whether the targets are in force in the month."""
        return self.in_force_from <= month <= self.in_force_to
