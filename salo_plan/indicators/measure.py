"""From validated tables to measurements: every indicator and month for which something came.

Order of trust for one indicator and month: an extract, then a figure delivered ready, then the
value that the plan itself states (docs/decisions.md).
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import pandas as pd

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.frames import FILE
from salo_plan.extracts.residence import municipalities_of
from salo_plan.extracts.tables import Tables
from salo_plan.figures import MISSING, Measurement, Source, row_ranges
from salo_plan.indicators.calculations import calculate
from salo_plan.indicators.encounters import ENCOUNTERS, LOG_SHEETS, SHEETS
from salo_plan.indicators.given import given_measurements
from salo_plan.indicators.measurements import Measurements, Measuring
from salo_plan.indicators.verdicts import stated_decimals
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.populations import UNKNOWN
from salo_plan.told import Told
from salo_plan.wording import rounded

CUBE = "clients"
GIVEN = "figures"
_TRUST = {"extract": 3, "delivered": 2, "plan": 1, "statistic": 0}
_AREA_COLUMNS = {dataset.id: dataset.area_column for dataset in DATASETS}


def measure(plan: Plan, tables: Tables) -> Measuring:
    """Measure every indicator of the plan for every month that was received."""
    found = [measure_month(plan, tables, month) for month in months_received(plan, tables)]
    return together(found)


def together(found: Iterable[Measuring]) -> Measuring:
    """Put the measurements of several months together."""
    parts = tuple(found)
    items = (item for part in parts for item in part.measurements)
    return Measuring(Measurements.of(items), tuple(w for part in parts for w in part.warnings))


def months_received(plan: Plan, tables: Tables) -> list[Month]:
    """List the months of which any extract or delivered figure tells."""
    names = {name for i in plan.indicators if (name := dataset_of(i)) is not None}
    months = {Month.parse(month) for name in (*names, GIVEN) for month in _log_months(tables, name)}
    return sorted(months | {item.month for item in tables.refused if item.month})


def measure_month(plan: Plan, tables: Tables, month: Month) -> Measuring:
    """Measure one month; of two sources of one figure the more trusted one counts."""
    given = given_measurements(plan, tables, month)
    counted = (_measured(plan, indicator, tables, month) for indicator in plan.indicators)
    warnings = [*given.warnings, *_living_elsewhere(plan, tables, month)]
    chosen: dict[str, Measurement] = {}
    for item in (*(found for found in counted if found), *given.measurements):
        rival = chosen.get(item.indicator)
        if rival is None or (rival.figure == MISSING and item.known):
            chosen[item.indicator] = item
            continue
        better, worse = (item, rival) if _trust(item) > _trust(rival) else (rival, item)
        chosen[item.indicator] = better
        warnings += _difference(plan, better, worse)
    for indicator in plan.indicators:
        if (refusal := _refusal(indicator, tables, month, chosen)) is not None:
            chosen[indicator.id] = refusal
    return Measuring(Measurements.of(chosen.values()), tuple(warnings))


def _refusal(
    indicator: Indicator, tables: Tables, month: Month, chosen: Mapping[str, Measurement]
) -> Measurement | None:
    """Say that an indicator's file was refused; a refused client cube is never replaced.

    Other datasets leave their place to a figure delivered ready.
    """
    dataset = dataset_of(indicator)
    refused = tables.refused_for(dataset, month) if dataset else None
    if refused is None:
        return None
    found = chosen.get(indicator.id)
    from_cube_itself = found is not None and _trust(found) == _TRUST["extract"]
    if found is not None and found.known and (dataset != CUBE or from_cube_itself):
        return None
    name = PurePosixPath(refused.path).name
    reason = f"Tiedosto {name} on hylätty"
    return Measurement(indicator.id, month, indicator.scope, MISSING, (), reason)


def dataset_of(indicator: Indicator) -> str | None:
    """Name the dataset that an indicator is counted from; None for given and verbal ones."""
    if not indicator.metric or "given" in indicator.metric:
        return None
    return str(indicator.metric.get("in", CUBE))


def _log_months(tables: Tables, dataset: str) -> list[str]:
    """List the months a dataset tells of; an event log also tells of the quiet months inside."""
    if dataset != "events":
        return tables.months(dataset)
    months = sorted({month for sheet in LOG_SHEETS for month in tables.months(sheet)})
    if not months:
        return []
    first, last = Month.parse(months[0]), Month.parse(months[-1])
    return [str(first.plus(step)) for step in range(last.minus(first) + 1)]


def _measured(plan: Plan, indicator: Indicator, tables: Tables, month: Month) -> Measurement | None:
    dataset = dataset_of(indicator)
    if dataset is None or str(month) not in _log_months(tables, dataset):
        return None
    rows = month_rows(plan, indicator, tables, month)
    if (function := indicator.metric.get("function")) is not None:
        figure = ENCOUNTERS[function](tables.frames, month, plan.rules)
        rows = tables.of_month(SHEETS[function], month)
    else:
        figure = calculate(indicator.metric, dataset, rows) if len(rows) else MISSING
    sources = _sources(rows, tables)
    if not sources and figure != MISSING:
        sources = _log_sources(tables)
    return Measurement(indicator.id, month, indicator.scope, figure, sources)


def month_rows(plan: Plan, indicator: Indicator, tables: Tables, month: Month) -> pd.DataFrame:
    """Return the rows of the month and of the municipalities in the indicator's scope."""
    dataset = dataset_of(indicator) or CUBE
    rows = tables.of_month(dataset, month)
    area = _AREA_COLUMNS.get(dataset)
    if area is None:
        return rows
    municipalities = list(plan.scopes[indicator.scope].municipalities)
    if len(municipalities) == max(len(scope.municipalities) for scope in plan.scopes.values()):
        # A list that does not tell where people live is the widest scope's own list.
        municipalities.append(UNKNOWN)
    return rows[rows[area].isin(municipalities)]


