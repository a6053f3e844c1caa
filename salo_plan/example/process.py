"""Datasets 4-6 of the example: discussions, first contacts with new clients, and their plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salo_plan.example import story
from salo_plan.example.files import WINDOWS, MadeFile, Row, csv_file, headers
from salo_plan.example.parts import spread, spread_over
from salo_plan.example.profiles import TEAMS
from salo_plan.example.register import Cube
from salo_plan.example.seasons import MONTHS, Line, counting_day, draws, slashed
from salo_plan.extracts.datasets.service_process import DISCUSSIONS, FIRST_CONTACTS, PLANS
from salo_plan.periods import Month

LATE_MONTH = Month(2023, 10)
"""The month whose plans (suunnitelmat) were never delivered."""

NEW_CLIENTS = Line(
    "new clients",
    (252, 188, 181, 174, 196, 268, 231, 242, 207, 189, 198, 226),
    (257, 194, 276, 203, 201, 281, 236, 247, 214, 196, 203, 233),
    wobble=9,
)
IN_TIME = Line(
    "contacted in time",
    (74, 75, 77, 76, 79, 77, 73, 80, 82, 84, 85, 83),
    (86, 87, 84, 88, 89, 86, 82, 88, 91, 92, 91, 89),
    wobble=1,
)
_HELD, _CANCELLED, _ABSENT = "Toteutunut", "Peruttu", "Ei saapunut"
_VISIT = "Käynti"


@dataclass(frozen=True, slots=True)
class _Talks:
    """One type of discussion: the share of visits, how many there are, and the other ways.

    `each` is the number held in a month for each client, or for each new one when `for_new`.
    """

    visits: Line
    each: float
    remote: Mapping[str, float]
    for_new: bool = False


_TYPES = {
    "Alkuhaastattelu": _Talks(
        *(story.INTERVIEW_VISITS, 0.82),
        {"Puhelin": 0.7, "Teams": 0.26, "Video": 0.04},
        for_new=True,
    ),
    "Työnhakukeskustelu": _Talks(
        *(story.TALK_VISITS, 0.2),
        {"Puhelin": 0.72, "Teams": 0.25, "Video": 0.03},
    ),
    "Täydentävä työnhakukeskustelu": _Talks(
        *(story.SUPPLEMENTARY_VISITS, 0.55),
        {"Puhelin": 0.88, "Teams": 0.11, "Video": 0.01},
    ),
}
_NOT_HELD = {_CANCELLED: 0.06, _ABSENT: 0.05}
_HOLIDAY_MONTHS = {7: 0.62, 12: 0.8}
_PLAN_REQUIRED = 0.83


def process_files(cubes: Mapping[Month, Cube], seed: int) -> Iterator[MadeFile]:
    """Write the extracts of the service process."""
    for year in sorted({month.year for month in MONTHS}):
        rows = [
            row
            for month in MONTHS
            if month.year == year
            for row in _discussions(cubes[month], seed)
        ]
        yield csv_file(f"tedigi_keskustelut_{year}.csv", headers(DISCUSSIONS), rows)
    for month in MONTHS:
        yield _contacts_file(month, seed)
        if month != LATE_MONTH:
            yield _plans_file(cubes[month], seed)


def _discussions(cube: Cube, seed: int) -> Iterator[Row]:
    month, teams = cube.month, cube.by_team()
    holidays = _HOLIDAY_MONTHS.get(month.number, 1.0)
    for kind, talks in _TYPES.items():
        random = draws(seed, kind, month)
        base = NEW_CLIENTS.count(month, seed) if talks.for_new else cube.count()
        held = round(base * talks.each * holidays * float(random.uniform(0.96, 1.04)))
        outcomes = {_HELD: held}
        for outcome, part in _NOT_HELD.items():
            outcomes[outcome] = round(held * part * float(random.uniform(0.8, 1.2)))
        visit_share = talks.visits.at(month, seed) / 100
        for outcome, total in outcomes.items():
            visits = round(total * visit_share)
            ways = {_VISIT: visits, **spread_over(total - visits, talks.remote, random)}
            for way, people in ways.items():
                of_teams = spread_over(people, teams, random)
                for team, many in of_teams.items():
                    if many:
                        yield (slashed(month), team, kind, way, outcome, many)


def _contacts_file(month: Month, seed: int) -> MadeFile:
    """Write the month's new jobseekers; the time of the last days' ones is still running."""
    random = draws(seed, "first contacts", month)
    new = NEW_CLIENTS.count(month, seed)
    still_open = round(new * float(random.uniform(0.09, 0.15)))
    passed = new - still_open
    in_time = round(passed * IN_TIME.at(month, seed) / 100)
    late, not_contacted = spread(passed - in_time, (0.72, 0.28), random)
    # Five working days are about a week, so fewer are reached in under five days.
    in_time_by_plan = round(in_time * float(random.uniform(0.7, 0.8)))
    row = (slashed(month), new, in_time, late, not_contacted, still_open, in_time_by_plan)
    return csv_file(f"kontaktit_uudet_{month}.csv", headers(FIRST_CONTACTS), [row], WINDOWS)


def _plans_file(cube: Cube, seed: int) -> MadeFile:
    """Write who must have a plan and how it stands; the teams add up to the month's backlog."""
    random = draws(seed, "plans", cube.month)
    required = {
        team: round(people * _PLAN_REQUIRED * float(random.uniform(0.98, 1.02)))
        for team, people in cube.by_team().items()
    }
    backlog = round(sum(required.values()) * story.PLAN_BACKLOG.at(cube.month, seed) / 100)
    weights = {team: people * float(random.uniform(0.8, 1.2)) for team, people in required.items()}
    owing = spread_over(backlog, weights, random)
    rows: list[Row] = []
    for team in TEAMS:
        expired = round(owing[team] * float(random.uniform(0.68, 0.78)))
        valid = required[team] - owing[team]
        missing = owing[team] - expired
        rows.append((counting_day(cube.month), team, required[team], valid, expired, missing))
    return csv_file(f"suunnitelmat_{cube.month}.csv", headers(PLANS), rows)
