"""Both engines make the same report: every cell, every figure and every file, byte for byte."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.batch import issue_all
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.issue import Issue, make_report, open_job
from salo_plan.publishing.making import FILES, NOTEBOOK, Order, make_files
from salo_plan.publishing.notebook_file import FAST, KERNELS
from salo_plan.publishing.press import CAN_FORK, open_press
from salo_plan.reports.material import Material, gather

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="Windows has one engine")

REPORTS = {
    "steering_group": Month(2023, 6),
    "public": Month(2023, 6),
    "staff": Month(2023, 5),
    "management_group": Month(2023, 8),
    "city_board": Month(2023, 12),
}


@pytest.fixture(scope="module")
def made(example_year) -> dict[str, tuple[Path, Path]]:
    """Make every audience's report by kernels and by forks; give the two folders of each."""
    workspace: Path = example_year()
    material = gather(read_plan(), workspace)
    orders = {name: Order(workspace, name, month) for name, month in REPORTS.items()}
    with publishing_desk(workspace) as desk:
        by_fork, by_kernel = _by_forks(list(orders.values()), material, desk), {}
        for name, order in orders.items():
            job = replace(open_job(order, material, desk), issued_key="")
            folder = make_report(job, material, partial(make_files, engine=KERNELS)).folder
            by_kernel[name] = (desk.outputs / folder).rename(workspace / f"{name} by kernel")
    return {name: (by_kernel[name], by_fork[name]) for name in REPORTS}


def _by_forks(orders: list[Order], material: Material, desk) -> dict[str, Path]:
    found = {}
    with open_press(2) as press:
        hire = partial(press.set_up, partial(make_files, engine=FAST))
        for order, ended in issue_all(orders, material, desk, hire=hire):
            assert isinstance(ended, Issue), ended
            found[order.audience] = ended.page.parent
    return found


def cells(folder: Path) -> list[dict]:
    return json.loads((folder / NOTEBOOK).read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("audience", REPORTS)
def test_the_engines_give_equal_cells(made, audience):
    by_kernel, by_fork = map(cells, made[audience])
    assert len(by_kernel) == len(by_fork)
    for ours, theirs in zip(by_fork, by_kernel, strict=True):
        assert ours == theirs, ours["id"]


@pytest.mark.parametrize("audience", REPORTS)
def test_the_engines_give_equal_files(made, audience):
    by_kernel, by_fork = made[audience]
    for name in FILES:
        there = (by_kernel / name).is_file()
        assert there == (by_fork / name).is_file()
        assert not there or (by_kernel / name).read_bytes() == (by_fork / name).read_bytes(), name


@pytest.mark.parametrize(
    ("audience", "pictures", "tables"),
    [("steering_group", 60, 10), ("staff", 40, 5), ("management_group", 3, 1)],
)
def test_what_is_compared_has_pictures_and_tables(made, audience, pictures, tables):
    shown = json.dumps(cells(made[audience][1]))
    assert shown.count("<svg") >= pictures
    assert shown.count("<table") >= tables
