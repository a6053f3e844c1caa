"""Taking back what was issued of the made-up example, before a town's own reports are made.

It would count as issued: a town's own reports would be told of as its corrections. Letters that
were written of it stay in the outbox.
"""

import json
import shutil
from pathlib import Path

from salo_plan.publishing.desk import Desk
from salo_plan.publishing.making import DATA
from salo_plan.publishing.manifest import issued_manifests, read_manifest
from salo_plan.publishing.placing import aside_of
from salo_plan.reports.issued import older_versions


def withdraw_example(desk: Desk) -> tuple[Path, ...]:
    """Take the issues made of the example out of the ledger and of outputs/; return their places.

    A folder goes after its row, so that the next call finds what a killed one has left. An issue of
    received extracts stays, and stands in its place again where one of the example has replaced it.
    """
    withdrawn: list[Path] = []
    # A report in another language lies in the folder of the Finnish one, and goes before it.
    reports = [folder for folder, _ in issued_manifests(desk.outputs)]
    for folder in sorted(reports, key=lambda place: len(place.parts), reverse=True):
        made_up = [place for place in (folder, *older_versions(folder)) if _is_of_example(place)]
        for place in made_up:
            if manifest := read_manifest(place):
                desk.ledger.withdraw(
                    manifest["audience"], manifest["month"], manifest["lang"], manifest["version"]
                )
        _take_away(folder, made_up)
        withdrawn += made_up
    return tuple(sorted(withdrawn))


def _is_of_example(place: Path) -> bool:
    data = place / DATA
    return data.is_file() and json.loads(data.read_text(encoding="utf-8"))["example"] is True


def _take_away(folder: Path, made_up: list[Path]) -> None:
    """Take versions of a report away; the newest of those that are left gets its folder."""
    for place in made_up:
        if place != folder:
            shutil.rmtree(place)
    if folder not in made_up:
        return
    left = [place for place in folder.iterdir() if place.is_dir()]
    aside = aside_of(folder)
    if older := older_versions(folder):
        older[0].rename(aside)
    for place in left:
        aside.mkdir(exist_ok=True)
        if place.is_dir():
            place.rename(aside / place.name)
    shutil.rmtree(folder)
    if left:
        aside.rename(folder)
    elif not any(folder.parent.iterdir()):
        folder.parent.rmdir()
