"""The days of the 14 months on which somebody, or a schedule, starts a run."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .received import CORRECTIONS, monthly

HELSINKI = ZoneInfo("Europe/Helsinki")
FIRST, LAST = date(2023, 1, 2), date(2024, 2, 29)
CLOCK_CHANGES = (date(2023, 3, 26), date(2023, 10, 29))
MISSED = (
    (date(2023, 6, 24), date(2023, 7, 2)),
    (date(2023, 12, 23), date(2024, 1, 7)),
)
DUE = (
    *(date(2023, number, 26) for number in range(2, 13)),
    *(date(2024, 1, 26), date(2024, 2, 15), date(2024, 2, 28)),
)
AWAY = date(2023, 8, 26)
# The mail server refuses now and then, and on one of the days it is not there. No report of these
# days is corrected before the next run: else a version would be superseded before it is sent.
MOODY = (
    *(date(2023, 4, 26), date(2023, 5, 26), date(2023, 7, 12), date(2023, 8, 26)),
    *(date(2023, 10, 26), date(2024, 1, 8), date(2024, 2, 9), date(2024, 2, 20)),
)


def run_days(every: bool) -> tuple[date, ...]:
    """List the days of runs: every day but the missed weeks, or those on which things happen."""
    days = tuple(_days())
    busy = {*busy_days(), FIRST, LAST}
    return days if every else tuple(day for day in days if day in busy)


def busy_days() -> set[date]:
    """Tell the days of runs on which a report is due or a late or corrected file has come."""
    happens = {*DUE, *CLOCK_CHANGES, *(item.day for item in CORRECTIONS)}
    happens |= {item.day for item in monthly() if item.day.day != 8}
    days = tuple(_days())
    return {min(d for d in days if d >= day) for day in happens}


def moments(day: date) -> list[datetime]:
    """Tell when the day's runs start: just after midnight, or at half past three.

    That time does not exist on one of the days of a clock change and comes twice on the other.
    """
    if day not in CLOCK_CHANGES:
        starts = [datetime(day.year, day.month, day.day, 0, 5, tzinfo=HELSINKI)]
    else:
        late = datetime(day.year, day.month, day.day, 3, 30, tzinfo=HELSINKI)
        starts = [late, late.replace(fold=1)]
    return sorted(start.astimezone(UTC) for start in starts)


def _days() -> Iterator[date]:
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        if not any(first <= day <= last for first, last in MISSED):
            yield day
