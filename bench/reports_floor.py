"""The floor: the cells of the notebooks as plain Python in two processes, nothing but run.

What was received is read and measured once, before the processes are forked, so that no side can
have less to do; what the cells show is written down to be compared, and no page is made.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.notebook import read_notebook
from salo_plan.publishing.notebook_file import notebook_path
from salo_plan.reports.at_hand import AtHand, having_at_hand
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report

WORKERS = 2
MATERIAL: list[Material] = []


def make(workspace: str, report: tuple[str, str]) -> None:
    """Run the cells of one report."""
    audience, month = report
    cells = [c for c in read_notebook(notebook_path(audience)).cells if c.cell_type == "code"]
    names = {"month": month, "audience": audience, "workspace": workspace, "lang": "fi", "plan": ""}
    built = build_report(MATERIAL[0], audience, Month.parse(month))
    shown = []
    with having_at_hand(AtHand(MATERIAL[0], "", built)):
        for cell in cells[1:]:
            *lines, last = cell.source.strip().splitlines()
            exec("\n".join(lines), names)
            shown.append(eval(last, names)._repr_html_())
    place = Path(workspace) / "made" / f"{audience} {month}.json"
    place.write_text(json.dumps(shown), encoding="utf-8")


if __name__ == "__main__":
    place, reports = sys.argv[1], json.loads(sys.argv[2])
    (Path(place) / "made").mkdir()
    MATERIAL.append(gather(read_plan(), Path(place)))
    with ProcessPoolExecutor(WORKERS, get_context("fork")) as pool:
        list(pool.map(partial(make, place), map(tuple, reports)))
