"""All benchmarks in one go, written as docs/benchmarks.md: `python3 run.py bench`.

Each script runs by itself and answers in JSON; the figures to reach stand beside what was measured.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
COUNTRY, TRIALS = 6_000_000, 3_000_000
Found = dict[str, Any]


def main() -> None:
    """Run the benchmarks and write the page."""
    call = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    call.add_argument("--quick", action="store_true", help="one round, smaller data, no page")
    call.add_argument("--rounds", type=int, default=3, help="how often each side is measured")
    asked = call.parse_args()
    quick = asked.quick
    rounds = ["--rounds", "1" if quick else str(asked.rounds)]
    small = 100 if quick else 1
    found = {
        "single": run("reports.py", "--single", *rounds),
        "year": run("reports.py", "--reports", "2" if quick else "31", *rounds),
        "twelve": run("reports.py", "--reports", "2" if quick else "12", *rounds),
        "floor": run("floor.py", "--reports", "1" if quick else "31", *rounds),
        "country": run("ingest.py", "--rows", str(COUNTRY // small), *rounds),
        "trials": run("ingest.py", "--rows", str(TRIALS // small), *rounds),
        "town": run("ingest.py", "--rows", "30000", *rounds),
        "growth": run("ingest.py", "--growth", *(["--rows", "1000"] if quick else []), *rounds),
    }
    if quick:
        print(page(found))
    else:
        PAGE.write_text(page(found), encoding="utf-8", newline="\n")
        print(f"Written: {PAGE.relative_to(HERE.parent)}")


def run(script: str, *options: str) -> Any:
    """Run one script and return its answer."""
    print(f"{script} {' '.join(options)} ...", file=sys.stderr, flush=True)
    call = [sys.executable, str(HERE / script), *options]
    answer = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(answer)


def page(found: Found) -> str:
    """Write the page: the figures to reach, then each table."""
    year, single, country = found["year"], found["single"], found["country"]
    growth = found["growth"]["months"]
    longest, shortest = growth[max(growth, key=int)], growth[min(growth, key=int)]
    ratios, duck = year["ratios"], country["package_to"]["duckdb"]
    new = country["cold_is_1"]["new month"]["cpu"]
    goals = [
        (
            f"{year['reports']} reports, cold caches: papermill and nbconvert to salo-plan (wall)",
            ratios["commands to salo-plan"]["wall"],
            "at least 3, aim 6",
        ),
        (
            "overhead above the floor (wall, in parts of the floor)",
            ratios["salo-plan to floor"]["wall"] - 1,
            "at most 0.3, aim 0.15",
        ),
        (
            "the floor to the floor before (processor time)",
            found["floor"][0]["ratio"]["cpu"],
            "at most 0.7, aim 0.5",
        ),
        (
            "one cold command to the two commands (wall)",
            single["salo-plan to commands"]["wall"],
            "at most 0.45, aim 0.3",
        ),
        (
            "unchanged rerun to the first run (processor time)",
            ratios["again to first (cpu)"],
            "at most 0.02, aim 0.005",
        ),
        (
            "peak memory of the batch, MB",
            year["medians"]["salo-plan"]["peak_mb"]["median"],
            "at most 600, aim 400",
        ),
        (f"{country['rows']:,} rows to indicators to DuckDB (wall)", duck["wall"], "1.0, aim 0.7"),
        ("the same, processor time", duck["cpu"], "1.0, aim 0.7"),
        ("the same, memory", duck["peak_mb"], "at most 0.6, aim 0.4"),
        (
            "warm to cold (processor time)",
            country["cold_is_1"]["warm"]["cpu"],
            "at most 0.35, aim 0.1",
        ),
        (f"a new month of {country['files']} to all (processor time)", new, "one month"),
        (
            "memory of the longest history to the shortest",
            longest["cold"]["peak_mb"]["median"] / shortest["cold"]["peak_mb"]["median"],
            "flat: 1",
        ),
    ]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `python3 run.py bench`; what each side does stands in `bench/`. All sides "
            "are measured side by side in one run, after their outputs were found equal. The "
            "ratios are what counts; seconds are of this machine.",
            "",
            machine(year),
            "",
            *table(
                ("figure", "measured", "to reach"),
                [(name, number(value), goal) for name, value, goal in goals],
            ),
            "",
            "## Reports",
            "",
            *(
                line
                for name in ("year", "twelve")
                if name in found
                for line in reports_of(found[name])
            ),
            "One report by one command from a cold start, tables in data/processed:",
            "",
            *table(HEAD, rows(single["medians"])),
            "",
            f"A page has {year['page_kb']['median']:.0f} kB (median), the largest "
            f"{year['page_kb']['most']:.0f} kB, pictures included.",
            "",
            "## From files to indicators",
            "",
            *(
                line
                for name in ("country", "trials", "town")
                if name in found
                for line in ingest_of(found[name])
            ),
            f"History of {found['growth']['rows_a_month']:,} rows a month:",
            "",
            *table(
                HEAD,
                [
                    row
                    for months, sides in growth.items()
                    for row in rows({f"{months} months, {name}": m for name, m in sides.items()})
                ],
            ),
            "",
        ]
    )


HEAD = ("side", "wall s", "CPU s", "peak MB")


def reports_of(found: Found) -> list[str]:
    """Write the table of a number of reports; `again` is a run that has nothing to do."""
    rounds = ", ".join(f"{side} {count}" for side, count in found["rounds"].items())
    title = f"{found['reports']} reports, cold caches, two workers (rounds: {rounds}):"
    return [title, "", *table(HEAD, rows(found["medians"])), ""]


def ingest_of(found: Found) -> list[str]:
    """Write the table of the sides that turn files into indicators."""
    title = f"{found['rows']:,} rows in {found['files']} files, {found['size_mb']:.0f} MB:"
    return [title, "", *table(HEAD, rows(found["medians"])), ""]


def rows(medians: Found) -> list[tuple[str, ...]]:
    """Give a row a side: median, and the least and the most."""
    return [
        (side, *(spread(measures[name]) for name in ("wall", "cpu", "peak_mb")))
        for side, measures in medians.items()
    ]


def spread(measure: dict[str, float]) -> str:
    """Write a median with what it lies between."""
    middle, *ends = measure.values()
    return f"{number(middle)} ({number(min(ends))}–{number(max(ends))})"


def number(value: float) -> str:
    """Write a number as exactly as it is worth."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2g}"


def table(head: tuple[str, ...], body: list[tuple[str, ...]]) -> list[str]:
    """Write a table in Markdown."""
    lines = [head, ("---",) * len(head), *body]
    return [f"| {' | '.join(line)} |" for line in lines]


def machine(found: Found) -> str:
    """Say where and how busily it was measured."""
    cores = len(psutil.Process().cpu_affinity()) if hasattr(psutil.Process, "cpu_affinity") else ""
    load = ", ".join(f"{value:.1f}" for value in found["load"])
    memory = psutil.virtual_memory().total / 1e9
    return (
        f"{date.today().isoformat()}, {platform.system()} {platform.machine()}, {cores} cores of "
        f"{os.cpu_count()}, {memory:.0f} GB, Python {platform.python_version()}, load after the "
        f"year's runs {load} (the runs' own)."
    )


if __name__ == "__main__":
    main()
