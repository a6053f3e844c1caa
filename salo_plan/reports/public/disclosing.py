"""What an issue of the public version hides: small counts with all that would give them back."""

from collections.abc import Mapping
from dataclasses import dataclass

from salo_plan.indicators.disclosure import Earlier, hidden_figures
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.people import people_counts, untold
from salo_plan.indicators.relations import (
    Count,
    Relations,
    Shown,
    Span,
    published_relations,
)
from salo_plan.messages import say
from salo_plan.periods import Month, Term
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.reports.rows import SERIES_MONTHS


@dataclass(frozen=True)
class Disclosure:
    """What an issue of the public version hides, and how a hidden figure is written."""

    hidden: frozenset[Shown]
    small: frozenset[Shown]
    below: int

    def hides(self, indicator: str, month: Month, span: Span = "month") -> bool:
        """Tell whether a figure is hidden."""
        return Shown(indicator, str(month), span) in self.hidden

    def is_small(self, indicator: str, month: Month) -> bool:
        """Tell whether a month's figure may be called a small count."""
        return Shown(indicator, str(month)) in self.small

    def words(self, indicator: str, month: Month) -> str:
        """Write a hidden figure: `alle 5` where it is a small count itself, else not published."""
        if self.is_small(indicator, month):
            return say("fewer than {limit}", limit=self.below)
        return say("not published")


def shown_months(month: Month) -> Term:
    """Return the months of an issue's series, in which the year so far lies."""
    return Term(month.plus(1 - SERIES_MONTHS), month)


def public_indicators(plan: Plan) -> tuple[Indicator, ...]:
    """Return the indicators of the public version in the plan's order."""
    named = plan.public.indicators if plan.public else ()
    return tuple(item for item in plan.indicators if item.id in named)


def disclosure(
    plan: Plan, measurements: Measurements, month: Month, earlier: Earlier
) -> Disclosure:
    """Decide what an issue hides."""
    months, indicators = tuple(shown_months(month)), public_indicators(plan)
    relations = published_relations(indicators, months)
    counts = people_counts(relations, indicators, measurements, months)
    below = plan.rules.hidden_below
    small = _small_counts(relations, indicators, counts, below)
    unsafe = untold(indicators, measurements, months)
    before = Earlier(earlier.hidden | unsafe, earlier.shown)
    hidden = hidden_figures(relations, counts, below, before)
    return Disclosure(hidden, small, below)


def _small_counts(
    relations: Relations,
    indicators: tuple[Indicator, ...],
    counts: Mapping[Count, float],
    below: int,
) -> frozenset[Shown]:
    """Find the months that may be written `alle 5`: a small count that is no part of a whole.

    Of a part even that would be too much: what is left of its whole would lie in a narrow range.
    """
    parts = {split.part for split in relations.splits}
    counted = {i.id for i in indicators if "count" in i.metric or "total" in i.metric}
    return frozenset(
        shown
        for shown, behind in relations.behind.items()
        if shown.indicator in counted and shown.span == "month"
        if behind[0] not in parts and 0 < counts.get(behind[0], 0) < below
    )
