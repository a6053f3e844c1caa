"""The schedule files: one daily call of `run --send`, written as each scheduler wants it.

Each quotes in its own way, so that a workspace may lie anywhere. What is owed is reckoned from the
calendar and the ledger at every run; the scheduler only has to call now and then.
"""

import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from salo_plan.errors import CallError, unknown_name
from salo_plan.told import Told

TIME_ZONE = "Europe/Helsinki"
# Not between 3 and 4 o'clock, which a clock change skips or repeats.
HOUR, MINUTE = 6, 30
NAME = "salo-plan"
KINDS = {
    "cron": (f"{NAME}.cron",),
    "systemd": (f"{NAME}.service", f"{NAME}.timer"),
    "windows": (f"{NAME}.xml",),
}


@dataclass(frozen=True, slots=True)
class ScheduleFile:
    """One file for a scheduler; Task Scheduler reads only UTF-16."""

    name: str
    text: str
    encoding: str = "utf-8"

    def write(self, folder: Path) -> Path:
        """Write the file into a folder."""
        place = folder / self.name
        ending = "\r\n" if self.encoding == "utf-16" else "\n"
        place.write_text(self.text, encoding=self.encoding, newline=ending)
        return place


def schedule_files(kind: str, workspace: Path, plan: str = "") -> tuple[ScheduleFile, ...]:
    """Write the files of one kind of scheduler for a workspace and, if named, another plan file.

    Raises CallError for an unknown kind and for a path that no schedule can hold.
    """
    if kind not in KINDS:
        raise CallError(unknown_name(Told("kind of schedule"), kind, KINDS))
    call = [sys.executable, "-m", "salo_plan", "run", "--send", "--workspace", str(workspace)]
    call += ["--plan", plan] if plan else []
    if any(ord(letter) < ord(" ") for word in call for letter in word):
        raise CallError(
            Told("a schedule cannot hold a path with line breaks or control characters.")
        )
    environment = Environment(
        loader=PackageLoader("salo_plan.publishing.schedules", "templates"),
        autoescape=kind == "windows",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    given = {
        "call": _QUOTED[kind](call),
        "program": call[0],
        "arguments": subprocess.list2cmdline(call[1:]),
        "log": _for_cron([str(workspace / f"{NAME}.log")]),
        "at": f"{HOUR:02d}:{MINUTE:02d}:00",
        "hour": HOUR,
        "minute": MINUTE,
        "zone": TIME_ZONE,
    }
    encoding = "utf-16" if kind == "windows" else "utf-8"
    return tuple(
        ScheduleFile(name, environment.get_template(f"{name}.j2").render(given), encoding)
        for name in KINDS[kind]
    )


def _for_cron(call: list[str]) -> str:
    """Quote for the shell; cron itself takes an unescaped % for a line break, even in quotes."""
    return shlex.join(call).replace("%", r"\%")


def _for_systemd(call: list[str]) -> str:
    """Quote for a unit file, where % names the machine's own things and $ a variable."""
    return " ".join(
        '"{}"'.format(
            word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
        )
        for word in call
    )


_QUOTED = {"cron": _for_cron, "systemd": _for_systemd, "windows": subprocess.list2cmdline}
