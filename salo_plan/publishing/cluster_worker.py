"""What a worker of a cluster does: it makes one report at a time, in its own press.

The material is read from the shared folder and kept for as long as the jobs are of the same inputs.
A report that crashes, hangs or takes all memory ends in a child of the press, as on one machine.
"""

import pickle
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from salo_plan.errors import SaloPlanError
from salo_plan.extracts.ahead import store_file
from salo_plan.fingerprints import code_hash
from salo_plan.plan.areas import Municipalities
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.issue import Job, Made
from salo_plan.publishing.making import Make
from salo_plan.publishing.manifest import issued_manifests, package_versions, read_manifest
from salo_plan.publishing.press import CAN_FORK, Press, PressError
from salo_plan.publishing.standing import hash_of_inputs
from salo_plan.publishing.workers import Failed, InTurn, Workers
from salo_plan.reports.issued import Coming
from salo_plan.reports.material import Material, gather
from salo_plan.told import Told

# Network folders show another machine's changes after up to a minute.
PATIENCE_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a worker may not make the reports of a run."""

    reason: str


@dataclass(frozen=True, slots=True)
class Task:
    """A job with all that a worker must hold itself against before it makes it.

    `inputs` is the hash of what the reports are made of, `placed` the versions that were in their
    places when the job was given: a report tells of those before it.
    """

    job: Job
    make: bytes
    inputs: str
    placed: Mapping[str, int]


def installed() -> dict[str, str]:
    """Say what of this machine may change a report's bytes."""
    return {"the code": code_hash()[:12], **package_versions()}


def make_here(giver: Mapping[str, str], packed: bytes) -> Made | Failed | OSError | Refused:
    """Make a report in this worker.

    The task is unpacked only if this machine has what its giver has.
    """
    if installed() != giver:
        return Refused(Told("it has another version of salo-plan or of a package. Start it again."))
    task: Task = pickle.loads(packed)
    with _ONE_AT_A_TIME:
        return _BENCH.make(task)


def read_here(path: Path, workspace: Path, municipalities: Municipalities) -> None:
    """Read one received file into the store, so that nobody else has to."""
    store_file(path, workspace, municipalities)


def placed_versions(outputs: Path) -> dict[str, int]:
    """Return the version of each issued report, by its folder in outputs/."""
    return {
        folder.relative_to(outputs).as_posix(): manifest["version"]
        for folder, manifest in issued_manifests(outputs)
    }


def seen_within(look: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    """Look until something is there, for so long at most."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


class Bench:
    """The press of this worker, and of which inputs and how it makes reports."""

    def __init__(self) -> None:
        self._press: Press | None = None
        self._makers: Workers | None = None
        self._held: tuple[Path, str, bytes] | None = None

    def make(self, task: Task) -> Made | Failed | OSError | Refused:
        """Make a report of the task's inputs, or refuse when they are not the same here."""
        outputs = task.job.order.workspace / "outputs"
        if not seen_within(lambda: _shows(outputs, task.placed)):
            return Refused(Told("it does not see the reports that are issued already."))
        try:
            if (makers := self._makers_for(task)) is None:
                return Refused(
                    Told(
                        "it sees another data/raw or plan file. The workspace must be one shared "
                        "folder under the same path on all machines, and rest during a run."
                    )
                )
            makers.start(task.job)
            _, outcome = makers.next_done()
            # Only a press that was set up to tell data early does.
            assert not isinstance(outcome, Coming)
            return outcome
        except PressError:
            self._put_away()
            return Failed(
                Told(
                    "the process that made it was killed again and again, as the system does when "
                    "memory runs out."
                )
            )
        except SaloPlanError as error:
            return Failed(str(error))
        except OSError as error:
            return error

    def _makers_for(self, task: Task) -> Workers | None:
        order = task.job.order
        wanted = (order.workspace, task.inputs, task.make)
        if self._makers is None or self._held != wanted:
            self._held = None
            plan = read_plan(order.plan or None)
            if hash_of_inputs(order.workspace, plan) != task.inputs:
                return None
            self._makers = self._set_up(pickle.loads(task.make), gather(plan, order.workspace))
            self._held = wanted
        return self._makers

    def _set_up(self, make: Make, material: Material) -> Workers:
        if not CAN_FORK:
            return InTurn(material, make)
        self._press = self._press or Press(1)
        return self._press.set_up(make, material)

    def _put_away(self) -> None:
        if self._press:
            self._press.close()
        self._press = self._makers = self._held = None


def _shows(outputs: Path, placed: Mapping[str, int]) -> bool:
    """Tell whether the folder shows these issues, or newer ones."""
    found = ((read_manifest(outputs / place), version) for place, version in placed.items())
    return all(manifest and manifest["version"] >= version for manifest, version in found)


_ONE_AT_A_TIME = Lock()
_BENCH = Bench()
