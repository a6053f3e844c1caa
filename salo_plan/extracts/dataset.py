"""One kind of extract: what its files are called, its schema, and checks across rows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from salo_plan.extracts.faults import Fault, in_order
from salo_plan.extracts.raw import RawSheet
from salo_plan.extracts.schema import ColumnRule, Extract, column_rules
from salo_plan.extracts.shelf import KeptRows, Shelf
from salo_plan.plan.areas import Municipalities

DTYPES = {
    "month": "str",
    "date": "datetime64[us]",
    "text": "str",
    "code": "str",
    "count": "float64",
    "number": "float64",
    "yes_no": "bool",
}
RowCheck = Callable[[pd.DataFrame], list[Fault]]
FileCheck = Callable[[pd.DataFrame, str], list[Fault]]
TableReader = Callable[[Path, str, str, Municipalities], "Table"]


@dataclass(frozen=True)
class Dataset:
    """A dataset (aineisto) by the number it has in the data dictionary.

    `pattern` is matched against the file name. `key` names the columns that tell rows apart;
    `month_column` gives the month of a row, `area_column` its municipality. A row that begins
    with one of `total_words` is a total. `dropped` names columns that are known but never kept,
    because they may name people. `beside` names the sheets of a workbook that other datasets read,
    for the one that tells of the rest. `file_checks` see the file's name too. Rows of a
    `person_level` dataset are people: they are counted while reading and never kept. `reshape`
    turns a wide sheet into rows first, `kept` leaves out rows that say again what others say.
    A `reader` reads the file in place of all that, by its path, the path as shown, its hash and
    the plan's municipalities. `municipalities` are those, for a dataset that needs to know them.
    """

    id: str
    title: str
    pattern: str
    schema: type[Extract]
    key: tuple[str, ...] = ()
    month_column: str = "month"
    sheet: str | None = None
    beside: tuple[str, ...] = ()
    decimal: str = ","
    delimiter: str | None = None
    checks: tuple[RowCheck, ...] = ()
    area_column: str | None = None
    total_words: tuple[str, ...] = ("yhteensä", "summa", "kaikki yhteensä")
    dropped: tuple[str, ...] = ()
    file_checks: tuple[FileCheck, ...] = ()
    person_level: bool = False
    kept: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    reshape: Callable[[RawSheet, str], RawSheet] | None = None
    reader: TableReader | None = None
    municipalities: Municipalities | None = None
    rules: tuple[ColumnRule, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Read the column rules once."""
        object.__setattr__(self, "rules", column_rules(self.schema))

    def read_for(self, municipalities: Municipalities) -> "Dataset":
        """Return the dataset as it is read for a plan with these municipalities."""
        if self.municipalities is None:
            return self
        return replace(self, municipalities=municipalities)

    def empty_frame(self) -> pd.DataFrame:
        """Return a frame without rows but with every column of the schema."""
        columns = {rule.name: DTYPES[rule.kind] for rule in self.rules}
        columns |= {rule.state_column: "str" for rule in self.rules if rule.marks}
        return pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in columns.items()})

    def with_months(self, frame: pd.DataFrame, file_month: str = "") -> pd.DataFrame:
        """Return the frame with a column `month` (YYYY-MM), empty for a list without months.

        Rows without a day belong to the month that the file's name gives.
        """
        if self.month_column == "month":
            return frame
        if self.month_column == "day":
            months = frame["day"].dt.strftime("%Y-%m").fillna(file_month)
        elif self.month_column == "year_month":
            months = frame["year_month"].str.replace(r"(\d{4})(\d{2})", r"\1-\2", regex=True)
        else:
            months = pd.Series("", index=frame.index)
        return frame.assign(month=months.astype("str"))

    def holds(self, file_name: str) -> bool:
        """Tell whether a file by this name belongs here."""
        return re.fullmatch(self.pattern, file_name, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Table:
    """The validated rows of one file: a frame whose index is the file's row numbers.

    `rows_read` = used + rejected + totals left out. A fault of level error means no rows. `people`
    is the number of rows used of a person-level file, whose frame holds counts; `read_as` is the
    dataset of such a list. `headers` tell how the file itself writes the columns it has;
    `footnotes` stand below the table. `content` is the frame, or the rows as the store has them.
    `months_told` are the months that a file with an error tells of; `replaced_by` is the accepted
    file that is declared to come in its place.
    """

    dataset: str
    path: str
    sha256: str
    content: pd.DataFrame | KeptRows | Shelf
    faults: tuple[Fault, ...]
    rows_read: int
    totals_left_out: int = 0
    encoding: str | None = None
    people: int | None = None
    read_as: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    footnotes: tuple[str, ...] = ()
    months_told: tuple[str, ...] = ()
    replaced_by: str = ""

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame whose index is the file's row numbers."""
        return self.content if isinstance(self.content, pd.DataFrame) else self.content.frame

    @property
    def months(self) -> tuple[str, ...]:
        """The months that the rows tell of; none for rows without a column of months."""
        if not isinstance(self.content, pd.DataFrame):
            return self.content.months
        return tuple(map(str, self.frame["month"].unique())) if "month" in self.frame else ()

    @property
    def is_shelved(self) -> bool:
        """Tell whether the rows are so many that they are not in memory."""
        return isinstance(self.content, Shelf)

    @property
    def refused(self) -> bool:
        """Tell whether no figure may come from the file, and no other has come in its place."""
        return not self.replaced_by and any(fault.level == "error" for fault in self.faults)

    def with_frame(self, frame: pd.DataFrame) -> "Table":
        """Return the same table with another frame."""
        return replace(self, content=frame)

    def told(self, *faults: Fault) -> "Table":
        """Return the same table with more faults, all in the order of the file's rows."""
        return replace(self, faults=in_order((*self.faults, *faults)))

    def refused_for(self, fault: Fault) -> "Table":
        """Return the same table with a fault more and no rows."""
        return self.told(fault).with_frame(self.frame.iloc[:0])

    @property
    def left_out(self) -> bool:
        """Tell whether none of a sound file's rows is used, because another file has them."""
        return not self.refused and not self.rows_used and self.rows_rejected > 0

    @property
    def counts_people(self) -> bool:
        """Tell whether the frame holds counts of people that the file lists one by one."""
        return self.people is not None

    @property
    def rows_used(self) -> int:
        """Count the rows that figures are made from."""
        if self.refused or not len(self.content):
            return 0
        return len(self.content) if self.people is None else self.people

    @property
    def rows_rejected(self) -> int:
        """Count the rows that were read but may not be used."""
        return self.rows_read - self.totals_left_out - self.rows_used
