"""All measurements at hand, by indicator and month, and their long form on disk."""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from salo_plan.figures import MISSING, Measured, Measurement, Source
from salo_plan.periods import Month, Term


@dataclass(frozen=True)
class Measurements:
    """Every figure that could be made, looked up by indicator id and month."""

    by_key: dict[tuple[str, Month], Measurement] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Measurement]) -> "Measurements":
        """Collect measurements; the last one of an indicator and month counts."""
        return cls({(item.indicator, item.month): item for item in items})

    def __iter__(self) -> Iterator[Measurement]:
        """Go through the measurements."""
        return iter(self.by_key.values())

    def get(self, indicator: str, month: Month) -> Measurement | None:
        """Return the measurement, or None when nothing was received for it."""
        return self.by_key.get((indicator, month))

    def figure(self, indicator: str, month: Month) -> Measured:
        """Return the figure; a missing one when nothing was received."""
        found = self.get(indicator, month)
        return found.figure if found else MISSING

    def value(self, indicator: str, month: Month) -> float | None:
        """Return the unrounded value, or None."""
        return self.figure(indicator, month).value

    def over(self, indicator: str, term: Term) -> list[Measurement]:
        """Return the measurements of a term that have a value, in order."""
        found = (self.get(indicator, month) for month in term)
        return [item for item in found if item is not None and item.known]

    def months(self, indicator: str) -> list[Month]:
        """List the months for which the indicator has a value."""
        return sorted(item.month for item in self if item.indicator == indicator and item.known)


@dataclass(frozen=True)
class Measuring:
    """What came of measuring: the measurements and what the analyst should know about them."""

    measurements: Measurements
    warnings: tuple[str, ...] = ()


def to_frame(items: Iterable[Measurement]) -> pd.DataFrame:
    """Lay measurements out in the long form: one row an indicator and month."""
    rows = [
        {
            "indicator": item.indicator,
            "month": str(item.month),
            "scope": item.scope,
            "value": item.figure.value,
            "numerator": item.figure.numerator,
            "denominator": item.figure.denominator,
            "state": item.figure.state,
            "beside": json.dumps(item.figure.beside, ensure_ascii=False),
            "reason": item.reason,
            "sources": json.dumps([asdict(source) for source in item.sources]),
        }
        for item in items
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype(_COLUMNS)


def from_frame(frame: pd.DataFrame) -> list[Measurement]:
    """Read measurements back from the long form."""
    return from_rows(frame.to_dict("records"))


def from_rows(rows: Iterable[dict[Any, Any]]) -> list[Measurement]:
    """Read measurements back from the rows of the long form."""
    return [_measurement(row) for row in rows]


_COLUMNS = {
    "indicator": "str",
    "month": "str",
    "scope": "str",
    "value": "float64",
    "numerator": "float64",
    "denominator": "float64",
    "state": "str",
    "beside": "str",
    "reason": "str",
    "sources": "str",
}


def _measurement(row: dict[Any, Any]) -> Measurement:
    return Measurement(
        indicator=row["indicator"],
        month=Month.parse(row["month"]),
        scope=row["scope"],
        figure=Measured(
            value=_known(row["value"]),
            numerator=_known(row["numerator"]),
            denominator=_known(row["denominator"]),
            state=row["state"],
            beside=tuple((name, value) for name, value in json.loads(row["beside"])),
        ),
        sources=tuple(
            Source(item["path"], item["sha256"], item["rows"], item["kind"])
            for item in json.loads(row["sources"])
        ),
        reason=row["reason"] if isinstance(row["reason"], str) else None,
    )


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
