"""Datasets 1-3 of the example: the client cube, how long searches have lasted, and the coaches."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from salo_plan.example import story
from salo_plan.example.files import MadeFile, csv_file, headers, workbook
from salo_plan.example.parts import spread, spread_over
from salo_plan.example.profiles import MUNICIPALITIES, TEAMS, Kind, Profile, profiles
from salo_plan.example.seasons import (
    MONTHS,
    RATE_SEASON,
    counting_day,
    draws,
    season,
    slashed,
)
from salo_plan.extracts.datasets.clients import (
    CLIENTS,
    COACHES,
    EMPLOYMENT_CODES,
    SEARCH_DURATION,
)
from salo_plan.periods import Month
from salo_plan.populations import NATIVE_LANGUAGES, UNEMPLOYED_CODES

_YOUNG_PART: Mapping[Kind, float] = {"ukrainian": 0.15, "other": 0.12}
_UKRAINIAN_JOBLESS = 0.29
_EDUCATION_TILT: Mapping[Kind, float] = {"native": 1.0, "ukrainian": 1.6, "other": 1.35}
_YOUNG_EDUCATION_TILT = 1.4
_COACHES = ((Month(2023, 5), (3, 6, 6, 4, 4)), (Month(2022, 5), (3, 6, 6, 3, 4)))
_FIRST_COACHES = (3, 6, 5, 3, 4)
_COACH_LIMITS = (130, 140, 140, 130, 140)


@dataclass(frozen=True, slots=True)
class CubeRow:
    """One row of the client cube (asiakaskuutio): so many clients of one kind and code."""

    who: Profile
    code: str
    clients: int


@dataclass(frozen=True, slots=True)
class Cube:
    """The client cube of one month."""

    month: Month
    rows: tuple[CubeRow, ...]

    def count(self, *wanted: Callable[[CubeRow], bool]) -> int:
        """Count the clients of whom all the conditions hold."""
        return sum(row.clients for row in self.rows if all(holds(row) for holds in wanted))

    def by_team(self) -> dict[str, int]:
        """Count the clients of each team."""
        teams = dict.fromkeys(TEAMS, 0)
        for row in self.rows:
            teams[row.who.team] += row.clients
        return teams


@dataclass(frozen=True, slots=True)
class _Group:
    """One of the six groups that the totals of a month are first divided into."""

    kind: Kind
    young: bool
    clients: int
    unemployed: int

    @property
    def others(self) -> int:
        return self.clients - self.unemployed


def lives_in(municipality: str) -> Callable[[CubeRow], bool]:
    """Make the condition of living in a municipality."""
    return lambda row: row.who.municipality == municipality


def unemployed(row: CubeRow) -> bool:
    """Unemployed or fully laid off."""
    return row.code in UNEMPLOYED_CODES


def young(row: CubeRow) -> bool:
    """Under 25."""
    return row.who.age_group in ("Alle 20", "20–24")


def foreign_language(row: CubeRow) -> bool:
    """Mother tongue known and none of the national ones."""
    return bool(row.who.mother_tongue) and row.who.mother_tongue not in NATIVE_LANGUAGES


def foreign_citizen(row: CubeRow) -> bool:
    """Citizen of another country than Finland."""
    return row.who.citizenship != "FI"


def make_cubes(seed: int) -> dict[Month, Cube]:
    """Make the client cubes of all months."""
    return {month: _cube(month, seed) for month in MONTHS}


def register_files(cubes: Mapping[Month, Cube], seed: int) -> Iterator[MadeFile]:
    """Write the extracts of the client register."""
    for month, cube in cubes.items():
        yield _cube_file(cube)
        yield _duration_file(cube, seed)
        yield _coaches_file(cube, month)


def _groups(month: Month, seed: int) -> list[_Group]:
    """Divide the month's clients and unemployed into six groups that add up to the totals."""
    foreign = story.FOREIGN_LANGUAGE.count(month, seed)
    foreign_jobless = round(foreign * story.FOREIGN_LANGUAGE_UNEMPLOYED.at(month, seed) / 100)
    ukrainian = story.UKRAINIANS.count(month, seed)
    ukrainian_jobless = round(ukrainian * _UKRAINIAN_JOBLESS)
    under_25 = story.YOUNG.count(month, seed)
    under_25_jobless = round(under_25 * story.YOUNG_UNEMPLOYED.at(month, seed) / 100)
    totals: dict[Kind, tuple[int, int]] = {
        "ukrainian": (ukrainian, ukrainian_jobless),
        "other": (foreign - ukrainian, foreign_jobless - ukrainian_jobless),
        "native": (
            story.CLIENTS.count(month, seed) - foreign,
            story.unemployed(month, seed) - foreign_jobless,
        ),
    }
    groups = []
    for kind, (clients, jobless) in totals.items():
        part = _YOUNG_PART.get(kind)
        # The native young are what is left, so that all young add up to their own total.
        few = under_25 if part is None else round(part * clients)
        few_jobless = under_25_jobless if part is None else round(part * jobless)
        under_25, under_25_jobless = under_25 - few, under_25_jobless - few_jobless
        groups.append(_Group(kind, True, few, few_jobless))
        groups.append(_Group(kind, False, clients - few, jobless - few_jobless))
    return groups


