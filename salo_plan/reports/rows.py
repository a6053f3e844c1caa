"""From a finding to the row a reader meets: printed figure, target, status and two changes."""

from salo_plan import wording
from salo_plan.indicators.assess import Change as Held
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.shown_names import shown_reason
from salo_plan.messages import marked, say
from salo_plan.periods import Month, Term
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.reports import clauses
from salo_plan.reports.amounts import in_words, spoken
from salo_plan.reports.foreseen import range_words
from salo_plan.reports.report import Change, Point, Row
from salo_plan.reports.row_parts import of_the_month, own_parts
from salo_plan.reports.terms import term_slash

SERIES_MONTHS = 13
NO_TARGET_WORDS = marked("no target")
VERBAL_WORDS = marked("no numeric target")
STATED_WORDS = marked("value stated by the action plan")
_STATE_WORDS = {
    "secret": marked("the figure is secret"),
    "missing": marked("the data has not been delivered"),
    "blank": marked("the figure is missing from the delivered data"),
    "not_applicable": marked("there is nobody to count from"),
}


def scoreboard_rows(
    plan: Plan, findings: tuple[Finding, ...], measurements: Measurements
) -> tuple[Row, ...]:
    """Turn the findings into rows in the plan's order."""
    period = clauses.of_period(findings)
    return tuple(_row(plan, finding, measurements, period) for finding in findings)


def printed_figure(finding: Finding, stated: bool = False) -> str:
    """Print the judged figure so that it never contradicts its verdict."""
    indicator, value = finding.indicator, finding.figure.value
    if value is None:
        return wording.NOTHING
    if finding.counts_months:
        expected = finding.figure.denominator or 0
        return say("{met}/{all} months", met=f"{value:.0f}", all=f"{expected:.0f}")
    if stated:
        return wording.stated(value, indicator.unit)
    if finding.limit is None:
        return wording.figure(value, indicator.unit, indicator.decimals)
    return wording.beside_limit(value, finding.limit, indicator.unit, indicator.decimals)


def stated_by_plan(finding: Finding, measurements: Measurements) -> bool:
    """Tell whether the figure is the plan's own stated value, with the plan's own rounding."""
    found = measurements.get(finding.indicator.id, finding.month)
    if found is None or not found.sources:
        return False
    return all(source.kind == "plan" for source in found.sources)


def target_words(finding: Finding) -> str:
    """Write the target as the plan has it; a path is the sum by the end of the month."""
    indicator = finding.indicator
    if indicator.kind == "verbal":
        return say(VERBAL_WORDS)
    if indicator.target is None:
        return say(NO_TARGET_WORDS)
    if indicator.target.path and finding.limit is not None:
        limit = wording.figure(finding.limit, indicator.unit, indicator.decimals)
        return say("at most {figure}", figure=limit)
    yearly = finding.judged == "year" and indicator.target.year_words
    return yearly or indicator.target.words


def _row(plan: Plan, finding: Finding, measurements: Measurements, period: bool) -> Row:
    indicator = finding.indicator
    stated = stated_by_plan(finding, measurements)
    series = _series(indicator, measurements, finding.month)
    printed = printed_figure(finding, stated)
    return Row(
        id=indicator.id,
        goal=plan.goal_of(indicator.id).number,
        name=indicator.name,
        value=finding.figure.value,
        printed=printed,
        numerator=finding.figure.numerator,
        denominator=finding.figure.denominator,
        unit=indicator.unit,
        state=finding.figure.state,
        target=target_words(finding),
        verdict=finding.verdict,
        verdict_word=wording.verdict_word(finding.verdict),
        year_ago=_change(indicator, finding.year_ago, _same_time_last_year(finding)),
        baseline=_change(indicator, finding.baseline, _baseline_month(indicator)),
        previous=_change(indicator, finding.previous, wording.month_column(finding.month.plus(-1))),
        detail=_detail(plan, finding, measurements, period),
        series=series,
        spark_alt=_spark_alt(finding, series, printed),
        assumed=bool(indicator.target and indicator.target.assumed),
        questions=indicator.footnotes,
        met_at_baseline=finding.met_at_baseline,
        area=area_of(plan, indicator),
    )


def area_of(plan: Plan, indicator: Indicator) -> str:
    """Name the area of a figure that is not of the plan's first scope."""
    whole = next(iter(plan.scopes))
    return plan.scopes[indicator.scope].name if indicator.scope != whole else ""


