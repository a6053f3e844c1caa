"""What all commands share: plain error messages, nearest names, the common options, JSON."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salo_plan.errors import SaloPlanError, unknown_name

if TYPE_CHECKING:
    from salo_plan.plan.model import Plan
    from salo_plan.reports.material import Material


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
        from salo_plan.publishing.disk import plain_disk_faults

        try:
            with plain_disk_faults():
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


def print_event(event: dict[str, Any]) -> None:
    """Print an event as one line of JSON, for logs and other programs."""
    click.echo(json.dumps(event, ensure_ascii=False))


def material_of(workspace: Path, plan: str) -> "Material":
    """Read the plan and all that was received, and tell the analyst what to know about it."""
    from salo_plan.plan.reading import read_plan

    return gathered(read_plan(plan or None), workspace)


def gathered(plan: "Plan", workspace: Path) -> "Material":
    """Read all that was received under a plan, and tell the analyst what to know about it."""
    from salo_plan.reports.material import gather

    material = gather(plan, workspace)
    tell(material.warnings)
    return material


def tell(warnings: Iterable[str]) -> None:
    """Tell the analyst what to know, on stderr."""
    for warning in warnings:
        click.echo(f"salo-plan: {warning}", err=True)


def shown_path(path: Path, workspace: Path) -> str:
    """Write a path as short as it can be opened from where the caller stands."""
    return str(path.relative_to(workspace)) if Path.cwd() == workspace else str(path)
