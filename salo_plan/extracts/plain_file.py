"""A plain text table read column by column: the fast way for the files that are as they should be.

Plain is a file of UTF-8 whose first line is the header, without quotation marks, empty lines,
totals and footnotes, every row with all its cells. Any other file is read row by row (`csv_file`,
`layout`), which tells what is odd about it; a plain file has nothing to tell.
"""

import csv
import io
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from salo_plan.extracts.columns import ArrowBody
from salo_plan.extracts.csv_file import delimiter_of
from salo_plan.extracts.layout import HEADER_ROWS, Layout, find_header
from salo_plan.extracts.raw import RawRow, RawSheet
from salo_plan.extracts.sure_cells import are_bare, letters_of

_BOM = b"\xef\xbb\xbf"
_LONGEST_CELL = 100_000
_MANY_BYTES = 1 << 20
_BLOCK = 1 << 22
_NEARLY_ALL = 0.98


def read_plain_file(
    path: Path, known: Collection[str], total_words: Collection[str]
) -> tuple[RawSheet, Layout] | None:
    """Read a plain text table; None when the file is to be read row by row.

    The sheet that comes with the layout has the first rows only.
    """
    content = path.read_bytes()
    if not content.endswith(b"\n") or _is_odd(content):
        return None
    sheet, delimiter, width = _first_rows(content)
    found = find_header(sheet, known) if sheet is not None else None
    if sheet is None or found is None or width < 2:
        return None
    header, headers, places, faults = found
    if faults or header.number != 1:
        return None
    table = _columns(content, delimiter, width)
    if table is None or not _has_only_rows(table, total_words):
        return None
    return sheet, Layout(header, headers, places, ArrowBody(table), (), (), ())


def _is_odd(content: bytes) -> bool:
    """Tell whether the file needs a closer look: quotes, null bytes, ends of lines of two kinds."""
    if b'"' in content or b"\0" in content:
        return True
    return b"\r" in content and content.count(b"\r") != content.count(b"\r\n")


def _ascii_part(word: str) -> bytes:
    """Return the longest part of a word that every spelling of its letters has."""
    parts = "".join(sign if sign.isascii() and sign != " " else "\n" for sign in word)
    return max(parts.split("\n"), key=len).encode()


def _first_rows(content: bytes) -> tuple[RawSheet | None, str, int]:
    """Read the rows in which the header is looked for; None where a line there is empty."""
    lines = content.split(b"\n", HEADER_ROWS)[:HEADER_ROWS]
    encoding = "utf-8-sig" if content.startswith(_BOM) else "utf-8"
    try:
        text = b"\n".join(lines).decode(encoding).replace("\r\n", "\n").removesuffix("\r")
    except UnicodeDecodeError:
        return None, ";", 0
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows = tuple(RawRow(number, tuple(cells)) for number, cells in enumerate(reader, start=1))
    width = len(rows[0].cells) if rows else 0
    if len(rows) < 2 or any(len(row.cells) != width for row in rows):
        return None, delimiter, width
    return RawSheet(None, rows, encoding), delimiter, width


def _columns(content: bytes, delimiter: str, width: int) -> pa.Table | None:
    """Split the rows below the header into columns of texts; None where a row is another length."""
    start = content.index(b"\n") + 1
    names = [str(place) for place in range(width)]
    many = len(content) > _MANY_BYTES
    texts = pa.dictionary(pa.int32(), pa.string())
    plain = _unlike_each_other(content, start, delimiter, width)
    kinds = {name: pa.string() if name in plain else texts for name in names}
    try:
        table = pacsv.read_csv(
            pa.BufferReader(pa.py_buffer(content).slice(start)),
            pacsv.ReadOptions(column_names=names, use_threads=many, block_size=_BLOCK),
            pacsv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            pacsv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
        )
    except (pa.ArrowException, pa.ArrowInvalid):
        return None
    return table.unify_dictionaries().combine_chunks()


def _unlike_each_other(content: bytes, start: int, delimiter: str, width: int) -> set[str]:
    """Name the columns in which nearly every cell is another, as an id is: no dictionary helps."""
    if len(content) <= _MANY_BYTES:
        return set()
    piece = content[start : start + _MANY_BYTES // 4].rpartition(b"\n")[0]
    rows = [line.split(delimiter.encode()) for line in piece.split(b"\n")]
    rows = [row for row in rows if len(row) == width]
    most = _NEARLY_ALL * len(rows)
    return {str(place) for place in range(width) if len({row[place] for row in rows}) > most}


def _has_only_rows(table: pa.Table, total_words: Collection[str]) -> bool:
    """Tell whether every row is one of data: none empty, no total, no lone cell at the end."""
    if not table.num_rows:
        return False
    last = table.slice(table.num_rows - 1).to_pylist()[0]
    if sum(1 for cell in last.values() if cell.strip()) < 2:
        return False
    probes = {_ascii_part(word) for word in total_words}
    filled = False
    for column in table.columns:
        cells = column.chunk(0)
        texts = cells.dictionary if isinstance(cells, pa.DictionaryArray) else cells
        if pc.max(pc.binary_length(texts)).as_py() > _LONGEST_CELL:
            return False
        letters = letters_of(texts).tobytes().lower()
        if any(probe in letters for probe in probes):
            return False
        filled = filled or are_bare(texts) or all(map(str.strip, texts.to_pylist()))
    return filled
