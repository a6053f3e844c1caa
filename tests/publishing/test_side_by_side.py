"""Reports of one audience made at once: the later one counts the earlier one as issued already."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.batch import issue_all
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.issue import Job, make_report
from salo_plan.publishing.making import DATA, Order
from salo_plan.publishing.press import CAN_FORK, open_press
from salo_plan.publishing.workers import Failed
from salo_plan.reports.issued import (
    Coming,
    counting_as_issued,
    issued_months,
    issued_versions,
)
from salo_plan.reports.material import Material, gather

from .light import light, town

ROWS = [f"2023-{month:02d};clients;{2600 + month}" for month in range(1, 7)]
JANUARY, FEBRUARY, MARCH = (Month(2023, month) for month in (1, 2, 3))


class Told:
    """Workers that make a job at once and tell of it in the order that a test wants.

    `order` names what is told first, such as `2023-01 data` or `2023-01 page`; the rest is told as
    it was made. The first page of a month that is `failing` is told to have failed.
    """

    def __init__(self, order: list[str], failing: set[str], material: Material) -> None:
        self.places = 2
        self.begun: list[str] = []
        self._order, self._failing, self._material = order, failing, material
        self._known: dict[str, tuple[Job, object]] = {}

    def start(self, job: Job) -> None:
        """Make the job's files, and keep what is to be told of it."""
        month = str(job.order.month)
        counted = ", ".join(str(one.month) for one in job.coming)
        self.begun.append(f"{month} after {counted}" if counted else month)
        told: list[Coming] = []
        made = make_report(job, self._material, light, told.append)
        for one in told:
            self._known[f"{month} data"] = (job, one)
        failed = month in self._failing
        self._known[f"{month} page"] = (job, Failed("the page broke") if failed else made)
        self._failing.discard(month)

    def next_done(self) -> tuple[Job, object]:
        """Tell the next thing of the list that has been made."""
        name = next((name for name in self._order if name in self._known), next(iter(self._known)))
        return self._known.pop(name)


def issued(folder, order: list[str], failing: set[str] = frozenset()) -> tuple[list[str], Told]:
    """Issue January to March by workers that tell in an order; give what was placed, in turn."""
    workspace = town(folder, *ROWS).folder
    material = gather(read_plan(), workspace)
    workers = Told(list(order), set(failing), material)
    orders = [Order(workspace, "steering_group", m) for m in (JANUARY, FEBRUARY, MARCH)]
    with publishing_desk(workspace) as desk:
        ended = issue_all(orders, material, desk, hire=lambda _: workers)
        placed = [
            f"{one.month} failed" if isinstance(end, Failed) else str(one.month)
            for one, end in ended
        ]
    assert not list((workspace / "outputs").glob(".making-*"))
    return placed, workers


def test_a_report_begins_when_the_data_of_the_one_before_is_known(tmp_path):
    placed, workers = issued(tmp_path, [])
    assert placed == ["2023-01", "2023-02", "2023-03"]
    assert workers.begun == ["2023-01", "2023-02 after 2023-01", "2023-03 after 2023-02"]


def test_a_page_that_is_ready_first_is_placed_in_its_turn(tmp_path):
    order = ["2023-01 data", "2023-02 data", "2023-02 page", "2023-03 data", "2023-03 page"]
    placed, workers = issued(tmp_path, order)
    assert placed == ["2023-01", "2023-02", "2023-03"]
    assert workers.begun[2] == "2023-03 after 2023-01, 2023-02"


def test_where_pages_are_told_first_reports_are_made_one_after_another(tmp_path):
    placed, workers = issued(tmp_path, ["2023-01 page", "2023-02 page", "2023-03 page"])
    assert placed == ["2023-01", "2023-02", "2023-03"]
    assert workers.begun == ["2023-01", "2023-02", "2023-03"]


FAILING = {
    "while the next one is being made": (
        ["2023-01 data", "2023-01 page"],
        ["2023-01", "2023-02 after 2023-01"],
    ),
    "while the next one is ready": (
        ["2023-01 data", "2023-02 data", "2023-02 page", "2023-01 page"],
        ["2023-01", "2023-02 after 2023-01", "2023-03 after 2023-01, 2023-02"],
    ),
}


@pytest.mark.parametrize(("order", "begun"), FAILING.values(), ids=FAILING)
def test_what_told_of_a_report_that_fails_after_all_is_made_again_without_it(
    tmp_path, order, begun
):
    placed, workers = issued(tmp_path, order, {"2023-01"})
    assert placed == ["2023-01 failed", "2023-02", "2023-03"]
    assert workers.begun == [*begun, "2023-02", "2023-03 after 2023-02"]
    for month in ("2023-02", "2023-03"):
        manifest = tmp_path / "outputs" / month / "steering_group" / "manifest.json"
        assert json.loads(manifest.read_text())["version"] == 1


@pytest.fixture
def january(tmp_path) -> Coming:
    """January's report of the steering group, that is still to come."""
    return Coming("steering_group", JANUARY, '{"month": "2023-01"}\n')


def test_what_is_coming_counts_as_issued(tmp_path, january):
    with counting_as_issued((january,)):
        assert issued_months(tmp_path, "steering_group") == [JANUARY]
        assert issued_months(tmp_path, "staff") == []
        assert list(issued_versions(tmp_path, "steering_group", JANUARY)) == [{"month": "2023-01"}]
    assert issued_months(tmp_path, "steering_group") == []


def test_what_is_coming_is_the_newest_version_and_counts_once_when_it_has_come(tmp_path, january):
    folder = tmp_path / "outputs" / "2023-01" / "steering_group"
    (folder / "v1").mkdir(parents=True)
    (folder / "v1" / DATA).write_text('{"month": "v1"}')
    with counting_as_issued((january,)):
        before = list(issued_versions(tmp_path, "steering_group", JANUARY))
        (folder / DATA).write_text(january.data)
        after = list(issued_versions(tmp_path, "steering_group", JANUARY))
    assert before == after == [{"month": "2023-01"}, {"month": "v1"}]


@contextmanager
def early_press(make) -> Iterator[object]:
    with open_press(2) as press:
        yield partial(press.set_up, make, early=True)


@pytest.mark.skipif(not CAN_FORK, reason="Windows cannot fork")
def test_the_press_makes_the_same_files_as_one_process_does(tmp_path):
    made = []
    for name in ("one process", "press"):
        workspace = town(tmp_path / name, *ROWS).folder
        material = gather(read_plan(), workspace)
        months = material.measuring.measurements.months("clients")
        orders = [
            Order(workspace, audience, month)
            for month in months
            for audience in ("steering_group", "public")
        ]
        with publishing_desk(workspace) as desk, early_press(light) as hire:
            hired = {"hire": hire} if name == "press" else {"make": light}
            assert len(list(issue_all(orders, material, desk, **hired))) == 12
        outputs = workspace / "outputs"
        made.append(
            {
                path.relative_to(outputs).as_posix(): path.read_bytes()
                for path in outputs.rglob("report.*")
            }
        )
    assert len(made[0]) == 36
    assert made[0] == made[1]
