"""Workspaces for tests: a folder with what the repository itself has received."""

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def committed_workspace(folder: Path) -> Path:
    """Make a workspace with the committed figures only: the plan's own and StatFin's."""
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    (folder / "outputs").mkdir()
    shutil.copytree(REPOSITORY / "data" / "raw" / "statfin", raw / "statfin")
    shutil.copy2(REPOSITORY / "data" / "raw" / "figures_plan_2023.csv", raw)
    return folder
