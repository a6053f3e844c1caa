"""Small made-up towns: who was counted in each month, corrections, and the issues made of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from salo_plan.figures import Measured, Measurement
from salo_plan.indicators.assess import assess
from salo_plan.indicators.disclosure import Earlier
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.relations import Count, counts_behind
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.reading import read_plan
from salo_plan.reports.public.content import public_report
from salo_plan.reports.public.report import PublicReport

from .published import PublishedIssue

PLAN = read_plan()
AUDIENCE = next(audience for audience in PLAN.audience if audience.id == "public")
PUBLIC = tuple(i for i in PLAN.indicators if PLAN.public and i.id in PLAN.public.indicators)
FIRST, LAST = Month(2022, 1), Month(2023, 6)

CELLS = {
    "clients": (
        *("young_unemployed", "young_studying", "young_other"),
        *("older_unemployed", "older_studying", "older_other"),
    ),
    "activation": ("long_served", "long_waiting", "others_served", "others_waiting"),
    "typ": ("clients",),
    "ohjaamo": ("visitors",),
    "services": ("under_30", "over_30"),
    "feedback": ("promoters", "passives", "detractors"),
    "events": ("events",),
}
SHARES = {
    "unemployed_share": ("clients", "", "unemployed"),
    "under_25_unemployed_share": ("clients", "young", "unemployed"),
    "activation_all": ("activation", "", "served"),
    "activation_long_term": ("activation", "long", "served"),
}
COUNTS = {
    "clients": ("clients", ""),
    "in_education": ("clients", "studying"),
    "typ_clients": ("typ", ""),
    "ohjaamo_visitors": ("ohjaamo", ""),
    "wage_subsidy_under_30": ("services", "under_30"),
    "wage_subsidy_30_and_over": ("services", "over_30"),
    "monthly_event": ("events", ""),
}
Cells = Mapping[str, int]


@dataclass(frozen=True)
class Town:
    """The people in each cell of each dataset and month; what was not delivered is not there."""

    cells: Mapping[tuple[Month, str], Cells] = field(default_factory=dict)

    def with_cells(self, month: Month, dataset: str, **cells: int) -> "Town":
        """The town with some cells corrected; cells never named are empty."""
        old = self.cells.get((month, dataset), dict.fromkeys(CELLS[dataset], 0))
        return Town({**self.cells, (month, dataset): {**old, **cells}})

    def count(self, month: Month, dataset: str, *words: str) -> int | None:
        """How many people are in the cells whose names hold all the words."""
        cells = self.cells.get((month, dataset))
        if cells is None:
            return None
        return sum(n for name, n in cells.items() if all(word in name for word in words))

    def measurements(self) -> Measurements:
        months = sorted({month for month, _ in self.cells})
        return Measurements.of(
            Measurement(indicator.id, month, indicator.scope, figure)
            for indicator in PUBLIC
            for month in months
            if (figure := self._figure(indicator.id, month)) is not None
        )

    def people(self, indicator: Indicator, month: Month) -> dict[Count, int]:
        """The true counts behind an indicator's month."""
        names = counts_behind(indicator, month)
        if indicator.id in SHARES:
            dataset, of, who = SHARES[indicator.id]
            whole, part = self.count(month, dataset, of), self.count(month, dataset, of, who)
            numbers = () if whole is None or part is None else (whole, part, whole - part)
        else:
            number = self.count(month, *COUNTS.get(indicator.id, ("feedback", "")))
            numbers = () if number is None else (number,)
        return dict(zip(names, numbers, strict=False))

    def _figure(self, indicator: str, month: Month) -> Measured | None:
        if indicator in SHARES:
            dataset, of, who = SHARES[indicator]
            whole, part = self.count(month, dataset, of), self.count(month, dataset, of, who)
            if whole is None or part is None:
                return None
            value = 100 * part / whole if whole else None
            return Measured(value, part, whole, "ok" if whole else "not_applicable")
        if indicator in COUNTS:
            number = self.count(month, *COUNTS[indicator])
            return None if number is None else Measured(float(number), float(number))
        cells = self.cells.get((month, "feedback"))
        if cells is None or not (answers := sum(cells.values())):
            return None
        net = cells["promoters"] - cells["detractors"]
        return Measured(100 * net / answers, net, answers)


@dataclass(frozen=True)
class Issued:
    """An issue and the town as it was known when the issue was made."""

    issue: PublishedIssue
    report: PublicReport
    town: Town


def make(town: Town, month: Month, earlier: Earlier | None = None) -> Issued:
    """Make the public version of a month, by the package's one way to make it."""
    measurements = town.measurements()
    with speaking("fi"):
        report = public_report(
            PLAN,
            AUDIENCE,
            assess(PLAN, measurements, month),
            measurements,
            lang="fi",
            example=False,
            extracted="",
            sources=(),
            earlier=earlier or Earlier(),
        )
    return Issued(PublishedIssue(report.as_json()), report, town)


def make_series(
    steps: list[tuple[Month, Town]], *, hidden: bool = True, shown: bool = True
) -> list[Issued]:
    """Make issues one after the other; each knows what the earlier ones have hidden and shown."""
    issues: list[Issued] = []
    earlier = Earlier()
    for month, town in steps:
        issues.append(make(town, month, earlier))
        issue = issues[-1].issue
        earlier = Earlier(
            earlier.hidden | issue.hidden if hidden else frozenset(),
            earlier.shown | issue.shown if shown else frozenset(),
        )
    return issues


def random_town(rng: np.random.Generator) -> Town:
    """Make a town of 0 to 60 clients with quiet and busy months; some lack a tenth of the files."""
    cells: dict[tuple[Month, str], Cells] = {}
    largest = {"clients": rng.integers(0, 61), "activation": rng.integers(0, 61)}
    missing = rng.choice((0.0, 0.1))
    for dataset, names in CELLS.items():
        top = int(largest.get(dataset, rng.integers(2, 40)))
        weights = rng.dirichlet(np.full(len(names), 0.6))
        people = rng.multinomial(top, weights)
        for step in range(LAST.minus(FIRST) + 1):
            moved = rng.integers(-2, 3, len(names)) * (rng.random() < 0.08)
            people = np.clip(people + moved, 0, 60)
            month = FIRST.plus(step)
            if dataset == "clients" or rng.random() >= missing:
                cells[month, dataset] = dict(zip(names, map(int, people), strict=True))
    return Town(cells)


def random_steps(rng: np.random.Generator, town: Town, months: int) -> Iterator[tuple[Month, Town]]:
    """Plan issues of so many months up to June; corrections come between them, with re-issues."""
    for step in range(1 - months, 1):
        month = LAST.plus(step)
        yield month, town
        for _ in range(rng.integers(0, 3)):
            late = month.plus(-int(rng.integers(0, 5)))
            town = _corrected(rng, town, late)
            if rng.random() < 0.4 and late >= LAST.plus(1 - months):
                yield late, town


def _corrected(rng: np.random.Generator, town: Town, month: Month) -> Town:
    """Correct a cell or all cells of a file, or take in a file that was late."""
    dataset = str(rng.choice(tuple(CELLS)))
    new = dict(town.cells.get((month, dataset), dict.fromkeys(CELLS[dataset], 0)))
    for name in CELLS[dataset] if rng.random() < 0.3 else (rng.choice(CELLS[dataset]),):
        new[str(name)] = max(0, new[str(name)] + int(rng.integers(-5, 8)))
    return Town({**town.cells, (month, dataset): new})
