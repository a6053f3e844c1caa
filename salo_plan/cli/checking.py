"""Commands that look at what was received: inspect one file, check them all."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from salo_plan.cli.options import common_options, print_json
from salo_plan.cli.telling import spoken_here
from salo_plan.errors import CallError
from salo_plan.told import Told


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common_options
def inspect(file: Path, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Say what the program sees in one file, and what is wrong with it.

    FILE is a text file (csv, txt) or a workbook, for example `inspect data/raw/typ_2023-09.csv`.
    """
    from salo_plan.cli.fault_list import lines_of_file
    from salo_plan.extracts.inspection import inspect_file
    from salo_plan.messages import retold_data, speaking
    from salo_plan.plan.reading import read_plan

    if not file.is_file():
        raise CallError(Told("there is no file '{file}'.", file=file))
    seen = inspect_file(file, read_plan(plan or None))
    with speaking(spoken_here()):
        if as_json:
            print_json(retold_data(seen.as_data(str(file))))
        else:
            _print(line for sheet in seen.sheets for line in lines_of_file(sheet))
    if seen.refused:
        sys.exit(1)


@click.command()
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the list also as a page to send back, for example viat.html.",
)
@click.option("--all", "every", is_flag=True, help="List the files without faults too.")
@common_options
def check(
    page: Path | None, every: bool, workspace: Path, plan: str, lang: str, as_json: bool
) -> None:
    """Check data/raw and vastaanottajat.csv; list every fault by file, row and column.

    The list is in the language of --lang, or of the computer; the page is in Finnish by default.
    """
    from salo_plan.cli.fault_list import lines_of_review
    from salo_plan.extracts.comments import read_comments
    from salo_plan.extracts.example_mark import example_files, refuse_mixing
    from salo_plan.extracts.received import read_received
    from salo_plan.extracts.review import review
    from salo_plan.messages import retold_data, speaking
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.fault_page import fault_page

    promised = read_plan(plan or None)
    received = read_received(workspace, promised.municipalities)
    found = review(received, promised, read_comments(workspace, promised))
    if page:
        page.write_text(fault_page(found, lang), encoding="utf-8", newline="\n")
    with speaking(spoken_here()):
        if as_json:
            print_json(retold_data(found.as_data()))
        else:
            _print(lines_of_review(found, every))
    refuse_mixing(received.tables, example_files(workspace))
    if found.refused:
        sys.exit(1)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)
