"""Datasets 7 and 12 of the example: activation by group, and activation plans."""

from collections.abc import Callable, Iterator, Mapping

from salo_plan.example import story
from salo_plan.example.files import Cell, MadeFile, Row, csv_file, headers, workbook
from salo_plan.example.parts import people_for_rate
from salo_plan.example.profiles import MUNICIPALITIES
from salo_plan.example.register import (
    Cube,
    CubeRow,
    foreign_citizen,
    lives_in,
    unemployed,
    young,
)
from salo_plan.example.seasons import BASELINE, counting_day, draws, slashed
from salo_plan.extracts.datasets.services import ACTIVATION, ACTIVATION_GROUPS, ACTIVATION_PLANS
from salo_plan.periods import Month

CORRECTED = Month(2023, 5)
"""The month whose activation file was delivered twice; the first one lacked some services."""

EVERYONE = "Kaikki"
LONG_TERM = "Pitkäaikaistyöttömät"
_FIRST_DELIVERY = 0.93
_SECRET = "..."
_SMALLEST_SHOWN = 5
_CONDITIONS: Mapping[str, tuple[Callable[[CubeRow], bool], ...]] = {
    EVERYONE: (),
    "Alle 25-v.": (young,),
    "Ulkomaalaiset": (foreign_citizen,),
}


def in_services(cube: Cube, group: str, municipality: str, seed: int) -> tuple[int, int]:
    """Return the unemployed of a group and its people in services, as the statistics count them."""
    month = cube.month
    rate = story.activation_rate(group, month, seed)
    if municipality != "Salo":
        shift = draws(seed, f"activation {municipality} {group}", month).uniform(-3, 3)
        rate = round(rate + float(shift), 1)
    if group == LONG_TERM:
        whole = cube.count(unemployed, lives_in("Salo"))
        part = cube.count(unemployed, lives_in(municipality)) / whole
        people = round(story.LONG_TERM_UNEMPLOYED.count(month, seed) * part)
    else:
        people = cube.count(unemployed, lives_in(municipality), *_CONDITIONS[group])
    return people_for_rate(people, rate)


def activation_files(cubes: Mapping[Month, Cube], seed: int) -> Iterator[MadeFile]:
    """Write the activation rates and the activation plans."""
    for month, cube in cubes.items():
        if month == CORRECTED:
            yield _rates_file(cube, seed, f"aktivointiaste_{month}.xlsx", _FIRST_DELIVERY)
            yield _rates_file(cube, seed, f"aktivointiaste_{month}_korjattu.xlsx")
        else:
            yield _rates_file(cube, seed, f"aktivointiaste_{month}.xlsx")
        yield _plans_file(month, seed)


def _rates_file(cube: Cube, seed: int, name: str, delivered: float = 1.0) -> MadeFile:
    rows: list[Row] = [headers(ACTIVATION)]
    for home in MUNICIPALITIES:
        for group in ACTIVATION_GROUPS:
            people, active = in_services(cube, group, home, seed)
            counts = _shown(people, round(active * delivered))
            rows.append((slashed(cube.month), home, group, *counts))
    return workbook(name, {"Aktivointiaste": rows})


def _shown(people: int, active: int) -> tuple[Cell, Cell, Cell]:
    """Hide a row with a count of 1 to 4, as the statistics do."""
    if 0 < min(people, active) < _SMALLEST_SHOWN or not people + active:
        return (_SECRET, _SECRET, _SECRET)
    return (people, active, round(100 * active / (people + active), 1))


def _plans_file(month: Month, seed: int) -> MadeFile:
    """Write the activation plans; the share of valid ones rises all the time but not to 100."""
    random = draws(seed, "activation plans", month)
    passed = month.minus(BASELINE)
    day = counting_day(month)
    rows = []
    for group, people, without, share in (
        ("1000 pv", 292 - 0.8 * passed, 0.11, 84.5 + 0.75 * passed),
        ("Nuoret", 94 + 0.4 * passed, 0.07, 80.5 + 0.8 * passed),
    ):
        jobless = round(people + float(random.uniform(-5, 5)))
        not_needed = round(jobless * without + float(random.uniform(-2, 2)))
        rate = min(99.0, share + float(random.uniform(-1, 1))) / 100
        valid = round((jobless - not_needed) * rate)
        old = round(valid * float(random.uniform(0.26, 0.34)))
        rows.append((day, group, jobless, valid, not_needed, old))
    return csv_file(f"tmt_1000_{month}.csv", headers(ACTIVATION_PLANS), rows)
