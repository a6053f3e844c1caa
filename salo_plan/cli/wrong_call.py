"""What is wrong with a call that cannot be read, in one plain message like any other.

click finds it and says it in English; here it is told anew by what click found.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from salo_plan.cli.telling import in_words, toned
from salo_plan.told import Told


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
    return Told("the call is not complete or has a word too much: {error}", error=error.message)


def _name(parameter: click.Parameter) -> str:
    return (
        parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
    )
