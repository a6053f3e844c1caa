"""The usual questions as tables: one indicator over time, by group, and two months compared."""

from collections.abc import Iterable

import pandas as pd

from salo_plan import wording
from salo_plan.errors import CallError, unknown_name
from salo_plan.extracts.datasets import DATASETS
from salo_plan.figures import Measured
from salo_plan.indicators.assess import Finding, assess
from salo_plan.indicators.calculations import calculate
from salo_plan.indicators.measure import dataset_of, month_rows
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.populations import UNKNOWN
from salo_plan.reports.material import Material
from salo_plan.told import Told

MONTH, GROUP, VALUE = "kuukausi", "ryhmä", "arvo"
_FIGURE = (VALUE, "osoittaja", "nimittäjä", "tila")
# The words beside an employment code say the same thing again.
_NO_GROUPING = ("code_label", "month")


def find_indicator(plan: Plan, name: str) -> Indicator:
    """Find an indicator by id; CallError with the nearest name when there is none."""
    known = {item.id: item for item in plan.indicators}
    if name not in known:
        raise CallError(unknown_name(Told("indicator"), name, known))
    return known[name]


def groupings(material: Material, indicator: Indicator) -> dict[str, str]:
    """Name what an indicator can be broken down by: column, and its header in the extracts.

    A figure that was delivered ready, or that a rule of its own counts, cannot be broken down.
    """
    name = dataset_of(indicator)
    if name is None or "function" in indicator.metric:
        return {}
    dataset = next(item for item in DATASETS if item.id == name)
    return {
        rule.name: rule.header
        for rule in dataset.rules
        if rule.kind in ("text", "code") and rule.name not in _NO_GROUPING
    }


def over_time(material: Material, indicator: Indicator) -> pd.DataFrame:
    """Lay out an indicator's figure of every month that has one."""
    measurements = material.measuring.measurements
    rows = [
        (str(month), *_parts(measurements.figure(indicator.id, month)))
        for month in measurements.months(indicator.id)
    ]
    return _table(rows, MONTH)


def over_time_by_group(material: Material, indicator: Indicator, by: str) -> pd.DataFrame:
    """Count an indicator anew for each group of a column, month by month, in its own scope.

    A group without anybody in it has no row, and who belongs to no known group is `tuntematon`.
    """
    known = groupings(material, indicator)
    if by not in known:
        raise CallError(f"{indicator.id}: {unknown_name('breakdown', by, known)}")
    dataset = dataset_of(indicator) or ""
    rows: list[tuple[object, ...]] = []
    for text in material.tables.months(dataset):
        own = month_rows(material.plan, indicator, material.tables, Month.parse(text))
        group = own[by].astype("str").where(own[by].notna(), UNKNOWN)
        rows += [
            (text, str(name), *_parts(calculate(indicator.metric, dataset, part)))
            for name, part in own.groupby(group, sort=True)
        ]
    return _table(rows, MONTH, GROUP)


def compared(material: Material, now: Month, then: Month) -> pd.DataFrame:
    """Hold every indicator of two months side by side, with the target and its verdict of `now`."""
    plan, measurements = material.plan, material.measuring.measurements
    findings = assess(plan, measurements, now)
    values = [measurements.value(item.id, then) for item in plan.indicators]
    rows = [_compared(finding, value) for finding, value in zip(findings, values, strict=True)]
    head = ["tunnus", "mittari", "yksikkö", str(then), str(now), "muutos", "tavoite", "tilanne"]
    return pd.DataFrame(rows, columns=head)


def _compared(finding: Finding, before: float | None) -> tuple[object, ...]:
    item, value = finding.indicator, finding.month_figure.value
    change = None if value is None or before is None else value - before
    target = item.target.words if item.target else ""
    verdict = wording.verdict_word(finding.verdict)
    return item.id, item.name, item.unit, before, value, change, target, verdict


def _table(rows: Iterable[tuple[object, ...]], *keys: str) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*keys, *_FIGURE])
    return frame.astype(dict.fromkeys(_FIGURE[:-1], "float64"))


def _parts(figure: Measured) -> tuple[float | None, float | None, float | None, str]:
    return figure.value, figure.numerator, figure.denominator, figure.state
