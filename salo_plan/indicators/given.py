"""Figures delivered ready (figures*.csv) and the plan's own stated values as measurements."""

import math
from collections.abc import Iterator
from typing import Any

from salo_plan.extracts.datasets.given import PLAN_FILE
from salo_plan.extracts.tables import FILE, Tables
from salo_plan.figures import Measured, Measurement, Source, State
from salo_plan.periods import Month
from salo_plan.plan.model import Plan


def given_measurements(plan: Plan, tables: Tables, warnings: list[str]) -> Iterator[Measurement]:
    """Turn the delivered figures into measurements; an unknown indicator is a warning."""
    known = {indicator.id: indicator for indicator in plan.indicators}
    frame = tables.frames["figures"]
    for number, row in zip(frame.index, frame.to_dict("records"), strict=True):
        indicator = known.get(row["indicator"])
        if indicator is None:
            warnings.append(
                f"{row[FILE]}, row {number}: the plan has no indicator '{row['indicator']}'."
            )
            continue
        yield Measurement(
            indicator=indicator.id,
            month=Month.parse(row["month"]),
            scope=indicator.scope,
            figure=Measured(
                value=_number(row["value"]),
                numerator=_number(row["numerator"]),
                denominator=_number(row["denominator"]),
                state=_state(row),
            ),
            sources=(_source(row, int(number), tables),),
        )


def _source(row: dict[Any, Any], number: int, tables: Tables) -> Source:
    path = str(row[FILE])
    digest = tables.files[path].sha256
    if path.endswith(PLAN_FILE):
        return Source(path, digest, str(number), "plan")
    return Source(path, digest, str(number), "delivered")


def _state(row: dict[Any, Any]) -> State:
    """Prefer the mark in the value cell when the state column only says `ok`."""
    state: State = row["state"]
    mark: State = row["value_state"]
    return mark if state == "ok" else state


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
