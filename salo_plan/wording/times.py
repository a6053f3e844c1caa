"""Months, days and periods, as a table, an axis or a sentence has them."""

from datetime import date
from typing import Literal

from babel.dates import format_date

from salo_plan.messages import is_finnish, spoken
from salo_plan.periods import Month

# Every Finnish month name ends in -kuu, so one ending a case is enough.
_CASE_ENDINGS = {
    "nominative": "",
    "genitive": "n",
    "inessive": "ssa",
    "elative": "sta",
    "illative": "hun",
}

Case = Literal["nominative", "genitive", "inessive", "elative", "illative"]


def month_name(month: Month, case: Case = "nominative") -> str:
    """Write a month with its year: `syyskuu 2023`, `syyskuun 2023`, `syyskuussa 2023`."""
    return f"{month_alone(month.number, case)} {month.year}"


def month_alone(month: int, case: Case = "nominative") -> str:
    """Write a month without its year: `syyskuu`, `syyskuun`, `syyskuussa`, `syyskuusta`."""
    name = format_date(date(2000, month, 1), "LLLL", locale=spoken())
    return name + _CASE_ENDINGS[case] if is_finnish() else name


def month_short(month: Month) -> str:
    """Write a month for an axis: `9/23`."""
    if not is_finnish():
        return f"{_abbreviated(month)} {month.year % 100:02d}"
    return f"{month.number}/{month.year % 100:02d}"


def month_slash(month: Month) -> str:
    """Write a month for a table or a note: `9/2023`."""
    if not is_finnish():
        return month_name(month)
    return f"{month.number}/{month.year}"


def month_column(month: Month) -> str:
    """Write a month for a narrow column: `9/2023`, in English `Sep 2023`."""
    return month_slash(month) if is_finnish() else f"{_abbreviated(month)} {month.year}"


def months_slash(first: Month, last: Month) -> str:
    """Write months of one year for a table: `1–9/2023`, or one month's `9/2023`."""
    if first == last:
        return month_slash(last)
    if not is_finnish():
        return f"{_abbreviated(first)}–{_abbreviated(last)} {last.year}"
    return f"{first.number}–{month_slash(last)}"


def months_short(first: Month, last: Month) -> str:
    """Write months of one year for a chart: `1–9/23`, or one month's `9/23`."""
    if first == last:
        return month_short(last)
    return f"{first.number if is_finnish() else _abbreviated(first)}–{month_short(last)}"


def date_text(day: date) -> str:
    """Write a date: `4.10.2023`."""
    if not is_finnish():
        return f"{day.day} {month_alone(day.month)} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def period_text(first: date, last: date) -> str:
    """Write a period with what its ends do not share: `1.–30.9.2023`, `1.1.–31.5.2023`."""
    if first == last:
        return date_text(last)
    if not is_finnish():
        start = f"{first.day}"
        if (first.year, first.month) != (last.year, last.month):
            start += f" {month_alone(first.month)}"
        if first.year != last.year:
            start += f" {first.year}"
        # A dash between words has spaces around it, one between numbers has none.
        return f"{start}{'–' if start.isdigit() else ' – '}{date_text(last)}"
    start = f"{first.day}."
    if (first.year, first.month) != (last.year, last.month):
        start += f"{first.month}."
    if first.year != last.year:
        start += f"{first.year}"
    return f"{start}–{date_text(last)}"


def _abbreviated(month: Month) -> str:
    return format_date(month.first_day, "LLL", locale=spoken())
