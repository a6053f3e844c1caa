"""What all commands share: plain error messages, nearest names, the common options, JSON."""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from salo_plan.cli.completion import one_of
from salo_plan.cli.progress_line import progress_shown
from salo_plan.cli.telling import (
    colours_wanted,
    fail,
    speak,
    speaking_only_if_asked,
    warn,
)
from salo_plan.cli.wrong_call import wrong_call, wrong_calls_told
from salo_plan.errors import CallError, SaloPlanError, unknown_name
from salo_plan.told import Told

if TYPE_CHECKING:
    from salo_plan.plan.model import Plan
    from salo_plan.reports.material import Material

LANGUAGES = ("fi", "en")
# The common options, by whether a value follows.
_VALUED, _FLAGS = ("--workspace", "--plan", "--lang"), ("--json", "--quiet")


class Commands(click.Group):
    """The command group: errors are one plain message, unknown names get the nearest one."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read a call; its messages have no colours where the user wants none."""
        with wrong_calls_told():
            given = {"color": colours_wanted(), **extra}
            return super().make_context(info_name, args, parent, **given)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options that every command has before the command's name too."""
        return super().parse_args(ctx, _name_first(args))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        known = ctx.resilient_parsing or self.get_command(ctx, args[0]) is not None
        if not known and not args[0].startswith("-"):
            raise wrong_call(unknown_name(Told("command"), args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a SaloPlanError becomes its message and exit code."""
        from salo_plan.publishing.disk import plain_disk_faults

        try:
            with plain_disk_faults(), wrong_calls_told():
                return super().invoke(ctx)
        except SaloPlanError as error:
            fail(str(error))
            ctx.exit(error.exit_code)


def _name_first(args: list[str]) -> list[str]:
    """Put the common options that stand before a command's name right after it."""
    name = 0
    while name < len(args) and args[name].split("=")[0] in (*_VALUED, *_FLAGS):
        name += 2 if args[name] in _VALUED else 1
    return [*args[name : name + 1], *args[:name], *args[name + 1 :]] if args[name:] else []


def _workspace(_: click.Context, __: click.Parameter, value: str) -> Path:
    from salo_plan.workspace import find_workspace

    return find_workspace(value)


def _language(context: click.Context, option: click.Parameter, value: str) -> str:
    """Speak the language that is asked for from here on; by default only the report is Finnish."""
    if value not in LANGUAGES:
        raise CallError(unknown_name(Told("language"), value, LANGUAGES))
    if context.get_parameter_source(option.name or "") is not ParameterSource.DEFAULT:
        speak(value)
    return value


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command accepts, and see to --quiet and the line of progress."""

    @wraps(command)
    def spoken(quiet: bool, as_json: bool, **others: Any) -> None:
        with speaking_only_if_asked(quiet), progress_shown(quiet or as_json):
            command(as_json=as_json, **others)

    for option in (
        click.option(
            "--workspace",
            default="",
            type=click.Path(),
            metavar="DIR",
            callback=_workspace,
            help="The folder in which data/ and outputs/ lie, for example /srv/reports; "
            "the current one by default.",
        ),
        click.option(
            "--plan",
            default="",
            type=click.Path(),
            metavar="FILE",
            help="Another plan file, for example salo_2024.toml; the plan of 2023 by default.",
        ),
        click.option(
            "--lang",
            default="fi",
            # Read first, so that what is wrong with the others is told in it.
            is_eager=True,
            callback=_language,
            **one_of(*LANGUAGES),
            help="The language of the report, fi by default, and of all that the program says, "
            "by default the computer's.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for other programs."),
        click.option(
            "--quiet",
            is_flag=True,
            help="Say only what was asked for and what went wrong, for example in cron.",
        ),
    ):
        spoken = option(spoken)
    return spoken


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
    warn(material.warnings)
    return material


def shown_path(path: Path, workspace: Path) -> str:
    """Write a path as short as it can be opened from where the caller stands."""
    return str(path.relative_to(workspace)) if Path.cwd() == workspace else str(path)
