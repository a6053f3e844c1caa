"""The reading process: reads one workbook after another, asked for over a pipe.

calamine aborts the whole process on some small and legal files (a value in the last cell, a wrong
count of texts), so it never runs where the reports are made. What it finds it hands over
untranslated. Run by `reading_process`.
"""

import pickle
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.personal import shown_name
from salo_plan.extracts.values import Cell
from salo_plan.extracts.workbooks.guard import guard_package
from salo_plan.extracts.workbooks.old_excel import guard_old_workbook
from salo_plan.told import Told

MAX_MEMORY = 1 << 30
# Plain tuples, because a pickle of a hundred thousand small objects takes seconds.
Row = tuple[int, tuple[Cell, ...]]
Sheet = tuple[str, list[Row], list[Fault]]
Answer = tuple[list[Sheet], list[Fault]]
_CELL_TYPES = (str, int, float, date)


def read_in_child(path: Path) -> Answer:
    """Guard and read a workbook: its visible sheets with rows, and notes on what was skipped."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    is_old = path.suffix.lower() == ".xls"
    unusable = guard_old_workbook(path) if is_old else guard_package(path)
    sheets: list[Sheet] = []
    notes: list[Fault] = []
    with CalamineWorkbook.from_path(path) as book:
        for place, meta in enumerate(book.sheets_metadata, start=1):
            name = shown_name(meta.name, place)
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != SheetVisibleEnum.Visible:
                hidden = Told("the hidden sheet '{name}' was skipped", name=name)
                notes.append(Fault(hidden, "warning"))
                continue
            cells = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            rows = list(_rows(cells))
            found = unusable.get(meta.name, [])
            if rows or found:
                sheets.append((name, rows, found))
            else:
                empty = Told("the empty sheet '{name}' was skipped", name=name)
                notes.append(Fault(empty, "warning"))
    return sheets, notes


def _rows(cells: Sequence[Sequence[object]]) -> Iterator[Row]:
    """Give the rows the numbers Excel shows, without the empty ones; hours become text."""
    for number, row in enumerate(cells, start=1):
        if any(cell.strip() if isinstance(cell, str) else cell is not None for cell in row):
            yield number, tuple(c if isinstance(c, _CELL_TYPES) else str(c) for c in row)


def _answer(path: Path) -> Answer | str:
    """Read a workbook, or say why it cannot be read."""
    try:
        return read_in_child(path)
    except DataError as error:
        return str(error)
    except MemoryError:
        return too_much(path)
    except Exception as error:
        # Whatever a library says of a broken file becomes one message.
        return Told(
            "the workbook cannot be read ({error}). Open it in Excel, save it as .xlsx and "
            "deliver that.",
            error=error,
        )


def too_much(path: Path) -> str:
    """Say that reading the workbook stopped for want of memory, or crashed on a damaged part."""
    return Told(
        "reading the workbook failed: it is damaged, or needs more than {most} MB of "
        "memory. Copy the table to a new workbook, or save it as a CSV file instead of "
        "{suffix}.",
        most=MAX_MEMORY >> 20,
        suffix=path.suffix,
    )


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, resource.RLIM_INFINITY))
    except (ImportError, ValueError, OSError):
        # Windows has no such limit; there the guard and the time limit must do.
        return


def main() -> None:
    """Answer requests until the pipe closes, which it does when the driver ends."""
    _limit_memory()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    pickle.dump("ready", answers)
    answers.flush()
    while True:
        try:
            path = pickle.load(requests)
        except EOFError:
            return
        answers.write(pickle.dumps(_answer(Path(path)), pickle.HIGHEST_PROTOCOL))
        answers.flush()


if __name__ == "__main__":
    main()
