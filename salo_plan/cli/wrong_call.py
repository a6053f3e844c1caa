"""What is wrong with a call that cannot be read, in one plain message like any other.

click finds it and says it in English; here it is told anew by what click found.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from salo_plan.cli.telling import in_words, toned
from salo_plan.told import Told

_TOO_MUCH = re.compile(r"Got unexpected extra arguments? \((.+)\)")
_ARGUMENTS = {
    "audience": Told("AUDIENCE (who the report is for)"),
    "month": Told("MONTH (the last month that it tells of)"),
    "indicator": Told("INDICATOR (an id, which `salo-plan indicators --json` lists)"),
    "file": Told("FILE (the file to look at)"),
    "path": Told("PATH (the folder of a report)"),
}


class WrongCallError(click.UsageError):
    """A call that cannot be read; the message is shown as it is, without the usage line."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say what is wrong, and which call explains the command."""
        colour = self.ctx.color if self.ctx else None
        click.echo(f"{toned('salo-plan', 'error')}: {self.message}", file, err=True, color=colour)


@contextmanager
def wrong_calls_told() -> Iterator[None]:
    """Tell anew what click finds wrong with a call that is read inside the block."""
    try:
        yield
    except (WrongCallError, click.exceptions.NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        raise wrong_call(_told(error), error.ctx) from error


def wrong_call(reason: str, context: click.Context | None) -> WrongCallError:
    """Make the error of a wrong call: what is wrong with it, and where the command is explained."""
    command = context.command_path if context else "salo-plan"
    where = Told("`{command} --help` explains the call.", command=command)
    return WrongCallError(in_words(Told.joined(" ", [reason, where])), context)


def _told(error: click.UsageError) -> Told:
    if isinstance(error, click.NoSuchOption):
        if error.possibilities:
            return Told(
                "there is no option {option} here. Did you mean {near}?",
                option=error.option_name,
                near=error.possibilities[0],
            )
        return Told("there is no option {option} here.", option=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return Told("the option {option} is not complete.", option=error.option_name)
    name = _name(error.param) if isinstance(error, click.BadParameter) and error.param else ""
    if isinstance(error, click.MissingParameter):
        return Told("{name} is missing.", name=name)
    if name and isinstance(error, click.BadParameter):
        if error.param and isinstance(error.param.type, click.types.IntParamType):
            return Told("{name} must be a whole number.", name=name)
        return Told("{name} is not right: {error}", name=name, error=error.message)
    if found := _TOO_MUCH.match(error.message):
        return Told("the call has a word too much: {words}.", words=found[1])
    return Told("the call is not complete: {error}", error=error.message)


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return _ARGUMENTS.get(str(parameter.name), parameter.human_readable_name)
