"""Where the table lies in a sheet: title rows, header, data, totals and footnotes.

The header is the first row that holds the most known column names, or, where none is known, the
first row with the most texts. Totals are left out of the data and compared with it.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from salo_plan.extracts.columns import Body, RowBody
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.personal import is_of_a_person, may_name_a_person, shown_name
from salo_plan.extracts.raw import RawRow, RawSheet
from salo_plan.extracts.values import Cell, number_value, text_value
from salo_plan.told import Told

TOTAL_WORDS = ("yhteensä", "summa", "kaikki yhteensä")
HEADER_ROWS = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet taken apart; `places` gives the position of each column by its header key.

    `body` holds the rows of data, without totals and footnotes.
    """

    header: RawRow
    headers: tuple[str, ...]
    places: Mapping[str, int]
    body: Body
    totals: tuple[RawRow, ...]
    footnotes: tuple[str, ...]
    faults: tuple[Fault, ...]


def header_key(text: Cell) -> str:
    """Return a header in the form it is compared in: NFC, single spaces, lower case."""
    return " ".join(unicodedata.normalize("NFC", text_value(text)).lower().split())


def find_layout(
    sheet: RawSheet,
    known: Collection[str],
    total_words: Collection[str] = TOTAL_WORDS,
    labels: Collection[str] = (),
) -> Layout | None:
    """Find the table in a sheet; None when it has no row that could be a header.

    `known` are the header keys that may be expected in it, `labels` those of the columns that name
    a row: the first of them says `yhteensä` in a total.
    """
    found = find_header(sheet, known)
    if found is None:
        return None
    header, headers, places, faults = found
    body = [row for row in sheet.rows if row.number > header.number]
    named = [places[key] for key in labels or known if key in places]
    first = min(named or places.values(), default=0)
    rows, totals, footnotes = _split(body, len(headers), first, total_words)
    faults += _ragged(rows, headers, sheet)
    return Layout(
        header,
        headers,
        places,
        RowBody(tuple(rows)),
        tuple(totals),
        tuple(footnotes),
        tuple(faults),
    )


def find_header(
    sheet: RawSheet, known: Collection[str]
) -> tuple[RawRow, tuple[str, ...], dict[str, int], list[Fault]] | None:
    """Find the header row: with its names as shown, their places, and faults of repeated names."""
    header = _header(sheet, known)
    if header is None:
        return None
    headers = _shown_headers(header, known)
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for place, name in enumerate(headers):
        key = header_key(header.cells[place])
        if not key:
            continue
        if key in places:
            first, second = places[key] + 1, place + 1
            reason = Told(
                "the column name is repeated (positions {first} and {second}): rename one of "
                "them or take it away",
                first=first,
                second=second,
            )
            faults.append(Fault(reason, row=header.number, column=name))
        else:
            places[key] = place
    return header, headers, places, faults


def shown_footnotes(layout: Layout) -> tuple[str, ...]:
    """Return the notes below the table; one that may name a person is not shown."""
    return tuple(
        Told("(a note that may name a person)") if may_name_a_person(note) else note
        for note in layout.footnotes
    )


def _header(sheet: RawSheet, known: Collection[str]) -> RawRow | None:
    best: tuple[int, int] = (0, 0)
    found = None
    for row in sheet.rows[:HEADER_ROWS]:
        keys = [header_key(cell) for cell in row.cells]
        texts = [key for cell, key in zip(row.cells, keys, strict=True) if _is_heading(cell, key)]
        score = (sum(key in known for key in keys), len(texts))
        if score > best and texts:
            best, found = score, row
    return found


def _shown_headers(header: RawRow, known: Collection[str]) -> tuple[str, ...]:
    """Return the headers as messages may show them: where none is, a person's row is the first."""
    texts = [text_value(cell) for cell in header.cells]
    others = [text for text in texts if text and header_key(text) not in known]
    if any(is_of_a_person(text) for text in others):
        shown = {text: f"({texts.index(text) + 1})" for text in others}
    else:
        shown = {text: shown_name(text, texts.index(text) + 1) for text in others}
    return tuple(shown.get(text, text) for text in texts)


def _is_heading(cell: Cell, key: str) -> bool:
    return isinstance(cell, str) and bool(key) and not key[0].isdigit()