def _living_elsewhere(plan: Plan, tables: Tables, month: Month) -> list[str]:
    """Warn of rows whose municipality no scope of the plan has: no figure counts them."""
    known = {*municipalities_of(plan), UNKNOWN}
    used = {dataset_of(indicator) for indicator in plan.indicators}
    warnings: list[str] = []
    for dataset, area in _AREA_COLUMNS.items():
        if area is None or dataset not in used:
            continue
        frame = tables.of_month(dataset, month)
        rows = frame[~frame[area].isin(known)]
        warnings += [
            Told(
                "{path}: {month} has rows of {place} ({count}), which is in no scope of the plan: "
                "they are counted nowhere. Check how the municipality is written.",
                path=path,
                count=count,
                month=month,
                place=place,
            )
            for path, places in rows.groupby(FILE, sort=True)[area]
            for place, count in places.value_counts().sort_index().items()
            if count
        ]
    return warnings


def _sources(rows: pd.DataFrame, tables: Tables) -> tuple[Source, ...]:
    return tuple(
        Source(str(path), tables.files[str(path)].sha256, _rows_of(tables.files[str(path)], part))
        for path, part in rows.groupby(FILE, sort=True)
    )


def _log_sources(tables: Tables) -> tuple[Source, ...]:
    """Name the files whose silence of a month is a true zero: the log before it and after it."""
    paths = {str(path) for name in LOG_SHEETS for path in tables.frames[name][FILE].unique()}
    return tuple(Source(path, tables.files[path].sha256) for path in sorted(paths))


def _rows_of(table: Table, rows: pd.DataFrame) -> str:
    """Name the rows of a file; of a long list of people only the first and the last."""
    numbers = rows.index
    if table.is_shelved and len(numbers) > 1:
        return f"{numbers.min()}-{numbers.max()}"
    return row_ranges(numbers)


def _trust(item: Measurement) -> int:
    return max((_TRUST[source.kind] for source in item.sources), default=0)


def _difference(plan: Plan, better: Measurement, worse: Measurement) -> list[str]:
    """Warn when two sources of one figure differ beyond the printed decimals."""
    values = (better.figure.value, worse.figure.value)
    if values[0] is None or values[1] is None:
        return []
    indicator = plan.indicator(better.indicator)
    decimals = indicator.decimals
    if worse.sources[0].kind == "plan":
        decimals = min(decimals, stated_decimals(values[1]))
    if rounded(values[0], decimals) == rounded(values[1], decimals):
        return []
    return [
        Told(
            "{indicator} {month}: {file} gives {value}, {other_file} gives {other}; the first is "
            "used.",
            indicator=better.indicator,
            month=better.month,
            file=better.sources[0].path,
            value=values[0],
            other_file=worse.sources[0].path,
            other=values[1],
        )
    ]
