"""Sums of Kela's open data by month, and whether they agree with each other."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from salo_plan.extracts.faults import Fault
from salo_plan.told import Told

MONTH, YEAR_TO_DATE = "kuukausi", "vuosikertymä"
ALL = "Yhteensä"
CENTS = 0.05
OFF = 0.01
# The law's two steps, in force from 2015 until the model of 2025.
STEPS = {"300-499": 0.5, "500-999": 0.5, "1000 tai yli": 0.7, "1000": 0.7}
STEPS_FROM, STEPS_TO = "2015-01", "2024-12"
SHARE_COLUMN, PERIOD_COLUMN = "kunta_osuus_eur", "aikatyyppi"


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One row of the file: a month or a year to date, one age group, sex and class of days."""

    row: int
    is_month: bool
    month: str
    municipality: str
    age_group: str
    sex: str
    day_class: str
    recipients: float | None
    paid: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """What a month or a year to date comes to; a sum with an empty cell in it is None.

    `in_all` tells whether the row of all classes together is there.

    Recipients come only from the rows of all classes together: a person may be in two classes.
    """

    first_row: int
    recipients: float | None
    paid: float | None
    share: float | None
    by_steps: float | None
    in_all: bool

    @property
    def whole(self) -> bool:
        """Tell whether every row summed has its amounts."""
        return self.share is not None and self.paid is not None


Key = tuple[str, str]


def by_month(rows: Iterable[OpenRow]) -> pd.DataFrame:
    """Lay the months out as a table, indexed by the first of the rows that each is summed from."""
    sums = _sums(row for row in rows if row.is_month)
    known = [(key, found) for key, found in sorted(sums.items()) if found.whole]
    counts = [found.recipients for _, found in known]
    columns = {
        "month": pd.Series([month for (_, month), _ in known], dtype="str"),
        "municipality": pd.Series([place for (place, _), _ in known], dtype="str"),
        "recipients": pd.Series(counts, dtype="float64"),
        "recipients_state": pd.Series(
            ["missing" if count is None else "ok" for count in counts], dtype="str"
        ),
        "paid_eur": pd.Series([found.paid for _, found in known], dtype="float64"),
        "municipal_share_eur": pd.Series([found.share for _, found in known], dtype="float64"),
    }
    frame = pd.DataFrame(columns)
    frame.index = pd.Index([found.first_row for _, found in known], name="row", dtype="int64")
    return frame


def control_faults(rows: Sequence[OpenRow]) -> list[Fault]:
    """Hold the months against the years to date, and the shares against the law's two steps."""
    months = _sums(row for row in rows if row.is_month)
    to_date = _sums(row for row in rows if not row.is_month)
    faults = [fault for key, found in sorted(months.items()) for fault in _month_faults(key, found)]
    faults += [
        fault
        for sums in (months, to_date)
        for key in sorted(sums)
        for fault in _rest(key, sums[key])
    ]
    for (place, month), found in sorted(to_date.items()):
        faults += _growth_faults(place, month, found, months)
    if months and not to_date:
        reason = Told(
            "the file has no rows Vuosikertymä: the months could not be checked against them"
        )
        faults.append(Fault(reason, "warning", column=PERIOD_COLUMN))
    return faults


def _month_faults(key: Key, found: PeriodSum) -> list[Fault]:
    place, month = key
    if found.share is None or not found.whole:
        reason = Told(
            "{place} {month}: a row of the month has no amount, so the month is left out",
            place=place,
            month=month,
        )
        return [Fault(reason, "warning", row=found.first_row, column=SHARE_COLUMN)]
    if found.by_steps is None or not STEPS_FROM <= month <= STEPS_TO:
        return []
    if abs(found.share - found.by_steps) <= OFF * max(abs(found.by_steps), 1):
        return []
    reason = Told(
        "{place} {month}: the municipal share {share:.2f} is not half of the support for "
        "300-999 days and 70 % of that for 1000 and more ({by_steps:.2f})",
        place=place,
        month=month,
        share=found.share,
        by_steps=found.by_steps,
    )
    return [Fault(reason, "warning", row=found.first_row, column=SHARE_COLUMN)]


def _rest(key: Key, found: PeriodSum) -> list[Fault]:
    """Warn of classes of paid days without their total: the rest of them may have been cut off."""
    if found.in_all:
        return []
    reason = Told(
        "{place} {month}: no row {total} beside the classes of paid days: is the file whole?",
        place=key[0],
        month=key[1],
        total=ALL,
    )
    return [Fault(reason, "warning", row=found.first_row)]


def _growth_faults(
    place: str, month: str, found: PeriodSum, months: dict[Key, PeriodSum]
) -> list[Fault]:
    """Compare a year to date with the sum of its months."""
    first = min((own for where, own in months if where == place), default=month)
    wanted = [f"{month[:4]}-{number:02d}" for number in range(1, int(month[5:]) + 1)]
    parts = [months.get((place, own)) for own in wanted]
    absent = [own for own, part in zip(wanted, parts, strict=True) if part is None]
    if found.share is None or any(part is not None and part.share is None for part in parts):
        return []
    if absent and wanted[0] < first:
        # The file begins in the middle of this year: its earlier months cannot be summed.
        return []
    own = math.fsum(part.share or 0.0 for part in parts if part is not None)
    if abs(own - found.share) <= CENTS:
        return []
    gap = Told("; no month rows for {months}", months=", ".join(absent)) if absent else ""
    reason = Told(
        "{place} {month}: the year to date is {share:.2f}, the sum of its months {sum:.2f}"
        "{gap}. Fetch the file again from Kela's open data",
        place=place,
        month=month,
        share=found.share,
        sum=own,
        gap=gap,
    )
    return [Fault(reason, row=found.first_row, column=SHARE_COLUMN)]


def _sums(rows: Iterable[OpenRow]) -> dict[Key, PeriodSum]:
    groups: defaultdict[Key, list[OpenRow]] = defaultdict(list)
    for row in rows:
        groups[row.municipality, row.month].append(row)
    return {key: _summed(group) for key, group in groups.items()}


def _summed(group: list[OpenRow]) -> PeriodSum:
    """Sum one period of one municipality: groups or their total, classes or their total."""
    for name in ("age_group", "sex"):
        totals = [row for row in group if getattr(row, name) == ALL]
        group = totals or group
    totals = [row for row in group if row.day_class == ALL]
    classes = [row for row in group if row.day_class != ALL]
    used = totals or classes
    return PeriodSum(
        first_row=min(row.row for row in used),
        recipients=_total([row.recipients for row in totals] or [None]),
        paid=_total([row.paid for row in used]),
        share=_total([row.share for row in used]),
        by_steps=_by_steps(classes),
        in_all=bool(totals),
    )


def _by_steps(classes: list[OpenRow]) -> float | None:
    if not classes or any(row.day_class not in STEPS for row in classes):
        return None
    return _total([None if r.paid is None else STEPS[r.day_class] * r.paid for r in classes])


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(math.fsum(known), 2) if len(known) == len(values) else None
