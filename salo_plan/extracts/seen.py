"""What was seen of one file or of one sheet of it, in the shape of `salo-plan inspect`."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from salo_plan.extracts.faults import Fault


@dataclass(frozen=True)
class Inspection:
    """One file as it was read: where the table lies, its columns and everything odd in it.

    Of a workbook it is the first sheet that a dataset reads; `others` are the further ones.
    """

    path: str
    dataset: str | None
    month: str | None
    encoding: str | None
    sheet: str | None
    header_row: int | None
    rows_read: int
    rows_used: int
    totals_left_out: int
    columns: tuple[dict[str, Any], ...]
    footnotes: tuple[str, ...]
    faults: tuple[Fault, ...]
    frame: pd.DataFrame
    others: tuple["Inspection", ...] = ()

    @property
    def sheets(self) -> tuple["Inspection", ...]:
        """The tables of the file: itself, and those on the other sheets of a workbook."""
        return (self, *self.others)

    @property
    def refused(self) -> bool:
        """Tell whether anything in the file is an error."""
        return any(fault.level == "error" for seen in self.sheets for fault in seen.faults)

    @property
    def rows_rejected(self) -> int:
        """Count the rows that were read but may not be used."""
        return self.rows_read - self.rows_used - self.totals_left_out

    def as_data(self, path: str) -> dict[str, Any]:
        """Return it in the shape of `salo-plan inspect --json`, under the path that was given."""
        data = {
            "path": path,
            "dataset": self.dataset,
            "month": self.month,
            "encoding": self.encoding,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "rows_read": self.rows_read,
            "rows_used": self.rows_used,
            "rows_rejected": self.rows_rejected,
            "totals_left_out": self.totals_left_out,
            "columns": list(self.columns),
            "footnotes": list(self.footnotes),
            "faults": [fault.as_data() for fault in self.faults],
        }
        others = [seen.as_data(path) for seen in self.others]
        return data | {"other_sheets": others} if others else data
