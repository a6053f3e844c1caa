"""Findings as other programs read them: the shape of `salo-plan indicators --json`."""

from typing import Any

from salo_plan.indicators.assess import Finding
from salo_plan.plan.indicator import Baseline, Target
from salo_plan.plan.model import Plan


def listing(plan: Plan, findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Return one JSON-ready object an indicator, in the plan's order; unknown is null."""
    return [_entry(plan, finding) for finding in findings]


def _entry(plan: Plan, finding: Finding) -> dict[str, Any]:
    indicator = finding.indicator
    return {
        "id": indicator.id,
        "goal": plan.goal_of(indicator.id).number,
        "name": indicator.name,
        "kind": indicator.kind,
        "month": str(finding.month),
        "value": finding.figure.value,
        "month_value": finding.month_figure.value,
        "year_value": finding.year.figure.value,
        "numerator": finding.figure.numerator,
        "denominator": finding.figure.denominator,
        "unit": indicator.unit or None,
        "state": _state(finding),
        "scope": indicator.scope,
        "target": _target(indicator.target, finding),
        "target_verdict": finding.verdict,
        "target_met": finding.met,
        "target_in_force": finding.in_force,
        "baseline": _baseline(indicator.baseline),
        "months": {"present": finding.year.present, "expected": finding.year.expected},
        "change": {
            "year_ago": finding.year_ago.difference,
            "baseline": finding.baseline.difference,
            "previous": finding.previous.difference,
        },
        "change_verdict": finding.change,
    }


def _state(finding: Finding) -> str:
    """Return the figure's state; an every-month row is provisional while a month is missing."""
    if finding.indicator.kind == "verbal":
        return "not_applicable"
    gaps = finding.year.present < finding.year.expected
    if finding.indicator.over_year == "every_month" and gaps and finding.figure.state == "ok":
        return "provisional"
    return finding.figure.state


def _target(target: Target | None, finding: Finding) -> dict[str, Any] | None:
    if target is None:
        return None
    limit = finding.limit if target.reference else target.limit
    shape: dict[str, Any] = {"op": target.op, "limit": limit, "assumed": target.assumed}
    if target.path:
        shape["path"] = (target.limit or 0.0) * finding.month.number / 12
    return shape


def _baseline(baseline: Baseline | None) -> dict[str, Any] | None:
    if baseline is None:
        return None
    if baseline.value is not None:
        return {"value": baseline.value, "month": str(baseline.month)}
    ranges = [item.model_dump() for item in baseline.ranges]
    return {"value": None, "month": None, "ranges": ranges}
