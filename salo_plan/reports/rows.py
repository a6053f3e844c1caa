"""From a finding to the row a reader meets: printed figure, target, status and two changes."""

from decimal import Decimal

from salo_plan import wording
from salo_plan.indicators.assess import Change as Held
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.outlook import forecast_by_last_year
from salo_plan.periods import Month, Term
from salo_plan.plan.model import Indicator, Plan
from salo_plan.reports.report import Change, Point, Row

SERIES_MONTHS = 13
NO_TARGET_WORDS = "ei tavoitetta"
VERBAL_WORDS = "ei numeerista tavoitetta"
STATED_WORDS = "toimintasuunnitelman ilmoittama arvo"
_STATE_WORDS = {
    "secret": "luku on salattu",
    "missing": "aineistoa ei ole toimitettu",
    "blank": "luku puuttuu toimitetusta aineistosta",
    "not_applicable": "ei ketään, josta laskea",
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
        return f"{value:.0f}/{finding.figure.denominator or 0:.0f} kuukautta"
    if stated:
        return wording.stated(value, indicator.unit)
    if finding.limit is None:
        return wording.figure(value, indicator.unit, indicator.decimals)
    return wording.beside_limit(value, finding.limit, indicator.unit, indicator.decimals)


def stated_by_plan(finding: Finding, measurements: Measurements) -> bool:
    """Tell whether the figure is the plan's own stated value, with the plan's own rounding."""
    found = measurements.get(finding.indicator.id, finding.month)
    return found is not None and all(source.kind == "plan" for source in found.sources)


def target_words(finding: Finding) -> str:
    """Write the target as the plan has it; a path is the sum by the end of the month."""
    indicator = finding.indicator
    if indicator.kind == "verbal":
        return VERBAL_WORDS
    if indicator.target is None:
        return NO_TARGET_WORDS
    if indicator.target.path and finding.limit is not None:
        return f"enintään {wording.figure(finding.limit, indicator.unit, indicator.decimals)}"
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
        year_ago=_change(indicator, finding.year_ago, _slash(finding.month.year_ago)),
        baseline=_change(indicator, finding.baseline, _baseline_month(indicator)),
        previous=_change(indicator, finding.previous, _slash(finding.month.plus(-1))),
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
    decimals = indicator.decimals
    while not wording.rounded(difference, decimals) and decimals < indicator.decimals + 3:
        decimals += 1
    return Change(wording.signed(float(difference), decimals), word, since)


def _slash(month: Month) -> str:
    return wording.month_slash(month.year, month.number)


def _baseline_month(indicator: Indicator) -> str:
    month = indicator.baseline.month if indicator.baseline else None
    return _slash(month) if month else ""


def _detail(plan: Plan, finding: Finding, stated: bool, measurements: Measurements) -> str:
    """Write the small text under the name: area, parts, own month, or why there is no value."""
    indicator, figure = finding.indicator, finding.figure
    if indicator.kind == "verbal":
        return "Koordinaattorin arviota ei ole kirjattu"
    if figure.value is None:
        found = measurements.get(indicator.id, finding.month)
        delivered = found is not None and bool(found.sources) and figure.state == "missing"
        state = "blank" if delivered else figure.state
        word = _STATE_WORDS.get(state, _STATE_WORDS["missing"])
        return (finding.reason or word[0].upper() + word[1:]).rstrip(".")
    parts = []
    if indicator.scope != next(iter(plan.scopes)):
        parts.append(plan.scopes[indicator.scope].name)
    if stated:
        parts.append(STATED_WORDS)
    parts += _own_parts(plan, finding)
    if finding.judged == "year" and finding.month_figure.value is not None:
        own = wording.figure(finding.month_figure.value, indicator.unit, indicator.decimals)
        parts.append(f"kuukauden oma arvo {own}")
    if finding.judged == "year" and finding.year.present < finding.year.expected:
        parts.append(f"tietoja {finding.year.present}/{finding.year.expected} kuukaudelta")
    parts += _path_parts(finding, measurements)
    parts += [_beside(name, v) for name, v in finding.month_figure.beside if v is not None]
    if finding.verdict == "no_data":
        parts.append("vertailukuukauden arvo puuttuu")
    if indicator.footnotes:
        parts.append(f"oletus {', '.join(indicator.footnotes)}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


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
        return [f"{lower} vastausta" + (", vähän vastauksia" if few else "")]
    return [f"{indicator.beside[0]} {lower}"] if "ratio" in indicator.metric else []


def _path_parts(finding: Finding, measurements: Measurements) -> list[str]:
    """Write the gap to the even path and the forecast of a yearly sum."""
    indicator, value = finding.indicator, finding.figure.value
    target = indicator.target
    if target is None or not target.path or target.limit is None:
        return []
    unit, decimals = indicator.unit, indicator.decimals
    parts = [f"koko vuoden tavoite {wording.figure(target.limit, unit, decimals)}"]
    if value is not None and finding.limit is not None:
        gap = wording.difference(value - finding.limit, unit, decimals)
        parts.append(f"ero tasaiseen kertymään {gap}")
    forecast = forecast_by_last_year(indicator, measurements, finding.month)
    if forecast is not None:
        told = wording.figure(forecast, unit, decimals)
        parts.append(f"ennuste viime vuoden kuukausirytmillä {told}")
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
    return (
        f"{indicator.name}: {printed}, {_slash(first)}–{_slash(finding.month)} "
        f"pienin {low} ja suurin {high}."
    )
