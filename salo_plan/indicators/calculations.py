"""The calculations that the plan file composes indicators from; nothing is rounded here.

Each takes the rows of one month, already of the indicator's area, and returns a figure with its
parts. A secret or missing cell makes the whole figure secret or missing, never smaller.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from salo_plan.figures import MISSING, Measured, State
from salo_plan.populations import POPULATIONS, Population

FULL_COUNTS = ("clients", "discussions")
NOBODY: State = "not_applicable"


def share(numerator: float, denominator: float) -> Measured:
    """Share (osuus) of `denominator` that `numerator` is, in percent (0-100), unrounded.

    The value is None, not 0, when nobody is in the group.
    """
    value = 100 * numerator / denominator if denominator else None
    return Measured(value, numerator, denominator, "ok" if denominator else NOBODY)


def activation_rate(in_services: float, unemployed: float) -> Measured:
    """Activation rate (aktivointiaste): those in services of them and the unemployed, in percent.

    The denominator is the unemployed plus those in services, never the clients: a person who
    enters a service is no longer unemployed. None when nobody is in either.
    """
    return share(in_services, in_services + unemployed)


def calculate(metric: Mapping[str, Any], dataset: str, frame: pd.DataFrame) -> Measured:
    """Make one figure from a month's rows by a metric of the plan file.

    `frame` holds the rows of `dataset` for one month and area. The names in `metric` were checked
    when the plan was read.
    """
    named = POPULATIONS[dataset]
    if dataset not in FULL_COUNTS and _lacks_rows(metric, named, frame):
        return MISSING
    if "count" in metric or "total" in metric:
        return _count(named[metric.get("count") or metric["total"]], frame)
    if "share" in metric:
        return _share(named[metric["share"]], named[metric["of"]], frame)
    if "mean" in metric:
        return _mean(named[metric["mean"]], named[metric["weight"]], frame)
    return _ratio(named[metric["ratio"]], named[metric["to"]], frame)


def _lacks_rows(
    metric: Mapping[str, Any], named: Mapping[str, Population], frame: pd.DataFrame
) -> bool:
    """Tell whether the extract has no row of the group: not delivered is not zero.

    The client cube and the discussions are full counts, so nobody in them is nobody.
    """
    group = next(metric[key] for key in ("of", "weight", "to", "count", "total") if key in metric)
    return named[group].rows(frame).empty


def _count(who: Population, frame: pd.DataFrame) -> Measured:
    rows = who.rows(frame)
    if (state := _state(rows, who)) != "ok":
        return Measured(None, state=state)
    if _cannot_be_told(who, frame):
        return MISSING
    total = float(who.amount(rows).sum())
    return Measured(total, total, None, "ok", _beside(who, frame))


def _share(who: Population, of: Population, frame: pd.DataFrame) -> Measured:
    group = of.rows(frame)
    if _cannot_be_told(who, group):
        return MISSING
    both = who.rows(group)
    for rows, population in ((group, of), (both, who)):
        if (state := _state(rows, population)) != "ok":
            return Measured(None, state=state)
    figure = share(float(who.amount(both).sum()), float(of.amount(group).sum()))
    return Measured(
        figure.value, figure.numerator, figure.denominator, figure.state, _beside(of, frame)
    )


def _mean(what: Population, weight: Population, frame: pd.DataFrame) -> Measured:
    """Mean of a mean: client-weeks over clients, so that areas weigh by their clients."""
    rows = weight.rows(frame)
    if (state := _state(rows, what, weight)) != "ok":
        return Measured(None, state=state)
    upper = float((what.amount(rows) * weight.amount(rows)).sum())
    lower = float(weight.amount(rows).sum())
    return Measured(upper / lower if lower else None, upper, lower, "ok" if lower else NOBODY)


def _ratio(upper: Population, lower: Population, frame: pd.DataFrame) -> Measured:
    if (state := _state(frame, upper, lower)) != "ok":
        return Measured(None, state=state)
    top = float(upper.amount(upper.rows(frame)).sum())
    bottom = float(lower.amount(lower.rows(frame)).sum())
    return Measured(top / bottom if bottom else None, top, bottom, "ok" if bottom else NOBODY)


def _state(rows: pd.DataFrame, *populations: Population) -> State:
    """Return the state of a sum: secret or missing as soon as one needed cell is."""
    worst: State = "ok"
    for name in {column for population in populations for column in population.columns}:
        states = rows.get(f"{name}_state")
        if states is None:
            continue
        if (states == "secret").any():
            return "secret"
        if states.isin(["missing", "not_applicable"]).any():
            worst = "missing"
    return worst


def _cannot_be_told(population: Population, rows: pd.DataFrame) -> bool:
    """Tell whether some rows lack what decides who belongs to the group."""
    return bool(population.needs) and bool(rows[population.needs].isna().any())


def _beside(population: Population, frame: pd.DataFrame) -> tuple[tuple[str, float | None], ...]:
    """Make the figures that are printed with a population's figure."""
    return tuple(
        (name, (_count(who, frame) if of is None else _share(who, of, frame)).value)
        for name, who, of in population.beside
    )
