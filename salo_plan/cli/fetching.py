"""Commands that fetch published figures from their source."""

from pathlib import Path

import click

from salo_plan.cli.looking import read_day
from salo_plan.cli.options import Commands, common_options, print_json, shown_path
from salo_plan.cli.telling import remark, warn
from salo_plan.errors import PlanError
from salo_plan.told import Told


@click.group(cls=Commands)
def fetch() -> None:
    """Fetch published figures into data/raw, for example `fetch statfin`."""


@fetch.command()
@click.option(
    "--url",
    default="",
    envvar="SALO_PLAN_STATFIN_URL",
    metavar="URL",
    help="The address of another statistics service, also as SALO_PLAN_STATFIN_URL; Statistics "
    "Finland by default.",
)
@common_options
def statfin(url: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Fetch unemployment and activation of the plan's areas into data/raw/statfin.

    When something fails, the files stay as they were.
    """
    from salo_plan.extracts.pxweb_service import PxWebService
    from salo_plan.extracts.statfin_fetch import SERVICE, fetch_statfin
    from salo_plan.plan.file import plan_path
    from salo_plan.plan.reading import read_plan

    areas = read_plan(plan or None).statistics
    if areas is None:
        raise PlanError(
            Told(
                "{file} names no areas to fetch ([statistics]).",
                file=plan_path(plan or None).name,
            )
        )

    with PxWebService() as service:
        fetched = fetch_statfin(workspace, service, areas, read_day(""), url or SERVICE)
    warn(fetched.warnings)
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
        remark(
            Told(
                "{shown}  newest month {newest}, {figures} figures",
                shown=shown,
                newest=table.newest,
                figures=table.figures,
            )
        )
