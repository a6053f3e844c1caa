"""Who makes the reports: a place where jobs are begun and from which finished reports come.

Jobs are made one after another in this process, in processes forked beside it (press), or on the
machines of a cluster; the run that gives the jobs is the same.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from salo_plan.errors import DataError
from salo_plan.publishing.issue import Job, Made, make_report
from salo_plan.publishing.making import Make
from salo_plan.reports.issued import Coming
from salo_plan.reports.material import Material


@dataclass(frozen=True, slots=True)
class Failed:
    """A report that is not fit to publish, and why."""

    reason: str


class Workers(Protocol):
    """Makes jobs, so many at once as it has `places`."""

    @property
    def places(self) -> int:
        """How many jobs may be under way at once."""

    def start(self, job: Job) -> None:
        """Begin a job; there must be a free place."""

    def next_done(self) -> tuple[Job, Made | Failed | Coming]:
        """Wait until one of the begun jobs is done, or its data is known before its page is."""


class InTurn:
    """Makes one job at a time in this very process."""

    places = 1

    def __init__(self, material: Material, make: Make) -> None:
        self._material, self._make = material, make
        self._done: deque[tuple[Job, Made | Failed]] = deque()

    def start(self, job: Job) -> None:
        """Make the job."""
        try:
            outcome: Made | Failed = make_report(job, self._material, self._make)
        except DataError as error:
            outcome = Failed(str(error))
        self._done.append((job, outcome))

    def next_done(self) -> tuple[Job, Made | Failed]:
        """Give the job that was made."""
        return self._done.popleft()


# Workers are made for a material once it is read; none for as long as nothing is owed.
Hire = Callable[[Material], Workers]
