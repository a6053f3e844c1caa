"""The words of an indicator's chart: its message, what it measures, and its alternative text."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.reports.amounts import in_words, spoken
from salo_plan.reports.report import Point, Row
from salo_plan.reports.titles import titles

MOST_TITLE = 75
MOST_ALT = 400
_UNITS = {
    "%": marked("per cent"),
    "hlö": marked("people"),
    "as.": marked("clients"),
    "vk": marked("weeks"),
    "kpl": marked("number"),
    "pistettä": marked("points"),
}


def chart_title(finding: Finding, row: Row) -> str:
    """Say the chart's message from the target and the change, in the fullest form that is short.

    The value itself stands in the picture, so that the title need not repeat it.
    """
    forms = list(titles(finding, row))
    return next((form for form in forms if len(form) <= MOST_TITLE), forms[-1])


def chart_measure(finding: Finding) -> str:
    """Name what the line shows; a running indicator's line is its months, not its mean."""
    indicator = finding.indicator
    if finding.judged == "month" or finding.counts_months:
        return f"{indicator.name}, {_unit_words(indicator.unit)}"
    phrase = wording.capital(indicator.phrase)
    unit = _unit_words(indicator.unit)
    return say("{indicator} by month, {unit}", indicator=phrase, unit=unit)


def _unit_words(unit: str) -> str:
    return say(_UNITS[unit]) if unit in _UNITS else unit


def limit_words(finding: Finding) -> str:
    """Label the target line; a reference month is named with its value."""
    target, indicator = finding.indicator.target, finding.indicator
    if target is None or target.reference is None or finding.limit is None:
        return say("Target {target}", target=target.words) if target else ""
    value = wording.figure(finding.limit, indicator.unit, indicator.decimals)
    return f"{wording.month_slash(finding.month.year_ago)}: {value}"


def break_note(finding: Finding, points: tuple[Point, ...]) -> str:
    """Tell of a change in how the indicator is counted, when it lies within the months shown."""
    shown = {point.month for point in points}
    breaks = [cut for cut in finding.indicator.breaks if str(cut.month) in shown]
    return " ".join(
        say("Break {month}: {reason}", month=wording.month_slash(cut.month), reason=cut.why)
        for cut in breaks
    )


def chart_alt(finding: Finding, row: Row, known: list[float]) -> str:
    """State what the chart shows: message, latest value, target, status, references, range."""
    indicator = finding.indicator
    parts = [chart_title(finding, row), _latest(finding, row), _target(finding, row)]
    baseline = indicator.baseline
    if baseline and baseline.value is not None and baseline.month is not None:
        value = wording.stated(baseline.value, indicator.unit)
        parts.append(
            say(
                "Baseline {month}: {figure}",
                month=wording.month_slash(baseline.month),
                figure=in_words(value, indicator),
            )
        )
    if finding.year_ago.reference is not None:
        before = spoken(finding.year_ago.reference, indicator)
        parts.append(say("A year ago {figure}", figure=before))
    first = Month.parse(next(p.month for p in row.series if p.value is not None))
    parts.append(
        say(
            "Lowest in {first}–{last} {low}, highest {high}",
            first=wording.month_slash(first),
            last=wording.month_slash(finding.month),
            low=spoken(min(known), indicator),
            high=spoken(max(known), indicator),
        )
    )
    sentences = [wording.closed(part) for part in parts if part]
    while len(" ".join(sentences)) > MOST_ALT and len(sentences) > 3:
        sentences.pop()
    return " ".join(sentences)


def _latest(finding: Finding, row: Row) -> str:
    """Name the indicator with its latest figure, and the year's beside the month's own."""
    indicator, own = finding.indicator, finding.month_figure.value
    told = {"indicator": indicator.name, "month": wording.month_name(finding.month, "inessive")}
    if finding.figure.value is None:
        return say("{indicator}: no data in {month}", **told)
    figure = in_words(row.printed, indicator)
    if finding.judged == "month" or own is None:
        return say("{indicator}: {figure} in {month}", figure=figure, **told)
    return say(
        "{indicator}: {figure} since the beginning of the year, {own} in {month}",
        own=spoken(own, indicator),
        figure=figure,
        **told,
    )


def _target(finding: Finding, row: Row) -> str:
    if finding.indicator.target is None:
        return say("It has no target")
    word = row.verdict_word[:1].lower() + row.verdict_word[1:]
    target = in_words(row.target, finding.indicator)
    return say("Target {target}: {verdict}", target=target, verdict=word)
