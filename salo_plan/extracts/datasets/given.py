"""Figures delivered ready (figures*.csv): what no extract gives, with its parts and source."""

import pandera.pandas as pa
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.schema import Extract, column

PLAN_FILE = "figures_plan_2023.csv"


class GivenFigure(Extract):
    """One figure a row: the value of an indicator for a month, as somebody delivered it.

    Shares are 0-100. Numerator and denominator may be empty where the source does not tell them,
    as the plan itself does not.
    """

    month: Series[str] = column("month", "month", "Month of the figure.")
    indicator: Series[str] = column("indicator", "text", "Id of the indicator in the plan file.")
    value: Series[float] = column("value", "number", "The figure, unrounded.", marks=True)
    value_state: Series[str]
    numerator: Series[float] = column("numerator", "number", "Upper part.", marks=True)
    numerator_state: Series[str]
    denominator: Series[float] = column("denominator", "number", "Lower part.", marks=True)
    denominator_state: Series[str]
    state: Series[str] = column(
        "state",
        "text",
        "ok, secret, missing, not_applicable or provisional.",
        isin=["ok", "secret", "missing", "not_applicable", "provisional"],
    )
    source: Series[str] = column("source", "text", "Who says so.")
    received: Series[pa.DateTime] = column("received", "date", "Day of delivery.", optional=True)


GIVEN = Dataset(
    id="figures",
    title="Valmiina toimitetut luvut",
    pattern=r"figures.*\.csv",
    schema=GivenFigure,
    key=("month", "indicator"),
    decimal="either",
)
