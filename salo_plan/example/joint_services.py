"""Datasets 9 and 10 of the example: clients of the joint service (TYP) and Ohjaamo's visitors."""

from collections.abc import Iterator

from salo_plan.example import story
from salo_plan.example.files import WINDOWS, Cell, MadeFile, Row, csv_file, headers, workbook
from salo_plan.example.parts import spread, spread_over
from salo_plan.example.profiles import TEAMS, VILLAGES_TEAM
from salo_plan.example.seasons import MONTHS, Line, counting_day, draws
from salo_plan.extracts.datasets.services import TYP
from salo_plan.periods import Month

VISITORS = Line(
    "ohjaamo",
    (2, 11, 24, 31, 47, 18, 0, 22, 86, 140, 63, 29),
    (34, 42, 53, 58, 66, 15, 0, 39, 97, 122, 78, 37),
    wobble=2,
    pinned=(Month(2022, 1), Month(2022, 10)),
)
"""The smallest and the largest month of 2022 are the ones that the plan states: 2 and 140."""

SUMMER_BREAK, BREAK_NOTE = 7, "kesätauko"
_TEAM_WEIGHTS = (0.17, 0.23, 0.33, 0.15, 0.12)
_KINDS = ("Yksilökäynnit", "Ajanvaraukset", "Tapahtumat")
_TOTAL = "Yhteensä"
_QUIET, _BUSY = (0.55, 0.4, 0.05), (0.24, 0.19, 0.57)
_BUSY_FROM = 60
_MONTH_NAMES = (
    *("tammi", "helmi", "maalis", "huhti", "touko", "kesä"),
    *("heinä", "elo", "syys", "loka", "marras", "joulu"),
)


def joint_service_files(seed: int) -> Iterator[MadeFile]:
    """Write the TYP clients of each month and the visitors of each year."""
    yield from _typ_files(seed)
    for year in sorted({month.year for month in MONTHS}):
        yield _visitors_file(year, seed)


def _typ_files(seed: int) -> Iterator[MadeFile]:
    """Write TYP's clients by the team that referred them; flows follow from the stocks."""
    places = [("Salo", team) for team in TEAMS]
    places += [("Marttila", VILLAGES_TEAM), ("Koski Tl", VILLAGES_TEAM)]
    before: list[int] = []
    for month in MONTHS:
        random = draws(seed, "typ clients", month)
        now = spread(story.TYP_CLIENTS.count(month, seed), _TEAM_WEIGHTS, random)
        now += [round(4 + float(random.uniform(-1, 1))), round(5 + float(random.uniform(-1, 2)))]
        rows: list[Row] = []
        for (home, team), people, then in zip(places, now, before or now, strict=True):
            new = max(people - then, round(people * float(random.uniform(0.02, 0.09))))
            ended = then + new - people
            referred = new + int(random.integers(0, 4))
            rows.append((counting_day(month), home, people, new, ended, referred, team))
        yield csv_file(f"typ_{month}.csv", headers(TYP), rows, WINDOWS)
        before = now


def _visitors_file(year: int, seed: int) -> MadeFile:
    """Write the wide sheet of a year: months as columns, the total below, a note in July."""
    columns: list[dict[str, Cell]] = []
    for month in (month for month in MONTHS if month.year == year):
        if month.number == SUMMER_BREAK:
            columns.append(dict.fromkeys((*_KINDS, _TOTAL), BREAK_NOTE))
            continue
        total = VISITORS.count(month, seed)
        weights = _BUSY if total > _BUSY_FROM else _QUIET
        parts = spread_over(
            total, dict(zip(_KINDS, weights, strict=True)), draws(seed, "visits", month)
        )
        columns.append({**parts, _TOTAL: total})
    rows: list[Row] = [(f"Salon Ohjaamo, kävijät {year}",), (), ("Käynnit", *_MONTH_NAMES)]
    rows += [(kind, *(column[kind] for column in columns)) for kind in (*_KINDS, _TOTAL)]
    return workbook(f"ohjaamo_kavijat_{year}.xlsx", {str(year): rows})
