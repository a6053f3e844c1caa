"""The floor of a report, after and before: its cells run as plain Python, without a notebook.

The floor is what no way of running notebooks can go below: a report built from material that is
gathered already, and every cell of its notebook, its charts drawn. Each side runs in a process of
its own, in turn; imports are left out of the time. Both must show the same charts and pages.
"""

import argparse
import hashlib
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import seaborn as seaborn
from floor_before import as_before
from measures import example_workspace, spread

from salo_plan.plan.calendar import promises
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.notebook import read_notebook
from salo_plan.publishing.notebook_file import notebook_path
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.public.page import PublicPage
from salo_plan.reports.report import Report
from salo_plan.workspace import find_workspace

REPORTS = (1, 12, 31)
ROUNDS = 3
SIDES = {"before": as_before, "after": nullcontext}

_PICTURE = re.compile(r'<img src="data:image/svg\+xml,([^"]*)" width="344"')
_TEXT = re.compile(r"<text [^>]*>([^<]*)</text>")


def cells_of(audience: str) -> list[str]:
    """Return what each cell of an audience's notebook shows: its last line."""
    cells = read_notebook(notebook_path(audience)).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    shown = [cell for cell in code if "parameters" not in cell.metadata.get("tags", [])]
    return [cell.source.strip().splitlines()[-1] for cell in shown]


def measure(side: str, workspace: Path, reports: int) -> dict[str, Any]:
    """Run the cells of the first reports of the year on one side and tell what it took."""
    plan = read_plan()
    material = gather(plan, workspace)
    promised = sorted(promises(plan), key=lambda promise: promise.due)[:reports]
    cells = {promise.audience: cells_of(promise.audience) for promise in promised}
    by_audience: dict[str, list[float]] = defaultdict(list)
    pages = {}
    with SIDES[side]():
        wall, cpu = time.perf_counter(), time.process_time()
        for promise in promised:
            begun = time.process_time()
            report = build_report(material, promise.audience, promise.month)
            page = Page(report) if isinstance(report, Report) else PublicPage(report)
            blocks = [eval(cell, {"page": page}) for cell in cells[promise.audience]]
            shown = "\n".join(block._repr_html_() for block in blocks)
            by_audience[promise.audience].append(time.process_time() - begun)
            pages[f"{promise.audience} {promise.month}"] = shown
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return {
        **took,
        "audiences": {name: statistics.mean(each) for name, each in by_audience.items()},
        "shown": {name: told(html) for name, html in pages.items()},
    }


def told(html: str) -> dict[str, Any]:
    """Tell what a page shows, so that two sides can be compared: its charts' texts and a hash."""
    charts = [unquote(address) for address in _PICTURE.findall(html)]
    texts = [_TEXT.findall(chart) for chart in charts]
    page = hashlib.sha256(html.encode()).hexdigest()
    return {"charts": len(charts), "texts": texts, "page": page}


def floor(workspace: Path, reports: int = 31, rounds: int = ROUNDS) -> dict[str, Any]:
    """Measure both sides in turn and return medians, spread and the ratio of after to before.

    SystemExit where the sides do not show the same charts with the same texts.
    """
    runs: dict[str, list[dict[str, Any]]] = {side: [] for side in SIDES}
    for round_ in range(rounds):
        # The side that comes first changes, so that neither has the warmer machine.
        for side in sorted(SIDES, reverse=bool(round_ % 2)):
            runs[side].append(_in_a_process(side, workspace, reports))
    shown = {side: runs[side][0]["shown"] for side in SIDES}
    check_equal(shown["before"], shown["after"])
    own = {side: _summed(each) for side, each in runs.items()}
    return {
        "reports": reports,
        "rounds": rounds,
        "charts": sum(page["charts"] for page in shown["after"].values()),
        "pages_equal": shown["before"] == shown["after"],
        **own,
        "ratio": {
            name: own["after"][name]["median"] / own["before"][name]["median"]
            for name in ("wall", "cpu")
        },
        "ratio_by_audience": {
            name: own["after"]["audiences"][name] / own["before"]["audiences"][name]
            for name in own["before"]["audiences"]
        },
    }


def check_equal(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Stop when the two sides do not show the same charts with the same texts."""
    for name, page in before.items():
        if [page[part] for part in ("charts", "texts")] != [
            after[name][part] for part in ("charts", "texts")
        ]:
            raise SystemExit(f"{name}: the two sides show other charts")
    if before.keys() != after.keys():
        raise SystemExit("the two sides made other reports")


def _summed(runs: list[dict[str, Any]]) -> dict[str, Any]:
    found = spread(runs, ("wall", "cpu"))
    found["audiences"] = {
        name: statistics.median(run["audiences"][name] for run in runs)
        for name in runs[0]["audiences"]
    }
    return found


def _in_a_process(side: str, workspace: Path, reports: int) -> dict[str, Any]:
    call = [
        *(sys.executable, __file__, "--side", side),
        *("--workspace", str(workspace), "--reports", str(reports)),
    ]
    done = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Run the comparison and print it as JSON, or one side of it."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("--reports", type=int, nargs="*", default=REPORTS)
    call.add_argument("--rounds", type=int, default=ROUNDS)
    call.add_argument("--workspace", type=Path, help="an example year; else one is made")
    call.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    asked = call.parse_args()
    if asked.side:
        print(json.dumps(measure(asked.side, asked.workspace, asked.reports[0])))
        return
    with tempfile.TemporaryDirectory() as folder:
        workspace = asked.workspace or example_workspace(Path(folder) / "town")
        gather(read_plan(), find_workspace(str(workspace)))
        found = [floor(workspace, reports, asked.rounds) for reports in asked.reports]
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
