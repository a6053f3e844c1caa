"""The section on the year's end (näkymä vuoden loppuun): every target whose year is foreseen."""

from itertools import accumulate

from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.outlook import COVERAGE
from salo_plan.indicators.over_year import gaps_to_even_pace
from salo_plan.messages import marked, say
from salo_plan.plan.model import Plan
from salo_plan.reports.foreseen import outlook_chance, outlook_need, outlook_range, range_words
from salo_plan.reports.report import Fan, Row, Section, Table

SECTION = "outlook"
_KINDS = {
    "last": marked("December {range}"),
    "mean": marked("average {range}"),
    "sum": marked("whole year {range}"),
}


def outlook_section(
    plan: Plan,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    measurements: Measurements,
) -> tuple[Section, ...]:
    """List the targets of a year that can be foreseen; nothing where there is none (December)."""
    found = [
        (finding, row)
        for finding, row in zip(findings, rows, strict=True)
        if finding.outlook is not None and finding.outlook.chance is not None
    ]
    if not found:
        return ()
    columns = (
        say("Indicator"),
        say("Target"),
        say("Forecast"),
        say("Outlook"),
        say("The year so far and the forecast"),
    )
    section = Section(
        id=SECTION,
        title=say("The outlook to the end of the year"),
        lead=say(
            "Here are the targets for the average or sum of the year or for its last month. For "
            "the rest of the year, the forecast takes the same months of last year at the pace of "
            "the newest three months. In {often} out of 10 such cases the year has ended within "
            "the range, less often when the economy turns.",
            often=round(10 * COVERAGE),
        ),
        tables=(
            Table(
                caption=say("Targets of the year {year} and where they head", year=plan.year),
                columns=columns,
                rows=tuple(_told(finding, row) for finding, row in found),
                numeric=(False, True, True, False, False),
                fans=tuple(_fan(finding, measurements) for finding, _ in found),
            ),
        ),
    )
    return (section,)


def _told(finding: Finding, row: Row) -> tuple[str, ...]:
    indicator, foreseen = finding.indicator, finding.outlook
    assert foreseen is not None
    assert indicator.target is not None
    assert indicator.over_year is not None
    kind = _KINDS[indicator.over_year]
    return (
        row.name,
        indicator.target.words,
        say(kind, range=range_words(indicator, foreseen)),
        " ".join(part for part in (outlook_chance(finding), outlook_need(finding)) if part),
        outlook_range(finding),
    )


def _fan(finding: Finding, measurements: Measurements) -> Fan:
    """Draw what the target is about: the running mean, the gap to an even sum, or the months."""
    assert finding.outlook is not None
    indicator, target = finding.indicator, finding.indicator.target
    months = measurements.over(indicator.id, finding.month.year_to_date())
    values = [item.figure.value for item in months if item.figure.value is not None]
    low, high = finding.outlook.low, finding.outlook.high
    limit = target.limit if target else None
    if indicator.over_year == "mean":
        values = [total / count for count, total in enumerate(accumulate(values), start=1)]
    if indicator.over_year == "sum" and limit is not None:
        # A gap of a few percent would not show in the sums themselves.
        values = gaps_to_even_pace(values, limit)
        low, high, limit = low - limit, high - limit, 0.0
    return Fan(tuple(values), low, high, limit, alt=outlook_range(finding))
