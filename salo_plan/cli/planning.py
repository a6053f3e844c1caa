"""Commands on the plan file: hold it against the plan's text, draft the next year's."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from salo_plan.cli.options import Commands, common_options, material_of, print_json, shown_path
from salo_plan.cli.telling import answer, fail, remark, warn
from salo_plan.errors import CallError
from salo_plan.told import Told

if TYPE_CHECKING:
    from salo_plan.plan.next_year import Outcome


@click.group("plan", cls=Commands)
def plan_group() -> None:
    """Check the plan file (`plan check`), or draft the next year's (`plan new`)."""


@plan_group.command("check")
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The plan's whole text as a UTF-8 text file, for example suunnitelma.txt: print what of "
    "it the plan file leaves out.",
)
@common_options
def plan_check(text: Path | None, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Check the plan file: every fault with its place, and warnings of what looks wrong.

    For example `plan check --plan salo_2024.toml`.
    """
    from salo_plan.plan.coverage import missing, pieces, uncovered
    from salo_plan.plan.reading import read_plan
    from salo_plan.plan.target_words import contradicting_targets
    from salo_plan.publishing.notebook_file import has_notebook, missing_notebook
    from salo_plan.reports.plan_words import idle_english

    promised = read_plan(plan or None)
    found = pieces(promised)
    original = _read_text(text) if text else ""
    left = uncovered(promised, original) if text else ()
    absent = missing(promised, original) if text else ()
    if as_json:
        entries = [{"id": p.id, "kind": p.kind, "text": p.text} for p in found]
        print_json({"entries": entries, "uncovered": list(left)})
    else:
        remark(
            Told(
                "{title}: {count} entries, {indicators} indicators.",
                title=promised.title,
                count=len(found),
                indicators=len(promised.indicators),
            )
        )
        for piece in left:
            answer(Told("not covered: {piece}", piece=piece))
    audiences = (audience.id for audience in promised.audience)
    warnings = (
        *contradicting_targets(promised),
        *(
            Told("[english]: no text of ours in the file is '{text}'.", text=t)
            for t in idle_english(promised)
        ),
        *(missing_notebook(name) for name in audiences if not has_notebook(name)),
    )
    warn(warnings)
    for entry in absent:
        fail(
            Told("{kind} {entry}: its words are not in the text.", kind=entry.kind, entry=entry.id)
        )
    if left or absent:
        sys.exit(1)


@plan_group.command("new")
@click.option(
    "--year",
    type=int,
    default=None,
    metavar="YYYY",
    help="The new plan's year, for example 2024; by default the year after the old plan's.",
)
@click.option(
    "--from",
    "source",
    default="",
    type=click.Path(),
    metavar="FILE",
    help="The plan file to begin from, for example salo_2023.toml; that of --plan by default.",
)
@common_options
def plan_new(
    year: int | None, source: str, workspace: Path, plan: str, lang: str, as_json: bool
) -> None:
    """Draft the next year's plan file in the workspace, with last year's outcomes as baselines.

    Lines to look at are marked `tarkista`. No file is written over.
    """
    from salo_plan.indicators.outcomes import outcomes
    from salo_plan.plan.file import plan_path, plan_text
    from salo_plan.plan.next_year import draft_next_year
    from salo_plan.plan.reading import read_plan
    from salo_plan.plan.schema import SCHEMA_FILE, schema_text

    named = source or plan
    material = material_of(workspace, named)
    old = material.plan
    wanted = old.year + 1 if year is None else year
    if not old.year < wanted <= old.year + 20:
        raise CallError(
            Told("the plan is of {year}, so the new year must come after it.", year=old.year)
        )
    ended = outcomes(old, material.measuring.measurements)
    text = plan_text(plan_path(named or None))
    draft = draft_next_year(text, wanted, ended, made_up=bool(material.received.example))
    place = workspace / f"{draft.id}.toml"
    write_new(place, draft.text)
    schema = workspace / SCHEMA_FILE
    if not schema.exists():
        write_new(schema, schema_text())
    # A draft that does not read is kept: its faults say what must be edited.
    read_plan(place)
    unknown = [item.id for item in old.indicators if item.metric and not _ended(ended, item.id)]
    if unknown:
        warn(
            [
                Told(
                    "no outcome of {year} is known for {unknown}.",
                    year=old.year,
                    unknown=", ".join(unknown),
                )
            ]
        )
    if material.received.example:
        warn([Told("the outcomes come from the made-up example extracts.")])
    shown = shown_path(place, workspace)
    if as_json:
        check = [{"line": number, "text": line} for number, line in draft.marks]
        print_json({"path": shown, "check": check, "unknown": unknown})
        return
    remark(shown)
    remark(
        Told(
            "{count} lines are marked 'tarkista'; the file reads as it is.", count=len(draft.marks)
        )
    )


def write_new(place: Path, text: str) -> None:
    """Write a file that is not there yet; CallError when it is."""
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise CallError(
            Told("{place} is there already, and it is never written over.", place=place)
        ) from None


def _ended(ended: "dict[str, Outcome]", indicator: str) -> bool:
    found = ended.get(indicator)
    return found is not None and found.year_value is not None


def _read_text(path: Path) -> str:
    if not path.is_file():
        raise CallError(Told("there is no file '{file}'.", file=path))
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CallError(Told("{file} is not UTF-8 text.", file=path.name)) from None
