"""What is wrong in a received file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["error", "warning"]
EMPTY_CELL = (
    "the cell is empty, and every row needs a value here. Fill it in, also below merged cells, "
    "and deliver the file again"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file.

    `row` is the line as an editor or Excel shows it, `cell` the reference inside a workbook.
    `value` is None for private columns: a person's data never reach a message.
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

    def __str__(self) -> str:
        """Write the fault as one line: where, what was found, why it is wrong."""
        place = [f"row {self.row}"] if self.row is not None else []
        if self.column:
            place.append(f"column {self.column}")
        if self.cell:
            place.append(f"cell {self.cell}")
        where = ", ".join(place)
        found = f"found '{self.value}': " if self.value is not None else ""
        return f"{where}: {found}{self.reason}" if where else f"{found}{self.reason}"


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Sort faults by their row; those of the whole file come first."""
    return tuple(sorted(faults, key=lambda fault: fault.row or 0))
