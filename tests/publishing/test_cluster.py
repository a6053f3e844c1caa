"""Reports made on a real cluster of processes: each once, whatever happens to a worker."""

import os
import pickle
import signal
import sqlite3
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil
import pytest

from salo_plan.cli.making_options import Making, hiring
from salo_plan.errors import CallError
from salo_plan.example import write_example
from salo_plan.extracts import store
from salo_plan.extracts.ahead import store_file
from salo_plan.extracts.received import read_received, received_files
from salo_plan.plan.areas import NO_MUNICIPALITIES
from salo_plan.plan.reading import read_plan
from salo_plan.publishing import cluster, cluster_worker
from salo_plan.publishing.batch import issue_all
from salo_plan.publishing.cluster import Cluster, ClusterError, open_cluster
from salo_plan.publishing.cluster_worker import Bench, Refused, Task, installed, make_here
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.issue import open_job
from salo_plan.publishing.making import PAGE, Order
from salo_plan.publishing.press import CAN_FORK
from salo_plan.publishing.standing import hash_of_inputs
from salo_plan.publishing.workers import Failed
from salo_plan.reports.material import gather
from tests.publishing.drivers import gone, within
from tests.publishing.light import town
from tests.publishing.test_press import BOTH, ROWS, SLOW, Written, all_months, ended_by
from tests.workspaces import Workspace, call

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="Windows cannot fork")
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def local():
    """A scheduler and two workers, each a process with a nanny that starts it again."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        silence_logs=50,
    ) as made:
        yield made


def issued(address: str, workspace: Path, make, months, audiences=BOTH, while_open=None) -> dict:
    """Issue these audiences' reports of the months of 2023 on a cluster; give how each ended."""
    material = gather(read_plan(), workspace)
    wanted = [f"2023-{month:02d}" for month in months]
    orders = [
        Order(workspace, audience, month)
        for month in all_months(material)
        if str(month) in wanted
        for audience in audiences
    ]
    return ended_by(open_cluster(address), orders, material, make, while_open)


def in_ledger(workspace: Path) -> Counter:
    with sqlite3.connect(workspace / "outputs" / "ledger.sqlite") as ledger:
        return Counter(ledger.execute("select folder, version from issue where placed"))


def workers_of(makers: Cluster) -> list[int]:
    """The workers' process numbers."""
    return sorted(makers._client.run(os.getpid).values())


@pytest.mark.slow
def test_every_report_is_made_once_and_stands_once_in_the_ledger(tmp_path, local):
    workspace = town(tmp_path, *ROWS).folder
    ended = issued(local.scheduler_address, workspace, Written({}), (1, 2, 3))
    assert {end.version for end in ended.values()} == {1}
    assert len(ended) == 6
    assert set(in_ledger(workspace).values()) == {1}
    assert len(in_ledger(workspace)) == 6
    assert (workspace / "outputs" / "2023-03" / "public" / PAGE).read_text() == "42"


@pytest.mark.slow
def test_a_report_that_breaks_is_failed_alone_and_its_worker_lives_on(tmp_path, local):
    workspace = town(tmp_path, *ROWS).folder
    breaks = {"2023-01": "raise ValueError('no')", "2023-02": "import os\nos._exit(3)"}
    workers = []
    ended = issued(
        local.scheduler_address,
        workspace,
        Written(breaks),
        (1, 2, 3),
        ("public",),
        lambda makers: workers.append(workers_of(makers)),
    )
    assert "failed in cell 3: ValueError: no" in ended["2023-01 public"].reason
    assert "died twice" in ended["2023-02 public"].reason
    assert ended["2023-03 public"].version == 1
    assert workers[0] == workers[-1]
    kept = workspace / "outputs" / "failed" / "2023-01" / "public"
    assert {path.name for path in kept.iterdir()} == {"reason.txt", "report.ipynb"}


