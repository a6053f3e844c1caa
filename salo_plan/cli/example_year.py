"""The command behind `python3 run.py year`: the whole example year, made as `run` makes it."""

import sys
from pathlib import Path
from typing import Any

import click

from salo_plan.cli.making import WAIT_SECONDS
from salo_plan.cli.making_options import Making, making_options
from salo_plan.cli.making_owed import make_owed
from salo_plan.cli.options import common_options, print_event, shown_path
from salo_plan.cli.running import COUNTED, by_name, not_made, tell_trouble
from salo_plan.cli.telling import answer, in_words, is_quiet, remark
from salo_plan.errors import CallError
from salo_plan.told import Told


@click.command(hidden=True)
@making_options
@common_options
def year(making: Making, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Make every report that the plan promises of the made-up example, and say what to open."""
    from salo_plan.plan.calendar import promises
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.desk import issued_reports, publishing_desk

    _have_example(workspace, as_json)
    the_plan = read_plan(plan or None)
    to_person = by_name(tell_trouble if is_quiet() else Lines(), the_plan)
    tell = print_event if as_json else to_person
    promised = {(p.audience, str(p.month)): p.due for p in promises(the_plan)}
    last = max(promised.values())
    with publishing_desk(workspace, WAIT_SECONDS) as desk:
        result = make_owed(desk, workspace, the_plan, last, tell, plan, making)
    ready = len(issued_reports(workspace / "outputs") & promised.keys())
    index = shown_path(workspace / "outputs" / "index.html", workspace)
    if as_json:
        print_event({"event": "year", "promised": len(promised), "ready": ready, "index": index})
    else:
        made = Told("{count} of them made now", count=result.issued)
        remark(
            Told(
                "{ready} of the year's {count} reports are ready, {made}.",
                ready=ready,
                count=len(promised),
                made=made if result.issued else Told("none of them made now"),
            )
        )
        remark(Told("Open in a browser:"))
        remark(f"  {index}")
    if ready < len(promised) or result.failed:
        sys.exit(1)


def _have_example(workspace: Path, as_json: bool) -> None:
    """Write the example where nothing has been received; leave received extracts alone."""
    from salo_plan.example import example_files, write_example
    from salo_plan.publishing.owed import has_received

    if not has_received(workspace):
        write_example(workspace)
        if not as_json:
            remark(Told("Made-up example extracts of 2022-2023 were written into data/raw."))
    elif not example_files(workspace):
        raise CallError(
            Told(
                "data/raw holds received extracts, and the example year is made of made-up ones. "
                "Nothing was touched. `salo-plan run` makes what is owed of your own extracts; "
                "the example year goes into another folder: python3 run.py year --workspace DIR"
            )
        )


class Lines:
    """Tells a run report by report, in lines that are as plain in a log as at a terminal."""

    def __init__(self) -> None:
        self._owed = self._done = 0

    def __call__(self, event: dict[str, Any]) -> None:
        """Show one event."""
        if event["event"] == "started":
            self._owed = event["owed"]
            if self._owed:
                answer(
                    Told("{count} reports are to be made, a few seconds each:", count=self._owed)
                )
        elif event["event"] in COUNTED:
            self._done += 1
            made = event["event"] == "issued"
            named = f"{event['month']}  {in_words(event['audience'])}"
            told = named if made else not_made(event)
            click.echo(f"{self._done:>3}/{self._owed}  {told}")
