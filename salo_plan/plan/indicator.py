"""An indicator of the plan: what is counted, where it started, and what it should reach."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from salo_plan.plan.entry import Entry, MonthField
from salo_plan.plan.speech import Speech
from salo_plan.told import Told

Kind = Literal["target", "follow", "verbal"]
OverYear = Literal["last", "mean", "sum", "pooled", "every_month"]
Operator = Literal["<", "<=", ">", ">=", "="]
Direction = Literal["higher", "lower", "neither"]


class Target(Entry):
    """What an indicator should reach (tavoite).

    `limit` None means that the reference is another figure (`reference`), for example the same
    month a year earlier. `assumed` is true when the plan writes no operator. `path` spreads a
    whole year's limit evenly over the months. `words` are the target of a month, and `year_words`
    that of the year to date, where they differ.
    """

    op: Operator
    limit: float | None = None
    assumed: bool = False
    reference: Literal["year_ago"] | None = None
    path: bool = False
    near: bool = True
    words: str
    year_words: str = ""
    text: str | None = None

    @model_validator(mode="after")
    def _has_one_reference(self) -> Self:
        if (self.limit is None) == (self.reference is None):
            raise ValueError(Told("a target has either a limit or a reference"))
        return self


class BaselineRange(Entry):
    """The smallest and largest monthly value of a year, where the plan gives no single one."""

    year: int
    min: float
    max: float
    unit: str


class Baseline(Entry):
    """The starting level (lähtötaso) with its own month, or the ranges of years.

    `approximate` is true when the plan writes "n." (noin) before the value. `text` are the plan's
    own words; a level that was measured and stands in no plan has none.
    """

    month: MonthField | None = None
    value: float | None = None
    approximate: bool = False
    ranges: tuple[BaselineRange, ...] = ()
    text: str | None = None

    @model_validator(mode="after")
    def _is_value_or_ranges(self) -> Self:
        if (self.value is None) != (self.month is None):
            raise ValueError(Told("a baseline value needs its month, and a month its value"))
        if (self.value is None) == (not self.ranges):
            raise ValueError(Told("a baseline has either a value or ranges"))
        return self


class Break(Entry):
    """A month from which an indicator is no longer counted in the same way (sarjan katkos)."""

    month: MonthField
    why: str


class Indicator(Entry):
    """An indicator (mittari) of the plan: what is counted, its target and where it started.

    `name` heads a row of the scoreboard; `phrase` is the same inside a sentence (nominative), and
    `speech` has the words that whole sentences need. `season` names the published series whose
    season the indicator shares, and `parts` says what the parts of a share are where that is not
    plain.
    """

    id: str
    name: str
    phrase: str
    speech: Speech = Speech()
    kind: Kind
    text: str
    unit: str = ""
    decimals: int = 0
    scope: str
    over_year: OverYear | None = None
    running: bool = False
    better: Direction = "neither"
    counts: Literal["people", "other"] = "other"
    metric: dict[str, Any] = Field(default_factory=dict)
    target: Target | None = None
    baseline: Baseline | None = None
    breaks: tuple[Break, ...] = ()
    season: Literal["unemployed", "activation"] | None = None
    parts: str = ""
    beside: tuple[str, ...] = ()
    note: str | None = None
    footnotes: tuple[str, ...] = ()
    responsible: tuple[str, ...]

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind == "target") != (self.target is not None):
            raise ValueError(Told("kind 'target' and a target go together"))
        if (self.kind == "verbal") != (self.over_year is None):
            raise ValueError(Told("every indicator but a verbal one needs over_year"))
        if (self.kind == "verbal") == bool(self.metric):
            raise ValueError(Told("every indicator but a verbal one needs a metric"))
        return self
