"""Figures delivered ready (figures*.csv) and the plan's own stated values as measurements."""

import math
from dataclasses import replace
from typing import Any

from salo_plan.extracts.datasets.given import states_the_plan, unknown_indicator
from salo_plan.extracts.frames import FILE
from salo_plan.extracts.tables import Tables
from salo_plan.figures import Measured, Measurement, Source, State
from salo_plan.indicators.measurements import Measurements, Measuring
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.told import Told


def given_measurements(plan: Plan, tables: Tables, month: Month) -> Measuring:
    """Turn a month's delivered figures into measurements; an unknown indicator is a warning.

    Of two files that give one figure, one the plan's and one delivered, the delivered one counts.
    """
    known = {indicator.id: indicator for indicator in plan.indicators}
    rows = tables.of_month("figures", month)
    items: dict[str, Measurement] = {}
    warnings = []
    for number, row in zip(rows.index, rows.to_dict("records"), strict=True):
        indicator = known.get(row["indicator"])
        if indicator is None:
            told = unknown_indicator(row["indicator"], known)
            fault = str(replace(told, row=int(number)))
            warnings.append(Told.joined(", ", [row[FILE], fault]))
            continue
        if (reason := _impossible(indicator, _number(row["value"]))) is not None:
            warnings.append(
                Told(
                    "{file}, row {row}: {indicator} {reason}; left out.",
                    file=row[FILE],
                    row=number,
                    indicator=indicator.id,
                    reason=reason,
                )
            )
            continue
        item = Measurement(
            indicator=indicator.id,
            month=month,
            scope=indicator.scope,
            figure=Measured(
                value=_number(row["value"]),
                numerator=_number(row["numerator"]),
                denominator=_number(row["denominator"]),
                state=_state(row),
            ),
            sources=(_source(row, int(number), tables),),
        )
        if indicator.id not in items or item.sources[0].kind == "delivered":
            items[indicator.id] = item
    return Measuring(Measurements.of(items.values()), tuple(warnings))


def _impossible(indicator: Indicator, value: float | None) -> str | None:
    """Say why a value cannot be: a share over 100, a score under -100, less than none."""
    if value is None or indicator.unit == "€":
        return None
    low, high = {"%": (0, 100), "pistettä": (-100, 100)}.get(indicator.unit, (0, math.inf))
    return None if low <= value <= high else Told("cannot be {value:g}", value=value)


def _source(row: dict[Any, Any], number: int, tables: Tables) -> Source:
    path = str(row[FILE])
    digest = tables.files[path].sha256
    if states_the_plan(path):
        return Source(path, digest, str(number), "plan")
    return Source(path, digest, str(number), "delivered")


def _state(row: dict[Any, Any]) -> State:
    """Prefer the mark in the value cell when the state column only says `ok`."""
    state: State = row["state"]
    mark: State = row["value_state"]
    return mark if state == "ok" else state


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
