"""The registers read as one writes it first: `read_csv`, `to_datetime`, pandera, `groupby`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from salo_plan.extracts.datasets.clients import EMPLOYMENT_CODES
from salo_plan.extracts.datasets.register import OLDEST, YOUNGEST, PersonRegister
from salo_plan.extracts.schema import column_rules
from salo_plan.populations import EDUCATION_CODES, NATIVE_LANGUAGES, UNEMPLOYED_CODES, YOUTH_LIMIT

DAYS = ("birth_day", "search_began", "unemployment_began")
NAMES = {rule.header: rule.name for rule in column_rules(PersonRegister)}
SCHEMA = pa.DataFrameSchema(
    {
        "client": pa.Column(str, pa.Check.str_length(min_value=1)),
        "birth_day": pa.Column("datetime64[us]", nullable=True, coerce=True),
        "mother_tongue": pa.Column(str, pa.Check.str_matches(r"^([a-z]{2,3})?$")),
        "citizenship": pa.Column(str, pa.Check.str_matches(r"^([A-Z]{2,3})?$")),
        "employment_code": pa.Column(str, pa.Check.isin(list(EMPLOYMENT_CODES))),
        "search_began": pa.Column("datetime64[us]", nullable=True, coerce=True),
        "unemployment_began": pa.Column("datetime64[us]", nullable=True, coerce=True),
        "age": pa.Column(float, pa.Check.in_range(YOUNGEST, OLDEST), nullable=True),
    },
    checks=[
        pa.Check(lambda frame: frame["birth_day"].isna() | (frame["birth_day"] <= frame["end"])),
        pa.Check(lambda frame: ~(frame["search_began"] > frame["end"])),
        pa.Check(lambda frame: ~(frame["unemployment_began"] > frame["end"])),
    ],
    unique=["month", "client"],
)


def from_registers(paths: Sequence[Path]) -> dict[str, Any]:
    """Return the counts of every month and the number of warnings."""
    frame = pd.concat([_read(path) for path in paths], ignore_index=True)
    for name in DAYS:
        texts = frame[name].mask(frame[name] == "")
        frame[name] = pd.to_datetime(texts, format="%d.%m.%Y")
    frame["end"] = pd.to_datetime(frame["month"]) + pd.offsets.MonthEnd(0)
    birth, end = frame["birth_day"].dt, frame["end"].dt
    early = (birth.month > end.month) | ((birth.month == end.month) & (birth.day > end.day))
    frame["age"] = (end.year - birth.year - early).astype("float64")
    SCHEMA.validate(frame, lazy=True)
    warnings = int((frame[["mother_tongue", "citizenship"]] == "").sum().sum())
    warnings += int((frame["unemployment_began"] < frame["search_began"]).sum())
    frame["unemployed"] = frame["employment_code"].isin(UNEMPLOYED_CODES)
    young = frame[frame["age"] < YOUTH_LIMIT]
    tongue = frame["mother_tongue"]
    foreign = frame[(tongue != "") & ~tongue.isin(NATIVE_LANGUAGES)]
    in_education = frame[frame["employment_code"].isin(EDUCATION_CODES)]
    columns = [
        frame.groupby("month").size(),
        frame.groupby("month")["unemployed"].sum(),
        young.groupby("month").size(),
        young.groupby("month")["unemployed"].sum(),
        foreign.groupby("month").size(),
        foreign.groupby("month")["unemployed"].sum(),
        in_education.groupby("month").size(),
    ]
    table = pd.concat(columns, axis=1)
    return {
        "counts": {str(m): list(map(int, r)) for m, *r in table.itertuples()},
        "warnings": warnings,
    }


def _read(path: Path) -> pd.DataFrame:
    raw = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return raw.rename(columns=NAMES).assign(month=path.stem[-7:])
