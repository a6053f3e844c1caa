"""The figures of the public version: each shown with its verdict, or hidden without either."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.relations import Span
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.plan.public_version import PublicFigure
from salo_plan.reports.public.disclosing import Disclosure, shown_months
from salo_plan.reports.public.report import PublicRow
from salo_plan.reports.public.sentences import figure_sentence
from salo_plan.reports.report import Point, Verdict
from salo_plan.reports.rows import area_of, printed_figure


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
        sentence=figure_sentence(plan, words, finding, printed, hiding),
        area=area_of(plan, indicator),
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
    told = printed.rstrip(f"{wording.NO_BREAK_SPACE}%").partition(wording.decimal_mark())
    decimals = len(told[2])
    return float(wording.rounded(value, max(decimals, indicator.decimals)))
