"""What the town receives in the 14 months, when, and which reports must be issued again for it.

The reports that a correction calls for are written by hand, from the plan's promises alone.
"""

from dataclasses import dataclass
from datetime import date

from tests.publishing.light import figures

MONTHS = tuple(f"2023-{number:02d}" for number in range(1, 13))
Report = tuple[str, str]


@dataclass(frozen=True)
class Delivery:
    """A file and the day it comes; `calls_for` names the reports that it makes wrong."""

    day: date
    name: str
    rows: tuple[str, ...]
    calls_for: tuple[Report, ...] = ()

    @property
    def content(self) -> str:
        return figures(*self.rows, received=self.day.isoformat())


def rows(month: str, *left_out: str, **other: float) -> tuple[str, ...]:
    """Write a month's figures, some of them left out or other than at first."""
    number = int(month[-2:])
    usual = {
        "clients": 2600 + 10 * number,
        "unemployed_share": 52.31,
        "typ_clients": 160 + number,
        "job_brokering": 30 + number,
    }
    told = {name: value for name, value in (usual | other).items() if name not in left_out}
    return tuple(f"{month};{name};{value}" for name, value in told.items())


def monthly() -> tuple[Delivery, ...]:
    """Each month's figures come on the 8th of the next; those of March are late for their day."""
    late = {"2023-03": date(2023, 5, 9)}
    left_out = {"2023-01": ("typ_clients",)}
    return tuple(
        Delivery(
            late.get(month, date(2023 + number // 12, number % 12 + 1, 8)),
            f"figures_{month}.csv",
            rows(month, *left_out.get(month, ())),
        )
        for number, month in enumerate(MONTHS, 1)
    )


def both(month: str) -> tuple[Report, Report]:
    """Name the two reports that are made of each month alone."""
    return ("steering_group", month), ("public", month)


CORRECTIONS = (
    # A figure that was not there when the report was given.
    Delivery(
        date(2023, 3, 26), "figures_typ_2023-01.csv", ("2023-01;typ_clients;161",), both("2023-01")
    ),
    # No longer report has been made of February yet.
    Delivery(
        date(2023, 4, 26),
        "figures_2023-02_korjattu.csv",
        rows("2023-02", clients=2628),
        both("2023-02"),
    ),
    # A change that nobody sees in print calls for nothing.
    Delivery(
        date(2023, 5, 26),
        "figures_2023-04_korjattu.csv",
        rows("2023-04", unemployed_share=52.34),
    ),
    # It comes in a week without runs, before the reports of May are made.
    Delivery(date(2023, 6, 28), "figures_2023-05_korjattu.csv", rows("2023-05", clients=2661)),
    # April is in a third and in the staff's first five months.
    Delivery(
        date(2023, 7, 12),
        "figures_2023-04_korjattu2.csv",
        rows("2023-04", clients=2633),
        (*both("2023-04"), ("management_group", "2023-04"), ("staff", "2023-05")),
    ),
    Delivery(
        date(2023, 11, 26),
        "figures_2023-08_korjattu.csv",
        rows("2023-08", typ_clients=171),
        (*both("2023-08"), ("management_group", "2023-08"), ("staff", "2023-09")),
    ),
    # The public version does not tell of job brokering.
    Delivery(
        date(2023, 12, 28),
        "figures_2023-10_korjattu.csv",
        rows("2023-10", job_brokering=44),
        (("steering_group", "2023-10"),),
    ),
    # A correction that is taken back four days later: the staff's year report comes after both.
    Delivery(
        date(2024, 2, 5),
        "figures_2023-12_korjattu.csv",
        rows("2023-12", clients=2790),
        (*both("2023-12"), ("management_group", "2023-12")),
    ),
    Delivery(
        date(2024, 2, 9),
        "figures_2023-12_korjattu2.csv",
        rows("2023-12"),
        (*both("2023-12"), ("management_group", "2023-12")),
    ),
    # January is in every report of the staff; the board's is not made yet.
    Delivery(
        date(2024, 2, 20),
        "figures_2023-01_korjattu.csv",
        rows("2023-01", "typ_clients", clients=2609),
        (
            *both("2023-01"),
            ("management_group", "2023-04"),
            *(("staff", month) for month in ("2023-05", "2023-09", "2023-12")),
        ),
    ),
)

REPORTS: tuple[Report, ...] = (
    *(report for month in MONTHS for report in both(month)),
    *(("staff", month) for month in ("2023-05", "2023-09", "2023-12")),
    *(("management_group", month) for month in ("2023-04", "2023-08", "2023-12")),
    ("city_board", "2023-12"),
)


def versions() -> dict[Report, int]:
    """Count the versions that each of the 31 reports must come to."""
    called = [report for correction in CORRECTIONS for report in correction.calls_for]
    return {report: 1 + called.count(report) for report in REPORTS}
