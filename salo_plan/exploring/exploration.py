"""What `notebooks/explore.ipynb` speaks to: questions in, tables and pictures out."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from salo_plan.errors import CallError, DataError
from salo_plan.exploring.exports import save_bytes
from salo_plan.exploring.pictures import Picture, drawn_over_time
from salo_plan.exploring.questions import (
    compared,
    find_indicator,
    groupings,
    over_time,
    over_time_by_group,
)
from salo_plan.exploring.workbook import workbook_bytes
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import Material, gather
from salo_plan.workspace import find_workspace

INTERNAL = "Sisäiseen käyttöön: pieniä lukumääriä ei ole piilotettu."
EXAMPLE = "Esimerkkiaineisto: luvut ovat keksittyjä."


def open_exploration(workspace: str = "", plan: str = "") -> "Exploration":
    """Open a workspace for exploring; empty names are those of `open_report`."""
    folder = find_workspace(workspace)
    return Exploration(gather(read_plan(plan or None), folder), folder)


@dataclass(frozen=True)
class Exploration:
    """A workspace's material and the usual questions to it; nothing here can issue a report."""

    material: Material
    workspace: Path

    def __repr__(self) -> str:
        """Say what may be asked about, without a path of this machine."""
        plan, newest = self.material.plan, self.material.newest_month
        return f"{plan.title}: {len(plan.indicators)} mittaria, uusin kuukausi {newest or '-'}"

    def indicators(self) -> pd.DataFrame:
        """List the indicators by id, each with what it may be broken down by."""
        rows = [
            (item.id, item.name, item.unit, ", ".join(groupings(self.material, item)))
            for item in self.material.plan.indicators
        ]
        return pd.DataFrame(rows, columns=["tunnus", "mittari", "yksikkö", "ryhmittelyt"])

    def over_time(self, indicator: str, by: str = "") -> pd.DataFrame:
        """Show an indicator month by month, one row a month, or a month and a group of `by`."""
        item = find_indicator(self.material.plan, indicator)
        if not by:
            return over_time(self.material, item)
        return over_time_by_group(self.material, item, by)

    def compare(self, month: str = "", other_month: str = "") -> pd.DataFrame:
        """Hold two months side by side; the newest one and the same month a year before it."""
        now = Month.parse(month) if month else self.material.newest_month
        if now is None:
            raise DataError("no month has a figure for 'clients' yet.")
        then = Month.parse(other_month) if other_month else now.year_ago
        return compared(self.material, now, then)

    def draw(self, indicator: str, by: str = "") -> Picture:
        """Draw an indicator month by month, one line a group."""
        item = find_indicator(self.material.plan, indicator)
        return drawn_over_time(item, self.over_time(indicator, by))

    def save_table(self, table: pd.DataFrame, name: str) -> str:
        """Save a table as outputs/explore/<name>.xlsx; no cell of it is a formula."""
        if not isinstance(table, pd.DataFrame):
            raise CallError("only a table (DataFrame) can be saved as a workbook.")
        content = workbook_bytes(table, [self.material.plan.title, *self._cautions()])
        return save_bytes(self.workspace, name, ".xlsx", content)

    def save_picture(self, picture: Picture, name: str) -> list[str]:
        """Save a picture as outputs/explore/<name>.png and .svg."""
        return [
            save_bytes(self.workspace, name, f".{kind}", picture.written(kind))
            for kind in ("png", "svg")
        ]

    def _cautions(self) -> list[str]:
        return [INTERNAL, *([EXAMPLE] if self.material.received.example else [])]
