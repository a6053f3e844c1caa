"""The result of a goal in one or two sentences: what is met and which indicator is the weakest."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, say, say_count
from salo_plan.reports import clauses
from salo_plan.reports.amounts import in_words
from salo_plan.reports.report import Row
from salo_plan.reports.sentences import first_named, how_many_met, near_sentence

Judged = tuple[Finding, Row]
MOST_NAMED = 3


def goal_result(findings: tuple[Finding, ...], rows: tuple[Row, ...]) -> str:
    """Say how a goal stands, from the findings and rows of its own indicators."""
    judged = [(f, row) for f, row in zip(findings, rows, strict=True) if f.met is not None]
    if not judged:
        return _none_judged(findings)
    met = [pair for pair in judged if pair[0].met]
    lacking = sorted((pair for pair in judged if not pair[0].met), key=_weakest_first)
    if not lacking:
        return _all_met(judged)
    if len(judged) == 1:
        only = marked("The only indicator judged is not on target: {told}.")
        if judged[0][0].verdict == "near":
            only = marked("The only indicator judged is near its target: {told}.")
        return say(only, told=_told(*judged[0]))
    return f"{how_many_met(len(met), len(judged))} {_lacking(lacking)}"


def _none_judged(findings: tuple[Finding, ...]) -> str:
    unknown = [f.indicator.phrase for f in findings if f.verdict == "no_data"]
    if not unknown:
        return say("No indicator that could be compared with a target") + "."
    return say_count(
        "The target could not be judged, since data is lacking on {names}.",
        "The targets could not be judged, since data is lacking on {names}.",
        len(unknown),
        names=wording.listing(unknown[:MOST_NAMED]),
    )


def _all_met(judged: list[Judged]) -> str:
    """Say that all is met, and what is closest to its limit."""
    if len(judged) == 1:
        return say("The only indicator judged is on target: {told}.", told=_told(*judged[0]))
    told = how_many_met(len(judged), len(judged))
    # A figure exactly at its target, or one event a month, is not said to be close to a limit.
    apart = [pair for pair in judged if _relative(pair[0]) and not _is_minimum(pair[0])]
    if not apart:
        return told
    closest = min(apart, key=lambda pair: _relative(pair[0]) or 0.0)
    last = say("Closest to its limit is {told}.", told=_told(*closest))
    return f"{told} {last}"


def _lacking(lacking: list[Judged]) -> str:
    """Name the weakest missed with its figure, then the other missed, then those that are near."""
    missed = [pair for pair in lacking if pair[0].verdict == "missed"]
    near = [_told(*pair) for pair in lacking if pair[0].verdict == "near"]
    parts = []
    if len(missed) == 1:
        parts.append(say("The one not on target is {told}.", told=_told(*missed[0])))
    elif missed:
        others = [finding.indicator.phrase for finding, _ in missed[1:]]
        parts.append(
            say_count(
                "The weakest is {told}; {names} also falls short of its target.",
                "The weakest is {told}; {names} also fall short of their targets.",
                len(others),
                told=_told(*missed[0]),
                names=wording.listing(first_named(others, MOST_NAMED)),
            )
        )
    if near:
        parts.append(near_sentence(near, MOST_NAMED))
    return " ".join(parts)


def _told(finding: Finding, row: Row) -> str:
    return say(
        "{indicator} ({figure}, target {target})",
        indicator=finding.indicator.phrase,
        figure=in_words(row.printed, finding.indicator),
        target=in_words(row.target, finding.indicator),
    )


def _weakest_first(pair: Judged) -> tuple[bool, float]:
    return pair[0].verdict != "missed", -(_relative(pair[0]) or 0.0)


def _is_minimum(finding: Finding) -> bool:
    monthly = finding.indicator.over_year == "every_month"
    return monthly and not clauses.below_is_good(finding.indicator)


def _relative(finding: Finding) -> float | None:
    """Measure the distance to the limit as a part of it; None where that says nothing."""
    value, limit = finding.figure.value, finding.limit
    if finding.counts_months:
        months = finding.figure.denominator
        return None if finding.met or not months else 1 - (value or 0.0) / months
    target = finding.indicator.target
    if value is None or not limit or (target is not None and target.reference is not None):
        return None
    return abs(value - limit) / abs(limit)
