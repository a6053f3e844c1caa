"""Commands that only look: indicators, due, plan check."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from salo_plan.cli.options import Commands, common_options, material_of, print_json, tell
from salo_plan.errors import CallError, DataError

if TYPE_CHECKING:
    from salo_plan.indicators.assess import Finding
    from salo_plan.reports.material import Material

HELSINKI = ZoneInfo("Europe/Helsinki")


@click.command()
@click.option("--month", default="", metavar="YYYY-MM", help="The month; the newest by default.")
@common_options
def indicators(month: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """List the indicators with target, baseline, latest value and verdict."""
    from salo_plan.indicators.assess import assess
    from salo_plan.indicators.listing import listing
    from salo_plan.periods import Month

    wanted = Month.parse(month) if month else None
    material = material_of(workspace, plan)
    shown = wanted or material.newest_month
    if shown is None:
        raise DataError("no month has a figure for 'clients' yet; name one with --month.")
    measurements = material.measuring.measurements
    findings = assess(material.plan, measurements, shown)
    if as_json:
        print_json(listing(material.plan, findings))
    else:
        _show_rows(material, findings)
    if material.received.refused:
        sys.exit(1)


def _show_rows(material: "Material", findings: "tuple[Finding, ...]") -> None:
    from salo_plan.reports.rows import scoreboard_rows

    measurements = material.measuring.measurements
    rows = scoreboard_rows(material.plan, findings, measurements)
    width = max(len(row.name) for row in rows)
    for row in rows:
        click.echo(f"{row.name:<{width}}  {row.printed:>12}  {row.target:<34}  {row.verdict_word}")


@click.command()
@click.option("--on", default="", metavar="YYYY-MM-DD", help="The day; today by default.")
@common_options
def due(on: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """List the reports that are owed by a day and not issued yet."""
    from salo_plan.plan.reading import read_plan
    from salo_plan.publishing.standing import Reckoning, Standing

    day = read_day(on)

    def anew() -> Standing:
        from salo_plan.publishing.owed import standing_of
        from salo_plan.reports.material import gather

        return standing_of(gather(the_plan, workspace), workspace, day)

    the_plan = read_plan(plan or None)
    standing = Reckoning.of(workspace, the_plan, day).reckon(anew)
    tell(standing.warnings)
    owed = standing.owed
    if as_json:
        print_json([item.as_data() for item in owed])
        return
    for item in owed:
        missing = f"  missing: {', '.join(item.missing)}" if item.missing else ""
        click.echo(f"{item.due}  {item.audience:<17} {item.month}  {item.state}{missing}")
    click.echo(f"{len(owed)} reports are owed on {day}.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@common_options
def verify(path: Path, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Make a published report again from its manifest and say whether it still holds."""
    from salo_plan.publishing.verifying import verify as make_again

    verdict = make_again(path, plan)
    if as_json:
        print_json({"holds": verdict.holds, "differs": list(verdict.differs)})
    else:
        for line in verdict.differs:
            click.echo(line)
        click.echo("It holds." if verdict.holds else "It does not hold.")
    if not verdict.holds:
        sys.exit(1)


def read_day(text: str) -> date:
    """Read a day written YYYY-MM-DD; an empty text is today in Finland."""
    if not text:
        return datetime.now(HELSINKI).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CallError(f"'{text}' is not a day. Write it as YYYY-MM-DD.") from None


@click.group("plan", cls=Commands)
def plan_group() -> None:
    """Look at the plan file."""


@plan_group.command("check")
@click.option("--text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
def plan_check(text: Path | None, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Read the plan file strictly; with --text, print what of the plan's text it does not cover."""
    from salo_plan.plan.coverage import missing, pieces, uncovered
    from salo_plan.plan.reading import read_plan

    promised = read_plan(plan or None)
    found = pieces(promised)
    original = _read_text(text) if text else ""
    left = uncovered(promised, original) if text else ()
    absent = missing(promised, original) if text else ()
    if as_json:
        entries = [{"id": p.id, "kind": p.kind, "text": p.text} for p in found]
        print_json({"entries": entries, "uncovered": list(left)})
    else:
        click.echo(
            f"{promised.title}: {len(found)} entries, {len(promised.indicators)} indicators."
        )
        for piece in left:
            click.echo(f"not covered: {piece}")
    for entry in absent:
        told = f"{entry.kind} {entry.id}: its words are not in the text."
        click.echo(f"salo-plan: {told}", err=True)
    if left or absent:
        sys.exit(1)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CallError(f"{path.name} is not UTF-8 text.") from None
