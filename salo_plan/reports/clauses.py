"""The clauses that titles and sentences are made of: who moved which way, and where it stands.

They are written from the two signals of a finding, the target and the change. Nothing here gives
a cause, and a change is always told against last year or the baseline, never as a trend.
"""

from typing import Literal

from salo_plan import wording
from salo_plan.indicators.assess import Change, Finding
from salo_plan.indicators.verdicts import POINT_UNITS
from salo_plan.messages import marked, say
from salo_plan.plan.indicator import Indicator
from salo_plan.reports.amounts import COUNT_UNITS

TINY = 10
_MET = {
    "<": marked("is below its limit"),
    ">": marked("is above its target"),
}
_REACHED = marked("meets its target")
_CLOSE = marked("is close to its limit")
_AT_LIMIT = marked("is exactly at its limit")
_NOT_MET = {
    ("near", "lower"): marked("is slightly over its limit"),
    ("near", "higher"): marked("falls a little short of its target"),
    ("missed", "lower"): marked("is over its limit"),
    ("missed", "higher"): marked("falls short of its target"),
}


def subject(indicator: Indicator) -> str:
    """Name an indicator where it begins a title or a sentence."""
    return wording.capital(indicator.speech.subject or indicator.phrase)


def verb(indicator: Indicator, rose: bool) -> str:
    """Say which way a figure moved (`nousi`, `kasvoi`, `piteni`)."""
    own = indicator.speech.rose if rose else indicator.speech.fell
    if own:
        return own
    if indicator.unit in POINT_UNITS:
        return say("went up") if rose else say("went down")
    return say("rose") if rose else say("fell")


def compared(finding: Finding) -> Change:
    """Return the change that is told: against last year, else against the baseline."""
    return finding.baseline if finding.year_ago.reference is None else finding.year_ago


def since_last_year(finding: Finding) -> bool:
    """Tell whether the change told is against last year."""
    return finding.year_ago.reference is not None


def rose(change: Change) -> bool:
    """Tell whether a figure is larger than what it is held against."""
    return change.difference is not None and change.difference > 0


def tiny(finding: Finding) -> bool:
    """Tell whether both figures of a change are counts under ten, of which nothing is claimed."""
    held = (finding.figure.value, compared(finding).reference)
    counted = finding.indicator.unit in COUNT_UNITS and not finding.counts_months
    return counted and all(value is not None and value < TINY for value in held)


def of_period(findings: tuple[Finding, ...]) -> bool:
    """Tell whether the findings are of a report that judges the year to date."""
    return any(f.judged == "year" and not f.indicator.running for f in findings)


def below_is_good(indicator: Indicator) -> bool:
    """Tell whether the target is a limit that the figure should stay under."""
    return indicator.target is not None and indicator.target.op in ("<", "<=")


def good_side(indicator: Indicator) -> Literal["below", "above"]:
    """Name the side of the target line on which the figure should be."""
    return "below" if below_is_good(indicator) else "above"


def at_limit(finding: Finding) -> bool:
    """Tell whether the figure equals a limit that it should pass."""
    target = finding.indicator.target
    fixed = target is not None and target.limit is not None
    return fixed and finding.met is False and finding.figure.value == finding.limit


def stance(finding: Finding) -> str:
    """Say where the figure stands: `on alle rajan`, `jää tavoitteesta`; empty without a target."""
    target = finding.indicator.target
    if target is None or finding.met is None:
        return ""
    if finding.met:
        if finding.worsening and compared(finding).verdict == "worsened":
            return say(_CLOSE)
        # Where last year is the limit, the change says on which side of it the figure is.
        return say(_REACHED if target.reference else _MET.get(target.op, _REACHED))
    if at_limit(finding):
        return say(_AT_LIMIT)
    side = "lower" if below_is_good(finding.indicator) else "higher"
    return say(_NOT_MET[finding.verdict, side])


def agrees(finding: Finding) -> bool:
    """Tell whether both signals say the same, so that "and" joins them and not "but"."""
    verdict = compared(finding).verdict
    if finding.met:
        return verdict != "worsened" or finding.worsening
    return verdict != "improved"
