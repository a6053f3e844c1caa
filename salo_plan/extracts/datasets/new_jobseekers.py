"""New jobseekers and their first contact, person by person, counted while reading.

Two ways of counting stand beside each other (docs/open_questions.md): the law's five working days
and the plan's own words, under five days. The start day is not counted.
"""

import holidays
import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import file_month, no_month
from salo_plan.extracts.schema import Extract, column
from salo_plan.extracts.values import day_text
from salo_plan.told import Told

WORKING_DAYS_LIMIT = 5
CALENDAR_DAYS_LIMIT = 5
BY_PLAN = "in_time_by_plan"
_DAY = "datetime64[D]"


class NewJobseekers(Extract):
    """One new jobseeker a row: when unemployment began and when the first contact was."""

    client: Series[str] = column("Asiakas_id", "code", "Client's id.", private=True)
    began: Series[pa.DateTime] = column("Työttömyys_alkoi", "date", "Unemployment began.")
    contact: Series[pa.DateTime] = column(
        "Ensimmäinen_yhteydenotto",
        "date",
        "First contact; empty when there is none.",
        optional=True,
        if_absent="error",
    )


def contact_faults(frame: pd.DataFrame, file_name: str) -> list[Fault]:
    """Warn of a contact before unemployment began: it counts as in time, or is to be checked."""
    if file_month(file_name) is None:
        return [Fault(no_month("uudet_2023-06.csv"))]
    early = frame[frame["contact"] < frame["began"]]
    return [
        Fault(
            Told(
                "the contact is before unemployment began ({day}): counted as in time, "
                "to be checked",
                day=day_text(began),
            ),
            "warning",
            row=int(row),
            column="Ensimmäinen_yhteydenotto",
            value=day_text(contact),
        )
        for row, began, contact in zip(early.index, early["began"], early["contact"], strict=True)
    ]


def working_days_between(began: pd.Timestamp, contact: pd.Timestamp) -> int:
    """Count working days (Mon-Fri without Finnish holidays and eves), the start day left out."""
    days = pd.Series([began, contact]).to_numpy(_DAY)
    return int(_working_days(days[:1], days[1:])[0])


def _working_days(
    began: NDArray[np.datetime64], until: NDArray[np.datetime64]
) -> NDArray[np.int64]:
    """Count the working days of each pair; none where the end is before the beginning."""
    days = np.concatenate([began, until])
    years = range(days.min().item().year, days.max().item().year + 1)
    free = np.array(sorted(holidays.country_holidays("FI", years=years)), _DAY)
    return np.maximum(np.busday_count(began + 1, until + 1, holidays=free), 0)


def in_time(began: pd.Timestamp, contact: pd.Timestamp) -> bool:
    """Tell whether a contact came within the law's five working days."""
    return working_days_between(began, contact) <= WORKING_DAYS_LIMIT


def in_time_by_plan(began: pd.Timestamp, contact: pd.Timestamp) -> bool:
    """Tell whether a contact came in under five calendar days, as the plan words it."""
    return (contact - began).days < CALENDAR_DAYS_LIMIT


def to_contacts(frame: pd.DataFrame, file_name: str) -> pd.DataFrame:
    """Count new jobseekers into the one row of first contacts, as known at the month's end."""
    month = file_month(file_name)
    if month is None:
        return frame.iloc[:0]
    end = np.datetime64(month.last_day, "D")
    began, contact = (frame[name].to_numpy(_DAY) for name in ("began", "contact"))
    contacted = contact <= end
    soon = _working_days(began, np.where(contacted, contact, end)) <= WORKING_DAYS_LIMIT
    by_plan = contact - began < np.timedelta64(CALENDAR_DAYS_LIMIT, "D")
    counts = {
        "in_time": contacted & soon,
        "late": contacted & ~soon,
        "not_contacted": ~contacted & ~soon,
        "still_open": ~contacted & soon,
        BY_PLAN: contacted & by_plan,
    }
    row = {"month": str(month), "new": float(len(frame))} | {
        n: float(c.sum()) for n, c in counts.items()
    }
    index = pd.Index([int(frame.index.min())], name="row")
    state = f"{BY_PLAN}_state"
    return pd.DataFrame([row | {state: "ok"}], index=index).astype({"month": "str", state: "str"})


NEW_JOBSEEKERS = Dataset(
    id="new_jobseekers",
    title="Uudet työnhakijat henkilöittäin (muunnetaan lukumääriksi)",
    pattern=r"uudet_.*\.(csv|xlsx?|xlsm|ods)",
    schema=NewJobseekers,
    key=("client",),
    month_column="",
    file_checks=(contact_faults,),
    person_level=True,
)
