"""What an issue of the public version tells, read from its `report.json` as any reader could.

Nothing of the package is used but the name of a figure (`Shown`) and the plan, which is public.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from salo_plan.indicators.relations import Shown

State = Literal["shown", "hidden", "absent"]
FEW_ANSWERS = "Vastauksia oli vähän"
SMALL = "alle "


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a figure: `digits` times ten to the power of `-decimals`, rounded half up.

    The figure itself is at least half a last digit less, and under half a last digit more.
    """

    state: State
    digits: int = 0
    decimals: int = 0


@dataclass(frozen=True)
class PublishedIssue:
    """One `report.json`."""

    data: Mapping[str, Any]

    @property
    def month(self) -> str:
        return str(self.data["month"])

    @property
    def months(self) -> list[str]:
        """The months of its series, the first to the last."""
        return [point["month"] for point in self.data["rows"][0]["series"]]

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        return {row["id"]: row for row in self.data["rows"]}

    @cached_property
    def hidden(self) -> frozenset[Shown]:
        return frozenset(
            Shown(item["indicator"], item["month"], item["span"]) for item in self.data["hidden"]
        )

    @cached_property
    def shown(self) -> frozenset[Shown]:
        """The figures that the issue shows, months and the year to date."""
        months = {Shown(*key) for key, value in self._series.items() if value is not None}
        years = {
            Shown(name, self.month, "year")
            for name, row in self.rows.items()
            if row["year_value"] is not None
        }
        return frozenset(months | years)

    @cached_property
    def _series(self) -> Mapping[tuple[str, str], float | None]:
        return {
            (row["id"], point["month"]): point["value"]
            for row in self.data["rows"]
            for point in row["series"]
        }

    def told(self, shown: Shown) -> Told:
        """What the issue tells of a figure; a year's figure only at the month of the issue."""
        row = self.rows[shown.indicator]
        decimals = 1 if row["unit"] == "%" else 0
        if shown in self.hidden:
            return Told("hidden")
        if shown.span == "year":
            return _rounded(row["year_value"] if shown.month == self.month else None, decimals)
        if shown.month == self.month:
            decimals = max(decimals, len(row["printed"].rstrip(" \u00a0%").partition(",")[2]))
            return _rounded(row["value"], decimals)
        return _rounded(self._series[shown.indicator, shown.month], decimals)

    def says_small(self, indicator: str) -> bool:
        """Whether the month's figure is printed as a small count, `alle 5`."""
        return str(self.rows[indicator]["printed"]).startswith(SMALL)

    def says_few_answers(self, indicator: str) -> bool:
        return FEW_ANSWERS in self.rows[indicator]["sentence"]

    def verdict(self, indicator: str) -> str:
        return str(self.rows[indicator]["verdict"])


def _rounded(value: float | None, decimals: int) -> Told:
    if value is None:
        return Told("absent")
    shown = Decimal(repr(float(value))).scaleb(decimals)
    if shown != shown.to_integral_value():
        raise AssertionError(f"{value} is published with more than {decimals} decimals")
    return Told("shown", int(shown), decimals)
