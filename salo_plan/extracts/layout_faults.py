"""What is odd about a table as it lies: cut off, a total that differs, columns nobody asked for."""

from collections.abc import Collection
from difflib import get_close_matches

from salo_plan.extracts.faults import Fault
from salo_plan.extracts.layout import Layout, header_key
from salo_plan.extracts.personal import is_personal_header
from salo_plan.extracts.raw import RawSheet
from salo_plan.extracts.values import Cell, number_value, text_value
from salo_plan.told import Told

ABOUT_PEOPLE = Told(
    "a column about people: dropped before anything is stored. Ask the sender to leave it out"
)
UNKNOWN_COLUMN = Told("unknown column: left out")
MAYBE_CUT_OFF = Told("the last row has no line end: the file may have been cut off")
_NEAR = 0.6
_HALF_CENT = 0.005


def cut_off_faults(sheet: RawSheet, layout: Layout) -> list[Fault]:
    """Warn of a text file that may have been cut off though its last row has all its cells."""
    if sheet.encoding is None:
        return []
    last = sheet.rows[-1].number
    if not sheet.whole and not any(fault.row == last for fault in layout.faults):
        return [Fault(MAYBE_CUT_OFF, "warning", row=last)]
    titled = sheet.rows[0].number < layout.header.number
    if titled and not layout.totals and not layout.footnotes:
        reason = Told(
            "the report has title rows but neither a total nor a footnote: it may be cut off"
        )
        return [Fault(reason, "warning", row=last)]
    return []


def total_faults(layout: Layout, numbers: Collection[str], decimal: str) -> list[Fault]:
    """Compare the last total row with the sums of the data, column by column."""
    if not layout.totals:
        return []
    total = layout.totals[-1]
    faults = []
    for key in numbers:
        place = layout.places[key]
        claimed = _number(total.cells[place] if place < len(total.cells) else None, decimal)
        column = layout.body.column(place)
        values = [_number(cell, decimal) for cell in column.all_cells()]
        if claimed is None or any(value is None for value in values):
            continue
        own = sum(values[number] or 0.0 for number in column.places)
        if abs(own - claimed) > _HALF_CENT:
            reason = Told(
                "the total is not the sum of the rows ({sum:.2f}): rows are missing or wrong",
                sum=own,
            )
            told = text_value(total.cells[place])
            header = layout.headers[place]
            faults.append(Fault(reason, row=total.number, column=header, value=told))
    return faults


def stranger_faults(layout: Layout, known: Collection[str]) -> list[Fault]:
    """Warn of columns that nobody asked for; those that tell of people are named as such."""
    faults = []
    for key, place in layout.places.items():
        if key in known:
            continue
        if is_personal_header(key) or layout.body.column(place).has_identity_code():
            reason = ABOUT_PEOPLE
        else:
            reason = UNKNOWN_COLUMN
        column = layout.headers[place]
        faults.append(Fault(reason, "warning", row=layout.header.number, column=column))
    return faults


def absent_name(what: str, name: str, there: Collection[str], taken: Collection[str] = ()) -> Told:
    """Say that something is not in a file by its name: what may be meant for it, or what is there.

    Names that are `taken` are right as they are; they are compared as headers are.
    """
    free = {header_key(other): other for other in there if header_key(other) not in taken}
    if near := get_close_matches(header_key(name), list(free), 1, _NEAR):
        return Told(
            "{what} is missing. Is '{near}' meant for it? Then its name should be '{name}'",
            what=what,
            near=free[near[0]],
            name=name,
        )
    known = ", ".join(there) or Told("none")
    return Told("{what} is missing. The file has: {known}", what=what, known=known)


def _number(cell: Cell, decimal: str) -> float | None:
    try:
        return number_value(cell, decimal)[0]
    except ValueError:
        return None
