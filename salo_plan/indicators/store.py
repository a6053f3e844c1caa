"""Measurements on disk (data/processed/measurements), one file a month.

A month's file is kept under one hash over the received files that tell of the month, the plan and
the package's code; when none of them has changed the month is not measured again.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from salo_plan.extracts.frames import FILE
from salo_plan.extracts.kept_file import read_kept, write_kept
from salo_plan.extracts.tables import Tables
from salo_plan.fingerprints import code_hash, hash_of
from salo_plan.indicators.encounters import LOG_SHEETS
from salo_plan.indicators.measure import measure_month, months_received, together
from salo_plan.indicators.measurements import Measurements, Measuring, from_rows, to_frame
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.progress import followed
from salo_plan.told import as_kept, from_kept


def stored_measurements(plan: Plan, tables: Tables, workspace: Path) -> Measuring:
    """Measure every month received, from the store where nothing has changed."""
    plan_hash = hash_of(repr(plan))
    return together(
        _stored_month(plan, tables, month, _place(plan_hash, tables, month, workspace))
        for month in followed(months_received(plan, tables), "Measuring: {done} of {all} months")
    )


def store_months_from_the_end(plan: Plan, tables: Tables, workspace: Path) -> Iterator[Month]:
    """Measure months into the store, the newest first, until one lies there; give each.

    Whoever measures them from the first one meanwhile meets this half way.
    """
    plan_hash = hash_of(repr(plan))
    for month in reversed(months_received(plan, tables)):
        place = _place(plan_hash, tables, month, workspace)
        if place.is_file():
            return
        _stored_month(plan, tables, month, place)
        yield month


def _place(plan_hash: str, tables: Tables, month: Month, workspace: Path) -> Path:
    key = hash_of(plan_hash, code_hash(), *_files_of(tables, month))[:16]
    return workspace / "data" / "processed" / "measurements" / f"{month}.{key}.parquet"


def _stored_month(plan: Plan, tables: Tables, month: Month, place: Path) -> Measuring:
    if place.is_file() and (kept := _load(place)) is not None:
        return kept
    measuring = measure_month(plan, tables, month)
    content = pa.Table.from_pandas(to_frame(measuring.measurements))
    write_kept(content, [as_kept(told) for told in measuring.warnings], place, str(month))
    return measuring


def _load(place: Path) -> Measuring | None:
    if (kept := read_kept(place)) is None:
        return None
    content, warnings = kept
    return Measuring(
        Measurements.of(from_rows(content.to_pylist())), tuple(map(from_kept, warnings))
    )


def _files_of(tables: Tables, month: Month) -> list[str]:
    """Name the received files, with their content, that the month's figures depend on."""
    # A log tells by its span of quiet months too, so all of it counts in every month.
    logs = {path for name in LOG_SHEETS for path in tables.frames[name][FILE].unique()}
    paths = tables.files_of(month) | logs
    used = [f"{path} {tables.files[path].sha256}" for path in paths]
    refused = [f"refused {item.path} {item.sha256}" for item in tables.refused]
    return sorted(used + refused)
