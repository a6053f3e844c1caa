"""The cluster: reports made by the workers of a Dask scheduler, on a folder that all share.

Only names travel to the workers and back: each reads what was received, and writes what it makes,
on the shared folder. The ledger stays with the process that gives the jobs.
"""

import logging
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, Self, TypeVar

from salo_plan.errors import CallError, SaloPlanError
from salo_plan.extracts.received import received_files
from salo_plan.plan.areas import Municipalities
from salo_plan.publishing.cluster_worker import (
    Refused,
    Task,
    installed,
    make_here,
    placed_versions,
    read_here,
    seen_within,
)
from salo_plan.publishing.issue import Job, Made
from salo_plan.publishing.making import MANIFEST, Make
from salo_plan.publishing.standing import hash_of_inputs
from salo_plan.publishing.workers import Failed
from salo_plan.reports.material import Material
from salo_plan.told import Told

if TYPE_CHECKING:
    from distributed import Client, Future

ANSWER_SECONDS = 5
# A worker that was killed is started again by its nanny in a few seconds.
_LONGEST_WITHOUT_WORKERS = 60
_LOOK_SECONDS = 5
_READY = Told("Reports that were ready are issued; run again for the others.")
T = TypeVar("T")


class ClusterError(SaloPlanError):
    """The cluster cannot make reports."""


