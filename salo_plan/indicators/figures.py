"""What travels together: a figure, its parts, its state and where it came from."""

from dataclasses import dataclass
from typing import Literal

from salo_plan.periods import Month

State = Literal["ok", "secret", "missing", "not_applicable", "provisional"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a figure was made from: path inside the workspace, content hash, file rows.

    `kind` says how far it is trusted: an extract first, then a delivered figure, then the value
    that the plan itself states.
    """

    path: str
    sha256: str
    rows: tuple[int, ...] = ()
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
