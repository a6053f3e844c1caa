"""What the benchmarks share: the example's workspace, and the spread of what runs took."""

import shutil
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from salo_plan.example import write_example

MEASURES = ("wall", "cpu", "peak_mb")
Run = dict[str, Any]


def spread(runs: Sequence[Run], measures: Sequence[str] = MEASURES) -> Run:
    """Return the median, the least and the most of each measure."""
    values = {name: sorted(run[name] for run in runs) for name in measures}
    return {
        n: {"median": statistics.median(v), "min": v[0], "max": v[-1]} for n, v in values.items()
    }


def example_workspace(folder: Path) -> Path:
    """Make a workspace of the made-up example year and the published figures."""
    committed = Path(__file__).parents[1] / "data" / "raw"
    raw = folder / "data" / "raw"
    shutil.copytree(committed / "statfin", raw / "statfin")
    shutil.copy2(committed / "figures_plan_2023.csv", raw)
    write_example(folder)
    return folder
