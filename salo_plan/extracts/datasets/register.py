"""Person-level lists: the client register and first contacts, turned into counts while reading.

Nothing of a person is kept: ids, birth days and coaches are used to check the list and to count,
and only the cube of counts goes on. Person-level files are therefore never stored as tables.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.datasets.clients import EMPLOYMENT_CODES
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import NO_MONTH, file_month
from salo_plan.extracts.schema import Extract, column
from salo_plan.populations import UNKNOWN
from salo_plan.wording import date_text

YOUNGEST, OLDEST = 14, 80
# The trial's municipalities by Statistics Finland's code; another code is kept as it is.
MUNICIPALITY_CODES = {"734": "Salo", "480": "Marttila", "284": "Koski Tl"}
_AGE_GROUPS = (
    (20, "alle 20"),
    (25, "20–24"),
    (30, "25–29"),
    (50, "30–49"),
    (60, "50–59"),
    (200, "60–"),
)


class PersonRegister(Extract):
    """One client a row on the month's last day; the month stands in the file's name."""

    client: Series[str] = column(
        "Asiakas_id", "code", "Client's id, kept as text.", aliases=("asiakas id",), private=True
    )
    birth_day: Series[pa.DateTime] = column(
        "Syntymäpäivä", "date", "Day of birth.", optional=True, private=True
    )
    mother_tongue: Series[str] = column(
        "Äidinkieli",
        "code",
        "Language code such as fi.",
        optional=True,
        told_when_empty=True,
        str_matches=r"^[a-z]{2,3}$",
    )
    citizenship: Series[str] = column(
        "Kansalaisuus",
        "code",
        "Country code such as FI.",
        optional=True,
        told_when_empty=True,
        str_matches=r"^[A-Z]{2,3}$",
    )
    municipality: Series[str] = column(
        "Kotikunta", "code", "Municipality or its code.", aliases=("Kunta",), optional=True
    )
    team: Series[str] = column("Tiimi", "text", "Team.", optional=True)
    coach: Series[str] = column(
        "Omavalmentaja", "code", "Coach's code.", optional=True, private=True
    )
    employment_code: Series[str] = column(
        "Työllisyyskoodi",
        "code",
        "Employment code, two digits as text.",
        optional=True,
        isin=list(EMPLOYMENT_CODES),
    )
    search_began: Series[pa.DateTime] = column(
        "Työnhaku_alkoi", "date", "Job search began.", optional=True
    )
    unemployment_began: Series[pa.DateTime] = column(
        "Työttömyys_alkoi", "date", "Unemployment began.", optional=True
    )
    service: Series[str] = column("Palvelu", "text", "Service.", optional=True)


def person_faults(frame: pd.DataFrame, file_name: str) -> list[Fault]:
    """Find days that cannot be: after the month, an impossible age, unemployed before searching."""
    month = file_month(file_name)
    if month is None:
        return [Fault(f"{NO_MONTH}; call it for example rekisteri_2023-06.csv")]
    end = pd.Timestamp(month.last_day)
    faults = []
    headers = {
        "birth_day": "Syntymäpäivä",
        "search_began": "Työnhaku_alkoi",
        "unemployment_began": "Työttömyys_alkoi",
    }
    for name, header in headers.items():
        for row, day in frame.loc[frame[name] > end, name].items():
            reason = f"after the end of the period ({date_text(end)})"
            told = None if name == "birth_day" else date_text(day)
            faults.append(Fault(reason, row=int(str(row)), column=header, value=told))
    ages = _ages(frame["birth_day"], end)
    for row in frame.index[(ages > OLDEST) | ((ages >= 0) & (ages < YOUNGEST))]:
        reason = f"the age would be {ages[row]:.0f}; clients are {YOUNGEST} to {OLDEST}"
        faults.append(Fault(reason, row=int(row), column="Syntymäpäivä"))
    early = frame[frame["unemployment_began"] < frame["search_began"]]
    days = zip(early.index, early["unemployment_began"], early["search_began"], strict=True)
    for row, began, search in days:
        reason = f"unemployment began before the job search did ({date_text(search)}); check it"
        told = date_text(began)
        faults.append(Fault(reason, "warning", int(row), "Työttömyys_alkoi", value=told))
    return faults


def to_cube(frame: pd.DataFrame, file_name: str) -> pd.DataFrame:
    """Count the clients of a list into rows of the client cube; the first row stands for each."""
    month = file_month(file_name)
    if month is None:
        return frame.iloc[:0]
    ages = _ages(frame["birth_day"], pd.Timestamp(month.last_day))
    people = pd.DataFrame(
        {
            "month": str(month),
            "municipality": frame["municipality"].replace(MUNICIPALITY_CODES).fillna(UNKNOWN),
            "team": frame["team"].fillna(UNKNOWN),
            "age_group": [_age_group(age) for age in ages],
            "mother_tongue": frame["mother_tongue"],
            "citizenship": frame["citizenship"],
            "employment_code": frame["employment_code"],
            "row": frame.index,
        },
        index=frame.index,
    )
    keys = [name for name in people.columns if name != "row"]
    counted = people.groupby(keys, dropna=False, sort=True)["row"].agg(["min", "size"])
    cube = counted.reset_index().rename(columns={"size": "clients"})
    cube["code_label"] = cube["employment_code"].map(EMPLOYMENT_CODES)
    cube["clients"] = cube["clients"].astype("float64")
    order = [*keys, "code_label", "clients"]
    cube["clients_state"] = "ok"
    order.append("clients_state")
    text = {name: "str" for name in order if name != "clients"}
    return cube.set_index(pd.Index(cube["min"], name="row"))[order].astype(text)


def _ages(birth: "pd.Series[pd.Timestamp]", day: pd.Timestamp) -> "pd.Series[float]":
    years = day.year - birth.dt.year
    before = (birth.dt.month > day.month) | (
        (birth.dt.month == day.month) & (birth.dt.day > day.day)
    )
    return years - before.astype("float64")


def _age_group(age: float) -> str:
    if pd.isna(age):
        return UNKNOWN
    return next(name for limit, name in _AGE_GROUPS if age < limit)


REGISTER = Dataset(
    id="register",
    title="Asiakasrekisteri henkilöittäin (muunnetaan lukumääriksi)",
    pattern=r"rekisteri_.*\.(csv|xlsx?|xlsm|ods)",
    schema=PersonRegister,
    key=("client",),
    month_column="",
    file_checks=(person_faults,),
    person_level=True,
)