def _series(indicator: Indicator, measurements: Measurements, month: Month) -> tuple[Point, ...]:
    months = Term(month.plus(1 - SERIES_MONTHS), month)
    return tuple(Point(str(m), measurements.value(indicator.id, m)) for m in months)


def _change(indicator: Indicator, held: Held, since: str) -> Change | None:
    if held.difference is None:
        return None
    word = wording.change_word(held.verdict)
    if held.verdict == "unchanged":
        return Change("0", word, since)
    size, _ = wording.in_shown_unit(held.difference, indicator.unit, indicator.decimals)
    decimals = wording.change_decimals(size, indicator.decimals)
    return Change(wording.signed(float(size), decimals), word, since)


def _same_time_last_year(finding: Finding) -> str:
    """Name what a change in a year is counted from: the month, or the same months of the year."""
    then = finding.month.year_ago
    of_year = finding.judged == "year" and then.number > 1
    return term_slash(then.year_to_date()) if of_year else wording.month_column(then)


def _baseline_month(indicator: Indicator) -> str:
    month = indicator.baseline.month if indicator.baseline else None
    return wording.month_column(month) if month else ""


def _detail(plan: Plan, finding: Finding, measurements: Measurements, period: bool) -> str:
    """Write the small text under the name: area, parts, own month, or why there is no value.

    In a report of the year so far, what is about the newest month alone says so.
    """
    indicator, figure = finding.indicator, finding.figure
    if indicator.kind == "verbal":
        return say("The coordinator's assessment has not been recorded")
    if figure.value is None:
        found = measurements.get(indicator.id, finding.month)
        delivered = found is not None and bool(found.sources) and figure.state == "missing"
        state = "blank" if delivered else figure.state
        word = say(_STATE_WORDS.get(state, _STATE_WORDS["missing"]))
        told = shown_reason(finding.reason) if finding.reason else wording.capital(word)
        return told.rstrip(".")
    parts: list[str] = []
    written = plan.as_written.indicator(indicator.id)
    if indicator.name == written.name and indicator.phrase != written.phrase:
        # The name above has no words in this language, but the phrase has.
        parts.append(indicator.phrase)
    if area := area_of(plan, indicator):
        parts.append(area)
    if stated_by_plan(finding, measurements):
        parts.append(say(STATED_WORDS))
    if period and finding.judged == "month":
        month = wording.month_alone(finding.month.number, "genitive")
        parts.append(say("figure of {month}", month=month))
    parts += own_parts(finding)
    if finding.judged == "year" and finding.year.present < finding.year.expected:
        present, expected = finding.year.present, finding.year.expected
        parts.append(
            say("data from {present}/{expected} months", present=present, expected=expected)
        )
    parts += _path_parts(finding)
    if finding.verdict == "no_data":
        parts.append(say("the value of the month compared with is missing"))
    own = of_the_month(plan, finding)
    if finding.judged == "year":
        return wording.capital("; ".join(part for part in (", ".join(parts), own) if part))
    return wording.capital(", ".join(part for part in (*parts, own) if part))


def _path_parts(finding: Finding) -> list[str]:
    """Write the gap to the even path and the forecast of a yearly sum."""
    indicator, value = finding.indicator, finding.figure.value
    target = indicator.target
    if target is None or not target.path or target.limit is None:
        return []
    unit, decimals = indicator.unit, indicator.decimals
    whole = wording.figure(target.limit, unit, decimals)
    parts = [say("target for the whole year {figure}", figure=whole)]
    if value is not None and finding.limit is not None:
        gap = wording.difference(value - finding.limit, unit, decimals)
        parts.append(say("difference from an even pace {difference}", difference=gap))
    if finding.outlook is not None:
        told = range_words(indicator, finding.outlook)
        parts.append(say("forecast for the year {range}", range=told))
    return parts


def _spark_alt(finding: Finding, series: tuple[Point, ...], printed: str) -> str:
    """Say in words what the small line shows: indicator, latest value, range of the months."""
    indicator = finding.indicator
    values = [point.value for point in series if point.value is not None]
    if len(values) < 2:
        return ""
    first = Month.parse(next(p.month for p in series if p.value is not None))
    return say(
        "{indicator}: {figure}, {first}–{last} lowest {low} and highest {high}.",
        indicator=indicator.name,
        figure=in_words(printed, indicator),
        first=wording.month_slash(first),
        last=wording.month_slash(finding.month),
        low=spoken(min(values), indicator),
        high=spoken(max(values), indicator),
    )