@pytest.mark.slow
def test_the_jobs_of_a_killed_worker_are_made_elsewhere_and_nothing_twice(tmp_path, local):
    workspace, begun = town(tmp_path / "town", *ROWS).folder, tmp_path / "begun"
    # Whoever makes February first never ends.
    cell = (
        f"import os, time\nif not os.path.exists({str(begun)!r}):\n"
        f"    open({str(begun)!r}, 'w').write(f'{{os.getpid()}} ')\n    time.sleep(600)"
    )

    def kill() -> list[psutil.Process]:
        within(60, lambda: begun.is_file() and begun.read_text().endswith(" "))
        child = psutil.Process(int(begun.read_text()))
        press = child.parent()
        worker = press.parent()
        os.kill(worker.pid, signal.SIGKILL)
        return [child, press, worker]

    with ThreadPoolExecutor() as beside:
        killing = beside.submit(kill)
        make = Written({"2023-02": cell})
        ended = issued(local.scheduler_address, workspace, make, (1, 2, 3))
        within(5, lambda: all(gone(process) for process in killing.result()))
    assert len(ended) == 6
    assert not any(isinstance(end, Failed) for end in ended.values())
    assert len(in_ledger(workspace)) == 6
    assert set(in_ledger(workspace).values()) == {1}


def test_a_report_whose_workers_are_all_lost_is_failed(local):
    class Lost:
        def result(self, timeout: float):
            raise distributed.KilledWorker("make_here", None, 3)

    with open_cluster(local.scheduler_address) as makers:
        assert makers._outcome(Lost()).reason.startswith("the workers that made it were lost, 4")


@pytest.mark.slow
def test_workspaces_share_one_cluster_each_with_its_own_ledger(tmp_path, local):
    towns = [town(tmp_path / name, *ROWS).folder for name in ("salo", "somero")]
    address = local.scheduler_address

    def make(workspace: Path) -> dict:
        return issued(address, workspace, Written({}, SLOW), (1, 2))

    with ThreadPoolExecutor() as both:
        ended = list(both.map(make, towns))
    assert [len(one) for one in ended] == [4, 4]
    assert [set(in_ledger(workspace).values()) for workspace in towns] == [{1}, {1}]


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "month"), [("fast", "2023-01"), ("kernel", "2023-02")])
def test_the_command_makes_a_real_report_on_the_cluster(example_year, local, engine, month):
    workspace = example_year()
    options = ("--workspace", workspace, "--scheduler", local.scheduler_address)
    result = call("report", "public", month, "--engine", engine, *options)
    assert result.exit_code == 0, result.output
    assert in_ledger(workspace) == {(f"{month}/public", 1): 1}


@pytest.mark.slow
def test_workers_read_received_files_into_the_store(tmp_path, local, monkeypatch):
    workspace = Workspace(tmp_path)
    write_example(workspace.folder)
    with open_cluster(local.scheduler_address) as makers:
        makers.read_ahead(workspace.folder, NO_MUNICIPALITIES)
    monkeypatch.setattr(store, "_save", None)
    assert read_received(workspace.folder, NO_MUNICIPALITIES).tables


def test_a_month_with_two_lists_is_left_to_whoever_holds_them_against_each_other(tmp_path):
    workspace = Workspace(tmp_path)
    head = "asiakas;tila\n"
    for name in ("asiakkaat_2023-01.csv", "asiakkaat_2023-01_korjattu.csv"):
        workspace.write(name, head)
    for path in received_files(workspace.raw):
        store_file(path, workspace.folder, NO_MUNICIPALITIES)
    assert not list((workspace.folder / "data" / "processed").rglob("*.parquet"))


def test_a_file_that_the_store_has_is_not_read_again(tmp_path, monkeypatch):
    workspace = town(tmp_path, *ROWS)
    (path,) = received_files(workspace.raw)
    store_file(path, workspace.folder, NO_MUNICIPALITIES)
    monkeypatch.setattr("salo_plan.extracts.ahead.stored_table", None)
    store_file(path, workspace.folder, NO_MUNICIPALITIES)


def test_a_worker_of_another_version_is_told_before_anything_is_made(local):
    with open_cluster(local.scheduler_address) as makers:
        makers._here = {**installed(), "pandas": "2.0.0"}
        with pytest.raises(ClusterError, match=r"pandas is 3\..* there and 2\.0\.0 here"):
            makers.check()


