"""A year of reports made in four ways, side by side: wall, processor time and memory.

    .venv/bin/python bench/reports.py [--reports 31] [--rounds 3]

Every side makes the same reports of the same made-up extracts in a fresh workspace without
data/processed (cold). Before any time is compared, the notebooks of all sides must hold the same
outputs, cell by cell.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from measures import MEASURES, Run, example_workspace, spread

from salo_plan.plan.calendar import Promise, promises
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.notebook_file import notebook_path

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
COMMANDS, IN_PROCESS, OURS, FLOOR = "commands", "in process", "salo-plan", "floor"
SIDES = (COMMANDS, IN_PROCESS, OURS, FLOOR)
WORKERS = 2
ROUNDS = 3
LOOK_SECONDS = 0.2


def compare(reports: int = 31, rounds: int = ROUNDS) -> Run:
    """Make the year's first reports on all sides; times in seconds, memory in MB.

    The commands take minutes, so they run once where there are more than twelve reports.
    """
    with tempfile.TemporaryDirectory(prefix="salo-plan-bench-") as folder:
        workspace, wanted = _issued(Path(folder), reports)
        runs: dict[str, list[Run]] = {side: [] for side in SIDES}
        for number in range(rounds):
            for side in (*SIDES[number % len(SIDES) :], *SIDES[: number % len(SIDES)]):
                if side == COMMANDS and number and reports > 12:
                    continue
                runs[side].append(_timed(side, workspace, wanted, Path(folder)))
        _check_equal(workspace, wanted, Path(folder))
        again = [_unchanged(workspace, wanted) for _ in range(rounds)]
        sizes = [page.stat().st_size for page in (Path(folder) / OURS).rglob("report.html")]
    return {
        "reports": len(wanted),
        "rounds": {side: len(own) for side, own in runs.items()},
        "medians": {side: spread(own) for side, own in runs.items()} | {"again": spread(again)},
        "ratios": {
            "commands to salo-plan": _ratio(runs, COMMANDS, OURS),
            "in process to salo-plan": _ratio(runs, IN_PROCESS, OURS),
            "salo-plan to floor": _ratio(runs, OURS, FLOOR),
            "again to first (cpu)": statistics.median(run["cpu"] for run in again)
            / statistics.median(run["cpu"] for run in runs[OURS]),
        },
        "page_kb": {"median": statistics.median(sizes) / 1000, "most": max(sizes) / 1000},
        "load": list(os.getloadavg()) if hasattr(os, "getloadavg") else [],
    }


def single(rounds: int = ROUNDS) -> Run:
    """Make one report by one command and by the two commands, each from a cold start.

    The tables are in data/processed on both sides (warm), as they are after the first report.
    """
    with tempfile.TemporaryDirectory(prefix="salo-plan-bench-") as folder:
        workspace = example_workspace(Path(folder) / "town")
        one = next(p for p in promises(read_plan()) if p.audience == "steering_group")
        runs: dict[str, list[Run]] = {OURS: [], COMMANDS: []}
        report = _salo_plan("report", one.audience, str(one.month), workspace=workspace)
        subprocess.run(report, check=True, capture_output=True)
        for _ in range(rounds):
            shutil.rmtree(workspace / "outputs")
            runs[OURS].append(_watched([report]))
            commands = partial(_by_commands, workspace, Path(folder) / "by commands")
            runs[COMMANDS].append(_watched([], work=partial(commands, [one])))
    ratio = _ratio(runs, OURS, COMMANDS)
    return {"medians": {s: spread(own) for s, own in runs.items()}, "salo-plan to commands": ratio}


def _issued(folder: Path, reports: int) -> tuple[Path, list[Promise]]:
    """Give a workspace whose first reports are issued, and which these are."""
    workspace = example_workspace(folder / "town")
    plan = read_plan()
    day = promises(plan)[reports - 1].due
    wanted = [promise for promise in promises(plan) if promise.due <= day]
    run = _salo_plan("run", "--on", day.isoformat(), workspace=workspace)
    subprocess.run(run, check=True, capture_output=True)
    return workspace, wanted


def _timed(side: str, workspace: Path, wanted: list[Promise], folder: Path) -> Run:
    """Run a side in a copy of the workspace without processed tables.

    The reports lie there already, since some of them count the others; but for ours.
    """
    place = folder / side
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(workspace, place)
    shutil.rmtree(place / "data" / "processed")
    if side == OURS:
        shutil.rmtree(place / "outputs")
        day = wanted[-1].due.isoformat()
        return _watched([_salo_plan("run", "--on", day, workspace=place)])
    if side == COMMANDS:
        return _watched([], work=partial(_by_commands, place, place / "made", wanted))
    told = json.dumps([[promise.audience, str(promise.month)] for promise in wanted])
    script = {IN_PROCESS: "reports_in_process.py", FLOOR: "reports_floor.py"}[side]
    return _watched([[sys.executable, str(HERE / script), str(place), told]])


def _unchanged(workspace: Path, wanted: list[Promise]) -> Run:
    run = _salo_plan("run", "--on", wanted[-1].due.isoformat(), workspace=workspace)
    return _watched([run])


def _salo_plan(*arguments: str, workspace: Path) -> list[str]:
    return [sys.executable, "-m", "salo_plan", *arguments, "--workspace", str(workspace)]


def _by_commands(workspace: Path, folder: Path, wanted: list[Promise]) -> None:
    """Run papermill and nbconvert for each report, two reports at once."""
    folder.mkdir(exist_ok=True)
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(partial(_pair, workspace, folder), wanted))


def _pair(workspace: Path, folder: Path, promise: Promise) -> None:
    output = folder / f"{promise.audience} {promise.month}.ipynb"
    given = {"month": promise.month, "audience": promise.audience, "workspace": workspace}
    parameters = [word for name, value in given.items() for word in ("-r", name, str(value))]
    source = notebook_path(promise.audience)
    papermill = [str(BIN / "papermill"), str(source), str(output), *parameters]
    nbconvert = [str(BIN / "jupyter"), "nbconvert", "--to", "html", str(output)]
    for call in ([*papermill, "--no-progress-bar"], nbconvert):
        subprocess.run(call, check=True, capture_output=True)


def _watched(calls: list[list[str]], work: Any = None) -> Run:
    """Run calls or work; tell wall, processor time with that of all children, and peak memory."""
    before, wall = os.times(), time.perf_counter()
    done, peak = threading.Event(), [0.0]
    watch = threading.Thread(target=_look, args=(done, peak), daemon=True)
    watch.start()
    for call in calls:
        subprocess.run(call, check=True, capture_output=True)
    if work:
        work()
    after, took = os.times(), time.perf_counter() - wall
    done.set()
    watch.join()
    cpu = sum(after[2:4]) - sum(before[2:4])
    return {"wall": took, "cpu": cpu, "peak_mb": peak[0]}


def _look(done: threading.Event, peak: list[float]) -> None:
    """Keep the most memory that the children have had together, shared pages counted once."""
    while not done.wait(LOOK_SECONDS):
        used = 0.0
        for process in psutil.Process().children(recursive=True):
            try:
                used += process.memory_full_info().pss / 1e6
            except (psutil.Error, AttributeError):
                continue
        peak[0] = max(peak[0], used)


def _check_equal(workspace: Path, wanted: list[Promise], folder: Path) -> None:
    """Refuse to compare times of sides that show other things."""
    for promise in wanted:
        name = f"{promise.audience} {promise.month}"
        place = Path("outputs") / str(promise.month) / promise.audience / "report.ipynb"
        shown = {
            OURS: _shown(folder / OURS / place),
            COMMANDS: _shown(folder / COMMANDS / "made" / f"{name}.ipynb"),
            IN_PROCESS: _shown(folder / IN_PROCESS / "made" / f"{name}.ipynb"),
            FLOOR: json.loads((folder / FLOOR / "made" / f"{name}.json").read_text()),
        }
        for side, cells in shown.items():
            if cells != shown[OURS]:
                raise SystemExit(f"{name}: {side} shows other things than {OURS}; no comparison.")


def _shown(notebook: Path) -> list[str]:
    """Give what each cell shows, as HTML."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return ["".join(output["data"]["text/html"]) for output in outputs]


def _ratio(runs: dict[str, list[Run]], above: str, below: str) -> Run:
    return {
        name: statistics.median(run[name] for run in runs[above])
        / statistics.median(run[name] for run in runs[below])
        for name in MEASURES
    }


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--reports", type=int, default=31)
    given.add_argument("--rounds", type=int, default=ROUNDS)
    given.add_argument("--single", action="store_true", help="one report by one cold command")
    asked = given.parse_args()
    found = single(asked.rounds) if asked.single else compare(asked.reports, asked.rounds)
    print(json.dumps(found, indent=1))
