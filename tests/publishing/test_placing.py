"""A kill at any point of an issue ends, after the next start, with one whole report."""

import random
import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from salo_plan.publishing.ledger import Entry, open_ledger
from salo_plan.publishing.manifest import read_manifest
from salo_plan.publishing.placing import PRIVATE

from . import made_up
from .bench import Bench, files, kill_after, kill_at_line, time_of_issue


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "town")


def half_done(bench: Bench, number: int) -> Entry:
    """Stop an issue where its private folder is ready and its intent is written."""
    other = bench.workspace.with_name("other")
    shutil.copytree(bench.workspace, other)
    made_up.issue(other, number)
    new = other / "outputs" / made_up.PLACE
    if (previous := new / f"v{number - 1}").is_dir():
        shutil.rmtree(previous)
    private = bench.workspace / "outputs" / f"{PRIVATE}killed"
    shutil.move(new, private)
    with open_ledger(other / "outputs") as ledger:
        entry = ledger.newest("steering_group", "2023-09")
    intent = replace(entry, private=private.name, placed=False)
    with open_ledger(bench.workspace / "outputs") as ledger:
        ledger.begin(intent)
    return intent


def rename_old_aside(bench: Bench, intent: Entry) -> None:
    bench.folder.rename(aside(bench))


def rename_new_into_place(bench: Bench, intent: Entry) -> None:
    bench.folder.parent.mkdir(exist_ok=True)
    (bench.workspace / "outputs" / intent.private).rename(bench.folder)


def remove_one_copied_version(bench: Bench, intent: Entry) -> None:
    shutil.rmtree(aside(bench) / "v1")


def halve_a_copied_version(bench: Bench, intent: Entry) -> None:
    (aside(bench) / "v2" / "report.html").unlink()


def rename_old_into_new(bench: Bench, intent: Entry) -> None:
    for copied in aside(bench).glob("v*"):
        shutil.rmtree(copied)
    aside(bench).rename(bench.folder / f"v{intent.version - 1}")


def aside(bench: Bench) -> Path:
    return bench.folder.with_name(".steering_group.old")


STEPS = (
    rename_old_aside,
    rename_new_into_place,
    remove_one_copied_version,
    halve_a_copied_version,
    rename_old_into_new,
)


@pytest.mark.parametrize("done", range(len(STEPS) + 1))
def test_a_reissue_that_stopped_after_any_step_is_carried_through(bench, done):
    for number in (1, 2, 3):
        bench.issue(number)
    intent = half_done(bench, 4)
    for step in STEPS[:done]:
        step(bench, intent)
    bench.start()
    assert bench.version == 4
    bench.issue(5)


@pytest.mark.parametrize("done", [(), (rename_new_into_place,)])
def test_a_first_issue_that_stopped_after_any_step_is_carried_through(bench, done):
    made_up.start(bench.workspace)
    intent = half_done(bench, 1)
    for step in done:
        step(bench, intent)
    bench.start()
    assert bench.version == 1


def test_a_folder_without_an_intent_is_taken_away_and_made_again(bench):
    bench.issue(1)
    left = bench.workspace / "outputs" / f"{PRIVATE}killed"
    left.mkdir()
    (left / "report.html").write_text("half")
    bench.start()
    assert bench.version == 1
    bench.issue(2)


@pytest.mark.parametrize("steps", [(), (rename_old_aside,)])
def test_when_the_new_folder_is_lost_the_last_good_report_is_back_and_the_intent_gone(bench, steps):
    bench.issue(1)
    bench.issue(2)
    intent = half_done(bench, 3)
    for step in steps:
        step(bench, intent)
    shutil.rmtree(bench.workspace / "outputs" / intent.private)
    assert made_up.start(bench.workspace) == ()
    bench.look()
    assert bench.version == 2
    bench.issue(3)


