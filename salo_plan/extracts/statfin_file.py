"""One StatFin file and the sidecar that says what it is and what its content hash was."""

import json
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas as pa
from pandera.typing import Series

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.values import number_value
from salo_plan.figures import Source, State
from salo_plan.fingerprints import sha256_of

FOLDER = "data/raw/statfin"
UNEMPLOYED = "TYOTTOMATLOPUSSA"
LABOUR_FORCE = "TYOVOIMATK"
VACANCIES = "AVPAIKATLOPUSSA"
ACTIVATION_RATE = "AKTASTE"
IN_SERVICES = "PALVELUISSAYHTEENSA"
CONTENTS = {
    "12r5": (UNEMPLOYED, LABOUR_FORCE, VACANCIES),
    "12u4": (ACTIVATION_RATE, IN_SERVICES, UNEMPLOYED),
}

_KEY = ("month", "area_code", "area")
_DESCRIBED = ("table", "title", "source", "licence", "extracted", "rows", "sha256")
_FAULTS_SHOWN = 5


class PublishedFigure(pa.DataFrameModel):
    """One published figure a row: table, month, area and content."""

    table: Series[str] = pa.Field(isin=list(CONTENTS), description="Table of the statistics.")
    month: Series[str] = pa.Field(description="Month, YYYY-MM; the figure is of its counting day.")
    area_code: Series[str] = pa.Field(description="Area: KU municipality, MK region, SSS all.")
    area: Series[str] = pa.Field(str_length={"min_value": 1}, description="Area in Finnish.")
    content: Series[str] = pa.Field(description="Content under the table's own code.")
    value: Series[float] = pa.Field(ge=0, nullable=True, description="Figure, NaN when unknown.")
    state: Series[str] = pa.Field(
        isin=["ok", "provisional", "secret", "missing", "not_applicable"],
        description="Why there is no value, or how sure it is.",
    )

    @pa.check("month", error="not a month (YYYY-MM)")
    def is_month(cls, month: pd.Series) -> "pd.Series[bool]":  # noqa: N805, D102
        return month.str.fullmatch(r"\d{4}-(0[1-9]|1[0-2])")

    @pa.check("area_code", error="not an area code")
    def is_area_code(cls, code: pd.Series) -> "pd.Series[bool]":  # noqa: N805, D102
        return code.str.fullmatch(r"SSS|(KU|MK|SK|ELY)\d{2,3}")

    class Config:
        """Pandera settings: these columns only, and every figure once."""

        strict = True
        unique = ["table", "month", "area_code", "content"]  # noqa: RUF012


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """What the sidecar says of a table: its name, title, source line, licence and date."""

    table: str
    title: str
    source: str
    licence: str
    extracted: str


def read_table(folder: Path, table: str) -> tuple[pd.DataFrame, PublishedTable, Source]:
    """Read one table and what its sidecar says; DataError with every fault found."""
    path = folder / f"{table}.csv"
    sidecar = _sidecar(folder / f"{table}.json")
    if not path.exists():
        raise DataError(f"{FOLDER}/{path.name} is missing, though {table}.json describes it.")
    faults: list[Fault] = []
    rows = list(_rows(path.read_bytes(), table, faults))
    digest = sha256_of(path)
    if digest != sidecar["sha256"] and not faults:
        faults.append(Fault("the content is not what was extracted (sha256 differs)"))
    faults += _count_fault(path, sidecar["rows"])
    frame = pd.DataFrame(rows, columns=list(PublishedFigure.to_schema().columns))
    frame["value"] = frame["value"].astype(float)
    if not faults:
        faults += _schema_faults(frame)
    if faults:
        raise DataError(_message(path.name, faults))
    described = PublishedTable(**{name: sidecar[name] for name in _DESCRIBED[:5]})
    return frame, described, Source(f"{FOLDER}/{path.name}", digest, kind="statistic")


def _sidecar(path: Path) -> dict[str, Any]:
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        described = {}
    except ValueError as error:
        raise DataError(f"{FOLDER}/{path.name} cannot be read ({error}).") from None
    lacking = [name for name in _DESCRIBED if name not in described]
    if lacking:
        raise DataError(f"{FOLDER}/{path.name} does not say: {', '.join(lacking)}.")
    return dict(described)


def _rows(content: bytes, table: str, faults: list[Fault]) -> Iterator[tuple[object, ...]]:
    """Turn the file into long rows; what cannot be read goes to `faults` with its place."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault(f"the text is not UTF-8 (byte {error.start + 1})"))
        return
    lines = text.split("\n")
    if lines.pop():
        faults.append(Fault("the last line is cut", row=len(lines) + 1))
    header = lines[0].split(";") if lines else []
    lacking = [name for name in (*_KEY, *CONTENTS[table]) if name not in header]
    if lacking or tuple(header[:3]) != _KEY:
        faults.append(Fault(f"the columns {', '.join(lacking or _KEY)} are not there", row=1))
        return
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split(";")
        if len(cells) != len(header):
            faults.append(Fault(f"{len(cells)} cells, {len(header)} expected", row=number))
            continue
        for column, cell in zip(header[3:], cells[3:], strict=True):
            try:
                value, state = published_value(cell)
            except ValueError as error:
                faults.append(Fault(str(error), row=number, column=column, value=cell))
                continue
            yield (table, *cells[:3], column, value, state)


def published_value(cell: str) -> tuple[float | None, State]:
    """Read a figure or a mark of the statistics; a `*` after a figure makes it provisional."""
    if len(cell) > 1 and cell.endswith("*"):
        value, _ = number_value(cell.removesuffix("*"), ".")
        return value, "provisional"
    return number_value(cell, ".")


def _count_fault(path: Path, expected: int) -> list[Fault]:
    with path.open("rb") as file:
        count = sum(1 for _ in file) - 1
    return [] if count == expected else [Fault(f"{count} rows, {expected} expected")]


def _schema_faults(frame: pd.DataFrame) -> list[Fault]:
    try:
        PublishedFigure.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.to_dict("records")
        return list(
            dict.fromkeys(_schema_fault(case, frame["content"].nunique()) for case in cases)
        )
    return []


def _schema_fault(case: dict[Hashable, Any], contents: int) -> Fault:
    """Say one failure case with the row of the file: a file row makes one long row a content."""
    row = None if case["index"] is None else int(case["index"]) // contents + 2
    return Fault(
        str(case["check"]), row=row, column=str(case["column"]), value=str(case["failure_case"])
    )


def _message(name: str, faults: list[Fault]) -> str:
    shown = [f"  {fault}" for fault in faults[:_FAULTS_SHOWN]]
    if len(faults) > _FAULTS_SHOWN:
        shown.append(f"  and {len(faults) - _FAULTS_SHOWN} more")
    head = f"{FOLDER}/{name} is not the file that was extracted; no figure is taken from it:"
    return "\n".join([head, *shown, "Fetch or extract the file again."])
