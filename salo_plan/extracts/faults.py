"""What is wrong in a received file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from salo_plan.told import Told, as_kept, from_kept

Level = Literal["error", "warning"]
EMPTY_CELL = Told(
    "the cell is empty, and every row needs a value here. Fill it in, also below merged cells, "
    "and deliver the file again"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file.

    `row` is the line as an editor or Excel shows it, `cell` the reference inside a workbook. A
    `column` told in parts (`Told.joined`) names several. `value` is None for private columns: a
    person's data never reach a message. `reason` is English text that can be told in another
    language (`messages.retold`).
    """

    reason: str
    level: Level = "error"
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the fault as JSON-ready data."""
        return {
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "value": self.value,
            "reason": self.reason,
            "level": self.level,
        }

    def as_kept(self) -> dict[str, Any]:
        """Return the fault as the store keeps it, whatever language it will be told in."""
        return {name: as_kept(value) for name, value in self.as_data().items()}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Fault":
        """Return the fault that the store has kept."""
        return cls(**{name: from_kept(value) for name, value in kept.items()})

    def __str__(self) -> str:
        """Write the fault as one line: where, what was found, why it is wrong."""
        place = [Told("row {row}", row=self.row)] if self.row is not None else []
        if self.column:
            place.append(_columns(self.column))
        if self.cell:
            place.append(Told("cell {cell}", cell=self.cell))
        parts = [Told.joined(", ", place)] if place else []
        if self.value is not None:
            parts.append(Told("found '{value}'", value=self.value))
        return Told.joined(": ", [*parts, self.reason])


def _columns(column: str) -> Told:
    if isinstance(column, Told) and len(column.values) > 1:
        return Told("columns {columns}", columns=column)
    return Told("column {column}", column=column)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Sort faults by their row; those of the whole file come first."""
    return tuple(sorted(faults, key=lambda fault: fault.row or 0))
