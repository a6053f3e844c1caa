"""The press makes each report in a process of its own: what one sets or breaks ends with it."""

import json
import os
import signal
import time
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
import pytest

from salo_plan.errors import DataError
from salo_plan.plan.reading import read_plan
from salo_plan.publishing import press_room
from salo_plan.publishing.batch import issue_all
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.issue import Job, open_job
from salo_plan.publishing.making import DATA, NOTEBOOK, PAGE, Order
from salo_plan.publishing.manifest import write_json
from salo_plan.publishing.notebook import run_notebook
from salo_plan.publishing.notebook_file import FAST
from salo_plan.publishing.press import CAN_FORK, PressError, open_press
from salo_plan.publishing.watch import Limits
from salo_plan.publishing.workers import Failed
from salo_plan.reports.material import gather
from tests.publishing.drivers import within, write_notebook
from tests.publishing.light import town

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="Windows cannot fork")

ROWS = [f"2023-{month:02d};clients;2600" for month in range(1, 11)]
SLOW = "import time; time.sleep(0.3)"
BOTH = ("steering_group", "public")
SETS = (
    "import os, random\n"
    "import matplotlib\n"
    "import numpy\n"
    "import pandas\n"
    "os.environ['LEFT'] = 'x'\n"
    "os.chdir('/')\n"
    "matplotlib.rcParams['lines.linewidth'] = 99\n"
    "pandas.set_option('display.max_rows', 7)\n"
    "random.seed(1)\n"
    "numpy.random.seed(1)\n"
)
TELLS = (
    "import os, random\n"
    "import matplotlib\n"
    "import numpy\n"
    "import pandas\n"
    "(os.environ.get('LEFT'), os.getcwd() == '/', matplotlib.rcParams['lines.linewidth'] == 99,\n"
    " pandas.get_option('display.max_rows') == 7, random.random() == 0.13436424411240122,\n"
    " numpy.random.random() == 0.417022004702574)"
)


@dataclass(frozen=True)
class Written:
    """Makes a report's files by running the cells that are written for its month."""

    cells: dict[str, str]
    usual: str = "6 * 7"

    def __call__(self, order, report, private: Path, limits) -> None:
        folder = order.workspace / "notebooks" / order.place
        source = write_notebook(folder, "'before'", self.cells.get(str(order.month), self.usual))
        node = run_notebook(source, private / NOTEBOOK, order.parameters, limits, FAST)
        last = node.cells[-1].outputs
        if last and last[0].output_type == "error":
            raise DataError(last[0].ename)
        (private / PAGE).write_text(last[0].data["text/plain"] if last else "")
        write_json(private / DATA, report.as_json())


@pytest.fixture(scope="module")
def press():
    """A press for all who leave it alive."""
    with open_press(2) as started:
        yield started


def issued(
    folder: Path, press, make, months=(1, 2, 3), plan=None, while_open=None, audiences=BOTH
) -> dict:
    """Issue these audiences' reports of the months of 2023; give how each ended."""
    workspace = town(folder, *ROWS).folder
    plan = plan or read_plan()
    months = [f"2023-{month:02d}" for month in months]
    material = gather(plan, workspace)
    orders = [
        Order(workspace, audience, next(m for m in all_months(material) if str(m) == month))
        for month in months
        for audience in audiences
    ]
    return ended_by(press, orders, material, make, while_open)


def ended_by(opening, orders, material, make, while_open=None) -> dict:
    """Let a press or a cluster make the orders; give how each ended, and look that none is left."""
    workspace = material.received.workspace
    ended = {}
    with publishing_desk(workspace) as desk, opening as makers:
        for order, end in issue_all(orders, material, desk, hire=partial(makers.set_up, make)):
            ended[f"{order.month} {order.audience}"] = end
            if while_open:
                while_open(makers)
    assert not list((workspace / "outputs").glob(".making-*"))
    return ended


def all_months(material):
    return material.measuring.measurements.months("clients")


def within_limits(**limits):
    """Give the plan with these limits for its audiences."""
    plan = read_plan()
    audience = tuple(one.model_copy(update=limits) for one in plan.audience)
    return plan.model_copy(update={"audience": audience})


def page(folder: Path, month: str, audience: str = "steering_group") -> str:
    return (folder / "outputs" / month / audience / PAGE).read_text()


def test_reports_are_made_and_placed_each_once(tmp_path, press):
    ended = issued(tmp_path, nullcontext(press), Written({}))
    assert len(ended) == 6
    assert {end.version for end in ended.values()} == {1}
    assert page(tmp_path, "2023-03", "public") == "42"


def test_an_audiences_reports_are_made_one_after_another(tmp_path, press):
    ended = issued(tmp_path, nullcontext(press), Written({}))
    months = [name[:7] for name in ended if name.endswith("public")]
    assert months == sorted(months)


def test_nothing_that_one_report_sets_is_seen_in_the_next(tmp_path, press):
    make = Written({"2023-01": SETS}, TELLS)
    issued(tmp_path, nullcontext(press), make, (1, 2), audiences=("public",))
    assert page(tmp_path, "2023-02", "public") == "(None, False, False, False, False, False)"


