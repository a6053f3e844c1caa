"""The command that makes what is owed: `run`."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from salo_plan.cli.mailing import mail_line
from salo_plan.cli.making_options import Making, making_options
from salo_plan.cli.making_owed import make_owed
from salo_plan.cli.options import common_options, print_event

COUNTED = ("issued", "failed", "blocked")


@click.command()
@click.option("--on", default="", metavar="YYYY-MM-DD", help="The day; today by default.")
@click.option("--send", is_flag=True, help="Also send what is issued and not sent yet.")
@making_options
@common_options
def run(
    on: str,
    send: bool,
    making: Making,
    workspace: Path,
    plan: str,
    lang: str,
    as_json: bool,
) -> None:
    """Make all reports that are owed by a day, missed ones too."""
    from salo_plan.cli.looking import read_day
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.desk import DeskTakenError, publishing_desk
    from salo_plan.publishing.events import Watch

    day, the_plan = read_day(on), read_plan(plan or None)
    post = _post(workspace) if send else None
    tell = Watch(print_event if as_json or not sys.stdout.isatty() else Progress())
    try:
        with publishing_desk(workspace) as desk:
            result = make_owed(desk, workspace, the_plan, day, tell, plan, making)
            sent = post(desk, workspace, the_plan, tell) if post else None
    except DeskTakenError as error:
        click.echo(f"salo-plan: {error} Nothing was done.", err=True)
        return
    if result.failed or (sent and not sent.complete):
        sys.exit(1)


def _post(workspace: Path) -> Callable[..., Any]:
    """Open the way out before anything is made, so that wrong settings are told at once."""
    from salo_plan.publishing.mail.post import open_post, send_and_notify

    return partial(send_and_notify, open_post(os.environ, workspace))


class Progress:
    """Shows a run to a person at a terminal: a bar, and a line for what was not made."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __call__(self, event: dict[str, Any]) -> None:
        """Show one event."""
        name = event["event"]
        if name == "started":
            click.echo(f"{event['owed']} reports are owed on {event['on']}.")
            self._bar = click.progressbar(length=event["owed"])
        elif name == "done":
            self._bar.render_finish()
            click.echo(
                f"{event['issued']} made, {event['failed']} failed, {event['blocked']} blocked."
            )
        elif name in COUNTED:
            self._bar.update(1)
            if name != "issued":
                click.echo(f"\n{not_made(event)}")
        elif line := mail_line(event):
            click.echo(line)


def not_made(event: dict[str, Any]) -> str:
    """Write in one line which report was not made, and why."""
    missing = ", ".join(event.get("missing", ()))
    reason = event.get("reason") or f"missing {missing}"
    return f"{event['event']}: {event['audience']} {event['month']}: {reason}"
