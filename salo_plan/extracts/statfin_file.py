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
from salo_plan.told import Told

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
# What pandera calls its checks, as English has always told them.
_CHECKS: dict[str, str] = {
    told: told
    for told in (
        Told("not a month (YYYY-MM)"),
        Told("not an area code"),
        Told("greater_than_or_equal_to(0)"),
        Told("str_length(1, None)"),
        Told("multiple_fields_uniqueness"),
    )
}


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
    shown = f"{FOLDER}/{path.name}"
    sidecar = _sidecar(folder / f"{table}.json")
    if not path.exists():
        raise DataError(
            Told(
                "{file} is missing, though {sidecar}.json describes it.", file=shown, sidecar=table
            )
        )
    faults: list[Fault] = []
    rows = list(_rows(path.read_bytes(), table, faults))
    digest = sha256_of(path)
    if digest != sidecar["sha256"] and not faults:
        faults.append(Fault(Told("the content is not what was extracted (sha256 differs)")))
    faults += _count_fault(path, sidecar["rows"])
    frame = pd.DataFrame(rows, columns=list(PublishedFigure.to_schema().columns))
    frame["value"] = frame["value"].astype(float)
    if not faults:
        faults += _schema_faults(frame)
    if faults:
        raise DataError(_message(path.name, faults))
    described = PublishedTable(**{name: sidecar[name] for name in _DESCRIBED[:5]})
    return frame, described, Source(shown, digest, kind="statistic")


def _sidecar(path: Path) -> dict[str, Any]:
    shown = f"{FOLDER}/{path.name}"
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        described = {}
    except ValueError as error:
        raise DataError(Told("{file} cannot be read ({error}).", file=shown, error=error)) from None
    lacking = [name for name in _DESCRIBED if name not in described]
    if lacking:
        names = ", ".join(lacking)
        raise DataError(Told("{file} does not say: {names}.", file=shown, names=names))
    return dict(described)


def _rows(content: bytes, table: str, faults: list[Fault]) -> Iterator[tuple[object, ...]]:
    """Turn the file into long rows; what cannot be read goes to `faults` with its place."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault(Told("the text is not UTF-8 (byte {place})", place=error.start + 1)))
        return
    lines = text.split("\n")
    if lines.pop():
        faults.append(Fault(Told("the last line is cut"), row=len(lines) + 1))
    header = lines[0].split(";") if lines else []
    lacking = [name for name in (*_KEY, *CONTENTS[table]) if name not in header]
    if lacking or tuple(header[:3]) != _KEY:
        names = ", ".join(lacking or _KEY)
        faults.append(Fault(Told("the columns {names} are not there", names=names), row=1))
        return
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split(";")
        if len(cells) != len(header):
            reason = Told("{count} cells, {wanted} expected", count=len(cells), wanted=len(header))
            faults.append(Fault(reason, row=number))
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
    reason = Told("{count} rows, {wanted} expected", count=count, wanted=expected)
    return [] if count == expected else [Fault(reason)]


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
    check = str(case["check"])
    reason = _CHECKS.get(check, check)
    return Fault(reason, row=row, column=str(case["column"]), value=str(case["failure_case"]))


def _message(name: str, faults: list[Fault]) -> str:
    shown: list[str] = [Told.joined("  ", ["", str(fault)]) for fault in faults[:_FAULTS_SHOWN]]
    if len(faults) > _FAULTS_SHOWN:
        shown.append(Told("  and {more} more", more=len(faults) - _FAULTS_SHOWN))
    head = Told(
        "{file} is not the file that was extracted; no figure is taken from it:",
        file=f"{FOLDER}/{name}",
    )
    return Told.joined("\n", [head, *shown, Told("Fetch or extract the file again.")])
