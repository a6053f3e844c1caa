"""Commands that only look: indicators, due, verify."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from salo_plan.cli.completion import offering, received_months
from salo_plan.cli.options import common_options, material_of, print_json
from salo_plan.cli.telling import answer, in_words, remark, spoken_here, toned, warning_last
from salo_plan.cli.waiting import extracts
from salo_plan.errors import CallError, DataError
from salo_plan.told import Told

if TYPE_CHECKING:
    from salo_plan.indicators.assess import Finding
    from salo_plan.indicators.measurements import Measurements
    from salo_plan.plan.model import Plan
    from salo_plan.publishing.standing import Owed

HELSINKI = ZoneInfo("Europe/Helsinki")
_STATES = {"owed": Told("owed"), "reissue": Told("reissue"), "blocked": Told("blocked")}
ON = "The day, for example 2023-10-26; today in Finland by default."


@click.command()
@click.option(
    "--month",
    default="",
    metavar="YYYY-MM",
    shell_complete=offering(received_months),
    help="The month, for example 2023-09; by default the newest with a number of clients.",
)
@common_options
def indicators(month: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """List all indicators of the plan with their value, target and verdict in one month.

    With --json also baseline, parts and changes, for example `indicators --month 2023-09 --json`.
    """
    from salo_plan.indicators.assess import assess
    from salo_plan.indicators.listing import listing
    from salo_plan.messages import speaking
    from salo_plan.periods import Month
    from salo_plan.reports.plan_words import worded

    wanted = Month.parse(month) if month else None
    material = material_of(workspace, plan)
    shown = wanted or material.newest_month
    if shown is None:
        raise DataError(Told("no month has a figure for 'clients' yet; name one with --month."))
    measurements = material.measuring.measurements
    # A program reads the names of the report, a person those of the language being spoken.
    with speaking(lang if as_json else spoken_here()):
        told = worded(material.plan)
        findings = assess(told, measurements, shown)
        if as_json:
            print_json(listing(told, findings))
        else:
            _show_rows(told, findings, measurements)
    if material.received.refused:
        sys.exit(1)


def _show_rows(plan: "Plan", findings: "tuple[Finding, ...]", measurements: "Measurements") -> None:
    from salo_plan.reports.rows import scoreboard_rows

    rows = scoreboard_rows(plan, findings, measurements)
    width = max(len(row.name) for row in rows)
    for row in rows:
        click.echo(f"{row.name:<{width}}  {row.printed:>12}  {row.target:<34}  {row.verdict_word}")


@click.command()
@click.option("--on", default="", metavar="YYYY-MM-DD", help=ON)
@common_options
def due(on: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """List the reports that are owed by a day and not issued yet; nothing is made.

    `owed` can be made, `reissue` has corrected figures, `blocked` waits for an extract.
    """
    from salo_plan.plan.audiences import audience_name
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.standing import Reckoning, Standing

    day = read_day(on)

    def anew() -> Standing:
        from salo_plan.publishing.owed import standing_of
        from salo_plan.reports.material import gather

        return standing_of(gather(the_plan, workspace), workspace, day)

    the_plan = read_plan(plan or None)
    standing = Reckoning.of(workspace, the_plan, day).reckon(anew)
    with warning_last(standing.warnings):
        if as_json:
            print_json([item.as_data() for item in standing.owed])
            return
        names = {audience.id: in_words(audience_name(audience)) for audience in the_plan.audience}
        for item in standing.owed:
            answer(f"{item.due}  {names[item.audience]:<17} {item.month}  {_state(item)}")
        remark(_counted(standing.owed, day))


def _state(item: "Owed") -> str:
    """Say in which state a report is, and what it lacks."""
    state = _STATES[item.state]
    if not item.missing:
        return in_words(state)
    missing = Told("missing: {extracts}", extracts=extracts(item.missing))
    return f"{toned(state, 'warning')}  {in_words(missing)}"


def _counted(owed: "tuple[Owed, ...]", day: date) -> Told:
    """Say how many of what is owed can be made, must be made again, and cannot be made yet."""
    states = [item.state for item in owed]
    if not states:
        return Told("Nothing is owed on {day}.", day=day)
    return Told(
        "On {day} {ready} can be made, {again} must be made again, {waiting} wait for extracts.",
        day=day,
        ready=states.count("owed"),
        again=states.count("reissue"),
        waiting=states.count("blocked"),
    )


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@common_options
def verify(path: Path, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Make a published report again and say whether it still comes out the same.

    PATH is the report's folder, for example `verify outputs/2023-09/steering_group`. Nothing that
    is published is touched.
    """
    from salo_plan.publishing.verifying import verify as make_again

    verdict = make_again(path, plan)
    if as_json:
        print_json({"holds": verdict.holds, "differs": list(verdict.differs)})
    else:
        for line in verdict.differs:
            answer(line)
        holds, fails = Told("It holds."), Told("It does not hold.")
        click.echo(toned(holds, "good") if verdict.holds else toned(fails, "error"))
    if not verdict.holds:
        sys.exit(1)


def read_day(text: str) -> date:
    """Read a day written YYYY-MM-DD; an empty text is today in Finland."""
    if not text:
        return datetime.now(HELSINKI).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CallError(Told("'{text}' is not a day. Write it as YYYY-MM-DD.", text=text)) from None
