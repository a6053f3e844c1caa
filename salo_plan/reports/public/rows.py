"""The figures of the public version: each shown, or hidden with all that would give it back."""

from collections.abc import Mapping
from dataclasses import dataclass

from salo_plan import wording
from salo_plan.indicators.assess import Finding
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
from salo_plan.plan.model import Indicator, Plan
from salo_plan.plan.public_version import PublicFigure
from salo_plan.reports.public.report import PublicRow
from salo_plan.reports.report import Point, Verdict
from salo_plan.reports.rows import SERIES_MONTHS, printed_figure

PERCENT = "%"


@dataclass(frozen=True)
class Disclosure:
    """What an issue of the public version hides, and how a hidden figure is written."""

    hidden: frozenset[Shown]
    small: frozenset[Shown]
    below: int

    def hides(self, indicator: str, month: Month, span: Span = "month") -> bool:
        """Tell whether a figure is hidden."""
        return Shown(indicator, str(month), span) in self.hidden

    def words(self, indicator: str, month: Month) -> str:
        """Write a hidden figure: `alle 5` where it is a small count itself, else not published."""
        if Shown(indicator, str(month)) in self.small:
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


def public_row(
    plan: Plan,
    words: PublicFigure,
    finding: Finding,
    measurements: Measurements,
    hiding: Disclosure,
) -> PublicRow:
    """Turn a finding into a public figure; what is hidden has neither value nor verdict."""
    indicator, month = finding.indicator, finding.month
    verdict = _verdict(finding, hiding)
    printed = _printed(finding, hiding)
    value, state = finding.month_figure.value, finding.month_figure.state
    year_value, year_state = None, None
    if indicator.running:
        year_value, year_state = finding.year.figure.value, finding.year.figure.state
        if hiding.hides(indicator.id, month, "year"):
            year_value, year_state = None, "secret"
    if hiding.hides(indicator.id, month):
        value, state = None, "secret"
    return PublicRow(
        id=indicator.id,
        name=words.name,
        value=_as_printed(value, indicator, printed),
        printed=printed,
        unit=indicator.unit,
        state=state,
        target=indicator.target.words if indicator.target else "",
        verdict=verdict,
        verdict_word=wording.verdict_word(verdict),
        sentence=_sentence(plan, words, finding, printed, hiding),
        series=public_series(indicator, measurements, month, hiding),
        year_value=_as_printed(year_value, indicator, ""),
        year_state=year_state,
    )


def public_series(
    indicator: Indicator, measurements: Measurements, month: Month, hiding: Disclosure
) -> tuple[Point, ...]:
    """Give the months of a figure, rounded as printed; a hidden one is a gap."""
    return tuple(
        Point(
            str(m),
            None
            if hiding.hides(indicator.id, m)
            else _as_printed(measurements.value(indicator.id, m), indicator, ""),
        )
        for m in shown_months(month)
    )


def _verdict(finding: Finding, hiding: Disclosure) -> Verdict:
    """Judge only by what is shown: a verdict on a hidden figure would tell of its size."""
    indicator, month = finding.indicator, finding.month
    judged: Span = "year" if finding.judged == "year" else "month"
    hidden = hiding.hides(indicator.id, month, judged)
    if indicator.target and indicator.target.reference == "year_ago":
        hidden = hidden or hiding.hides(indicator.id, month.year_ago)
    return "no_data" if hidden else finding.verdict


def _printed(finding: Finding, hiding: Disclosure) -> str:
    """Print the month's own figure; the bare number, but for a share."""
    indicator, value = finding.indicator, finding.month_figure.value
    if hiding.hides(indicator.id, finding.month):
        return hiding.words(indicator.id, finding.month)
    if finding.judged == "month":
        return wording.without_unit(printed_figure(finding), indicator.unit)
    return wording.without_unit(
        wording.figure(value, indicator.unit, indicator.decimals), indicator.unit
    )


def _as_printed(value: float | None, indicator: Indicator, printed: str) -> float | None:
    if value is None:
        return None
    decimals = len(printed.rstrip(f"{wording.NO_BREAK_SPACE}%").partition(",")[2])
    return float(wording.rounded(value, max(decimals, indicator.decimals)))


def _sentence(
    plan: Plan, words: PublicFigure, finding: Finding, printed: str, hiding: Disclosure
) -> str:
    indicator, month = finding.indicator, finding.month
    value = finding.month_figure.value
    hidden = hiding.hides(indicator.id, month)
    if hidden and Shown(indicator.id, str(month)) not in hiding.small:
        return say("{name}: not published, so that nobody can be recognised.", name=words.name)
    if value is None and not hidden:
        return say("{name}: no information.", name=words.name)
    form = words.sentence
    if not hidden and value == 1 and words.one:
        form = words.one
    if not hidden and value == 0 and words.none:
        form = words.none
    sentences = [form.format(value=printed, **month_words(month))]
    yearly = finding.judged == "year" and not hiding.hides(indicator.id, month, "year")
    if words.year and yearly and finding.figure.value is not None:
        year = wording.without_unit(printed_figure(finding), indicator.unit)
        sentences.append(words.year.format(value=year, **month_words(month)))
    few = "function" in indicator.metric and (
        (finding.month_figure.denominator or 0) < plan.rules.few_answers
    )
    if few and not hidden and indicator.counts == "people":
        sentences.append(say("There were few answers."))
    return " ".join(sentences)


def month_words(month: Month) -> dict[str, str]:
    """Return the forms of a month's name that a plan file's sentences may use."""
    genitive = wording.month_alone(month.number, "genitive")
    inessive = wording.month_alone(month.number, "inessive")
    return {
        "genitive": genitive,
        "inessive": inessive,
        "Genitive": genitive.capitalize(),
        "Inessive": inessive.capitalize(),
        "year": str(month.year),
    }
