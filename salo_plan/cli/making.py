"""Commands that make something: the example, measurements, a report, a first page; and the lab."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from salo_plan.cli.completion import offering, plan_audiences, received_months
from salo_plan.cli.making_options import Making, hiring, making_options
from salo_plan.cli.options import common_options, material_of, print_json, shown_path
from salo_plan.cli.telling import remark, warn, warning_last
from salo_plan.cli.waiting import waiting_lines
from salo_plan.errors import CallError, DataError
from salo_plan.told import Told

if TYPE_CHECKING:
    from salo_plan.publishing.making import Order
    from salo_plan.reports.material import Material

FIRST_REPORTS = 3
# A report waits for another one that is just being made.
WAIT_SECONDS = 600


@click.command()
@click.option("--remove", is_flag=True, help="Take the example's files away; changed ones stay.")
@click.option(
    "--seed", default=2023, metavar="N", show_default=True, help="Another number, other figures."
)
@common_options
def example(remove: bool, seed: int, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Write made-up extracts of 2022-2023 into data/raw, to try the program; or take them away.

    Received files are never written over.
    """
    from salo_plan.example import write_example

    if remove:
        _remove_example(workspace, plan, as_json)
        return
    written = [path.relative_to(workspace).as_posix() for path in write_example(workspace, seed)]
    if as_json:
        print_json({"written": written})
    else:
        remark(
            Told(
                "{count} example extracts are in data/raw (all figures made up).",
                count=len(written),
            )
        )


def _remove_example(workspace: Path, plan: str, as_json: bool) -> None:
    """Take away the example and what was made of it, so that only a town's own counts."""
    from salo_plan.example import remove_example
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.desk import publishing_desk
    from salo_plan.publishing.index import write_index
    from salo_plan.publishing.withdrawing import withdraw_example

    the_plan = read_plan(plan or None)
    with publishing_desk(workspace, WAIT_SECONDS) as desk:
        reports = withdraw_example(desk)
        if reports:
            write_index(workspace, the_plan)
        removed, kept = remove_example(workspace)
    if as_json:
        named = {"removed": removed, "kept": kept, "reports": reports}
        print_json({name: list(map(str, places)) for name, places in named.items()})
        return
    remark(Told("{count} example extracts were taken away.", count=len(removed)))
    for path in kept:
        remark(Told("kept, because it was changed: {path}", path=path))
    if reports:
        remark(
            Told(
                "{count} reports that were made of the example were taken away too.",
                count=len(reports),
            )
        )


