"""The command that makes what is owed: `run`."""

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salo_plan.cli.looking import ON, read_day
from salo_plan.cli.mailing import mail_line
from salo_plan.cli.making_options import Making, making_options
from salo_plan.cli.making_owed import make_owed
from salo_plan.cli.options import common_options, print_event
from salo_plan.cli.telling import Tone, answer, fail, in_words, is_quiet, toned, warn
from salo_plan.cli.waiting import extracts, waiting_lines
from salo_plan.told import Told

if TYPE_CHECKING:
    from salo_plan.plan.model import Plan
    from salo_plan.publishing.events import Tell

# How a report may end, and in which colour it is told.
_TONES: dict[str, Tone] = {"issued": "good", "failed": "error", "blocked": "warning"}
COUNTED = tuple(_TONES)
_NOT_MADE = {"failed": Told("failed"), "blocked": Told("blocked")}


@click.command()
@click.option("--on", default="", metavar="YYYY-MM-DD", help=ON)
@click.option(
    "--send",
    is_flag=True,
    help="Also mail what is made and not sent yet to the readers in vastaanottajat.csv.",
)
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
    """Make all reports that are owed by a day, missed ones too.

    What is issued already is made again only when its figures were corrected. At a terminal it
    shows a bar, elsewhere one line of JSON an event.
    """
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.desk import DeskTakenError, publishing_desk
    from salo_plan.publishing.events import Watch

    day, the_plan = read_day(on), read_plan(plan or None)
    post = _post(workspace) if send else None
    tell = Watch(_listener(as_json, the_plan))
    try:
        with publishing_desk(workspace) as desk:
            result = make_owed(desk, workspace, the_plan, day, tell, plan, making)
            sent = post(desk, workspace, the_plan, tell) if post else None
    except DeskTakenError as error:
        warn([Told("{reason} Nothing was done.", reason=str(error))])
        return
    if result.failed or (sent and not sent.complete):
        sys.exit(1)


def _listener(as_json: bool, plan: "Plan") -> "Tell":
    """Choose how a run is told: in lines of JSON, to a person, or only what goes wrong in it."""
    if as_json:
        return print_event
    if is_quiet():
        return by_name(tell_trouble, plan)
    return by_name(Progress(), plan) if sys.stdout.isatty() else print_event


def by_name(listener: "Tell", plan: "Plan") -> "Tell":
    """Let a person hear of audiences by the names that the plan gives them."""
    from salo_plan.plan.audiences import audience_name

    names = {audience.id: audience_name(audience) for audience in plan.audience}

    def tell(event: dict[str, Any]) -> None:
        called = event.get("audience", "")
        listener(event | {"audience": names.get(called, called)})

    return tell


def tell_trouble(event: dict[str, Any]) -> None:
    """Say of a run only what went wrong in it."""
    from salo_plan.publishing.events import TROUBLES

    if event["event"] in TROUBLES:
        line = not_made(event) if event["event"] == "failed" else mail_line(event)
        # A list of readers that is refused ends the command, which tells why.
        if line:
            fail(line)


def _post(workspace: Path) -> Callable[..., Any]:
    """Open the way out before anything is made, so that wrong settings are told at once."""
    from salo_plan.publishing.mail.post import open_post, send_and_notify

    return partial(send_and_notify, open_post(os.environ, workspace))


class Progress:
    """Shows a run to a person at a terminal: a bar, what failed, and what the others wait for."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._waiting: list[tuple[str, list[str]]] = []

    def __call__(self, event: dict[str, Any]) -> None:
        """Show one event."""
        name = event["event"]
        if name == "started":
            answer(Told("{count} reports are owed on {day}.", count=event["owed"], day=event["on"]))
            self._bar = click.progressbar(length=event["owed"])
        elif name == "done":
            self._bar.render_finish()
            click.echo(", ".join(_counted(event)) + ".")
            for waits in waiting_lines(self._waiting):
                answer(waits)
        elif name in COUNTED:
            self._bar.update(1)
            if name == "failed":
                click.echo(f"\n{not_made(event)}")
            elif name == "blocked":
                self._waiting.append((event["month"], event["missing"]))
        elif line := mail_line(event):
            answer(line)


def _counted(event: dict[str, Any]) -> Iterator[str]:
    """Say how many reports ended how; a count of none has no colour."""
    counts = {
        "issued": Told("{count} made", count=event["issued"]),
        "failed": Told("{count} failed", count=event["failed"]),
        "blocked": Told("{count} blocked", count=event["blocked"]),
    }
    for name, told in counts.items():
        yield toned(told, _TONES[name]) if event[name] else in_words(told)


def not_made(event: dict[str, Any]) -> str:
    """Write in one line which report was not made, and why."""
    lacking = Told("missing: {extracts}", extracts=extracts(event.get("missing", ())))
    reason = in_words(event.get("reason") or lacking)
    word = toned(_NOT_MADE[event["event"]], _TONES[event["event"]])
    return f"{word}: {in_words(event['audience'])} {event['month']}: {reason}"
