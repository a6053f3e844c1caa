"""Dataset 8 of the example: people in services by area, age and employer, with who came and left.

The services of Salo add up to the people in services of the activation statistics.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from salo_plan.example import story
from salo_plan.example.activation import EVERYONE, in_services
from salo_plan.example.files import MadeFile, Row, csv_file, headers
from salo_plan.example.parts import spread_over
from salo_plan.example.profiles import MUNICIPALITIES
from salo_plan.example.register import Cube
from salo_plan.example.seasons import draws, slashed
from salo_plan.extracts.datasets.services import SERVICE_AGES, SERVICES_DATA
from salo_plan.periods import Month

Place = tuple[str, str, str, str]
"""Area, service, age group and employer."""

YOUNGER, OLDER = SERVICE_AGES
WAGE_SUBSIDY, WORK_TRIAL = "Palkkatuki", "Työkokeilu"
SELF_MOTIVATED, DECISIONS = "Omaehtoinen opiskelu", "Ratkaisut"
START_UP, JOB_ALTERNATION = "Starttiraha", "Vuorotteluvapaasijainen"
_NO_STOCK = "."
_ELSEWHERE = ("Marttila", "Koski Tl")
_ELSEWHERE_PART = 0.065
_OTHER_SERVICES = {
    "Valmennus": 78.0,
    "Työvoimakoulutus": 94.0,
    "Kotoutumiskoulutus": 97.0,
    "Koto-omaehtoinen": 81.0,
    "Kuntouttava työtoiminta": 154.0,
}
_SUMMER = {"Työvoimakoulutus": 0.5, "Kotoutumiskoulutus": 0.45, "Koto-omaehtoinen": 0.7}
_YOUNGER_PART = {
    WORK_TRIAL: 0.46,
    "Valmennus": 0.44,
    "Työvoimakoulutus": 0.31,
    "Kotoutumiskoulutus": 0.27,
    SELF_MOTIVATED: 0.38,
    "Koto-omaehtoinen": 0.3,
    "Kuntouttava työtoiminta": 0.22,
    START_UP: 0.24,
    JOB_ALTERNATION: 0.5,
    DECISIONS: 0.4,
}
_EMPLOYERS = {
    WAGE_SUBSIDY: {"Kunta": 0.36, "Yritys": 0.31, "Yhdistys": 0.33},
    WORK_TRIAL: {"Kunta": 0.3, "Yritys": 0.52, "Yhdistys": 0.18},
}
_TURNOVER = {WAGE_SUBSIDY: 0.11, WORK_TRIAL: 0.42, "Valmennus": 0.3, "Työvoimakoulutus": 0.24}
_USUAL_TURNOVER = 0.12


def service_files(cubes: Mapping[Month, Cube], seed: int) -> Iterator[MadeFile]:
    """Write the services of each month; who started and ended follows from the month before."""
    before: dict[Place, int] = {}
    for month, cube in cubes.items():
        random = draws(seed, "services", month)
        stocks = _stocks(cube, seed, random)
        rows: list[Row] = []
        for place in sorted(stocks.keys() | before.keys(), key=_order):
            now = stocks.get(place, 0)
            then = before.get(place, 0) if before else now
            turnover = _TURNOVER.get(place[1], _USUAL_TURNOVER)
            came = round(now * turnover * float(random.uniform(0.6, 1.4)))
            started = max(came, now - then)
            ended = then + started - now
            if now or started or ended:
                rows.append((slashed(month), *place, now, started, ended))
        rows += _decisions(month, seed, random)
        yield csv_file(f"palvelut_{month}.csv", headers(SERVICES_DATA), rows)
        before = stocks


def _stocks(cube: Cube, seed: int, random: np.random.Generator) -> dict[Place, int]:
    """Count the people of each place at month end."""
    month = cube.month
    stocks: dict[Place, int] = {}
    for service, area, people in (
        *_salo(cube, seed, random),
        *_self_motivated(month, seed),
        *_elsewhere(cube, seed, random),
    ):
        ages = {
            YOUNGER: _YOUNGER_PART.get(service, 0.22),
            OLDER: 1 - _YOUNGER_PART.get(service, 0.22),
        }
        for age, of_age in spread_over(people, ages, random).items():
            _place(stocks, (area, service, age), of_age, random)
    for age, line in (
        (YOUNGER, story.WAGE_SUBSIDY_YOUNG),
        (OLDER, story.WAGE_SUBSIDY_OLDER),
    ):
        _place(stocks, ("Salo", WAGE_SUBSIDY, age), line.count(month, seed), random)
    return stocks


def _salo(cube: Cube, seed: int, random: np.random.Generator) -> Iterator[tuple[str, str, int]]:
    """Divide the people in services of Salo, but for wage subsidies, into the services."""
    month = cube.month
    _, everyone = in_services(cube, EVERYONE, "Salo", seed)
    known = {
        WORK_TRIAL: story.WORK_TRIALS.count(month, seed),
        START_UP: round(21 + float(random.uniform(-3, 3))),
        JOB_ALTERNATION: round(7 + float(random.uniform(-2, 2))),
    }
    placed = sum(known.values()) + sum(
        people for _, area, people in _self_motivated(month, seed) if area == "Salo"
    )
    placed += story.WAGE_SUBSIDY_YOUNG.count(month, seed)
    placed += story.WAGE_SUBSIDY_OLDER.count(month, seed)
    for service, people in (
        *known.items(),
        *spread_over(everyone - placed, _other_services(month), random).items(),
    ):
        yield service, "Salo", people


def _self_motivated(month: Month, seed: int) -> list[tuple[str, str, int]]:
    total = story.SELF_MOTIVATED_STUDY.count(month, seed)
    areas = spread_over(total, MUNICIPALITIES, draws(seed, "study areas", month))
    return [(SELF_MOTIVATED, area, people) for area, people in areas.items()]


def _elsewhere(
    cube: Cube, seed: int, random: np.random.Generator
) -> Iterator[tuple[str, str, int]]:
    """Give the two small municipalities their part of every service."""
    month = cube.month
    subsidies = story.WAGE_SUBSIDY_YOUNG.count(month, seed)
    subsidies += story.WAGE_SUBSIDY_OLDER.count(month, seed)
    sizes = {
        WAGE_SUBSIDY: subsidies,
        WORK_TRIAL: story.WORK_TRIALS.count(month, seed),
        START_UP: 21,
    }
    for service, people in (sizes | _other_services(month)).items():
        total = round(people * _ELSEWHERE_PART)
        areas = {area: MUNICIPALITIES[area] for area in _ELSEWHERE}
        for area, part in spread_over(total, areas, random).items():
            yield service, area, part


def _other_services(month: Month) -> dict[str, float]:
    summer = _SUMMER if month.number in (6, 7, 8) else {}
    return {name: size * summer.get(name, 1.0) for name, size in _OTHER_SERVICES.items()}


def _place(
    stocks: dict[Place, int],
    where: tuple[str, str, str],
    people: int,
    random: np.random.Generator,
) -> None:
    employers = _EMPLOYERS.get(where[1], {"": 1.0})
    for employer, part in spread_over(people, employers, random).items():
        if part:
            stocks[(*where, employer)] = part


def _decisions(month: Month, seed: int, random: np.random.Generator) -> list[Row]:
    """List study decisions (ratkaisut): a flow of the month, nobody is in them at its end."""
    rows: list[Row] = []
    total = story.STUDY_DECISIONS.count(month, seed)
    ages = {YOUNGER: _YOUNGER_PART[DECISIONS], OLDER: 1 - _YOUNGER_PART[DECISIONS]}
    for area, of_area in spread_over(total, MUNICIPALITIES, random).items():
        for age, made in spread_over(of_area, ages, random).items():
            if made:
                rows.append((slashed(month), area, DECISIONS, age, "", _NO_STOCK, made, _NO_STOCK))
    return rows


def _order(place: Place) -> tuple[int, str, str, str]:
    return list(MUNICIPALITIES).index(place[0]), *place[1:]
