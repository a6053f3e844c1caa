"""The words of an indicator's chart: its message, what it measures, and its alternative text."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.reports.report import Point, Row

_VERDICTS = {
    "met": marked("target met"),
    "near": marked("near target"),
    "missed": marked("target missed"),
    "no_data": marked("the value compared with is missing"),
}
_UNITS = {
    "%": marked("percent"),
    "hlö": marked("persons"),
    "as.": marked("clients"),
    "vk": marked("weeks"),
}


def chart_title(finding: Finding, row: Row) -> str:
    """Say what the chart shows: the figure and how it stands beside its target."""
    phrase = finding.indicator.phrase
    start = phrase[:1].upper() + phrase[1:]
    if finding.figure.value is None:
        return say("{indicator}: no data", indicator=start)
    told = f"{start} {row.printed}"
    if finding.judged == "year" and finding.month_figure.value is not None:
        indicator = finding.indicator
        own = wording.figure(finding.month_figure.value, indicator.unit, indicator.decimals)
        told = say(
            "{indicator} {own}, over the year {figure}",
            indicator=start,
            own=own,
            figure=row.printed,
        )
    end = _VERDICTS.get(finding.verdict)
    return f"{told}, {say(end)}" if end else told


def chart_measure(finding: Finding) -> str:
    """Name what the line shows; a running indicator's line is its months, not its mean."""
    indicator = finding.indicator
    if finding.judged == "month":
        return f"{indicator.name}, {_unit_words(indicator.unit)}"
    phrase = indicator.phrase[:1].upper() + indicator.phrase[1:]
    unit = _unit_words(indicator.unit)
    return say("{indicator} by month, {unit}", indicator=phrase, unit=unit)


def _unit_words(unit: str) -> str:
    return say(_UNITS[unit]) if unit in _UNITS else unit


def limit_words(finding: Finding) -> str:
    """Label the target line; a reference month is named with its value."""
    target, indicator = finding.indicator.target, finding.indicator
    if target is None or target.reference is None or finding.limit is None:
        return target.words if target else ""
    value = wording.figure(finding.limit, indicator.unit, indicator.decimals)
    return f"{_slash(finding.month.year_ago)}: {value}"


def break_note(finding: Finding, points: tuple[Point, ...]) -> str:
    """Tell of a change in how the indicator is counted, when it lies within the months shown."""
    shown = {point.month for point in points}
    breaks = [cut for cut in finding.indicator.breaks if str(cut.month) in shown]
    return " ".join(
        say("Break {month}: {reason}", month=_slash(cut.month), reason=cut.why) for cut in breaks
    )


def chart_alt(finding: Finding, row: Row, known: list[float]) -> str:
    """State what the chart shows: measure, latest value, target, status, baseline, range."""
    indicator = finding.indicator
    first = Month.parse(next(p.month for p in row.series if p.value is not None))
    low = wording.figure(min(known), indicator.unit, indicator.decimals)
    high = wording.figure(max(known), indicator.unit, indicator.decimals)
    parts = [
        say(
            "{indicator}: months {first}–{last}.",
            indicator=indicator.name,
            first=_slash(first),
            last=_slash(finding.month),
        ),
        say(
            "The latest value is {figure}; target: {target}; status: {verdict}.",
            figure=row.printed,
            target=row.target,
            verdict=row.verdict_word,
        ),
    ]
    baseline = indicator.baseline
    if baseline and baseline.value is not None and baseline.month is not None:
        value = wording.stated(baseline.value, indicator.unit)
        then = _slash(baseline.month)
        parts.append(_closed(say("The baseline of {month} was {figure}", month=then, figure=value)))
    ends = say("The lowest value of the period is {low} and the highest {high}", low=low, high=high)
    parts.append(_closed(ends))
    return " ".join(parts)


def _closed(text: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation."""
    return f"{text.rstrip('.')}."


def _slash(month: Month) -> str:
    return wording.month_slash(month.year, month.number)
