"""The months that a received file's name tells, as in `rekisteri_2023-06.csv`."""

import re

from salo_plan.periods import Month
from salo_plan.told import Told

NO_MONTH = Told("the file's name has no month")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2}-(?:0[1-9]|1[0-2]))(?!\d)(-\d{2}(?!\d))?")


def file_month(file_name: str) -> Month | None:
    """Return the month in a file's name, the last one when there are several."""
    found = _MONTH.findall(file_name)
    return Month.parse(found[-1][0]) if found else None


def no_month(example: str) -> Told:
    """Say that a file's name has no month, with a name that has one."""
    return Told("{no_month}; call it for example {name}", no_month=NO_MONTH, name=example)


def months_promised(file_name: str) -> set[str]:
    """Return the months whose rows a file must have by its name.

    A whole day in the name may be the day of the extract, which promises no month.
    """
    return {month for month, day in _MONTH.findall(file_name) if not day}