@click.command()
@common_options
def measure(workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Read data/raw and count every indicator of every month into data/processed.

    The other commands do it too when they need it.
    """
    material = material_of(workspace, plan)
    measurements = list(material.measuring.measurements)
    months = sorted({str(item.month) for item in measurements})
    if as_json:
        print_json({"measurements": len(measurements), "months": months})
    else:
        span = Told("{first} to {last}", first=months[0], last=months[-1]) if months else ""
        remark(
            Told(
                "{count} measurements, {span}, are in data/processed.",
                count=len(measurements),
                span=span or Told("no month"),
            )
        )
    if material.received.refused:
        sys.exit(1)


@click.command()
@click.argument("audience", shell_complete=offering(plan_audiences))
@click.argument("month", shell_complete=offering(received_months))
@click.option(
    "--pdf",
    is_flag=True,
    help="Also print report.pdf beside it, by the computer's Chromium, Chrome or Edge.",
)
@making_options
@common_options
def report(
    audience: str,
    month: str,
    pdf: bool,
    making: Making,
    workspace: Path,
    plan: str,
    lang: str,
    as_json: bool,
) -> None:
    """Make one report, for example `report steering_group 2022-11`.

    AUDIENCE is steering_group, public, staff, management_group or city_board, or another one of
    the plan file; its name there (ohjausryhmä) is understood too. MONTH is the last month that it
    tells of. The page is outputs/MONTH/AUDIENCE/report.html; when nothing has changed since it
    was made, it stays.
    """
    from salo_plan.periods import Month
    from salo_plan.publishing.pdf import find_browser, write_pdf

    wanted = Month.parse(month)
    browser = find_browser() if pdf else None
    with hiring(making, workspace, plan) as hire:
        # Imported while the workers that are hired import as much.
        from salo_plan.plan.audiences import audience_called
        from salo_plan.plan.reading import read_plan
        from salo_plan.publishing.batch import issue_one
        from salo_plan.publishing.desk import publishing_desk
        from salo_plan.publishing.index import write_index
        from salo_plan.publishing.making import Order
        from salo_plan.publishing.notebook_file import notebook_path
        from salo_plan.reports.material import gather
        from salo_plan.reports.opening import require_makeable

        the_plan = read_plan(plan or None)
        called = audience_called(the_plan, audience).id
        notebook_path(called)
        material = gather(the_plan, workspace)
        with warning_last(material.warnings, str(wanted)):
            require_makeable(material, wanted, lang)
            order = Order(workspace, called, wanted, lang, plan)
            with publishing_desk(workspace, WAIT_SECONDS) as desk:
                issue = issue_one(order, material, desk, hire=hire)
                write_index(workspace, material.plan)
                printed = write_pdf(issue.page, browser) if browser else None
    shown = shown_path(issue.page, workspace)
    beside = {"pdf": shown_path(printed, workspace)} if printed else {}
    if as_json:
        warn(issue.warnings)
        print_json({"page": shown, "version": issue.version, "made": issue.made, **beside})
        return
    remark(shown if issue.made else Told("{page} (unchanged)", page=shown))
    for path in beside.values():
        remark(path)
    warn(issue.warnings)


@click.command()
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@common_options
def lab(arguments: tuple[str, ...], workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Open JupyterLab on the notebooks: the workspace's own, where it has some.

    ARGUMENTS go on to JupyterLab, for example `lab -- --no-browser --port 8890`.
    """
    from salo_plan.publishing.notebook_file import notebook_path
    from salo_plan.workspace import VARIABLE

    first = workspace / "notebooks" / "steering_group.ipynb"
    folder = (first if first.is_file() else notebook_path("steering_group")).parent
    call = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder.parent}", *arguments]
    call.append(f"--LabApp.default_url=/lab/tree/{folder.name}/{first.name}")
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    if (workspace / "data" / "raw").is_dir():
        environment[VARIABLE] = str(workspace)
    sys.exit(subprocess.run(call, env=environment, check=False).returncode)


@click.command(hidden=True)
@making_options
@common_options
def welcome(making: Making, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Make the first reports after set-up and say what to open."""
    from salo_plan.example import write_example
    from salo_plan.publishing.desk import publishing_desk
    from salo_plan.publishing.owed import has_received

    if not has_received(workspace):
        write_example(workspace)
        remark(Told("data/raw has no extracts yet: made-up example extracts were written there."))
    with publishing_desk(workspace, WAIT_SECONDS) as desk, hiring(making, workspace, plan) as hire:
        from salo_plan.plan.reading import read_plan
        from salo_plan.publishing.batch import issue_all
        from salo_plan.publishing.index import write_index
        from salo_plan.publishing.workers import Failed
        from salo_plan.reports.material import gather

        material = gather(read_plan(plan or None), workspace)
        with warning_last(material.warnings):
            orders = _first_orders(material, plan, lang)
            ended = dict(issue_all(orders, material, desk, hire=hire))
            index = write_index(workspace, material.plan)
    issues = [issue for order in orders if not isinstance(issue := ended[order], Failed)]
    failed = [end.reason for end in ended.values() if isinstance(end, Failed)]
    warn(warning for issue in issues for warning in issue.warnings)
    remark(Told("Open in a browser:"))
    for page in (index, *(issue.page for issue in issues)):
        remark(f"  {shown_path(page, workspace)}")
    if failed:
        raise DataError(Told.joined("\n", failed))


def _first_orders(material: "Material", plan: str, lang: str) -> "list[Order]":
    """Choose what to make first: the example's last months, or what is owed of real extracts."""
    from salo_plan.cli.looking import read_day
    from salo_plan.publishing.making import Order
    from salo_plan.publishing.notebook_file import has_notebook
    from salo_plan.publishing.owed import owed_reports

    workspace, newest = material.received.workspace, material.newest_month
    if newest is None:
        raise CallError(Told("data/raw has no figure for 'clients'; see data/raw/README.md."))
    if material.received.example:
        months = (newest.plus(step) for step in range(1 - FIRST_REPORTS, 1))
        return [Order(workspace, "steering_group", month, lang, plan) for month in months]
    owed = owed_reports(material, workspace, read_day(""))
    for line in waiting_lines((str(i.month), i.missing) for i in owed if i.state == "blocked"):
        remark(line)
    return [
        Order(workspace, item.audience, item.month, lang, plan)
        for item in owed
        if item.state != "blocked" and has_notebook(item.audience)
    ]
