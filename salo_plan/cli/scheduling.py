"""The command that writes files for a scheduler: `schedule`."""

from pathlib import Path

import click

from salo_plan.cli.options import common_options, print_json


@click.command()
@click.option("--emit", "kind", required=True, metavar="cron|systemd|windows", help="For what.")
@click.option(
    "--to",
    "folder",
    default="",
    metavar="DIR",
    help="Write the files there instead of printing them.",
)
@common_options
def schedule(kind: str, folder: str, workspace: Path, plan: str, lang: str, as_json: bool) -> None:
    """Write ready files for cron, systemd or Windows Task Scheduler: a daily `run --send`."""
    from salo_plan.plan.reading import plan_path
    from salo_plan.publishing.schedules.files import schedule_files

    files = schedule_files(kind, workspace, str(plan_path(plan).resolve()) if plan else "")
    if folder:
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        written = [str(file.write(place)) for file in files]
        if as_json:
            print_json({"written": written})
        else:
            click.echo("\n".join(written))
    elif as_json:
        print_json({"files": [{"name": file.name, "text": file.text} for file in files]})
    else:
        for file in files:
            if len(files) > 1:
                click.echo(f"# --- {file.name}")
            click.echo(file.text)
