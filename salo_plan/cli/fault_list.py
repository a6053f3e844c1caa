"""The lists of faults that `check` and `inspect` print, in the language being spoken."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from salo_plan.cli.telling import Tone, is_quiet, toned
from salo_plan.extracts.alike import alike
from salo_plan.extracts.dataset_names import dataset_name, table_name
from salo_plan.extracts.schema import Kind
from salo_plan.figures import State
from salo_plan.messages import marked, retold, say, say_count

if TYPE_CHECKING:
    from salo_plan.extracts.dataset import Table
    from salo_plan.extracts.faults import Fault
    from salo_plan.extracts.review import Review
    from salo_plan.extracts.seen import Inspection

_LEVELS = {"error": marked("error"), "warning": marked("warning")}
_KINDS: dict[Kind, str] = {
    "month": marked("  {name}: month"),
    "date": marked("  {name}: date"),
    "text": marked("  {name}: text"),
    "code": marked("  {name}: code"),
    "count": marked("  {name}: count"),
    "number": marked("  {name}: number"),
    "yes_no": marked("  {name}: yes_no"),
}
_STATES: dict[State | Literal["wrong"], str] = {
    "ok": marked("{count} ok"),
    "secret": marked("{count} secret"),
    "missing": marked("{count} missing"),
    "not_applicable": marked("{count} not_applicable"),
    "provisional": marked("{count} provisional"),
    "wrong": marked("{count} wrong"),
}


def lines_of_review(found: "Review", every: bool) -> Iterator[str]:
    """List the files that have something to tell, then the notes; or `every` file."""
    from salo_plan.extracts.review import WHAT_TO_DELIVER

    for table in found.files:
        if every or table.faults or table.footnotes or table.rows_rejected:
            yield _toned_state(table, found)
            yield from _footnotes(table.footnotes)
            yield from () if table.replaced_by else _faults(table.faults)
    if found.statistics_fault:
        refused = toned(say("REFUSED"), "error")
        yield f"data/raw/statfin: {refused}, {retold(found.statistics_fault)}"
    for note in found.notes:
        yield say("note: {note}", note=retold(note))
    if found.nothing_came:
        yield say("note: {note}", note=retold(WHAT_TO_DELIVER))
    if not is_quiet():
        refused_files = sum(table.refused for table in found.files)
        yield say(
            "{count} tables were read, {refused} refused.",
            count=len(found.files),
            refused=refused_files,
        )


def lines_of_file(seen: "Inspection") -> Iterator[str]:
    """Describe one file: where its table lies, its columns and its faults."""
    known = retold(dataset_name(seen.dataset)) if seen.dataset else say("no known dataset")
    month, encoding = seen.month or say("no month"), seen.encoding or say("workbook")
    yield f"{seen.path}: {known}, {month}, {encoding}"
    if seen.header_row:
        sheet = say(", sheet {name}", name=seen.sheet) if seen.sheet else ""
        yield say("  header on row {row}{sheet}", row=seen.header_row, sheet=sheet)
    yield say(
        "  rows: {read} read = {used} used + {rejected} rejected + {totals} totals left out",
        read=seen.rows_read,
        used=seen.rows_used,
        rejected=seen.rows_rejected,
        totals=seen.totals_left_out,
    )
    yield from map(_column, seen.columns)
    yield from _footnotes(seen.footnotes)
    yield from _faults(seen.faults)


def _toned_state(table: "Table", found: "Review") -> str:
    """Colour the beginning of what is said of a file: its name and whether it counts."""
    name, colon, told = _state(table, found).partition(": ")
    state, comma, rows = told.partition(", ")
    beginning = name + colon + state
    tone: Tone | None = "error" if table.refused else None if table.left_out else "good"
    return (toned(beginning, tone) if tone else beginning) + comma + rows


def _state(table: "Table", found: "Review") -> str:
    """Say what became of a file: refused, used, or left out for another one."""
    replaced = found.replaced(table)
    newer = table.replaced_by or ", ".join(dict.fromkeys(item.new for item in replaced))
    rows = {
        "file": retold(table_name(table)),
        "read": table.rows_read,
        "used": table.rows_used,
        "rejected": table.rows_rejected,
        "totals": table.totals_left_out,
    }
    if table.refused:
        return say(
            "{file}: REFUSED, {read} rows = {used} used + {rejected} rejected + {totals} totals",
            **rows,
        )
    if not table.rows_rejected:
        return say(
            "{file}: ok, {read} rows = {used} used + {rejected} rejected + {totals} totals", **rows
        )
    if table.left_out and newer:
        return say("{file}: left out, replaced by {newer}", file=rows["file"], newer=newer)
    if table.left_out:
        return say("{file}: left out", file=rows["file"])
    used = say(
        "{file}: ok, {read} rows = {used} used + {rejected} left out + {totals} totals", **rows
    )
    months = ", ".join(dict.fromkeys(item.month for item in replaced))
    by = say("; for {months} replaced by {newer}", months=months, newer=newer) if replaced else ""
    return used + by


def _column(column: dict[str, Any]) -> str:
    kind = _KINDS[column["type"]]
    states = ((_STATES[state], count) for state, count in column.get("states", {}).items())
    counts = ", ".join(say(state, count=count) for state, count in states if count)
    return say(kind, name=column["name"]) + (f" ({counts})" if counts else "")


def _footnotes(notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        yield say("  footnote: {note}", note=retold(note))


def _faults(faults: "Iterable[Fault]") -> Iterator[str]:
    """Write faults one a line, errors and warnings told apart by word; many alike are counted."""
    for group in alike(faults):
        for fault in group.shown:
            yield f"  {toned(say(_LEVELS[fault.level]), fault.level)}: {retold(str(fault))}"
        if group.more:
            yield say_count(
                "    and {count} more row with the same fault",
                "    and {count} more rows with the same fault",
                group.more,
            )
