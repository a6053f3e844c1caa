"""Pandera schemas as the data dictionary: a column says its header, kind and meaning once.

`column()` makes a pandera field whose metadata tells the reader how the cell is written; the same
metadata is printed in docs/data_dictionary.md.
"""

from dataclasses import dataclass
from typing import Any, Literal

import pandera.pandas as pa

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

    @property
    def state_column(self) -> str:
        """The column beside it that keeps secret, missing and not applicable apart."""
        return f"{self.name}_state"


def column(
    header: str,
    kind: Kind,
    description: str,
    *,
    aliases: tuple[str, ...] = (),
    marks: bool = False,
    optional: bool = False,
    private: bool = False,
    **checks: Any,
) -> Any:
    """Declare a column of an extract: its Finnish header, how cells are written, what it means.

    `marks` allows statistics marks or an empty cell in a number column; `optional` lets the whole
    column be absent or its cells empty; further keywords are pandera checks (`ge`, `isin`).
    """
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
            )
        )
    return tuple(rules)
