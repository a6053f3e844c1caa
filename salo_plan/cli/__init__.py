"""The `salo-plan` command: it only reads the call; the work is done in the rooms."""

import click

from salo_plan.cli.checking import check, inspect
from salo_plan.cli.example_year import year
from salo_plan.cli.explaining import explain
from salo_plan.cli.fetching import fetch
from salo_plan.cli.looking import due, indicators, verify
from salo_plan.cli.making import example, lab, measure, report, welcome
from salo_plan.cli.options import Commands
from salo_plan.cli.planning import plan_group
from salo_plan.cli.running import run
from salo_plan.cli.scheduling import schedule


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Make the reports of the employment plan, from received extracts to finished pages.

    Put the extracts into data/raw, then `salo-plan check` and `salo-plan run`; to try it without
    any, `salo-plan example` first. `salo-plan report --help` explains the command `report`.

    Exit code: 0 done, 1 the data or a report is not fit to publish, 2 wrong call or plan file.
    """


COMMANDS = (
    *(
        inspect,
        example,
        fetch,
        check,
        measure,
        indicators,
        explain,
        report,
        due,
        run,
        schedule,
        verify,
        plan_group,
        lab,
    ),
    *(welcome, year),
)
for command in COMMANDS:
    main.add_command(command)