class Cluster:
    """Makes reports on the workers of a scheduler, as many at once as there are workers."""

    def __init__(self, client: "Client", address: str) -> None:
        self._client, self._address = client, address
        self._here = installed()
        self._under_way: dict[Future[Any], Job] = {}
        self._ended: Queue[Future[Any]] = Queue()
        self._make = b""
        self._inputs = ""

    @property
    def places(self) -> int:
        """The number of workers now; a machine may join or leave during the run."""
        return max(1, len(self._ask(self._client.nthreads)))

    def check(self) -> Self:
        """Look whether there are workers and whether they have what this machine has."""
        with suppress(TimeoutError):
            self._ask(self._client.wait_for_workers, 1, timeout=ANSWER_SECONDS)
        found = self._ask(self._client.run, installed, on_error="return")
        if not found:
            raise ClusterError(
                Told("the scheduler at {address} has no workers.", address=self._address)
            )
        for worker, there in sorted(found.items()):
            if there != self._here:
                raise ClusterError(
                    Told(
                        "the worker at {worker} cannot make these reports: {difference}. Install "
                        "the same version on all machines and start the workers again.",
                        worker=worker,
                        difference=_difference(there, self._here),
                    )
                )
        return self

    def read_ahead(self, workspace: Path, municipalities: Municipalities) -> None:
        """Let the workers read each received file into the store of validated tables.

        The plan's municipalities decide how some files are read.
        A file that cannot be read is left to whoever gathers the material, who tells of it.
        """
        files = received_files(workspace / "data" / "raw")
        futures = self._client.map(
            read_here, files, workspace=workspace, municipalities=municipalities, pure=False
        )
        self._ask(self._client.gather, futures, errors="skip")

    def set_up(self, make: Make, material: Material) -> Self:
        """Say how reports are made and by what they are known to be made of the same."""
        self._make = pickle.dumps(make)
        self._inputs = hash_of_inputs(material.received.workspace, material.plan)
        return self

    def start(self, job: Job) -> None:
        """Let a worker make the job; one that is lost meanwhile leaves it to another."""
        order = job.order
        # A worker stands in another folder: a plan file needs its full path, a packaged plan none.
        plan = order.plan_file if Path(order.plan).is_file() else order.plan
        task = Task(
            job=replace(job, order=replace(order, plan=plan)),
            make=self._make,
            inputs=self._inputs,
            placed=placed_versions(order.workspace / "outputs"),
        )
        packed = pickle.dumps(task)
        future = self._ask(self._client.submit, make_here, self._here, packed, pure=False)
        self._under_way[future] = job
        future.add_done_callback(self._ended.put)

    def next_done(self) -> tuple[Job, Made | Failed]:
        """Wait until a job is done.

        Raises OSError when a worker could not write, and ClusterError when the cluster is gone.
        """
        begun = time.monotonic()
        while True:
            try:
                future = self._ended.get(timeout=_LOOK_SECONDS)
            except Empty:
                if self._ask(self._client.nthreads):
                    begun = time.monotonic()
                elif time.monotonic() > begun + _LONGEST_WITHOUT_WORKERS:
                    raise ClusterError(
                        Told(
                            "the scheduler at {address} has no workers left. {ready}",
                            address=self._address,
                            ready=_READY,
                        )
                    ) from None
                continue
            try:
                outcome = self._outcome(future)
            except TimeoutError:
                self._ended.put(future)
                continue
            return self._under_way.pop(future), outcome

    def _outcome(self, future: "Future[Any]") -> Made | Failed:
        from distributed import KilledWorker

        try:
            # Its result may be lost with its worker just now; then it is made once more.
            outcome: Any = self._ask(future.result, timeout=_LOOK_SECONDS)
        except KilledWorker as error:
            return Failed(
                Told(
                    "the workers that made it were lost, {count} one after another, as happens "
                    "when a machine's memory runs out.",
                    count=error.allowed_failures + 1,
                )
            )
        if isinstance(outcome, Refused):
            raise ClusterError(
                Told(
                    "a worker refused its job: {reason} {ready}",
                    reason=outcome.reason,
                    ready=_READY,
                )
            )
        if isinstance(outcome, OSError):
            raise outcome
        if isinstance(outcome, Made) and outcome.folder:
            self._find(self._under_way[future].order.workspace / "outputs" / outcome.folder)
        made: Made | Failed = outcome
        return made

    def _find(self, folder: Path) -> None:
        if not seen_within(lambda: (folder / MANIFEST).is_file()):
            raise ClusterError(
                Told(
                    "a worker has made {folder}, but it is not here. The workspace must be one "
                    "shared folder under the same path on all machines. {ready}",
                    folder=folder.name,
                    ready=_READY,
                )
            )

    def _ask(self, question: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Ask the cluster; what it says when it is gone or cannot answer becomes one message."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            return question(*arguments, **named)
        except (TimeoutError, KilledWorker):
            raise
        except (OSError, CancelledError):
            raise ClusterError(
                Told(
                    "the scheduler at {address} does not answer any more. {ready}",
                    address=self._address,
                    ready=_READY,
                )
            ) from None
        except Exception as error:
            raise ClusterError(
                Told(
                    "a worker could not take its job ({kind}: {error}). Install the same version "
                    "of salo-plan on all machines and start the workers again.",
                    kind=type(error).__name__,
                    error=error,
                )
            ) from None


@contextmanager
def open_cluster(address: str) -> Iterator[Cluster]:
    """Speak to a scheduler in the block, if its workers have what this machine has.

    Raises CallError when Dask is not installed or the address is none, ClusterError when nobody
    answers or the workers are of another version.
    """
    try:
        from distributed import Client
    except ImportError:
        raise CallError(
            Told('--scheduler needs Dask, which is not installed: pip install "salo-plan[cluster]"')
        ) from None
    # What goes wrong is told by this program, in one message.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, TimeoutError):
        raise ClusterError(
            Told(
                "no scheduler answers at {address}. Nothing was made. Is it running, and may this "
                "machine reach it? Without --scheduler the reports are made on this machine.",
                address=address,
            )
        ) from None
    except (ValueError, TypeError, RuntimeError) as error:
        raise CallError(
            Told(
                "--scheduler {address} is no address of a scheduler ({error}); one looks like "
                "tcp://10.0.0.5:8786.",
                address=address,
                error=error,
            )
        ) from None
    try:
        yield Cluster(client, address).check()
    finally:
        client.close()


def _difference(there: object, here: dict[str, str]) -> str:
    if not isinstance(there, dict):
        return f"{type(there).__name__}: {there}"
    different = [name for name in here if there.get(name) != here[name]]
    return Told.joined(
        "; ",
        (
            Told(
                "{name} is {there} there and {here} here", name=n, there=there.get(n), here=here[n]
            )
            for n in different
        ),
    )
