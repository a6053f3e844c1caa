"""The explanation of a figure, put together from its parts in reading order."""

from collections.abc import Iterable
from typing import Any

from salo_plan import wording
from salo_plan.extracts.statfin import PublishedSeries
from salo_plan.indicators.assess import Finding, assess
from salo_plan.indicators.listing import listing
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.reports.explaining.assumptions import assumptions_part, breaks_part
from salo_plan.reports.explaining.comparison import change_part, target_part
from salo_plan.reports.explaining.earlier import Issues, all_issues, earlier_part
from salo_plan.reports.explaining.explanation import Explanation, part
from salo_plan.reports.explaining.formula import area, formula
from salo_plan.reports.explaining.month_figure import figure_part
from salo_plan.reports.explaining.sources import figure_sources, sources_part
from salo_plan.reports.explaining.year import year_part
from salo_plan.reports.foreseen import outlook_need, outlook_range
from salo_plan.reports.material import Material
from salo_plan.reports.plan_words import worded
from salo_plan.reports.usual_variation import usual_variation


def explain(
    plan: Plan,
    finding: Finding,
    measurements: Measurements,
    issues: Issues = (),
    *,
    published: PublishedSeries | None = None,
    corrected: bool = False,
) -> Explanation:
    """Explain one indicator's figure of a month; a season is taken from what is published."""
    indicator, month = finding.indicator, finding.month
    found = measurements.get(indicator.id, month)
    parts = (
        part(
            "plan",
            say("In the words of the action plan"),
            indicator.text,
            _finnish_name(plan, indicator),
        ),
        part(
            "formula",
            say("How the figure is counted"),
            formula(indicator, plan.rules),
            area(plan, indicator),
        ),
        figure_part(plan, finding, found),
        year_part(finding, measurements),
        target_part(plan, finding),
        change_part(finding),
        part(
            "variation",
            say("Is the change more than usual variation"),
            usual_variation(plan, finding, measurements, published),
        ),
        part("outlook", say("Outlook"), outlook_range(finding), outlook_need(finding)),
        breaks_part(plan, finding),
        assumptions_part(plan, finding),
        sources_part(finding, measurements),
        earlier_part(finding, issues, corrected=corrected),
    )
    title = f"{indicator.name}, {wording.month_name(month)}"
    every = tuple(each for group in parts for each in group)
    return Explanation(indicator.id, str(month), title, every)


def _finnish_name(plan: Plan, indicator: Indicator) -> str:
    """Tell in another language by which name the Finnish reports and lists have the indicator."""
    name = plan.as_written.indicator(indicator.id).name
    return say("In Finnish reports: {name}.", name=name) if name != indicator.name else ""


def explain_all(
    plan: Plan,
    findings: Iterable[Finding],
    measurements: Measurements,
    issues: Issues,
    published: PublishedSeries | None = None,
) -> tuple[Explanation, ...]:
    """Explain every figure of a report; of its own versions only other figures are told."""
    return tuple(
        explain(plan, finding, measurements, issues, published=published, corrected=True)
        for finding in findings
    )


def explained_month(material: Material, indicator: str, month: Month) -> dict[str, Any]:
    """Answer `salo-plan explain`: the figure of the monthly report, its sources and its text."""
    plan, measurements = worded(material.plan), material.measuring.measurements
    findings = assess(plan, measurements, month)
    finding = next(each for each in findings if each.indicator.id == indicator)
    issues = all_issues(plan, material.received.workspace)
    told = explain(plan, finding, measurements, issues, published=material.published)
    entry = next(iter(listing(plan, (finding,))))
    return {
        **{key: entry[key] for key in ("id", "month", "value", "numerator", "denominator")},
        "state": entry["state"],
        "formula": formula(finding.indicator, plan.rules),
        "sources": [
            {"path": source.path, "sha256": source.sha256, "rows": source.rows}
            for source in figure_sources(finding, measurements)
        ],
        "text": told.text,
    }