def _cube(month: Month, seed: int) -> Cube:
    random = draws(seed, "cube", month)
    groups = _groups(month, seed)
    laid_off = spread(
        story.LAID_OFF.count(month, seed),
        [group.unemployed * (0.3 if group.young else 1) for group in groups],
        random,
    )
    studying = spread(
        story.IN_EDUCATION.count(month, seed),
        [
            group.others * _EDUCATION_TILT[group.kind] * (_YOUNG_EDUCATION_TILT**group.young)
            for group in groups
        ],
        random,
    )
    rows: list[CubeRow] = []
    for group, off, learning in zip(groups, laid_off, studying, strict=True):
        codes = {"02": group.unemployed - off, "03": off, "08": learning}
        codes |= spread_over(group.others - learning, _other_codes(month), random)
        for code, total in codes.items():
            rows += _rows(group, code, total, random)
    rows.sort(key=_order)
    return Cube(month, tuple(rows))


def _other_codes(month: Month) -> dict[str, float]:
    """Weigh the codes of those who neither are unemployed nor study; summer jobs in 6-8."""
    services = season(RATE_SEASON, month)
    summer = 1.5 if month.number in (6, 7, 8) else 1.0
    return {
        "00": 305.0,
        "01": 138.0 * summer,
        "04": 14.0,
        "05": 27.0 * summer,
        "06": 2.0,
        "07": 360.0 * services,
    }


def _rows(group: _Group, code: str, total: int, random: np.random.Generator) -> list[CubeRow]:
    weights = profiles(group.kind, group.young, code in UNEMPLOYED_CODES)
    cells = spread_over(total, weights, random)
    return [CubeRow(who, code, clients) for who, clients in cells.items() if clients]


def _order(row: CubeRow) -> tuple[str, ...]:
    who = row.who
    return (
        *(who.municipality, who.team, who.age_group.replace("Alle", " ")),
        *(who.mother_tongue, who.citizenship, row.code),
    )


def _cube_file(cube: Cube) -> MadeFile:
    day = counting_day(cube.month)
    rows = [
        (
            *(day, row.who.municipality, row.who.team, row.who.age_group),
            *(row.who.mother_tongue, row.who.citizenship),
            *(row.code, EMPLOYMENT_CODES[row.code], row.clients),
        )
        for row in cube.rows
    ]
    return csv_file(f"ura_asiakkaat_{cube.month}.csv", headers(CLIENTS), rows)


def _duration_file(cube: Cube, seed: int) -> MadeFile:
    """Write search durations: the mean of Salo is the story's, groups lie around it."""
    rows = []
    for home in MUNICIPALITIES:
        random = draws(seed, f"search weeks {home}", cube.month)
        everyone = story.SEARCH_WEEKS.at(cube.month, seed)
        if home != "Salo":
            everyone *= float(random.uniform(0.93, 1.06))
        for group, holds, factor in (
            ("Kaikki", lambda _: True, 1.0),
            ("Alle 25-v.", young, 0.52),
            ("Vieraskieliset", foreign_language, 0.81),
        ):
            clients = cube.count(lives_in(home), holds)
            mean = everyone * (
                factor if factor == 1 else factor * float(random.uniform(0.96, 1.04))
            )
            median = mean * float(random.uniform(0.58, 0.64))
            if clients:
                rows.append(
                    (slashed(cube.month), home, group, clients, round(mean, 1), round(median))
                )
    name = f"ura_tyonhaun_kesto_{cube.month}.xlsx"
    return workbook(name, {"Kesto": [headers(SEARCH_DURATION), *rows]})


def _coaches_file(cube: Cube, month: Month) -> MadeFile:
    staff = next((count for since, count in _COACHES if month >= since), _FIRST_COACHES)
    day = counting_day(month)
    rows = [
        (day, team, people, round(people * 0.94, 1), clients, limit)
        for (team, clients), people, limit in zip(
            cube.by_team().items(), staff, _COACH_LIMITS, strict=True
        )
    ]
    return csv_file(f"omavalmentajat_{month}.csv", headers(COACHES), rows)
