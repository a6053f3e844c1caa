"""One competitor's work in a process of its own: from the registers of a folder to indicators.

Each prints JSON: the counts of every month and the number of warnings, and what it took without
its imports and a first small run.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SMALL_ROWS = 200


def by_package(workspace: Path) -> dict[str, Any]:
    """Read and measure a workspace as the product does, by a plan of all its municipalities."""
    from ingest_files import municipalities_of

    from salo_plan.extracts.received import read_received
    from salo_plan.extracts.tables import usable_tables
    from salo_plan.indicators.store import stored_measurements
    from salo_plan.plan.reading import read_plan

    plan = read_plan()
    places = municipalities_of(10**9)
    scopes = {
        name: scope.model_copy(update={"municipalities": places})
        for name, scope in plan.scopes.items()
    }
    plan = plan.model_copy(update={"scopes": scopes})
    received = read_received(workspace, plan.municipalities)
    found = stored_measurements(plan, usable_tables(received), workspace).measurements
    wrong = [str(table.faults[0]) for table in received.refused]
    if wrong:
        raise SystemExit(f"the made-up registers have faults: {wrong[:3]}")
    counts = {}
    for month in found.months("clients"):
        shares = [
            found.figure(f"{group}unemployed_share", month)
            for group in ("", "under_25_", "foreign_language_")
        ]
        everyone, young, foreign = shares
        counts[str(month)] = [
            found.value("clients", month),
            everyone.numerator,
            young.denominator,
            young.numerator,
            foreign.denominator,
            foreign.numerator,
            found.value("in_education", month),
        ]
    return {"counts": counts, "warnings": sum(len(table.faults) for table in received.tables)}


def by_duckdb(workspace: Path) -> dict[str, Any]:
    """Load all files into one table, check and count them in SQL."""
    import ingest_duckdb

    return ingest_duckdb.from_registers(_registers(workspace))


def by_duckdb_one_by_one(workspace: Path) -> dict[str, Any]:
    """Do the same with one file at a time."""
    import ingest_duckdb

    return ingest_duckdb.from_registers(_registers(workspace), one_by_one=True)


def by_pandas(workspace: Path) -> dict[str, Any]:
    """Read, type, check and count as one writes it first with pandas and pandera."""
    import ingest_pandas

    return ingest_pandas.from_registers(_registers(workspace))


SIDES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "package": by_package,
    "duckdb": by_duckdb,
    "duckdb, file by file": by_duckdb_one_by_one,
    "pandas and pandera": by_pandas,
}


def peak_mb() -> float:
    """Return the most memory that this process has had, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _registers(workspace: Path) -> list[Path]:
    return sorted((workspace / "data" / "raw").glob("rekisteri_*.csv"))


def main() -> None:
    """Run one side on a workspace after a small one, and print what came of it."""
    side, workspace, small = SIDES[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])
    side(small)
    wall, cpu = time.perf_counter(), time.process_time()
    found = side(workspace)
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps(found | took | {"peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
