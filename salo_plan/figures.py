"""What travels together: a figure, its parts, its state and where it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from salo_plan.periods import Month

State = Literal["ok", "secret", "missing", "not_applicable", "provisional"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a figure was made from: path inside the workspace, content hash, file rows.

    `rows` are the file's own row numbers, written as ranges (`2-41, 44`).
    `kind` says how far it is trusted: an extract first, then a delivered figure, then the value
    that the plan itself states.
    """

    path: str
    sha256: str
    rows: str = ""
    kind: Literal["extract", "delivered", "plan", "statistic"] = "extract"


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure with what it was made of; `value` is None when it cannot be known.

    Shares are 0-100 and unrounded. `beside` holds the named figures printed with it.
    """

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    state: State = "ok"
    beside: tuple[tuple[str, float | None], ...] = ()

    def __post_init__(self) -> None:
        """Hold every count as a float, so that a figure is written alike before and after disk."""
        for name in ("value", "numerator", "denominator"):
            if (count := getattr(self, name)) is not None:
                object.__setattr__(self, name, float(count))


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figure of one indicator for one month, in the scope of the indicator."""

    indicator: str
    month: Month
    scope: str
    figure: Measured
    sources: tuple[Source, ...] = ()
    reason: str | None = None

    @property
    def known(self) -> bool:
        """Tell whether there is a value to judge."""
        return self.figure.value is not None


MISSING = Measured(None, state="missing")


def row_ranges(numbers: Iterable[int]) -> str:
    """Write row numbers as ranges: 2, 3, 4, 9 is `2-4, 9`."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
