"""Figures delivered ready (figures*.csv): what no extract gives, with its parts and source."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePath

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.schema import Extract, column
from salo_plan.told import Told

_PLAN_FILE = re.compile(r"figures_plan_\d{4}\.csv", re.IGNORECASE)


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


def _figures_absent(frame: pd.DataFrame) -> list[Fault]:
    """Warn of a figure that is said to be there, in a cell that is empty."""
    reason = Told(
        "there is no figure here though its state is ok. Write the figure, or missing as its state"
    )
    absent = frame.index[(frame["state"] == "ok") & (frame["value_state"] == "missing")]
    return [Fault(reason, "warning", row=int(row), column="value") for row in absent]


GIVEN = Dataset(
    id="figures",
    title="Valmiina toimitetut luvut",
    pattern=r"figures.*\.csv",
    schema=GivenFigure,
    key=("month", "indicator"),
    decimal="either",
    checks=(_figures_absent,),
)


def states_the_plan(path: str | PurePath) -> bool:
    """Tell whether a file holds the values that a plan states itself, by its name and year."""
    return _PLAN_FILE.fullmatch(PurePath(path).name) is not None


def unknown_indicators(table: Table, known: Iterable[str]) -> list[Fault]:
    """Warn of every row whose id no indicator of the plan has."""
    ids = frozenset(known)
    header = table.headers.get("indicator", "indicator")
    return [
        replace(unknown_indicator(name, ids), row=int(str(row)), column=header)
        for row, name in table.frame["indicator"].items()
        if name not in ids
    ]


def unknown_indicator(name: str, known: Iterable[str]) -> Fault:
    """Warn of an id that the plan does not have, with the nearest one that it has.

    What may be about a person is not shown, and the reason never repeats what stands there.
    """
    near = get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.6)
    meant = Told("Did you mean '{near}'?", near=near[0]) if near else None
    reason = Told(
        "the plan has no indicator by this id, so the row is not used. {advice}",
        advice=meant or Told("The ids are in docs/indicators.md."),
    )
    return Fault(reason, "warning", value=shown_value(name, private=False))
