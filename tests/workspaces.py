"""Workspaces for tests, what they have received, and what the program says of it."""

import json
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from salo_plan.cli import main
from salo_plan.extracts.received import read_received
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.plan.reading import read_plan

REPOSITORY = Path(__file__).parents[1]


def committed_workspace(folder: Path) -> Path:
    """Make a workspace with the committed figures only: the plan's own and StatFin's."""
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    (folder / "outputs").mkdir()
    shutil.copytree(REPOSITORY / "data" / "raw" / "statfin", raw / "statfin")
    shutil.copy2(REPOSITORY / "data" / "raw" / "figures_plan_2023.csv", raw)
    return folder


def call(*arguments: str | Path) -> Result:
    """Call the program; what is no plain message of its own fails the test."""
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def inspect(path: Path) -> tuple[dict[str, Any], int]:
    """What `salo-plan inspect --json` says of a file, and its exit code."""
    result = call("inspect", path, "--json")
    return json.loads(result.stdout), result.exit_code


class Workspace:
    """A workspace that has received what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.raw = folder / "data" / "raw"
        self.raw.mkdir(parents=True, exist_ok=True)

    def receive(self, *paths: Path, name: str = "") -> "Workspace":
        for path in paths:
            shutil.copyfile(path, self.raw / (name or path.name))
        return self

    def write(self, name: str, content: str | bytes) -> "Workspace":
        (self.raw / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def check(self, *options: str | Path) -> tuple[dict[str, Any], int]:
        """What `salo-plan check --json` says, and its exit code."""
        result = call("check", "--json", "--workspace", self.folder, *options)
        return json.loads(result.stdout), result.exit_code

    def entry(self, name: str) -> dict[str, Any]:
        """What `check` says of one file."""
        return next(e for e in self.check()[0]["files"] if Path(e["path"]).name == name)

    def tables(self) -> Tables:
        return usable_tables(read_received(self.folder, read_plan().municipalities))

    def indicator(self, name: str, month: str) -> dict[str, Any]:
        """One entry of `salo-plan indicators --json`."""
        result = call("indicators", "--json", "--month", month, "--workspace", self.folder)
        return next(entry for entry in json.loads(result.stdout) if entry["id"] == name)


def told(entry: dict[str, Any], level: str = "error") -> list[tuple[Any, Any, Any]]:
    """The places of an answer's faults: row, column and value."""
    found = (fault for fault in entry["faults"] if fault["level"] == level)
    return [(fault["row"], fault["column"], fault["value"]) for fault in found]


def column(entry: dict[str, Any], name: str) -> dict[str, Any]:
    return next(item for item in entry["columns"] if item["name"] == name)
