"""From a finding to the row a reader meets: printed figure, target, status and two changes."""

from decimal import Decimal

from salo_plan import wording
from salo_plan.indicators.assess import Change as Held
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import marked, say
from salo_plan.periods import Month, Term
from salo_plan.plan.model import Indicator, Plan
from salo_plan.reports.report import Change, Point, Row

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
    return tuple(_row(plan, finding, measurements) for finding in findings)


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
    return indicator.target.words


def _row(plan: Plan, finding: Finding, measurements: Measurements) -> Row:
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
        year_ago=_change(indicator, finding.year_ago, wording.month_slash(finding.month.year_ago)),
        baseline=_change(indicator, finding.baseline, _baseline_month(indicator)),
        previous=_change(indicator, finding.previous, wording.month_slash(finding.month.plus(-1))),
        detail=_detail(plan, finding, stated, measurements),
        series=series,
        spark_alt=_spark_alt(finding, series, printed),
        assumed=bool(indicator.target and indicator.target.assumed),
        met_at_baseline=finding.met_at_baseline,
    )


def _series(indicator: Indicator, measurements: Measurements, month: Month) -> tuple[Point, ...]:
    months = Term(month.plus(1 - SERIES_MONTHS), month)
    return tuple(Point(str(m), measurements.value(indicator.id, m)) for m in months)


def _change(indicator: Indicator, held: Held, since: str) -> Change | None:
    if held.difference is None:
        return None
    word = wording.change_word(held.verdict)
    if held.verdict == "unchanged":
        return Change("0", word, since)
    difference = Decimal(repr(held.difference))
    if indicator.unit == "€" and indicator.decimals:
        difference = difference.scaleb(-6)
    decimals = wording.change_decimals(difference, indicator.decimals)
    return Change(wording.signed(float(difference), decimals), word, since)


def _baseline_month(indicator: Indicator) -> str:
    month = indicator.baseline.month if indicator.baseline else None
    return wording.month_slash(month) if month else ""


def _detail(plan: Plan, finding: Finding, stated: bool, measurements: Measurements) -> str:
    """Write the small text under the name: area, parts, own month, or why there is no value."""
    indicator, figure = finding.indicator, finding.figure
    if indicator.kind == "verbal":
        return say("The coordinator's assessment has not been recorded")
    if figure.value is None:
        found = measurements.get(indicator.id, finding.month)
        delivered = found is not None and bool(found.sources) and figure.state == "missing"
        state = "blank" if delivered else figure.state
        word = say(_STATE_WORDS.get(state, _STATE_WORDS["missing"]))
        return (finding.reason or wording.capital(word)).rstrip(".")
    parts = []
    if indicator.scope != next(iter(plan.scopes)):
        parts.append(plan.scopes[indicator.scope].name)
    if stated:
        parts.append(say(STATED_WORDS))
    parts += _own_parts(plan, finding)
    if finding.judged == "year" and finding.month_figure.value is not None:
        own = wording.figure(finding.month_figure.value, indicator.unit, indicator.decimals)
        parts.append(say("the month's own value {figure}", figure=own))
    if finding.judged == "year" and finding.year.present < finding.year.expected:
        present, expected = finding.year.present, finding.year.expected
        parts.append(
            say("data from {present}/{expected} months", present=present, expected=expected)
        )
    parts += _path_parts(finding)
    parts += [_beside(name, v) for name, v in finding.month_figure.beside if v is not None]
    if finding.verdict == "no_data":
        parts.append(say("the value of the month compared with is missing"))
    if indicator.footnotes:
        parts.append(say("assumption {notes}", notes=", ".join(indicator.footnotes)))
    text = ", ".join(parts)
    return wording.capital(text)


def _own_parts(plan: Plan, finding: Finding) -> list[str]:
    """Write the parts of a share, the answers behind a score or the coaches of a caseload."""
    indicator, figure = finding.indicator, finding.figure
    if figure.numerator is None or figure.denominator is None or finding.counts_months:
        return []
    lower = wording.number(figure.denominator)
    if indicator.unit == "%":
        return [f"{wording.number(figure.numerator)} / {lower}"]
    if "function" in indicator.metric:
        few = figure.denominator < plan.rules.few_answers
        answers = marked("{number} answers, few answers") if few else marked("{number} answers")
        return [say(answers, number=lower)]
    return [f"{indicator.beside[0]} {lower}"] if "ratio" in indicator.metric else []


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
    if finding.forecast is not None:
        told = wording.figure(finding.forecast, unit, decimals)
        parts.append(say("forecast by last year's monthly pace {figure}", figure=told))
    return parts


def _beside(name: str, value: float) -> str:
    """Write a figure printed beside; a name that ends in a percent sign is a share."""
    if name.endswith(", %"):
        return f"{name.removesuffix(', %')} {wording.figure(value, '%')}"
    return f"{name} {wording.number(value)}"


def _spark_alt(finding: Finding, series: tuple[Point, ...], printed: str) -> str:
    """Say in words what the small line shows: indicator, latest value, range of the months."""
    indicator = finding.indicator
    values = [point.value for point in series if point.value is not None]
    if len(values) < 2:
        return ""
    low = wording.figure(min(values), indicator.unit, indicator.decimals)
    high = wording.figure(max(values), indicator.unit, indicator.decimals)
    first = Month.parse(next(p.month for p in series if p.value is not None))
    return say(
        "{indicator}: {figure}, {first}–{last} lowest {low} and highest {high}.",
        indicator=indicator.name,
        figure=printed,
        first=wording.month_slash(first),
        last=wording.month_slash(finding.month),
        low=low,
        high=high,
    )
