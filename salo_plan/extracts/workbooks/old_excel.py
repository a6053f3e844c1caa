"""What must be known of an old Excel workbook (.xls) before it is opened.

The file is a small file system (OLE) with one stream of records (BIFF). Only the records that give
sheets, cells and errors are looked at; the reader itself shows an error cell as an empty one.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.workbooks.cells import check_place, error_cell, first_of
from salo_plan.extracts.workbooks.kinds import PASSWORD
from salo_plan.told import Told

_STREAMS = ("Workbook", "Book")
_NO_SECTOR = 0xFFFFFFFA
_BOF, _EOF, _PASSWORD, _SHEET, _FORMULA, _ERROR = 0x0809, 0x000A, 0x002F, 0x0085, 0x0006, 0x0205
_VERSION_97 = 0x0600
_CELLS = frozenset({_FORMULA, _ERROR, 0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E, 0x00BD})
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}


def guard_old_workbook(path: Path) -> dict[str, list[Fault]]:
    """Check an .xls workbook; return the cells that cannot be used, by sheet name.

    DataError when the file must not be opened.
    """
    try:
        stream = _Storage(path.read_bytes()).workbook()
        return {name: first_of(_faults(stream, start)) for name, start in _sheets(stream)}
    except (struct.error, IndexError):
        raise DataError(
            Told("the workbook is damaged or cut off. Ask the sender for the file again.")
        ) from None


class _Storage:
    """The sectors of an OLE file, chained by its allocation tables."""

    def __init__(self, content: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        self._content = content
        self._size = 1 << min(shift, 16)
        self._mini_size = 1 << min(mini_shift, 16)
        first, self._mini_cutoff, mini_table = struct.unpack_from("<I4xII", content, 48)
        self._table = self._allocation()
        self._directory = self._chain(first)
        self._mini_table = _numbers(self._chain(mini_table))

    def workbook(self) -> bytes:
        """Return the stream that holds the workbook; DataError when the file has none."""
        root = self._directory[:128]
        for place in range(0, len(self._directory), 128):
            entry = self._directory[place : place + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(0, length - 2)].decode("utf-16-le", errors="replace")
            if name not in _STREAMS:
                continue
            start, size = struct.unpack_from("<II", entry, 116)
            if size >= self._mini_cutoff:
                return self._chain(start)[:size]
            small = self._chain(struct.unpack_from("<I", root, 116)[0])
            step = self._mini_size
            places = _follow(self._mini_table, start)
            return b"".join(small[n * step : (n + 1) * step] for n in places)[:size]
        raise DataError(
            Told("the file is an old Office document, not a workbook. Ask for it again.")
        )

    def _allocation(self) -> list[int]:
        count, further = struct.unpack_from("<I20xI", self._content, 44)
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        while further < _NO_SECTOR and len(sectors) < count:
            more = _numbers(self._sector(further))
            sectors += more[:-1]
            further = more[-1]
        return [number for s in sectors[:count] for number in _numbers(self._sector(s))]

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(self._table, start))


def _follow(table: list[int], start: int) -> Iterator[int]:
    """Go through a chain of sectors; one that comes back to itself ends at the table's length."""
    number = start
    for _ in table:
        if number >= _NO_SECTOR:
            return
        yield number
        number = table[number]


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Read the records of one part of the stream; charts inside it begin and end their own."""
    place, depth = start, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        place += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, data in _records(stream, 0):
        if kind == _BOF and struct.unpack_from("<H", data)[0] != _VERSION_97:
            raise DataError(
                Told(
                    "the workbook is of Excel 95 or older. Open it in Excel, save it as .xlsx and "
                    "deliver that."
                )
            )
        if kind == _PASSWORD:
            raise DataError(PASSWORD)
        if kind == _SHEET:
            start, _state, length, wide = struct.unpack_from("<IHBB", data)
            name = data[8 : 8 + length * 2] if wide else data[8 : 8 + length]
            yield name.decode("utf-16-le" if wide else "latin-1", errors="replace"), start


def _faults(stream: bytes, start: int) -> Iterator[Fault]:
    for kind, data in _records(stream, start):
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", data)
        check_place(row + 1, column + 1)
        if kind == _ERROR and data[7]:
            yield error_cell(row + 1, column + 1, _ERRORS.get(data[6], ""))
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            yield error_cell(row + 1, column + 1, _ERRORS.get(data[8], ""))
