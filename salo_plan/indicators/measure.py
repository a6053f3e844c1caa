"""From validated tables to measurements: every indicator and month for which something came.

Order of trust for one indicator and month: an extract, then a figure delivered ready, then the
value that the plan itself states (docs/decisions.md).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets.given import PLAN_FILE
from salo_plan.extracts.received import Received
from salo_plan.indicators.figures import Measured, Measurement, Source, State
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.wording import rounded

_TRUST = {"extract": 3, "delivered": 2, "plan": 1, "statistic": 0}


@dataclass(frozen=True)
class Measuring:
    """What came of measuring: the measurements and what the analyst should know about them."""

    measurements: Measurements
    warnings: tuple[str, ...]


def measure(plan: Plan, received: Received) -> Measuring:
    """Measure every indicator of the plan for every month that was received."""
    warnings: list[str] = []
    chosen: dict[tuple[str, Month], Measurement] = {}
    for item in _given(plan, received, warnings):
        key = (item.indicator, item.month)
        rival = chosen.get(key)
        if rival is None:
            chosen[key] = item
            continue
        better, worse = (item, rival) if _trust(item) > _trust(rival) else (rival, item)
        chosen[key] = better
        warnings += _difference(plan, better, worse)
    return Measuring(Measurements(chosen), tuple(warnings))


def _trust(item: Measurement) -> int:
    return max((_TRUST[source.kind] for source in item.sources), default=0)


def _difference(plan: Plan, better: Measurement, worse: Measurement) -> list[str]:
    """Warn when two sources of one figure differ beyond the printed decimals."""
    values = (better.figure.value, worse.figure.value)
    if values[0] is None or values[1] is None:
        return []
    decimals = plan.indicator(better.indicator).decimals
    if rounded(values[0], decimals) == rounded(values[1], decimals):
        return []
    return [
        f"{better.indicator} {better.month}: {better.sources[0].path} gives {values[0]}, "
        f"{worse.sources[0].path} gives {values[1]}; the first is used."
    ]


def _given(plan: Plan, received: Received, warnings: list[str]) -> Iterator[Measurement]:
    """Read the figures delivered ready, the plan's own stated values among them."""
    known = {indicator.id: indicator for indicator in plan.indicators}
    for table in received.of("figures"):
        for number, row in zip(table.frame.index, table.frame.to_dict("records"), strict=True):
            indicator = known.get(row["indicator"])
            if indicator is None:
                warnings.append(
                    f"{table.path}, row {number}: the plan has no indicator '{row['indicator']}'."
                )
                continue
            yield _given_figure(indicator.id, indicator.scope, table, int(number), row)


def _given_figure(
    indicator: str, scope: str, table: Table, number: int, row: dict[Any, Any]
) -> Measurement:
    from_plan = table.path.endswith(PLAN_FILE)
    return Measurement(
        indicator=indicator,
        month=Month.parse(row["month"]),
        scope=scope,
        figure=Measured(
            value=_number(row["value"]),
            numerator=_number(row["numerator"]),
            denominator=_number(row["denominator"]),
            state=_state(row),
        ),
        sources=(
            Source(table.path, table.sha256, (number,), "plan" if from_plan else "delivered"),
        ),
    )


def _state(row: dict[Any, Any]) -> State:
    """Prefer the mark in the value cell when the state column only says `ok`."""
    state: State = row["state"]
    mark: State = row["value_state"]
    return mark if state == "ok" else state


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
