"""The command that says how a figure came about."""

import sys
from pathlib import Path

import click

from salo_plan.cli.completion import offering, plan_indicators, received_months
from salo_plan.cli.options import common_options, material_of, print_json
from salo_plan.errors import CallError, unknown_name
from salo_plan.told import Told


@click.command()
@click.argument("indicator", shell_complete=offering(plan_indicators))
@click.argument("month", shell_complete=offering(received_months))
@common_options
def explain(
    indicator: str, month: str, workspace: Path, plan: str, lang: str, as_json: bool
) -> None:
    """Say how a figure came about: formula, parts, comparisons, files and their rows.

    For example `explain unemployed_share 2022-11`; `indicators --json` names the indicators.
    """
    from salo_plan.messages import speaking
    from salo_plan.periods import Month
    from salo_plan.plan.reading import read_plan
    from salo_plan.reports.explaining.explain import explained_month

    wanted = Month.parse(month)
    known = [each.id for each in read_plan(plan or None).indicators]
    if indicator not in known:
        raise CallError(unknown_name(Told("indicator"), indicator, known))
    with speaking(lang):
        material = material_of(workspace, plan)
        answer = explained_month(material, indicator, wanted)
    if as_json:
        print_json(answer)
    else:
        click.echo(answer["text"])
    if material.received.refused:
        sys.exit(1)
