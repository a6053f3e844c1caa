"""Pandera schemas as the data dictionary: a column says its header, kind and meaning once.

`column()` makes a pandera field whose metadata tells the reader how the cell is written; the same
metadata is printed in docs/data_dictionary.md.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

import pandera.pandas as pa

from salo_plan.extracts.faults import Level


def _without_dask() -> None:
    """Let pandera know nothing of Dask's tables, where Dask is installed for a cluster.

    They take longer to import than all else that is imported here, and no table is one of them.
    """
    name = "dask.dataframe"
    if name in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]
    import_module("pandera.typing.dask")
    del sys.modules[name]


_without_dask()

Kind = Literal["month", "date", "text", "code", "count", "number", "yes_no"]


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How one column is read: its names in received files, its kind and whether marks may stand."""

    name: str
    header: str
    kind: Kind
    description: str
    aliases: tuple[str, ...] = ()
    marks: bool = False
    optional: bool = False
    private: bool = False
    told_when_empty: bool = False
    if_absent: Level | None = None
    adds_up: bool = True
    compact: bool = False
    categories: tuple[str, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()

    @property
    def state_column(self) -> str:
        """The column beside it that keeps secret, missing and not applicable apart."""
        return f"{self.name}_state"


# The header of the column of a count of people: the day that they were counted on.
COUNTING_DAY = "Laskentapäivä"


def column(
    header: str,
    kind: Kind,
    description: str,
    *,
    aliases: tuple[str, ...] = (),
    marks: bool = False,
    optional: bool = False,
    private: bool = False,
    told_when_empty: bool = False,
    if_absent: Level | None = None,
    adds_up: bool = True,
    compact: bool = False,
    meanings: Mapping[str, str] | None = None,
    **checks: Any,
) -> Any:
    """Declare a column of an extract: its Finnish header, how cells are written, what it means.

    `marks` allows statistics marks or an empty cell in a number column; `optional` lets the whole
    column be absent or its cells empty; `told_when_empty` warns of an empty cell. `if_absent`
    is the level of the fault when the whole of an optional column that figures need is absent.
    Values of `private` columns never stand in messages. A column that does not add up (a mean, a
    rate) is not compared with a total row. A `compact` month has six digits, 202211.
    `meanings` gives the codes that a cell may hold, each in words. Further keywords are pandera
    checks (`ge`, `isin`); the words of `isin` are read in any case.
    """
    if meanings:
        checks["isin"] = list(meanings)
    return pa.Field(
        title=header,
        description=description,
        nullable=marks or optional,
        metadata={
            "header": header,
            "kind": kind,
            "aliases": aliases,
            "marks": marks,
            "optional": optional,
            "private": private,
            "told_when_empty": told_when_empty,
            "if_absent": if_absent,
            "adds_up": adds_up,
            "compact": compact,
            "meanings": tuple((meanings or {}).items()),
            "categories": tuple(checks.get("isin", ())) if kind in ("text", "code") else (),
        },
        **checks,
    )


class Extract(pa.DataFrameModel):
    """Base of all extract schemas: no column that is not declared, no coercion."""

    class Config:
        """Pandera settings: an undeclared column is an error and nothing is converted."""

        strict = True
        coerce = False


def column_rules(schema: type[Extract]) -> tuple[ColumnRule, ...]:
    """Read the column rules out of a schema, in the schema's order."""
    rules = []
    for name, field in schema.to_schema().columns.items():
        meta = field.metadata or {}
        if "header" not in meta:
            continue
        rules.append(
            ColumnRule(
                name=name,
                header=meta["header"],
                kind=meta["kind"],
                description=field.description or "",
                aliases=tuple(meta["aliases"]),
                marks=meta["marks"],
                optional=meta["optional"],
                private=meta["private"],
                told_when_empty=meta["told_when_empty"],
                if_absent=meta["if_absent"],
                adds_up=meta["adds_up"],
                compact=meta["compact"],
                categories=meta["categories"],
                meanings=meta["meanings"],
            )
        )
    return tuple(rules)
