"""Person-level lists: the client register and first contacts, turned into counts while reading.

Nothing of a person is kept: ids, birth days and coaches are used to check the list and to count,
and only the cube of counts goes on. Person-level files are therefore never stored as tables.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.datasets.clients import EMPLOYMENT_CODES
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import file_month, no_month
from salo_plan.extracts.schema import Extract, column
from salo_plan.extracts.values import day_text
from salo_plan.plan.areas import NO_MUNICIPALITIES, Municipalities
from salo_plan.populations import UNKNOWN
from salo_plan.told import Told

Kinds = tuple[NDArray[np.intp], Sequence[str | None]]

YOUNGEST, OLDEST = 14, 80
_MANY_KINDS = 1 << 40
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
        meanings=EMPLOYMENT_CODES,
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
        return [Fault(no_month("rekisteri_2023-06.csv"))]
    end = pd.Timestamp(month.last_day)
    faults = []
    headers = {
        "birth_day": "Syntymäpäivä",
        "search_began": "Työnhaku_alkoi",
        "unemployment_began": "Työttömyys_alkoi",
    }
    for name, header in headers.items():
        for row, day in frame.loc[frame[name] > end, name].items():
            reason = Told("after the end of the period ({day})", day=day_text(end))
            told = None if name == "birth_day" else day_text(day)
            faults.append(Fault(reason, row=int(str(row)), column=header, value=told))
    for row, age in _odd_ages(frame["birth_day"], end).items():
        reason = Told(
            "the age would be {age:.0f}; clients are {youngest} to {oldest}",
            age=float(age),
            youngest=YOUNGEST,
            oldest=OLDEST,
        )
        faults.append(Fault(reason, row=int(str(row)), column="Syntymäpäivä"))
    early = frame[frame["unemployment_began"] < frame["search_began"]]
    days = zip(early.index, early["unemployment_began"], early["search_began"], strict=True)
    for row, began, search in days:
        reason = Told(
            "unemployment began before the job search did ({day}); check it", day=day_text(search)
        )
        told = day_text(began)
        faults.append(Fault(reason, "warning", int(row), "Työttömyys_alkoi", value=told))
    return faults


def to_cube(frame: pd.DataFrame, file_name: str, municipalities: Municipalities) -> pd.DataFrame:
    """Count the clients of a list into rows of the client cube; the first row stands for each.

    A municipality's code becomes its name where the plan has it. The texts are categories.
    """
    month = file_month(file_name)
    if month is None:
        return frame.iloc[:0]
    end = pd.Timestamp(month.last_day)
    birth_days, days = pd.factorize(frame["birth_day"])
    age_groups = [*_age_groups(_ages(pd.Series(days), end)), UNKNOWN]
    kinds = {
        "municipality": _kinds(frame["municipality"], municipalities.codes, UNKNOWN),
        "team": _kinds(frame["team"], {}, UNKNOWN),
        "age_group": _ranked(birth_days, age_groups),
        "mother_tongue": _kinds(frame["mother_tongue"]),
        "citizenship": _kinds(frame["citizenship"]),
        "employment_code": _kinds(frame["employment_code"]),
    }
    first, sizes = _counted(codes for codes, _ in kinds.values())
    same = np.zeros(len(first), np.intp)
    texts = {name: _texts(codes[first], names) for name, (codes, names) in kinds.items()}
    index = pd.Index(frame.index[first], name="row")
    cube = pd.DataFrame({"month": _texts(same, [str(month)]), **texts}, index=index)
    cube["code_label"] = cube["employment_code"].cat.rename_categories(EMPLOYMENT_CODES)
    cube["clients"] = sizes.astype("float64")
    cube["clients_state"] = _texts(same, ["ok"])
    return cube


def _kinds(
    column: "pd.Series[str]", names: Mapping[str, str] | None = None, empty: str | None = None
) -> Kinds:
    """Return what a column says in every row, by number, with some names replaced by others."""
    texts = column.astype("category").cat
    found = [(names or {}).get(str(name), str(name)) for name in texts.categories]
    return _ranked(texts.codes.to_numpy().astype(np.intp), [*found, empty])


def _ranked(codes: NDArray[np.intp], names: Sequence[str | None]) -> Kinds:
    """Give kinds numbers in the order of their names, an empty one last; -1 is the last name."""
    order = sorted(set(names), key=lambda name: (name is None, name or ""))
    rank = {name: place for place, name in enumerate(order)}
    return np.array([rank[name] for name in names], np.intp)[codes], order


def _counted(columns: Iterable[NDArray[np.intp]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Count rows that are alike in all columns; return the first row of each kind and the counts.

    The kinds are in the order of the columns' numbers.
    """
    together = np.zeros(1, np.int64)
    for codes in columns:
        together = together * (int(codes.max(initial=0)) + 1) + codes
        if together.max(initial=0) > _MANY_KINDS:
            together = np.unique(together, return_inverse=True)[1]
    kinds, distinct = pd.factorize(together)
    first = np.zeros(len(distinct), np.intp)
    first[kinds[::-1]] = np.arange(len(kinds), dtype=np.intp)[::-1]
    order = np.argsort(distinct)
    return first[order], np.bincount(kinds, minlength=len(distinct))[order]


def _texts(codes: NDArray[np.intp], names: Sequence[str | None]) -> pd.Categorical:
    """Return texts as categories; None, which stands last among names, becomes empty."""
    told = [name for name in names if name is not None]
    numbers = np.where(codes < len(told), codes, -1).astype(np.min_scalar_type(-len(names)))
    return pd.Categorical.from_codes(numbers, pd.Index(told, dtype="str"), validate=False)


def _odd_ages(birth: "pd.Series[pd.Timestamp]", day: pd.Timestamp) -> "pd.Series[float]":
    """Return the ages that no client has, by row; nobody is looked at when the outermost fit."""
    outermost = _ages(pd.Series([birth.max(), birth.min()]), day)
    youngest, oldest = outermost
    if not (oldest > OLDEST or youngest < YOUNGEST):
        return outermost.iloc[:0]
    ages = _ages(birth, day)
    return ages[(ages > OLDEST) | ((ages >= 0) & (ages < YOUNGEST))]


def _ages(birth: "pd.Series[pd.Timestamp]", day: pd.Timestamp) -> "pd.Series[float]":
    years = (day.year - birth.dt.year).astype("float64")
    before = (birth.dt.month > day.month) | (
        (birth.dt.month == day.month) & (birth.dt.day > day.day)
    )
    return years - before.astype("float64")


def _age_groups(ages: "pd.Series[float]") -> list[str]:
    limits, names = zip(*_AGE_GROUPS, strict=True)
    places = np.searchsorted(limits, ages.to_numpy(), side="right")
    named = np.array([*names, UNKNOWN])[np.where(ages.isna(), len(names), places)]
    return [str(name) for name in named.tolist()]


REGISTER = Dataset(
    id="register",
    title="Asiakasrekisteri henkilöittäin (muunnetaan lukumääriksi)",
    pattern=r"rekisteri_.*\.(csv|xlsx?|xlsm|ods)",
    schema=PersonRegister,
    key=("client",),
    month_column="",
    file_checks=(person_faults,),
    person_level=True,
    municipalities=NO_MUNICIPALITIES,
)
