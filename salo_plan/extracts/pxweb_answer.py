"""The figures in an answer of a PxWeb table: taken by their keys, never by their place."""

from collections.abc import Iterable

from pydantic import BaseModel

from salo_plan.errors import DataError
from salo_plan.extracts.pxweb import TOTAL, Query, read_answer
from salo_plan.extracts.statfin_file import published_value
from salo_plan.extracts.values import text_value
from salo_plan.periods import Month
from salo_plan.told import Told

Cells = dict[tuple[Month, str, str], str]  # as printed, by month, area and content


class _Column(BaseModel):
    code: str
    type: str


class _Row(BaseModel):
    key: tuple[str, ...]
    values: tuple[str, ...]


class _Figures(BaseModel):
    columns: tuple[_Column, ...]
    data: tuple[_Row, ...]


def unpack(answer: bytes, query: Query) -> Cells:
    """Take the figures out of an answer; DataError unless it is exactly what was asked.

    Rows and variables may come in any order. A figure of a preliminary month gets the mark `*`.
    """
    cube = query.cube
    figures = read_answer(_Figures, answer)
    keys = [column.code for column in figures.columns if column.type != "c"]
    contents = [column.code for column in figures.columns if column.type == "c"]
    _check_columns(keys, [cube.time, *([cube.area] if cube.area else []), *cube.totals])
    _check_columns(contents, cube.contents)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in figures.data:
        if (len(row.key), len(row.values)) != (len(keys), len(contents)):
            raise DataError(
                Told(
                    "a row has {keys} keys and {figures} figures, not {all_keys} and "
                    "{all_figures}.",
                    keys=len(row.key),
                    figures=len(row.values),
                    all_keys=len(keys),
                    all_figures=len(contents),
                )
            )
        named = dict(zip(keys, row.key, strict=True))
        place = (named[cube.time], named[cube.area] if cube.area else TOTAL)
        if any(named[code] != total for code, total in cube.totals.items()):
            raise DataError(
                Told("{place} was answered for a part, not for the total.", place=" ".join(place))
            )
        if place in found:
            raise DataError(Told("{place} was answered twice.", place=" ".join(place)))
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


def _check_columns(answered: list[str], asked: Iterable[str]) -> None:
    if sorted(answered) != sorted(asked):
        raise DataError(
            Told(
                "{asked} asked for, {answered} answered.",
                asked=", ".join(asked),
                answered=", ".join(answered) or Told("none"),
            )
        )


def _check_rows(answered: list[tuple[str, str]], asked: list[tuple[str, str]]) -> None:
    foreign = set(answered) - set(asked)
    if foreign:
        raise DataError(
            Told("{place} was answered, though it was not asked for.", place=" ".join(min(foreign)))
        )
    lacking = set(asked) - set(answered)
    if lacking:
        raise DataError(
            Told(
                "{lacking} of {asked} rows are missing, the first {first}.",
                lacking=len(lacking),
                asked=len(asked),
                first=" ".join(min(lacking)),
            )
        )


def _checked_cell(text: str, place: str, mark: str) -> str:
    """Return the cell with the mark of its month; a mark in its place takes no other."""
    cell = text_value(text)
    try:
        published_value(cell)
    except ValueError as error:
        raise DataError(
            Told("{place}: found '{text}': {error}.", place=place, text=text, error=str(error))
        ) from None
    return cell + mark if cell[-1:].isdigit() else cell
