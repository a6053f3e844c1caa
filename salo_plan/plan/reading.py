"""Strict reading of a plan file: all that is wrong with it is told at once, in words."""

import json
from pathlib import Path

from pydantic import ValidationError

from salo_plan.errors import PlanError
from salo_plan.plan.checks import cross_faults
from salo_plan.plan.faults import Fault, faults_of
from salo_plan.plan.file import plan_path, plan_tables
from salo_plan.plan.metrics import KNOWN_METRICS, KnownMetrics
from salo_plan.plan.model import Plan
from salo_plan.told import Told


def read_plan(
    path_or_name: Path | str | None = None, known_metrics: KnownMetrics = KNOWN_METRICS
) -> Plan:
    """Read a plan file by its path or packaged name; None is the packaged `salo_2023`.

    Raises PlanError with all faults together, each with its file and place. `known_metrics` gives
    the names that metrics may use, by dataset.
    """
    path = plan_path(path_or_name)
    raw = plan_tables(path)
    faults: list[Fault] = []
    plan: Plan | None = None
    try:
        # The JSON mode is strict about types but takes lists and dates as a TOML file has them.
        plan = Plan.model_validate_json(json.dumps(raw, default=str), strict=True)
    except ValidationError as error:
        faults += faults_of(error)
    faults += cross_faults(raw, known_metrics)
    if plan is None or faults:
        raise PlanError(Told.joined("\n", (fault.told(path.name, raw) for fault in faults)))
    return plan
