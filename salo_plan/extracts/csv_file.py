"""A delimited text file as raw rows: its encoding, its delimiter, and whether it was cut off.

No encoding is detected by guessing: a byte order mark, then strict UTF-8, then Windows-1252. A file
that is UTF-8 up to a broken letter is a damaged UTF-8 file and never Windows-1252.
"""

import csv
import io
import re
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.raw import RawRow, RawSheet
from salo_plan.told import Told

DELIMITERS = ";\t,|"
SAMPLE_LINES = 30
# Excel's own first line, by which it learns the delimiter.
_EXCEL_LINE = re.compile(rf"\"?sep=([{DELIMITERS}])\"?", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_AGAIN = Told("Ask the sender for the file again.")
_BROKEN_LETTER = Told("a letter is broken: the file is damaged or cut off. {again}", again=_AGAIN)
_NULL_BYTE = Told("a null byte: the file is damaged. {again}", again=_AGAIN)


def read_csv_file(path: Path) -> RawSheet:
    """Read a text table; what makes it unreadable is a DataError, what is odd a fault with its row.

    Row numbers are the lines an editor shows; a quoted cell may hold line breaks.
    """
    content = path.read_bytes()
    if not content.strip():
        size = len(content)
        raise DataError(Told("the file is empty ({size} bytes). {again}", size=size, again=_AGAIN))
    text, encoding, damaged = decode(content)
    faults = _broken_letters(text) if damaged else []
    faults += _null_bytes(text)
    # A bare carriage return ends a line in old exports; the reader below knows only line feeds.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if told := _EXCEL_LINE.fullmatch(first):
        rows = _rows(f"\n{rest}", told[1])
    else:
        rows = _rows(text, delimiter_of(text))
    return RawSheet(None, rows, encoding, tuple(faults), whole=text.endswith("\n"))


def decode(content: bytes) -> tuple[str, str, bool]:
    """Decode bytes; return the text, the encoding found and whether UTF-8 letters are broken."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(name), name, False
            except UnicodeDecodeError:
                return content.decode(name, errors="replace"), name, True
    try:
        return content.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        near_end = error.start >= len(content) - 3 and content[error.start] >= 0xC2
        if near_end or _MULTIBYTE.search(content[: error.start]):
            return content.decode("utf-8", errors="replace"), "utf-8", True
    try:
        return content.decode("cp1252"), "cp1252", False
    except UnicodeDecodeError as error:
        raise DataError(
            Told(
                "the text is neither UTF-8 nor Windows-1252 (byte {place}). "
                "Save it as 'CSV UTF-8' and deliver it again.",
                place=error.start + 1,
            )
        ) from None


def _broken_letters(text: str) -> list[Fault]:
    lines = re.split(r"\r\n|\r|\n", text)
    return [
        Fault(_BROKEN_LETTER, row=number)
        for number, line in enumerate(lines, start=1)
        if "\ufffd" in line
    ][:5]


def _null_bytes(text: str) -> list[Fault]:
    """Tell where null bytes stand: such a file was damaged on the way or is no text."""
    if "\0" not in text:
        return []
    lines = re.split(r"\r\n|\r|\n", text)
    number, line = next((n, line) for n, line in enumerate(lines, start=1) if "\0" in line)
    place = sum(line.split("\0")[0].count(mark) for mark in ";\t")
    heads = re.split(r"[;\t]", lines[0])
    column = heads[place].strip("\ufeff \0") if place < len(heads) else None
    return [Fault(_NULL_BYTE, row=number, column=column)]


def delimiter_of(text: str) -> str:
    """Choose the mark that splits most lines into the same number of cells; `;` when in doubt."""
    lines = [line for line in text.split("\n", SAMPLE_LINES)[:SAMPLE_LINES] if line.strip()]
    best, best_score = ";", (0, 0)
    for mark in DELIMITERS:
        counts = [line.count(mark) for line in lines if mark in line]
        if not counts:
            continue
        usual = max(set(counts), key=counts.count)
        score = (counts.count(usual), usual)
        if mark == "," and best_score[0] and best == ";":
            # A decimal comma is no delimiter where a semicolon splits the lines.
            continue
        if score > best_score:
            best, best_score = mark, score
    return best


def _rows(text: str, delimiter: str) -> tuple[RawRow, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[RawRow] = []
    # One text of each kind instead of a copy for every row: half the memory, and faster to compare.
    texts: dict[str, str] = {}
    shared = texts.setdefault
    start = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append(RawRow(start, tuple(map(shared, cells, cells))))
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            Told(
                "row {row}: the row cannot be split into cells ({error}). A quotation mark is "
                "probably left open, or the file was cut off. {again}",
                row=start,
                error=error,
                again=_AGAIN,
            )
        ) from None
    return tuple(rows)
