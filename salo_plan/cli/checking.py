"""Commands that look at what was received: inspect one file, check them all."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from salo_plan.cli.options import common_options, print_json
from salo_plan.errors import CallError

if TYPE_CHECKING:
    from salo_plan.extracts.faults import Fault
    from salo_plan.extracts.inspection import Inspection


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common_options
def inspect(file: Path, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Say what the program sees in one file, and what is wrong with it."""
    from salo_plan.extracts.inspection import inspect_file

    if not file.is_file():
        raise CallError(f"there is no file '{file}'.")
    seen = inspect_file(file)
    if as_json:
        print_json(seen.as_data() | {"path": str(file)})
    else:
        _show(seen)
    if any(fault.level == "error" for fault in seen.faults):
        sys.exit(1)


def _show(seen: "Inspection") -> None:
    known = seen.dataset or "no known dataset"
    click.echo(f"{seen.path}: {known}, {seen.month or 'no month'}, {seen.encoding or 'workbook'}")
    if seen.header_row:
        click.echo(
            f"  header on row {seen.header_row}" + (f", sheet {seen.sheet}" * bool(seen.sheet))
        )
    click.echo(
        f"  rows: {seen.rows_read} read = {seen.rows_used} used + {seen.rows_rejected} rejected "
        f"+ {seen.totals_left_out} totals left out"
    )
    for column in seen.columns:
        states = ", ".join(f"{n} {state}" for state, n in column.get("states", {}).items() if n)
        click.echo(f"  {column['name']}: {column['type']}" + (f" ({states})" if states else ""))
    for note in seen.footnotes:
        click.echo(f"  footnote: {note}")
    show_faults(seen.faults)


def show_faults(faults: "tuple[Fault, ...]") -> None:
    """Print faults one a line, errors and warnings told apart by word."""
    for fault in faults:
        click.echo(f"  {fault.level}: {fault}")


@click.command()
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write the list as a page.")
@common_options
def check(page: Path | None, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Validate data/raw and vastaanottajat.csv; list every fault by file, row and column."""
    from salo_plan.extracts.comments import read_comments
    from salo_plan.extracts.example_mark import example_files, refuse_mixing
    from salo_plan.extracts.received import read_received
    from salo_plan.extracts.review import review
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.fault_page import fault_page

    promised = read_plan(plan or None)
    indicators = [indicator.id for indicator in promised.indicators]
    received = read_received(workspace)
    found = review(received, indicators, read_comments(workspace, promised))
    if page:
        page.write_text(fault_page(found, lang), encoding="utf-8", newline="\n")
    if as_json:
        print_json(found.as_data())
    else:
        for table in found.files:
            told = (
                f"{table.rows_read} rows = {table.rows_used} used + {table.rows_rejected} rejected"
            )
            state = "REFUSED" if table.refused else "ok"
            click.echo(f"{table.path}: {state}, {told} + {table.totals_left_out} totals")
            for note in table.footnotes:
                click.echo(f"  footnote: {note}")
            show_faults(table.faults)
        if found.statistics_fault:
            click.echo(f"data/raw/statfin: REFUSED, {found.statistics_fault}")
        for note in found.notes:
            click.echo(f"note: {note}")
        refused = sum(table.refused for table in found.files)
        click.echo(f"{len(found.files)} tables were read, {refused} refused.")
    refuse_mixing(received.tables, example_files(workspace))
    if found.refused:
        sys.exit(1)
