"""What every entry of a plan file is: immutable, strict, and with months as `2023-06`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema

from salo_plan.errors import CallError
from salo_plan.periods import Month


def _month(value: object) -> Month:
    try:
        return Month.parse(str(value))
    except CallError as fault:
        raise ValueError(str(fault)) from fault


MonthField = Annotated[
    Month,
    PlainValidator(_month),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}),
]


class Entry(BaseModel):
    """Base of all entries: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
