"""The chart of a yearly sum: its gap to the even path, month by month, in thousands of euros.

Lines of the sums themselves would hide a gap of one percent.
"""

from itertools import takewhile

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.over_year import gaps_to_even_pace
from salo_plan.messages import marked, say
from salo_plan.periods import Month
from salo_plan.reports import clauses
from salo_plan.reports.foreseen import outlook_range
from salo_plan.reports.report import Chart, Line, Point, Row

FEWEST_POINTS = 3
_THOUSAND = 1000
_TITLES = {
    "over": marked("{indicator} is €{amount},000 over its even pace"),
    "under": marked("{indicator} is €{amount},000 under its even pace"),
    "even": marked("{indicator} is at its even pace"),
}
# In December the even pace is the target of the year.
_YEAR_TITLES = {
    "over": marked("{indicator} went over the target of the year by €{amount},000"),
    "under": marked("{indicator} stayed €{amount},000 under the target of the year"),
    "even": marked("{indicator} met the target of the year exactly"),
}


def gap_chart(finding: Finding, row: Row) -> Chart | None:
    """Chart the gap of the year so far; None for too few months or where no path is set."""
    target = finding.indicator.target
    points = _gaps(finding, row)
    if target is None or len(points) < FEWEST_POINTS:
        return None
    name = finding.indicator.name
    ends = _forecast(finding)
    forecast = outlook_range(finding)
    return Chart(
        id=finding.indicator.id,
        form="columns",
        title=_title(finding, points[-1]),
        measure=say("Difference from an even pace, thousand euros"),
        unit=say("thousand euros"),
        decimals=0,
        lines=(Line(name, points),),
        alt=" ".join(part for part in (_alt(finding, row, points), forecast) if part),
        note=forecast,
        good_side=clauses.good_side(finding.indicator),
        verdict=finding.verdict,
        forecast=tuple(Point(f"{finding.month.year}-12", end) for end in ends),
        forecast_words=_range_words(ends) if ends else "",
    )


def _forecast(finding: Finding) -> tuple[float, ...]:
    """Return the ends of the forecast gap at the year's end; nothing without an outlook."""
    target = finding.indicator.target
    if finding.outlook is None or target is None or target.limit is None:
        return ()
    ends = (finding.outlook.low, finding.outlook.high)
    return tuple((end - target.limit) / _THOUSAND for end in ends)


def _range_words(ends: tuple[float, ...]) -> str:
    """Write the range from its low end to its high one, once if they print the same."""
    shown = dict.fromkeys(wording.signed(end) for end in ends)
    return say("forecast {range}", range="…".join(shown))


def _gaps(finding: Finding, row: Row) -> tuple[Point, ...]:
    """Count the gap of each month of the year until the first month that is missing."""
    target = finding.indicator.target
    if target is None or not target.path or target.limit is None:
        return ()
    own = [point for point in row.series if Month.parse(point.month).year == finding.month.year]
    known = list(takewhile(lambda point: point.value is not None, own))
    gaps = gaps_to_even_pace((point.value or 0.0 for point in known), target.limit)
    return tuple(
        Point(point.month, gap / _THOUSAND) for point, gap in zip(known, gaps, strict=True)
    )


def _title(finding: Finding, last: Point) -> str:
    gap = wording.rounded(last.value or 0.0)
    side = "over" if gap > 0 else "under" if gap else "even"
    phrase = finding.indicator.phrase
    amount = wording.number(abs(float(gap)))
    titles = _YEAR_TITLES if Month.parse(last.month).number == 12 else _TITLES
    return say(titles[side], indicator=wording.capital(phrase), amount=amount)


def _alt(finding: Finding, row: Row, points: tuple[Point, ...]) -> str:
    first, last = (Month.parse(point.month) for point in (points[0], points[-1]))
    values = [point.value or 0.0 for point in points]
    return say(
        "{indicator}: difference from an even pace {first}–{last} in thousand euros. At the end "
        "{gap}; lowest {low}, highest {high}. The sum is {figure}, target {target}: {status}.",
        indicator=finding.indicator.name,
        first=wording.month_slash(first),
        last=wording.month_slash(last),
        gap=wording.signed(values[-1]),
        low=wording.signed(min(values)),
        high=wording.signed(max(values)),
        figure=row.printed,
        target=row.target,
        status=row.verdict_word,
    )
