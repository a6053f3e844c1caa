"""Commands that fetch published figures from their source."""

from pathlib import Path

import click

from salo_plan.cli.looking import read_day
from salo_plan.cli.options import Commands, common_options, print_json, shown_path


@click.group(cls=Commands)
def fetch() -> None:
    """Fetch published figures from their source into data/raw."""


@fetch.command()
@click.option(
    "--url",
    default="",
    envvar="SALO_PLAN_STATFIN_URL",
    metavar="URL",
    help="Another statistics service (or SALO_PLAN_STATFIN_URL); Statistics Finland by default.",
)
@common_options
def statfin(url: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Fetch unemployment and activation from the API; a failure changes nothing."""
    from salo_plan.extracts.pxweb_service import PxWebService
    from salo_plan.extracts.statfin_fetch import SERVICE, fetch_statfin

    with PxWebService() as service:
        fetched = fetch_statfin(workspace, service, read_day(""), url or SERVICE)
    for warning in fetched.warnings:
        click.echo(f"salo-plan: {warning}", err=True)
    if as_json:
        tables = [
            {
                "path": table.path.relative_to(workspace).as_posix(),
                "newest_month": str(table.newest),
                "figures": table.figures,
            }
            for table in fetched.tables
        ]
        print_json({"tables": tables, "warnings": list(fetched.warnings)})
        return
    for table in fetched.tables:
        shown = shown_path(table.path, workspace)
        click.echo(f"{shown}  newest month {table.newest}, {table.figures} figures")
