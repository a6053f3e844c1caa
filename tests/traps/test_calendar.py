"""What is owed follows from calendar and ledger, whatever happened to the runs (rows 21, 22)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from salo_plan.cli import looking
from salo_plan.cli.looking import read_day
from salo_plan.plan.calendar import due_by
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.running import run_owed
from salo_plan.reports.material import gather
from tests.publishing.drivers import HOLD, driver
from tests.publishing.light import light, town
from tests.workspaces import Workspace, call

FIGURES = [f"2023-{month:02d};clients;{2600 + month}" for month in range(1, 4)]


def run(workspace: Workspace, day: date) -> list[tuple[str, str]]:
    events: list[dict] = []
    with publishing_desk(workspace.folder) as desk:
        material = gather(read_plan(), workspace.folder)
        run_owed(material, desk, workspace.folder, day, events.append, make=light)
    return [(e["audience"], e["month"]) for e in events if e["event"] == "issued"]


def test_missed_runs_are_made_up_once_and_in_order(tmp_path):
    """21 (jupyter-scheduler#113, #352, #529, #476): Missed runs are dropped, jobs stop when the
    user logs out, and some run more than once."""
    day_by_day, late = town(tmp_path / "a", *FIGURES), town(tmp_path / "b", *FIGURES)
    days = [date(2023, 2, 25), date(2023, 2, 26), date(2023, 3, 26), date(2023, 4, 26)]
    made = [run(day_by_day, day) for day in days]
    assert [len(reports) for reports in made] == [0, 2, 2, 2]
    assert run(late, days[-1]) == [report for reports in made for report in reports]
    assert run(late, days[-1]) == run(day_by_day, days[-1]) == []


def test_a_run_started_twice_is_harmless(tmp_path):
    """21 (jupyter-scheduler#113, #352, #529, #476): Missed runs are dropped, jobs stop when the
    user logs out, and some run more than once."""
    workspace = town(tmp_path, *FIGURES)
    with driver(HOLD, workspace.folder):
        second = call("run", "--on", "2023-04-26", "--workspace", workspace.folder)
    assert second.exit_code == 0
    assert not [p for p in (workspace.folder / "outputs").iterdir() if p.is_dir()]
    assert len(run(workspace, date(2023, 4, 26))) == 6


class Clock(datetime):
    """A clock that a test sets to a moment of universal time."""

    moment = datetime(2023, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.moment.astimezone(tz)


@pytest.fixture
def clock(monkeypatch) -> type[Clock]:
    monkeypatch.setattr(looking, "datetime", Clock)
    return Clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # Summer time begins on 26 March, which is also a due day, and ends on 29 October 2023.
        ("2023-03-25T21:59:59", "2023-03-25"),
        ("2023-03-25T22:00:00", "2023-03-26"),
        ("2023-03-26T00:59:59", "2023-03-26"),
        ("2023-03-26T01:00:00", "2023-03-26"),
        ("2023-03-26T20:59:59", "2023-03-26"),
        ("2023-03-26T21:00:00", "2023-03-27"),
        ("2023-10-28T20:59:59", "2023-10-28"),
        ("2023-10-28T21:00:00", "2023-10-29"),
        ("2023-10-29T00:30:00", "2023-10-29"),
        ("2023-10-29T01:30:00", "2023-10-29"),
        ("2023-10-29T21:59:59", "2023-10-29"),
        ("2023-10-29T22:00:00", "2023-10-30"),
    ],
)
def test_today_is_the_day_in_helsinki_on_both_sides_of_a_clock_change(clock, moment, day):
    """22 (agronholm/apscheduler#87, #372; jupyter-scheduler#119): A clock change shifts or loses
    runs that are reckoned in hours."""
    clock.moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert read_day("").isoformat() == day


@pytest.mark.parametrize("first", ["2023-03-20", "2023-10-20"])
def test_hourly_runs_over_a_clock_change_owe_each_report_from_its_own_day(clock, first):
    """22 (agronholm/apscheduler#87, #372; jupyter-scheduler#119): A clock change shifts or loses
    runs that are reckoned in hours."""
    plan, seen = read_plan(), []
    begin = datetime.fromisoformat(first).replace(tzinfo=UTC)
    for hour in range(24 * 14):
        clock.moment = begin + timedelta(hours=hour)
        owed = due_by(plan, read_day(""))
        seen += [(promise, read_day("")) for promise in owed if promise not in dict(seen)]
    new = [(promise, day) for promise, day in seen if promise.due > date.fromisoformat(first)]
    assert len(new) >= 2
    assert all(day == promise.due for promise, day in new)
