"""The `salo-plan` command: it only reads the call; the work is done in the rooms."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salo_plan.errors import CallError, SaloPlanError, unknown_name

if TYPE_CHECKING:
    from salo_plan.reports.opening import Material


class Commands(click.Group):
    """The command group: errors are one plain message, unknown names get the nearest one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(unknown_name("command", args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a SaloPlanError becomes its message and exit code."""
        try:
            return super().invoke(ctx)
        except SaloPlanError as error:
            click.echo(f"salo-plan: {error}", err=True)
            ctx.exit(error.exit_code)


def _workspace(_: click.Context, __: click.Parameter, value: str) -> Path:
    from salo_plan.workspace import find_workspace

    return find_workspace(value)


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command accepts."""
    for option in (
        click.option(
            "--workspace",
            default="",
            metavar="DIR",
            callback=_workspace,
            help="The folder with data/ and outputs/; the current one by default.",
        ),
        click.option("--plan", default="", metavar="FILE", help="Another plan file."),
        click.option("--lang", default="fi", metavar="fi|en", help="Language of the report."),
        click.option("--json", "as_json", is_flag=True, help="Answer as JSON."),
    ):
        command = option(command)
    return command


def print_json(data: Any) -> None:
    """Print JSON for other programs; NaN is refused."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))


def _material(workspace: Path, plan: str) -> "Material":
    from salo_plan.plan.reading import read_plan
    from salo_plan.reports.opening import gather

    return gather(read_plan(plan or None), workspace)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Make the reports of the employment plan, from received extracts to finished pages."""


@main.command()
@click.option("--month", default="", metavar="YYYY-MM", help="The month; the newest by default.")
@common_options
def indicators(month: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """List the indicators with target, baseline, latest value and verdict."""
    from salo_plan.indicators.assess import assess
    from salo_plan.indicators.listing import listing
    from salo_plan.periods import Month
    from salo_plan.reports.rows import scoreboard_rows

    wanted = Month.parse(month) if month else None
    material = _material(workspace, plan)
    _warn(material)
    shown = wanted or material.newest_month
    if shown is None:
        raise CallError("no month has a figure for 'clients' yet; name one with --month.")
    measurements = material.measuring.measurements
    findings = assess(material.plan, measurements, shown)
    if as_json:
        print_json(listing(material.plan, findings))
        return
    rows = scoreboard_rows(material.plan, findings, measurements)
    width = max(len(row.name) for row in rows)
    for row in rows:
        click.echo(f"{row.name:<{width}}  {row.printed:>12}  {row.target:<34}  {row.verdict_word}")


@main.command()
@click.argument("audience")
@click.argument("month")
@common_options
def report(audience: str, month: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Make one report, for example `report steering_group 2022-11`."""
    from salo_plan.periods import Month

    wanted = Month.parse(month)
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.issue import Order, issue_report
    from salo_plan.reports.opening import find_audience, gather

    promised = read_plan(plan or None)
    find_audience(promised, audience)
    material = gather(promised, workspace)
    _warn(material)
    issue = issue_report(Order(workspace, audience, wanted, lang, plan), material)
    shown = _shown(issue.page, workspace)
    if as_json:
        print_json({"page": shown, "version": issue.version, "made": issue.made})
        return
    click.echo(shown if issue.made else f"{shown} (unchanged)")


def _warn(material: "Material") -> None:
    for warning in material.warnings:
        click.echo(f"salo-plan: {warning}", err=True)


def _shown(path: Path, workspace: Path) -> str:
    return str(path.relative_to(workspace)) if Path.cwd() == workspace else str(path)


@main.group("plan", cls=Commands)
def plan_group() -> None:
    """Look at the plan file."""


@plan_group.command("check")
@click.option("--text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
def plan_check(text: Path | None, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Read the plan file strictly; with --text, print what of the plan's text it does not cover."""
    from salo_plan.plan.coverage import pieces, uncovered
    from salo_plan.plan.reading import read_plan

    promised = read_plan(plan or None)
    found = pieces(promised)
    left = uncovered(promised, text.read_text(encoding="utf-8")) if text else ()
    if as_json:
        entries = [{"id": p.id, "kind": p.kind, "text": p.text} for p in found]
        print_json({"entries": entries, "uncovered": list(left)})
    else:
        click.echo(
            f"{promised.title}: {len(found)} entries, {len(promised.indicators)} indicators."
        )
        for piece in left:
            click.echo(f"not covered: {piece}")
    if left:
        sys.exit(1)


@main.command()
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@common_options
def lab(arguments: tuple[str, ...], workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Open JupyterLab on the notebooks."""
    import os
    import subprocess

    from salo_plan.publishing.notebook import notebook_path

    folder = notebook_path("steering_group").parent
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    call = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder.parent}", *arguments]
    call.append(f"--LabApp.default_url=/lab/tree/{folder.name}/steering_group.ipynb")
    sys.exit(subprocess.run(call, env=environment, check=False).returncode)


@main.command(hidden=True)
@common_options
@click.pass_context
def welcome(ctx: click.Context, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Make the first reports after set-up and say what to open."""
    from salo_plan.publishing.issue import Order, issue_report

    material = _material(workspace, plan)
    month = material.newest_month
    if month is None:
        raise CallError("data/raw has no figure for 'clients'; see data/raw/README.md.")
    issue = issue_report(Order(workspace, "steering_group", month, lang, plan), material)
    click.echo(f"Open this page in a browser: {_shown(issue.page, workspace)}")
