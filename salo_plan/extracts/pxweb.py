"""The PxWeb v1 protocol without the network: read a table's metadata, ask, unpack the answer.

Variables are found by what they are for and by the values they offer, never by a fixed code:
Statistics Finland renamed tables and variables in June 2026. Figures are taken by their keys,
never by their place. The answer is asked as `json`: its cells are text and keep every mark.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from salo_plan.errors import DataError
from salo_plan.extracts.statfin_file import published_value
from salo_plan.extracts.values import text_value
from salo_plan.periods import Month

TOTAL = "SSS"
CELLS_A_CALL = 120_000
Cells = dict[tuple[Month, str, str], str]  # as printed, by month, area and content

_MONTH = re.compile(r"(\d{4})M(0[1-9]|1[0-2])\*?")
_Shape = TypeVar("_Shape", bound=BaseModel)


class _Variable(BaseModel):
    code: str
    values: tuple[str, ...]
    texts: tuple[str, ...] = Field(alias="valueTexts")
    time: bool = False

    @property
    def labels(self) -> dict[str, str]:
        if len(self.values) != len(self.texts):
            counts = f"{len(self.values)} values but {len(self.texts)} texts"
            raise DataError(f"the variable '{self.code}' has {counts}.")
        return dict(zip(self.values, self.texts, strict=True))


class _Metadata(BaseModel):
    title: str
    variables: tuple[_Variable, ...]


class _Column(BaseModel):
    code: str
    type: str


class _Row(BaseModel):
    key: tuple[str, ...]
    values: tuple[str, ...]


class _Figures(BaseModel):
    columns: tuple[_Column, ...]
    data: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a table: every area, and the contents; those in `needed` must be there.

    `areas` gives each code its name.
    """

    areas: Mapping[str, str]
    contents: tuple[str, ...]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cube:
    """What a table will be asked for, under its own codes.

    `area` is the code of the area variable, None when only the whole country is wanted.
    `totals` names the value for everybody of each breakdown. Figures of the months in
    `preliminary` may still change. `contents` has the text of each content.
    """

    title: str
    time: str
    months: dict[str, Month]
    preliminary: frozenset[str]
    area: str | None
    areas: tuple[str, ...]
    content: str
    contents: dict[str, str]
    totals: dict[str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """One call: some months of a cube."""

    cube: Cube
    months: tuple[str, ...]

    @property
    def body(self) -> dict[str, Any]:
        """The query as it is sent."""
        cube = self.cube
        asked = {cube.time: [*self.months], cube.content: [*cube.contents]}
        asked |= {code: [total] for code, total in cube.totals.items()}
        if cube.area is not None:
            asked[cube.area] = [*cube.areas]
        selections = [
            {"code": code, "selection": {"filter": "item", "values": values}}
            for code, values in asked.items()
        ]
        return {"query": selections, "response": {"format": "json"}}


def cube_of(metadata: bytes, wanted: Wanted) -> Cube:
    """Find what is wanted in a table's metadata; DataError with what the table does not offer."""
    table = _read(_Metadata, metadata)
    by_mark = [v for v in table.variables if v.time]
    time = _the_one(by_mark or [v for v in table.variables if _offers_months(v)], "months")
    rest = [variable for variable in table.variables if variable is not time]
    content = _offering(rest, wanted.contents, wanted.needed, "contents")
    rest.remove(content)
    area = None
    if places := [code for code in wanted.areas if code != TOTAL]:
        area = _offering(rest, places, wanted.areas, "areas")
        rest.remove(area)
    for variable in rest:
        if TOTAL not in variable.values:
            raise DataError(f"the variable '{variable.code}' offers no total ('{TOTAL}').")
    texts = content.labels
    return Cube(
        title=table.title,
        time=time.code,
        months=_months(time),
        preliminary=frozenset(code for code, text in time.labels.items() if "*" in code + text),
        area=area.code if area else None,
        areas=tuple(wanted.areas),
        content=content.code,
        contents={code: texts[code] for code in wanted.contents if code in texts},
        totals={variable.code: TOTAL for variable in rest},
    )


def queries(cube: Cube, cells: int = CELLS_A_CALL) -> Iterator[Query]:
    """Ask for all months of the cube in calls of at most `cells` cells."""
    months = list(cube.months)
    step = cells // (len(cube.areas) * len(cube.contents))
    if not step:
        raise DataError(f"one month alone is more than the {cells} cells allowed in a call.")
    for start in range(0, len(months), step):
        yield Query(cube, tuple(months[start : start + step]))


def unpack(answer: bytes, query: Query) -> Cells:
    """Take the figures out of an answer; DataError unless it is exactly what was asked.

    Rows and variables may come in any order. A figure of a preliminary month gets the mark `*`.
    """
    cube = query.cube
    figures = _read(_Figures, answer)
    keys = [column.code for column in figures.columns if column.type != "c"]
    contents = [column.code for column in figures.columns if column.type == "c"]
    _check_columns(keys, [cube.time, *([cube.area] if cube.area else []), *cube.totals])
    _check_columns(contents, cube.contents)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in figures.data:
        if (len(row.key), len(row.values)) != (len(keys), len(contents)):
            counts = f"{len(row.key)} keys and {len(row.values)} figures"
            raise DataError(f"a row has {counts}, not {len(keys)} and {len(contents)}.")
        named = dict(zip(keys, row.key, strict=True))
        place = (named[cube.time], named[cube.area] if cube.area else TOTAL)
        if any(named[code] != total for code, total in cube.totals.items()):
            raise DataError(f"{' '.join(place)} was answered for a part, not for the total.")
        if place in found:
            raise DataError(f"{' '.join(place)} was answered twice.")
        found[place] = dict(zip(contents, row.values, strict=True))
    asked = [(month, area) for month in query.months for area in cube.areas]
    _check_rows(list(found), asked)
    cells: Cells = {}
    for month, area in asked:
        mark = "*" if month in cube.preliminary else ""
        for content, cell in found[month, area].items():
            checked = _checked_cell(cell, f"{month} {area} {content}", mark)
            cells[cube.months[month], area, content] = checked
    return cells


def _read(shape: type[_Shape], answer: bytes) -> _Shape:
    try:
        return shape.model_validate_json(answer.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "text"
        raise DataError(
            f"the answer is cut or not what a table answers ({place}: {first['msg']})."
        ) from None


def _the_one(variables: list[_Variable], what: str) -> _Variable:
    if len(variables) == 1:
        return variables[0]
    found = ", ".join(variable.code for variable in variables) or "none"
    raise DataError(f"one variable must offer the {what} asked for; found: {found}.")


def _offering(
    variables: list[_Variable], known: Iterable[str], needed: Iterable[str], what: str
) -> _Variable:
    """Find the one variable with any of the known values; it must have all needed ones."""
    variable = _the_one([v for v in variables if not set(known).isdisjoint(v.values)], what)
    lacking = [code for code in needed if code not in variable.values]
    if lacking:
        raise DataError(f"the table does not offer the {what} {', '.join(lacking)}.")
    return variable


def _offers_months(variable: _Variable) -> bool:
    return bool(variable.values) and all(map(_MONTH.fullmatch, variable.values))


def _months(time: _Variable) -> dict[str, Month]:
    """Return the months by their code in the table, oldest first."""
    if not _offers_months(time):
        raise DataError(f"the variable '{time.code}' offers something else than months.")
    months = {code: Month(int(code[:4]), int(code[5:7])) for code in sorted(time.values)}
    if len(set(months.values())) != len(time.values):
        raise DataError(f"the variable '{time.code}' offers a month twice.")
    return months


def _check_columns(answered: list[str], asked: Iterable[str]) -> None:
    if sorted(answered) != sorted(asked):
        raise DataError(f"{', '.join(asked)} asked for, {', '.join(answered) or 'none'} answered.")


def _check_rows(answered: list[tuple[str, str]], asked: list[tuple[str, str]]) -> None:
    foreign = set(answered) - set(asked)
    if foreign:
        raise DataError(f"{' '.join(min(foreign))} was answered, though it was not asked for.")
    lacking = set(asked) - set(answered)
    if lacking:
        first = " ".join(min(lacking))
        raise DataError(f"{len(lacking)} of {len(asked)} rows are missing, the first {first}.")


def _checked_cell(text: str, place: str, mark: str) -> str:
    """Return the cell with the mark of its month; a mark in its place takes no other."""
    cell = text_value(text)
    try:
        published_value(cell)
    except ValueError as error:
        raise DataError(f"{place}: found '{text}': {error}.") from None
    return cell + mark if cell[-1:].isdigit() else cell
