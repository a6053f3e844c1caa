"""The comparison with the target, told on the unrounded value, and the change told beside it."""

from salo_plan import wording
from salo_plan.indicators.assess import Change, Finding
from salo_plan.indicators.verdicts import POINT_UNITS, near_gap
from salo_plan.messages import marked, say, say_count
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.reports.explaining.exact import exact, plain, relation, with_unit
from salo_plan.reports.explaining.explanation import Part, part

_NO_TARGET = marked("The action plan gives no target for this figure; it is only followed.")
_NO_VALUE = marked("Nothing can be compared, because there is no figure.")
_NO_REFERENCE = marked(
    "Nothing can be compared, because the figure of {month} is missing. That is why the status is "
    "{status}."
)
_NEAR = marked(
    "The gap is {gap}, and at most {most} counts as near the target. A figure near its "
    "target has still not met it."
)
_FAR = marked("The gap is {gap}, more than the {most} that would still count as near.")


def target_part(plan: Plan, finding: Finding) -> tuple[Part, ...]:
    """Write the target, both sides of the comparison and the status it gives."""
    target = finding.indicator.target
    if finding.indicator.kind == "verbal":
        return ()
    title = say("Comparison with the target")
    if target is None:
        return part("target", title, say(_NO_TARGET))
    words = target.words
    if finding.judged == "year" and target.year_words:
        words = target.year_words
    lines = [say("Target: {target}.", target=words), _path(finding), *_compared(plan, finding)]
    return part("target", title, *lines, _start(finding), _in_force(plan, finding))


def _path(finding: Finding) -> str:
    """Write the even pace of a year's limit to this month."""
    indicator, target = finding.indicator, finding.indicator.target
    if target is None or not target.path or target.limit is None or finding.limit is None:
        return ""
    return wording.closed(
        say_count(
            "Even pace: {whole} ÷ 12 × {count} month = {limit}",
            "Even pace: {whole} ÷ 12 × {count} months = {limit}",
            finding.year.present or finding.month.number,
            whole=with_unit(target.limit, indicator),
            limit=with_unit(finding.limit, indicator),
        )
    )


def _compared(plan: Plan, finding: Finding) -> list[str]:
    indicator, value, limit = finding.indicator, finding.figure.value, finding.limit
    status = wording.verdict_word(finding.verdict)
    if value is None:
        return [say(_NO_VALUE)]
    if finding.counts_months:
        whole = finding.figure.denominator or 0.0
        told = f"{plain(value)} {relation(value, whole)} {plain(whole)}"
        return [_result(told, status)]
    reference = indicator.target.reference if indicator.target else None
    if limit is None:
        month = wording.month_name(finding.month.year_ago, "genitive")
        return [say(_NO_REFERENCE, month=month, status=status)]
    told = f"{exact(value, indicator, limit)} {relation(value, limit)} {exact(limit, indicator)}"
    lines = [_result(told, status)]
    if reference:
        month = wording.month_name(finding.month.year_ago, "genitive")
        lines.insert(0, _reference(finding, month))
    return [*lines, _gap(plan, finding, value, limit)]


def _reference(finding: Finding, month: str) -> str:
    limit = with_unit(finding.limit or 0.0, finding.indicator)
    if finding.judged == "year":
        return wording.closed(
            say("It is compared with the same months a year before: {figure}", figure=limit)
        )
    return wording.closed(
        say("It is compared with the figure of {month}: {figure}", month=month, figure=limit)
    )


def _result(comparison: str, status: str) -> str:
    return say("Comparison: {comparison}. Status: {status}.", comparison=comparison, status=status)


def _gap(plan: Plan, finding: Finding, value: float, limit: float) -> str:
    """Say how far a target is that was not met, and how near would count as near."""
    indicator, target = finding.indicator, finding.indicator.target
    if finding.verdict not in ("near", "missed") or target is None or not target.near:
        return ""
    most = near_gap(indicator, limit, plan.rules)
    near = finding.verdict == "near"
    gap = exact(abs(value - limit), indicator, most)
    if indicator.unit in POINT_UNITS:
        gap = f"{gap}{wording.NO_BREAK_SPACE}{say(_points(indicator, gap))}"
    else:
        gap = wording.united(gap, indicator.unit).rstrip(".")
    return say(_NEAR if near else _FAR, gap=gap, most=plain(most))


def _points(indicator: Indicator, gap: str) -> str:
    """Name what the gap is counted in: between two shares it is percentage points."""
    if indicator.unit == "%":
        return marked("percentage point") if gap == "1" else marked("percentage points")
    return marked("point") if gap == "1" else marked("points")


def _start(finding: Finding) -> str:
    """Say whether the baseline meets the target, since then the two signals differ."""
    if finding.met_at_baseline is None:
        return ""
    if finding.met_at_baseline:
        return say(
            "The baseline meets the target already, so the figure may worsen and still meet it. "
            "That is why the target and the change are told apart."
        )
    return say("The baseline does not meet the target.")


def _in_force(plan: Plan, finding: Finding) -> str:
    if finding.in_force:
        return ""
    return say(
        "The targets are in force {first}–{last}. This month is outside of that, so the status "
        "only shows where it stands.",
        first=wording.month_slash(plan.in_force_from),
        last=wording.month_slash(plan.in_force_to),
    )


def change_part(finding: Finding) -> tuple[Part, ...]:
    """Write the changes that are told: since a year ago and since the baseline."""
    indicator = finding.indicator
    if indicator.kind == "verbal":
        return ()
    baseline = indicator.baseline
    lines = [_changed(indicator, finding.year_ago, finding.month.year_ago)]
    if baseline and baseline.month and finding.month != baseline.month:
        lines.append(_from_baseline(indicator, finding.baseline, baseline.month))
    if baseline and baseline.ranges:
        spans = [
            f"{each.year}: {plain(each.min)}–{plain(each.max)}{_after_number(each.unit)}"
            for each in baseline.ranges
        ]
        told = wording.listing(spans)
        lines.append(
            say("The action plan gives only ranges of months as a baseline: {ranges}.", ranges=told)
        )
    return part("change", say("Change"), *lines)


def _after_number(unit: str) -> str:
    return unit if unit.startswith("/") else f"{wording.NO_BREAK_SPACE}{unit}"


def _changed(indicator: Indicator, change: Change, then: Month) -> str:
    if change.difference is None or change.reference is None:
        return ""
    return say(
        "In a year {change}, {word} ({month}: {figure}).",
        month=wording.month_slash(then),
        figure=with_unit(change.reference, indicator),
        change=_difference(indicator, change),
        word=wording.change_word(change.verdict),
    )


def _from_baseline(indicator: Indicator, change: Change, month: Month) -> str:
    """Write the change from the plan's own value, which the plan may state as approximate."""
    if change.difference is None or change.reference is None:
        return ""
    told = wording.stated(change.reference, indicator.unit)
    about = indicator.baseline is not None and indicator.baseline.approximate
    return say(
        "From the baseline {change}, {word} ({month}: {figure}).",
        month=wording.month_slash(month),
        figure=say("about {figure}", figure=told) if about else told,
        change=_difference(indicator, change),
        word=wording.change_word(change.verdict),
    )


def _difference(indicator: Indicator, change: Change) -> str:
    """Write a change as the scoreboard does; one that is nothing as printed is nothing."""
    if change.verdict == "unchanged" or change.difference is None:
        return "0"
    size, _ = wording.in_shown_unit(change.difference, indicator.unit, indicator.decimals)
    decimals = wording.change_decimals(size, indicator.decimals)
    return wording.difference(change.difference, indicator.unit, decimals).rstrip(".")