def _split(
    body: list[RawRow],
    width: int,
    first: int,
    total_words: Collection[str],
) -> tuple[list[RawRow], list[RawRow], list[str]]:
    """Tell totals and footnotes from the data; a word that stands in every row is no total."""
    cells = [row.cells[first] if first < len(row.cells) else None for row in body]
    keys = {cell: header_key(cell) for cell in set(cells)}
    labels = [keys[cell] for cell in cells]
    # Looking at every cell of a long list takes longer than reading it.
    numbers = {label: _is_number(label) for label in set(labels)}
    everywhere = bool(labels) and all(label in total_words for label in labels)
    rows: list[RawRow] = []
    totals: list[RawRow] = []
    footnotes: list[str] = []
    backwards = range(len(body) - 1, -1, -1)
    last_data = next((n for n in backwards if _filled(body[n]) > 1 or width == 1), -1)
    last_data = _with_blank_rows(body, last_data, total_words)
    for number, (row, label) in enumerate(zip(body, labels, strict=True)):
        labelled = label in total_words and not everywhere
        if labelled or (numbers[label] and _is_total(row, total_words, label)):
            totals.append(row)
        elif number > last_data and width > 1:
            footnotes.append(" ".join(text_value(cell) for cell in row.cells).strip())
        else:
            rows.append(row)
    return rows, totals, footnotes


def _is_total(row: RawRow, total_words: Collection[str], label: str = "") -> bool:
    """Tell whether a row says nothing but the word of a total and numbers.

    Where the row has a label of its own, the word must be its first cell.
    """
    filled = [cell for cell in row.cells if text_value(cell)]
    words = [cell for cell in filled if header_key(cell) in total_words]
    found = filled[0] in words if label and words else bool(words)
    return found and all(cell in words or _is_number(cell) for cell in filled)


def _with_blank_rows(body: list[RawRow], last: int, total_words: Collection[str]) -> int:
    """Return the last row of the data: right below it a lone cell like those above is a row too.

    An answer left blank (`R10;`) is no footnote.
    """
    if last == -1 or _is_total(body[last], total_words):
        return last
    above: dict[int, set[str]] = {}
    for number in range(last + 1, len(body)):
        cells = body[number].cells
        place = next((p for p, cell in enumerate(cells) if text_value(cell)), 0)
        if place not in above:
            column = {row.cells[place] for row in body[: last + 1] if place < len(row.cells)}
            above[place] = {_shape(cell) for cell in column}
        joined = body[number].number == body[number - 1].number + 1
        if not joined or _shape(cells[place]) not in above[place]:
            return number - 1
    return len(body) - 1


def _shape(cell: Cell) -> str:
    """Write a cell with its numbers as 0 and its words as a: `R10` is `a0`."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", text_value(cell)))


def _filled(row: RawRow) -> int:
    return sum(1 for cell in row.cells if text_value(cell))


def _ragged(rows: list[RawRow], headers: tuple[str, ...], sheet: RawSheet) -> list[Fault]:
    """Refuse rows with more or fewer cells than the header; empty cells at the end do not count."""
    faults = []
    for row in rows:
        if len(row.cells) == len(headers):
            continue
        counts = {"cells": len(row.cells), "headers": len(headers)}
        extra = [cell for cell in row.cells[len(headers) :] if text_value(cell)]
        if extra:
            reason = Told(
                "{cells} cells where the header has {headers}: a cell that holds "
                "the delimiter must stand in quotation marks",
                **counts,
            )
            faults.append(Fault(reason, row=row.number))
        elif len(row.cells) < len(headers) and sheet.encoding is not None:
            lost = Told(
                "{cells} cells where the header has {headers}: the end of the row is missing",
                **counts,
            )
            cut = Told(
                "{cells} cells where the header has {headers} and no line end: the file looks cut "
                "off. Ask the sender for the file again",
                **counts,
            )
            faults.append(Fault(cut if _is_cut(row, sheet) else lost, row=row.number))
    return faults


def _is_cut(row: RawRow, sheet: RawSheet) -> bool:
    return not sheet.whole and row.number == sheet.rows[-1].number


def _is_number(cell: Cell) -> bool:
    try:
        number_value(cell, "either")
    except ValueError:
        return False
    return True
