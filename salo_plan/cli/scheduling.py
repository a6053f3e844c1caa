"""The command that writes files for a scheduler: `schedule`."""

from pathlib import Path

import click

from salo_plan.cli.completion import one_of
from salo_plan.cli.options import common_options, print_json
from salo_plan.cli.telling import remark


@click.command()
@click.option(
    "--emit",
    "kind",
    required=True,
    **one_of("cron", "systemd", "windows"),
    help="For which scheduler: cron or systemd (Linux), or windows (Task Scheduler).",
)
@click.option(
    "--to",
    "folder",
    default="",
    type=click.Path(),
    metavar="DIR",
    help="Write the files into this folder, for example schedule, instead of printing them.",
)
@common_options
def schedule(kind: str, folder: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Print ready files for a daily `run --send`, for example `schedule --emit cron`.

    Their first lines say how to put them into use (docs/scheduling.md).
    """
    from salo_plan.plan.file import plan_path
    from salo_plan.publishing.schedules.files import schedule_files

    files = schedule_files(kind, workspace, str(plan_path(plan).resolve()) if plan else "")
    if folder:
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        written = [str(file.write(place)) for file in files]
        if as_json:
            print_json({"written": written})
        else:
            remark("\n".join(written))
    elif as_json:
        print_json({"files": [{"name": file.name, "text": file.text} for file in files]})
    else:
        for file in files:
            if len(files) > 1:
                click.echo(f"# --- {file.name}")
            click.echo(file.text)
