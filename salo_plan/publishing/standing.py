"""What is owed by a day, kept while nothing that decides it has changed.

An hourly run that has nothing to do then answers without reading or measuring anything. The answer
is known by one hash over the content of data/raw, the plan, the code, the day and what is issued.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from salo_plan.fingerprints import code_hash, hash_of, sha256_of
from salo_plan.periods import Month
from salo_plan.plan.calendar import due_by
from salo_plan.plan.model import Plan
from salo_plan.publishing.desk import issued_reports
from salo_plan.told import as_kept, from_kept

State = Literal["owed", "reissue", "blocked"]
_FILE = "owed.json"


@dataclass(frozen=True, slots=True)
class Owed:
    """A promised report that is not issued: `blocked` when it lacks what it needs (`missing`)."""

    audience: str
    month: Month
    due: date
    state: State
    missing: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it in the shape of `salo-plan due --json`."""
        return {
            "audience": self.audience,
            "month": str(self.month),
            "due": self.due.isoformat(),
            "state": self.state,
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """What is owed, and what the analyst should know of the files it was reckoned from."""

    owed: tuple[Owed, ...]
    warnings: tuple[str, ...] = ()

    @property
    def to_make(self) -> tuple[Owed, ...]:
        """What can be made."""
        return tuple(item for item in self.owed if item.state != "blocked")


def hash_of_inputs(workspace: Path, plan: Plan) -> str:
    """Hash all that reports are made of: the received files, the plan and the code."""
    raw = workspace / "data" / "raw"
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    received = [f"{path.relative_to(raw).as_posix()} {sha256_of(path)}" for path in files]
    return hash_of(code_hash(), repr(plan), *received)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that decides what is owed by a day, but for what is issued by then."""

    workspace: Path
    day: date
    inputs: str

    @classmethod
    def of(cls, workspace: Path, plan: Plan, day: date) -> "Reckoning":
        """Hash the received files, the plan, its promises by the day, and the code."""
        due = [f"{item.audience} {item.month}" for item in due_by(plan, day)]
        return cls(workspace, day, hash_of(hash_of_inputs(workspace, plan), *due))

    def kept(self) -> Standing | None:
        """Return the kept answer; None when something has changed since."""
        try:
            data = json.loads(self._file.read_text(encoding="utf-8"))
            if data["key"] != self._key():
                return None
            owed = tuple(_read(item) for item in data["owed"])
            return Standing(owed, tuple(map(from_kept, data["warnings"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, standing: Standing) -> None:
        """Keep an answer in the place of the last one."""
        data = {
            "key": self._key(),
            "owed": [item.as_data() for item in standing.owed],
            "warnings": [as_kept(told) for told in standing.warnings],
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        partial = self._file.with_name(f".{_FILE}")
        partial.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
        partial.replace(self._file)

    def reckon(self, anew: Callable[[], Standing]) -> Standing:
        """Return the kept answer, or a new one, which is kept."""
        if (standing := self.kept()) is None:
            standing = anew()
            self.keep(standing)
        return standing

    @property
    def _file(self) -> Path:
        return self.workspace / "data" / "processed" / _FILE

    def _key(self) -> str:
        outputs = self.workspace / "outputs"
        issued = [" ".join(pair) for pair in sorted(issued_reports(outputs))]
        manifests = sorted(outputs.glob("????-??/**/manifest.json"))
        lying = [f"{path.relative_to(outputs).as_posix()} {sha256_of(path)}" for path in manifests]
        return hash_of(self.inputs, *issued, "", *lying)


def _read(item: dict[str, Any]) -> Owed:
    return Owed(
        item["audience"],
        Month.parse(item["month"]),
        date.fromisoformat(item["due"]),
        item["state"],
        tuple(item["missing"]),
    )
