"""From registers to indicators: the package beside DuckDB and pandas, cold, warm and growing.

    .venv/bin/python bench/ingest.py [--rows 6000000] [--files 12] [--rounds 3]
    .venv/bin/python bench/ingest.py --growth [--rows 50000]

Every run is a process of its own, without its imports and a first small run in the time. The
outputs must be equal before any time is compared; the order of the sides turns with the round.
Cold is a workspace without data/processed, warm one where nothing is new, and a new month one in
which a single file has not been read yet. The files themselves have been read once before.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measures import MEASURES, Run, spread

HERE = Path(__file__).parent
ROWS, FILES, ROUNDS = 6_000_000, 12, 3
GROWTH_ROWS, GROWTH_MONTHS = 50_000, (12, 24, 48)
SIDES = ("package", "duckdb", "duckdb, file by file", "pandas and pandera")


def compare(rows: int = ROWS, files: int = FILES, rounds: int = ROUNDS) -> Run:
    """Run all sides on `rows` clients in `files` months, and the package warm and on a new month.

    Times are in seconds, memory in MB; ratios are medians of the package's over the other's, round
    by round. SystemExit when two sides do not give the same figures.
    """
    with tempfile.TemporaryDirectory() as folder:
        workspace, small = _made(Path(folder), rows // files, files)
        size = sum(path.stat().st_size for path in (workspace / "data" / "raw").iterdir())
        runs: dict[str, list[Run]] = {}
        for number in range(rounds):
            for side in (*SIDES[number % len(SIDES) :], *SIDES[: number % len(SIDES)]):
                _forget(workspace)
                runs.setdefault(side, []).append(_run(side, workspace, small))
                if side == "package":
                    runs.setdefault("warm", []).append(_run(side, workspace, small))
                    _forget(workspace, of_newest=True)
                    runs.setdefault("new month", []).append(_run(side, workspace, small))
            _check_equal(runs)
    return {
        "rows": rows,
        "files": files,
        "size_mb": size / 1e6,
        "rounds": rounds,
        "load": list(os.getloadavg()) if hasattr(os, "getloadavg") else [],
        "medians": {name: spread(own) for name, own in runs.items()},
        "package_to": {name: _ratios(runs["package"], runs[name]) for name in SIDES[1:]},
        "cold_is_1": {name: _ratios(runs[name], runs["package"]) for name in ("warm", "new month")},
    }


def growth(
    rows: int = GROWTH_ROWS, months: Sequence[int] = GROWTH_MONTHS, rounds: int = ROUNDS
) -> Run:
    """Run the package on ever longer histories of `rows` clients a month: cold, and a new month.

    Seconds a month stay the same when time is linear, and memory when one month sets it.
    """
    found: dict[str, Run] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in months:
            workspace, small = _made(Path(folder) / str(count), rows, count)
            cold, new = [], []
            for _ in range(rounds):
                _forget(workspace)
                cold.append(_run("package", workspace, small))
                _forget(workspace, of_newest=True)
                new.append(_run("package", workspace, small))
            found[str(count)] = {"cold": spread(cold), "new month": spread(new)}
            shutil.rmtree(workspace)
    return {"rows_a_month": rows, "rounds": rounds, "months": found}


def _made(folder: Path, rows: int, files: int) -> tuple[Path, Path]:
    """Make a workspace with registers and a small one, in a process that ends with its memory."""
    workspace, small = folder / "workspace", folder / "small"
    for place, size, count in ((workspace, rows, files), (small, 200, 2)):
        raw = place / "data" / "raw"
        call = f"write_registers(Path({str(raw)!r}), {size}, {count})"
        code = f"from pathlib import Path; from ingest_files import write_registers; {call}"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=HERE)
    return workspace, small


def _forget(workspace: Path, *, of_newest: bool = False) -> None:
    """Take away all that has been kept of a workspace, or what was kept of its newest month."""
    kept = workspace / "data" / "processed"
    if not of_newest:
        shutil.rmtree(kept, ignore_errors=True)
        return
    newest = max((workspace / "data" / "raw").glob("rekisteri_*.csv")).stem.removeprefix(
        "rekisteri_"
    )
    for path in kept.rglob(f"*{newest}.*.parquet"):
        path.unlink()


def _run(side: str, workspace: Path, small: Path) -> Run:
    _forget(small)
    call = [sys.executable, str(HERE / "ingest_sides.py"), side, str(workspace), str(small)]
    answer = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    found: Run = json.loads(answer.splitlines()[-1])
    return found


def _check_equal(runs: dict[str, list[Run]]) -> None:
    first = runs["package"][0]
    for name, own in runs.items():
        for run in own:
            if (run["counts"], run["warnings"]) != (first["counts"], first["warnings"]):
                raise SystemExit(f"{name} does not give the figures of the package")


def _ratios(ours: list[Run], theirs: list[Run]) -> dict[str, float]:
    pairs = list(zip(ours, theirs, strict=True))
    return {name: statistics.median(a[name] / b[name] for a, b in pairs) for name in MEASURES}


def main() -> None:
    """Print one of the two tables as JSON."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("--rows", type=int)
    call.add_argument("--files", type=int, default=FILES)
    call.add_argument("--rounds", type=int, default=ROUNDS)
    call.add_argument("--growth", action="store_true", help="longer and longer histories")
    asked = call.parse_args()
    if asked.growth:
        found = growth(asked.rows or GROWTH_ROWS, rounds=asked.rounds)
    else:
        found = compare(asked.rows or ROWS, asked.files, asked.rounds)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
