"""14 months of daily runs end with what was promised, whatever befell the runs and the mail."""

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from .days import CLOCK_CHANGES, run_days
from .post_office import post_office
from .received import versions
from .town import READERS, Town

SEED = 2023


class Lives:
    """The same 14 months twice: without trouble, and with it."""

    def __init__(self, folder: Path, days: tuple[date, ...], quick: bool) -> None:
        self.days = days
        with post_office() as office:
            self.calm = Town(folder / "calm", office, quick)
            self.calm.live(days)
        with post_office() as office:
            self.troubled = Town(folder / "troubled", office, quick)
            self.troubled.live_in_trouble(days, self.calm, random.Random(SEED))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((False, True), id="busy days", marks=pytest.mark.slow),
        pytest.param((True, True), id="every day", marks=pytest.mark.slow),
        pytest.param((False, False), id="real pages", marks=pytest.mark.slow),
    ],
)
def lives(request, tmp_path_factory) -> Lives:
    every, quick = request.param
    return Lives(tmp_path_factory.mktemp("lives"), run_days(every), quick)


def test_all_31_reports_are_made_and_those_issued_again_that_the_corrections_call_for(lives):
    wanted = {report: list(range(1, last + 1)) for report, last in versions().items()}
    assert len(wanted) == 31
    assert lives.calm.issued() == wanted
    assert lives.troubled.issued() == wanted


def test_every_byte_is_as_without_kills_and_mail_failures(lives):
    calm, troubled = lives.calm.files(), lives.troubled.files()
    assert calm.keys() == troubled.keys()
    assert not [name for name, content in calm.items() if troubled[name] != content]


def test_the_troubles_were_many_enough_to_say_something(lives):
    names = ("refused", "doubtful", "unreachable", "finished")
    told = {name: len(lives.troubled.events(name)) for name in names}
    print(f"{lives.troubled.kills} kills, {lives.troubled.half_moved} of them half moved, {told}")
    assert lives.troubled.kills >= 12
    assert told["refused"] >= 5
    if len(lives.days) < 100:
        # On every day the mail is sent before the server's bad moments meet it.
        assert told["doubtful"] >= 1
        assert told["unreachable"] >= 1


@pytest.mark.parametrize("name", ["calm", "troubled"])
def test_each_version_is_mailed_once_to_each_of_its_readers_but_for_those_in_doubt(lives, name):
    town: Town = getattr(lives, name)
    wanted = {
        (report, version, reader)
        for report, last in versions().items()
        for version in range(1, last + 1)
        for reader in READERS[report[0]]
    }
    states = town.deliveries()
    assert states.keys() == wanted
    got = Counter(town.office.pages())
    for (report, version, reader), state in states.items():
        copies = got.pop((reader, town.page(report, version)), 0)
        assert (state, copies) in (("sent", 1), ("doubtful", 0), ("doubtful", 1))
    assert not got, "somebody got what is no version of their report"


def test_the_operator_is_told_of_every_message_in_doubt(lives):
    states = lives.troubled.deliveries()
    names = {"steering_group": "Ohjausryhmä", "public": "Julkinen", "staff": "Henkilöstö"}
    names |= {"management_group": "Johtoryhmä", "city_board": "Kaupunginhallitus"}
    notices = lives.troubled.office.notices()
    for (report, _, _), state in states.items():
        if state == "doubtful":
            assert f"{names[report[0]]} {report[1]}" in notices, report


def test_the_runs_go_by_the_day_in_helsinki_also_when_the_clock_changes(lives):
    started = [event["on"] for event in lives.calm.events("started")]
    assert list(dict.fromkeys(started)) == [day.isoformat() for day in lives.days]
    assert {day: started.count(day) for day in started if started.count(day) > 1} == {
        day.isoformat(): 2 for day in CLOCK_CHANGES
    }
