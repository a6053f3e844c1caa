"""Whole runs that are killed again and again: the next one finishes, and nothing is lost."""

import random
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from salo_plan.publishing.manifest import read_manifest
from tests.publishing.light import figures

from .driving import run, run_and_kill
from .post_office import post_office
from .town import READERS, Town

MARCH = datetime(2023, 3, 26, 3, 0, tzinfo=UTC)
OWED = [
    (group, month) for month in ("2023-01", "2023-02") for group in ("steering_group", "public")
]


def receive(town: Town, edition: int) -> None:
    """Let both months' figures come in their so manieth edition: all four reports are owed."""
    rows = (f"2023-0{month};clients;{2600 + 10 * month + edition}" for month in (1, 2))
    town.workspace.write("figures_kaikki.csv", figures(*rows))


def hold_that_all_is_whole(outputs: Path) -> None:
    """Hold that every report which lies in its place is whole, with all its earlier versions."""
    for page in outputs.glob("????-??/[!.]*/report.html"):
        manifest = read_manifest(page.parent)
        for number in range(1, manifest["version"] + 1):
            newest = number == manifest["version"]
            folder = page.parent if newest else page.parent / f"v{number}"
            # Between two renames the version before lies beside the new one for a moment.
            if not folder.is_dir() and number == manifest["version"] - 1:
                folder = page.parent.with_name(f".{page.parent.name}.old")
            own = read_manifest(folder)
            assert own["version"] == number
            for name, digest in own["outputs"].items():
                assert sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("kills", "quick"),
    [
        pytest.param(8, True, id="few"),
        pytest.param(200, True, id="light", marks=pytest.mark.slow),
        pytest.param(20, False, id="real", marks=pytest.mark.slow),
    ],
)
def test_killed_runs_lose_and_double_nothing(tmp_path, kills, quick):
    chance, killed, tried, edition = random.Random(kills), 0, 0, 1
    with post_office() as office:
        town = Town(tmp_path / "town", office, quick)
        start = town.start(MARCH)
        receive(town, edition)
        code, usual = run(start)
        assert code == 0
        while killed < kills:
            edition += 1
            receive(town, edition)
            for _ in range(3):
                tried += 1
                killed += run_and_kill(start, chance.uniform(0, 0.9) * usual)
                hold_that_all_is_whole(town.outputs)
            code, _ = run(start)
            # Only a message in doubt is a reason to end with another code.
            assert code == 0 or town.events("doubtful")
            assert town.issued() == {report: list(range(1, edition + 1)) for report in OWED}
        doubtful = 0
        got = office.pages()
        for (report, version, reader), state in town.deliveries().items():
            copies = got.count((reader, town.page(report, version)))
            assert (state, copies) in (("sent", 1), ("doubtful", 0), ("doubtful", 1))
            doubtful += state == "doubtful"
    readers = sum(len(READERS[report[0]]) for report in OWED)
    # A version that is corrected before its first mail has left is not mailed any more.
    assert len(got) <= edition * readers
    print(f"{killed} kills of {tried} runs, {edition} editions, {doubtful} messages in doubt")