def test_the_same_inputs_again_are_no_proof_that_a_lost_new_folder_was_placed(bench):
    bench.issue(1)
    (bench.folder / "report.html").unlink()
    intent = half_done(bench, 2)
    with open_ledger(bench.workspace / "outputs") as ledger:
        (entry,) = ledger.intents()
        ledger.forget(entry)
        ledger.begin(replace(intent, inputs_key=read_manifest(bench.folder)["inputs_key"]))
    shutil.rmtree(bench.workspace / "outputs" / intent.private)
    assert made_up.start(bench.workspace) == ()
    assert bench.version == 1


def test_a_lost_ledger_is_written_again_from_what_lies_in_outputs(bench):
    for number in (1, 2):
        bench.issue(number)
    (bench.workspace / "outputs" / "ledger.sqlite").unlink()
    made_up.start(bench.workspace)
    with open_ledger(bench.workspace / "outputs") as ledger:
        assert [entry.version for entry in ledger.issued()] == [2]
    made_up.issue(bench.workspace, 3)
    assert bench.version == 3
    assert files(bench.folder / "v2") == bench.editions[2]


def test_a_report_put_aside_comes_back_although_the_ledger_is_lost_with_its_intent(bench):
    bench.issue(1)
    intent = half_done(bench, 2)
    rename_old_aside(bench, intent)
    (bench.workspace / "outputs" / "ledger.sqlite").unlink()
    bench.start()
    assert bench.version == 1


def test_a_ledger_older_than_the_outputs_does_not_write_over_a_version(bench, tmp_path):
    bench.issue(1)
    shutil.copy2(bench.workspace / "outputs" / "ledger.sqlite", tmp_path)
    bench.issue(2)
    shutil.copy2(tmp_path / "ledger.sqlite", bench.workspace / "outputs")
    made_up.issue(bench.workspace, 3)
    assert bench.version == 3
    for number in (1, 2):
        assert files(bench.folder / f"v{number}") == bench.editions[number]


def test_the_english_report_stays_in_its_place_when_the_finnish_one_is_issued_anew(bench):
    made_up.issue(bench.workspace, 1, lang="en")
    english = files(bench.folder / "en")
    for number in (1, 2, 3):
        made_up.issue(bench.workspace, number)
    assert files(bench.folder / "en") == english
    assert sorted(p.name for p in bench.folder.iterdir() if p.is_dir()) == ["en", "v1", "v2"]
    assert not [path for path in bench.folder.glob("v*/*") if path.is_dir()]
    made_up.issue(bench.workspace, 4, lang="en")
    assert files(bench.folder / "en" / "v1") == english
    assert bench.version == 3


@pytest.mark.parametrize(
    "every", [pytest.param(17, id="quick"), pytest.param(1, id="all", marks=pytest.mark.slow)]
)
def test_a_kill_before_any_line_of_a_first_issue_or_reissue_loses_and_doubles_nothing(
    bench, tmp_path, every
):
    line, number, killed = random.Random(every).randint(1, every), 1, True
    while killed:
        killed = kill_at_line(line, bench.workspace, number)
        bench.start()
        bench.issue(number)
        line, number = line + every, number + 1
        if number > 4:
            bench, number = Bench(tmp_path / f"from-line-{line}"), 1
    assert line > 200


@pytest.mark.parametrize(
    "kills",
    [pytest.param(36, id="few"), pytest.param(1000, id="thousand", marks=pytest.mark.slow)],
)
def test_kills_at_random_moments_lose_and_double_nothing(tmp_path, kills):
    chance, killed, half_moved, number = random.Random(2023), 0, 0, 1
    towns = count(1)
    bench = Bench(tmp_path / f"town-{next(towns)}")
    usual = time_of_issue(Bench(tmp_path / "measured").workspace)
    while killed < kills:
        moment = chance.triangular(0, 1.1 * usual, 0.8 * usual)
        killed += kill_after(moment, bench.workspace, number)
        half_moved += bench.is_half_moved
        bench.start()
        bench.issue(number)
        number += 1
        if number > 6:
            bench, number = Bench(tmp_path / f"town-{next(towns)}"), 1
    # Enough of them fell where folders are moved, or the test says little.
    print(f"{kills} kills, {half_moved} of them between the intent and its end")
    assert half_moved >= kills // 50
