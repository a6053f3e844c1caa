"""Kela's open data of the municipal share of labour market support, read as a stream.

The file holds all municipalities and two million rows, of which a plan needs some thousands. Months
(Kuukausi), years (Vuosi) and years to date (Vuosikertymä) stand in one file, and so do the classes
of paid days beside their total: only one kind of each is summed.
"""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.kela_format import FETCH_AGAIN, Format, sniff
from salo_plan.extracts.kela_sums import MONTH, YEAR_TO_DATE, OpenRow, by_month, control_faults
from salo_plan.extracts.values import compact_month, month_value
from salo_plan.told import Told

# Measured on 2.7 million rows (233 MB): 0.8 s and 60 MB above the imports; blocks of 1 MiB take
# 0.7 s and 110 MB, of 16 MiB 0.9 s and 380 MB.
BLOCK_BYTES = 1 << 18
_TOLD_ROWS = 20
_NUMBERS = ("recipients", "paid", "share")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_EMPTY = frozenset({"", "NA"})


@dataclass(frozen=True)
class OpenDataShares:
    """The municipal share by month and municipality; `rows_read` counts the whole file.

    `frame` has month, municipality, recipients (with state), paid_eur and municipal_share_eur; its
    index is the first of the rows that a month is summed from. No rows when a fault is an error.
    """

    frame: pd.DataFrame
    faults: tuple[Fault, ...]
    rows_read: int


def read_open_data(path: Path, municipalities: Collection[str]) -> OpenDataShares:
    """Read the months of some municipalities, named or by their codes ("Vantaa" or "92").

    DataError when the file is not Kela's open data or tells of none of them.
    """
    written = sniff(path)
    stream = _Stream(path, written)
    rows = [row for batch in stream for row in _open_rows(batch, written, municipalities, stream)]
    faults = stream.faults[:_TOLD_ROWS]
    if not rows and not faults:
        places = ", ".join(sorted(municipalities))
        raise DataError(Told("no row is about {places}. {again}", places=places, again=FETCH_AGAIN))
    if not faults:
        faults += control_faults(rows)
    if not _ends_its_last_row(path):
        reason = Told(
            "the last row has no line end: the file may have been cut off. {again}",
            again=FETCH_AGAIN,
        )
        faults.append(Fault(reason, "warning", row=stream.rows + 1))
    wrong = any(fault.level == "error" for fault in faults)
    return OpenDataShares(by_month([] if wrong else rows), tuple(faults), stream.rows)


def _ends_its_last_row(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() in b"\r\n"


class _Stream:
    """The file in batches of text columns, with a count of rows and the faults of odd ones."""

    def __init__(self, path: Path, written: Format) -> None:
        self.rows = 0
        self.faults: list[Fault] = []
        self._path = path
        self._written = written

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        written = self._written
        try:
            reader = pa_csv.open_csv(
                self._path,
                # Without threads the reader knows the number of an odd row, and keeps few blocks.
                pa_csv.ReadOptions(
                    use_threads=False,
                    block_size=BLOCK_BYTES,
                    column_names=list(written.header),
                    skip_rows=1,
                    encoding=written.encoding,
                ),
                pa_csv.ParseOptions(delimiter=written.delimiter, invalid_row_handler=self._odd_row),
                pa_csv.ConvertOptions(
                    include_columns=list(written.names.values()),
                    column_types=dict.fromkeys(written.header, pa.string()),
                    strings_can_be_null=False,
                ),
            )
            for batch in reader:
                yield batch
                self.rows += batch.num_rows
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise DataError(
                Told(
                    "the file cannot be read to its end ({error}). {again}",
                    error=error,
                    again=FETCH_AGAIN,
                )
            ) from None

    def _odd_row(self, row: pa_csv.InvalidRow) -> str:
        reason = Told(
            "{cells} cells where the header has {headers}. {again}",
            cells=row.actual_columns,
            headers=row.expected_columns,
            again=FETCH_AGAIN,
        )
        self.faults.append(Fault(reason, row=row.number))
        return "skip"


def _open_rows(
    batch: pa.RecordBatch, written: Format, municipalities: Collection[str], stream: _Stream
) -> Iterator[OpenRow]:
    """Pick the month and year-to-date rows of the municipalities out of a batch."""
    wanted = pa.array(sorted(municipalities))
    about = pc.or_(
        pc.is_in(batch.column(written.names["municipality"]), wanted),
        pc.is_in(batch.column(written.names["code"]), wanted),
    )
    places = pc.indices_nonzero(about)
    first = stream.rows + 2
    chosen = batch.take(places).to_pylist()
    for place, cells in zip(places.to_pylist(), chosen, strict=True):
        period = cells[written.names["period"]].strip().lower()
        if period not in (MONTH, YEAR_TO_DATE):
            continue
        try:
            yield _open_row(cells, written, first + place, period)
        except ValueError as error:
            column, reason, value = error.args
            stream.faults.append(Fault(reason, row=first + place, column=column, value=value))


def _open_row(cells: dict[str, str], written: Format, row: int, period: str) -> OpenRow:
    """Type one row; ValueError with column, reason and value when a cell does not fit."""
    numbers = {}
    for name in _NUMBERS:
        text = cells[written.names[name]].strip()
        bare = text.replace(written.decimal, ".")
        if text not in _EMPTY and not _NUMBER.fullmatch(bare):
            raise ValueError(
                written.names[name], Told("not a number. {again}", again=FETCH_AGAIN), text
            )
        numbers[name] = None if text in _EMPTY else float(bare)
    return OpenRow(
        row=row,
        is_month=period == MONTH,
        month=_month(cells, written),
        municipality=cells[written.names["municipality"]].strip(),
        age_group=cells[written.names["age_group"]].strip(),
        sex=cells[written.names["sex"]].strip(),
        day_class=cells[written.names["day_class"]].strip(),
        **numbers,
    )


def _month(cells: dict[str, str], written: Format) -> str:
    names = written.names
    if "year_month" in names:
        column, text = names["year_month"], cells[names["year_month"]].strip()
        read, form = compact_month, text
    else:
        column, text = names["month"], cells[names["month"]].strip()
        read, year = month_value, cells[names["year"]].strip()
        form = f"{year}-{text.zfill(2)}" if text.isdecimal() else f"{text} {year}"
    try:
        return read(form)
    except ValueError:
        raise ValueError(column, Told("not a month. {again}", again=FETCH_AGAIN), text) from None