def test_a_worker_of_another_version_that_joins_later_makes_nothing(tmp_path, local, monkeypatch):
    workspace = town(tmp_path, *ROWS).folder
    here = {**installed(), "the code": "another"}
    monkeypatch.setattr(cluster, "installed", lambda: here)
    monkeypatch.setattr(Cluster, "check", lambda self: self)
    with pytest.raises(ClusterError, match="another version"):
        issued(local.scheduler_address, workspace, Written({}), (1,))
    assert not list((workspace / "outputs").glob("????-??"))
    assert not in_ledger(workspace)
    assert isinstance(make_here(here, b"what is this?"), Refused)


def task_of(workspace: Path, **more) -> Task:
    """A task as the driver gives it."""
    plan = read_plan()
    with publishing_desk(workspace) as desk:
        material = gather(plan, workspace)
        job = open_job(Order(workspace, "public", all_months(material)[0]), material, desk)
    task = Task(job, pickle.dumps(Written({})), hash_of_inputs(workspace, plan), {})
    return replace(task, **more)


def test_a_worker_that_sees_other_files_refuses(tmp_path):
    outcome = Bench().make(task_of(town(tmp_path, *ROWS).folder, inputs="others"))
    assert isinstance(outcome, Refused)
    assert "another data/raw" in outcome.reason


def test_a_worker_waits_for_the_reports_that_were_placed_before_its_job(tmp_path, monkeypatch):
    look = partial(cluster_worker.seen_within, seconds=0.3)
    monkeypatch.setattr(cluster_worker, "seen_within", look)
    outcome = Bench().make(task_of(town(tmp_path, *ROWS).folder, placed={"2022-12/public": 1}))
    assert isinstance(outcome, Refused)
    assert "issued already" in outcome.reason


def test_a_plan_file_is_named_by_its_full_path(tmp_path, local, monkeypatch):
    workspace = town(tmp_path / "town", *ROWS).folder
    mine = tmp_path / "mine.toml"
    mine.write_bytes(Path(read_plan.__globals__["plan_path"]().resolve()).read_bytes())
    monkeypatch.chdir(tmp_path)
    plan = read_plan("mine.toml")
    material = gather(plan, workspace)
    order = Order(workspace, "public", all_months(material)[0], plan="mine.toml")
    with publishing_desk(workspace) as desk, open_cluster(local.scheduler_address) as makers:
        hire = partial(makers.set_up, Written({}))
        ((_, ended),) = issue_all([order], material, desk, hire=hire)
    assert ended.version == 1


def test_no_scheduler_is_one_plain_message_and_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1)
    workspace = town(tmp_path, *ROWS).folder
    options = ("--workspace", workspace, "--scheduler", "tcp://127.0.0.1:9")
    result = call("run", "--on", "2023-04-01", *options)
    assert result.exit_code == 1
    assert result.stderr.startswith("salo-plan: no scheduler answers at tcp://127.0.0.1:9.")
    assert result.stdout == ""
    assert not list((workspace / "outputs").glob("????-??"))


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://here:there"])
def test_what_is_no_address_is_a_wrong_call(tmp_path, address):
    with pytest.raises(CallError, match=address), hiring(Making(scheduler=address), tmp_path, ""):
        pytest.fail("it was taken")


def test_workers_of_this_machine_and_a_scheduler_are_one_or_the_other(tmp_path):
    with (
        pytest.raises(CallError, match="--workers is for this machine"),
        hiring(Making(workers=2, scheduler="tcp://127.0.0.1:9"), tmp_path, ""),
    ):
        pytest.fail("it was taken")


def test_without_dask_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(CallError, match=r'pip install "salo-plan\[cluster\]"'),
        hiring(Making(scheduler="tcp://127.0.0.1:9"), tmp_path, ""),
    ):
        pytest.fail("it was taken")


@pytest.mark.slow
def test_a_scheduler_that_ends_during_the_run_is_told_plainly(tmp_path):
    workspace = town(tmp_path, *ROWS).folder
    with (
        distributed.LocalCluster(1, dashboard_address=":0", silence_logs=50) as ending,
        pytest.raises(ClusterError, match="does not answer any more"),
    ):
        issued(
            ending.scheduler_address,
            workspace,
            Written({}, SLOW),
            range(1, 10),
            while_open=lambda _: ending.close(),
        )
    assert set(in_ledger(workspace).values()) == {1}
