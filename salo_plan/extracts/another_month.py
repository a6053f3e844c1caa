"""The rows of a file held against the month in its name: another file, or a mistyped day."""

from typing import Any

import pandas as pd

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import months_promised
from salo_plan.extracts.schema import COUNTING_DAY, ColumnRule
from salo_plan.periods import Month
from salo_plan.told import Told


def another_month(
    frame: pd.DataFrame, dataset: Dataset, rules: dict[str, ColumnRule], file_name: str
) -> list[Fault]:
    """Refuse a file that has no row of the month in its name: last month's file, renamed.

    People counted in other months too are taken, with a warning unless it is a series up to it.
    """
    if not (promised := months_promised(file_name)):
        return []
    columns = [rule.name for rule in rules.values() if rule.kind == "month"]
    own = dataset.with_months(frame)["month"]
    months = [own, *(frame[name] for name in columns)]
    told = sorted({str(month) for month in pd.concat(months).dropna().unique() if month})
    if not told:
        return []
    header = rules[dataset.month_column].header
    if promised & set(told):
        counted = any(rule.header == COUNTING_DAY for rule in dataset.rules)
        return _strays(own, promised, header) if counted else []
    first, last = told[0], told[-1]
    found = first if first == last else Told("{first} to {last}", first=first, last=last)
    reason = Told(
        "the file's name says {months}, but its rows are of {found}: is it "
        "another month's file under a new name? Correct the name or ask for the right file.",
        months=", ".join(sorted(promised)),
        found=found,
    )
    return [Fault(reason, row=int(frame.index[0]), column=header, value=found)]


def _strays(months: "pd.Series[Any]", promised: set[str], header: str) -> list[Fault]:
    """Warn of rows of other months than the one in the file's name: their day may be mistyped."""
    rows = months.index.to_series().groupby(months.to_numpy())
    first, count = rows.min(), rows.size()
    found = [Month.parse(str(month)) for month in first.index if month]
    if len(promised) > 1 or len(found) == 1 or _lead_up(found, Month.parse(*promised)):
        return []
    return [
        Fault(
            Told(
                "the file's name says {month}, but it has rows of {other} too ({count}), which are "
                "counted there. If that is a slip, correct the rows or the name.",
                month=next(iter(promised)),
                count=count[str(other)],
                other=other,
            ),
            "warning",
            row=int(first[str(other)]),
            column=header,
            value=str(other),
        )
        for other in found
        if str(other) not in promised
    ]


def _lead_up(months: list[Month], last: Month) -> bool:
    """Tell whether a file is a series: three months or more in a row, up to the one in its name."""
    return len(months) > 2 and months[-1] == last and last.minus(months[0]) == len(months) - 1