BREAKS = {
    "2023-01": ("raise ValueError('no')", "failed in cell 3: ValueError: no"),
    "2023-02": ("import sys\nsys.exit(3)", "SystemExit"),
    "2023-03": ("import sys\nsys.exit()", "SystemExit"),
    "2023-04": ("import os\nos._exit(0)", "died twice: it ended with exit code 0"),
    "2023-05": ("import ctypes\nctypes.string_at(0)", "killed by SIGSEGV"),
    "2023-06": ("import os\nos.kill(os.getpid(), 9)", "killed by SIGKILL"),
    "2023-07": ("while True: pass", "was not ready in 8 seconds"),
    "2023-08": ("import re; re.match('(a+)+$', 'a' * 60 + 'b')", "was not ready in 8 seconds"),
    "2023-09": (
        "import time; held = bytearray(1_500_000_000); time.sleep(60)",
        "used more than 1200 MB of memory",
    ),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory, press) -> tuple[Path, dict]:
    """Issue ten months of which nine break, each in its own way."""
    folder = tmp_path_factory.mktemp("broken")
    make = Written({month: cell for month, (cell, _) in BREAKS.items()})
    plan = within_limits(deadline_seconds=8, memory_mb=1200)
    ended = issued(folder, nullcontext(press), make, range(1, 11), plan, audiences=("public",))
    return folder, ended


def test_what_breaks_in_one_report_leaves_the_others_alone(broken):
    _, ended = broken
    assert len(ended) == 10
    assert [name for name, end in ended.items() if not isinstance(end, Failed)] == [
        "2023-10 public"
    ]


@pytest.mark.parametrize("month", BREAKS)
def test_a_broken_report_is_failed_with_its_reason_and_what_was_made(broken, month):
    folder, ended = broken
    reason = BREAKS[month][1]
    assert reason in ended[f"{month} public"].reason
    kept = folder / "outputs" / "failed" / month / "public"
    assert reason in (kept / "reason.txt").read_text()
    written = (kept / NOTEBOOK).read_text()
    assert "'before'" in str([cell.get("outputs") for cell in json.loads(written)["cells"]])
    assert str(folder) not in str([c["source"] for c in json.loads(written)["cells"]])
    assert not (folder / "outputs" / month).exists()


SHOWN = [
    (["steering_group"], []),
    (["steering_group", "public", "staff"], []),
    (["public", "public", "public"], []),
    (["steering_group", "staff", "steering_group", "staff"], ["steering_group"]),
    (["public", "staff", "public", "staff", "staff", "staff"], ["staff"]),
]


@pytest.mark.parametrize(("jobs", "wanted"), SHOWN)
def test_one_report_is_shown_before_the_others_when_an_audience_gets_several(
    jobs, wanted, tmp_path, monkeypatch
):
    shown, begun = [], []
    monkeypatch.setattr(press_room, "show", lambda order, _: shown.append(order.audience))
    monkeypatch.setattr(press_room.PressRoom, "_begin", lambda _, job: begun.append(job))
    material = gather(read_plan(), town(tmp_path, *ROWS).folder)
    room = press_room.PressRoom(None)
    room._take((Written({}), material, False))
    for month, audience in zip(all_months(material), jobs, strict=False):
        order = Order(tmp_path, audience, month)
        room._take(Job(order, 1, "", "", Limits.of(read_plan().audience[0])))
    assert shown == wanted
    assert [job.order.audience for job in begun] == jobs


def test_what_dies_once_is_made_on_the_second_try(tmp_path, press):
    died = repr(str(tmp_path / "died"))
    once = f"import os\nif not os.path.exists({died}):\n    open({died}, 'w')\n    os._exit(1)"
    ended = issued(tmp_path / "town", nullcontext(press), Written({"2023-01": once}), (1,))
    assert not any(isinstance(end, Failed) for end in ended.values())


def test_a_press_that_is_killed_is_started_again_and_every_report_is_made(tmp_path):
    killed = []

    def kill_once(press):
        if not killed:
            killed.append(press._process.pid)
            os.kill(press._process.pid, signal.SIGKILL)

    ended = issued(tmp_path, open_press(2), Written({}, SLOW), while_open=kill_once)
    assert len(ended) == 6
    assert {end.version for end in ended.values()} == {1}


@pytest.mark.slow
def test_a_press_that_is_killed_again_and_again_is_told_plainly(tmp_path):
    def kill(press):
        os.kill(press._process.pid, signal.SIGKILL)

    with pytest.raises(PressError, match="killed again and again"):
        issued(tmp_path, open_press(1), Written({}, SLOW), while_open=kill)


def test_a_press_that_cannot_start_is_no_matter_of_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("salo_plan.publishing.press.PROCESS", "salo_plan.publishing.nowhere")
    with pytest.raises(PressError, match="ended with exit code 1; what it said stands above"):
        issued(tmp_path, open_press(1), Written({}))


def test_children_end_with_a_killed_press(tmp_path):
    started = tmp_path / "started"
    cell = (
        f"import os, time\nopen({str(started)!r}, 'a').write(f'{{os.getpid()}} ')\ntime.sleep(60)"
    )
    workspace = town(tmp_path / "town", *ROWS).folder
    material = gather(read_plan(), workspace)
    order = Order(workspace, "public", all_months(material)[0])
    with publishing_desk(workspace) as desk, open_press(1) as press:
        press.set_up(Written({"2023-01": cell}), material)
        press.start(open_job(order, material, desk))
        within(30, lambda: started.is_file() and started.read_text().endswith(" "))
        child = psutil.Process(int(started.read_text().split()[0]))
        os.kill(press._process.pid, signal.SIGKILL)
        within(5, lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_an_idle_press_ends_with_its_line(tmp_path):
    with open_press(1) as press:
        process = psutil.Process(press._process.pid)
        time.sleep(0.1)
    assert not process.is_running()
