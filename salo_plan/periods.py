"""Months and terms: the only way time is spoken of in the project."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from salo_plan.errors import CallError
from salo_plan.told import Told

_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month (kuukausi), written `2023-06` everywhere outside the reader's text."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse months that the calendar does not have."""
        if not (1900 <= self.year <= 2200 and 1 <= self.number <= 12):
            raise CallError(
                Told(
                    "'{year}-{number:02d}' is not a month (YYYY-MM, 01 to 12).",
                    year=self.year,
                    number=self.number,
                )
            )

    @classmethod
    def parse(cls, text: "str | date | Month") -> Self:
        """Read `2023-06`; a date stands for its month. Nothing is guessed: `2023_06` is refused."""
        if isinstance(text, Month):
            return cls(text.year, text.number)
        if isinstance(text, date):
            return cls(text.year, text.month)
        match = _ISO_MONTH.fullmatch(text)
        if not match or not 1 <= int(match[2]) <= 12:
            raise CallError(
                Told(
                    "'{text}' is not a month. Write it as YYYY-MM, for example {example}.",
                    text=text,
                    example=_nearest(text),
                )
            )
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        """Write the month as `2023-06`."""
        return f"{self.year}-{self.number:02d}"

    def plus(self, months: int) -> Self:
        """Return the month so many months later (earlier when negative)."""
        count = self.year * 12 + self.number - 1 + months
        return type(self)(count // 12, count % 12 + 1)

    def minus(self, other: "Month") -> int:
        """Return how many months lie from `other` to this month."""
        return (self.year - other.year) * 12 + self.number - other.number

    @property
    def year_ago(self) -> Self:
        """The same month of the year before."""
        return self.plus(-12)

    @property
    def first_day(self) -> date:
        """The first calendar day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day."""
        return self.plus(1).first_day - timedelta(days=1)

    def year_to_date(self) -> "Term":
        """Return January to this month."""
        return Term(Month(self.year, 1), Month(self.year, self.number))


@dataclass(frozen=True, slots=True)
class Term:
    """An unbroken run of months (kausi), both ends included."""

    first: Month
    last: Month

    def __iter__(self) -> Iterator[Month]:
        """Go through the months in order."""
        for step in range(len(self)):
            yield self.first.plus(step)

    def __len__(self) -> int:
        """Count the months."""
        return self.last.minus(self.first) + 1

    def __contains__(self, month: object) -> bool:
        """Tell whether the month lies in the term."""
        return isinstance(month, Month) and self.first <= month <= self.last

    @property
    def year_ago(self) -> "Term":
        """The same months of the year before."""
        return Term(self.first.year_ago, self.last.year_ago)


def _nearest(text: str) -> str:
    """Find the month that was probably meant; where there is none, any month."""
    digits = re.sub(r"\D", "", text)
    if len(digits) == 6:
        for year, number in ((digits[:4], digits[4:]), (digits[2:], digits[:2])):
            if 1990 <= int(year) <= 2100 and 1 <= int(number) <= 12:
                return f"{year}-{number}"
    return "2023-06"
