"""The PxWeb v1 protocol without the network: read a table's metadata and ask for its figures.

Variables are found by what they are for and by the values they offer, never by a fixed code:
Statistics Finland renamed tables and variables in June 2026. The answer is asked as `json`: its
cells are text and keep every mark.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from salo_plan.errors import DataError
from salo_plan.periods import Month
from salo_plan.told import Told

TOTAL = "SSS"
CELLS_A_CALL = 120_000

_MONTHS, _CONTENTS, _AREAS = Told("months"), Told("contents"), Told("areas")
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
            raise DataError(
                Told(
                    "the variable '{code}' has {values} values but {texts} texts.",
                    code=self.code,
                    values=len(self.values),
                    texts=len(self.texts),
                )
            )
        return dict(zip(self.values, self.texts, strict=True))


class _Metadata(BaseModel):
    title: str
    variables: tuple[_Variable, ...]


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
    table = read_answer(_Metadata, metadata)
    by_mark = [v for v in table.variables if v.time]
    time = _the_one(by_mark or [v for v in table.variables if _offers_months(v)], _MONTHS)
    rest = [variable for variable in table.variables if variable is not time]
    content = _offering(rest, wanted.contents, wanted.needed, _CONTENTS)
    rest.remove(content)
    area = None
    if places := [code for code in wanted.areas if code != TOTAL]:
        area = _offering(rest, places, wanted.areas, _AREAS)
        rest.remove(area)
    for variable in rest:
        if TOTAL not in variable.values:
            raise DataError(
                Told(
                    "the variable '{code}' offers no total ('{total}').",
                    code=variable.code,
                    total=TOTAL,
                )
            )
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
        raise DataError(
            Told("one month alone is more than the {cells} cells allowed in a call.", cells=cells)
        )
    for start in range(0, len(months), step):
        yield Query(cube, tuple(months[start : start + step]))


def read_answer(shape: type[_Shape], answer: bytes) -> _Shape:
    """Read an answer of the service; DataError when it is cut or of another shape."""
    try:
        return shape.model_validate_json(answer.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "text"
        raise DataError(
            Told(
                "the answer is cut or not what a table answers ({place}: {error}).",
                place=place,
                error=first["msg"],
            )
        ) from None


def _the_one(variables: list[_Variable], what: str) -> _Variable:
    if len(variables) == 1:
        return variables[0]
    found = ", ".join(variable.code for variable in variables) or Told("none")
    raise DataError(
        Told(
            "one variable must offer the {what} asked for; found: {found}.", what=what, found=found
        )
    )


def _offering(
    variables: list[_Variable], known: Iterable[str], needed: Iterable[str], what: str
) -> _Variable:
    """Find the one variable with any of the known values; it must have all needed ones."""
    variable = _the_one([v for v in variables if not set(known).isdisjoint(v.values)], what)
    lacking = [code for code in needed if code not in variable.values]
    if lacking:
        raise DataError(
            Told(
                "the table does not offer the {what} {codes}.", what=what, codes=", ".join(lacking)
            )
        )
    return variable


def _offers_months(variable: _Variable) -> bool:
    return bool(variable.values) and all(map(_MONTH.fullmatch, variable.values))


def _months(time: _Variable) -> dict[str, Month]:
    """Return the months by their code in the table, oldest first."""
    if not _offers_months(time):
        raise DataError(
            Told("the variable '{code}' offers something else than months.", code=time.code)
        )
    months = {code: Month(int(code[:4]), int(code[5:7])) for code in sorted(time.values)}
    if len(set(months.values())) != len(time.values):
        raise DataError(Told("the variable '{code}' offers a month twice.", code=time.code))
    return months
