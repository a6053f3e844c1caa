"""Dataset 14 of the example: the log of events, posts and job-search info sessions."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from salo_plan.example.files import MadeFile, Row, headers, workbook
from salo_plan.example.seasons import MONTHS, days_of_work, draws
from salo_plan.extracts.datasets.encounters import EVENTS, INFO_SESSIONS, POSTS
from salo_plan.periods import Month

LOG_FILE = "tapahtumat_some_loki.xlsx"
QUIET_MONTH = Month(2023, 7)
"""The month in which no event was held, though the log was kept."""

_SUMMER_JOBS, _SUMMER_JOB_MONTHS = "Kesätyöilta nuorille", (2, 3, 4, 5)
_EVENTS = (
    ("Rekrytointitapahtuma", "Rekrytointi", (24, 78)),
    ("Avoimet ovet", "Avoimet ovet", (18, 55)),
    ("Koulutusinfo", "Info", (9, 28)),
    ("Työkokeilun ja palkkatuen info", "Info", (8, 22)),
    (_SUMMER_JOBS, "Nuoret", (15, 64)),
    ("Yrittäjyysaamu", "Info", (7, 19)),
    ("Kielikahvila", "Kotoutuminen", (8, 26)),
    ("Messuosasto", "Messut", (60, 190)),
)
_ELSEWHERE = (
    "Salon pääkirjasto",
    "Marttilan kunnantalo",
    "Koski Tl, kunnantalo",
    "Salon seudun ammattiopisto",
)
_MAIN_PLACE, _MAIN_PLACE_PART = "Voimala", 0.72
_CHANNELS = ("Facebook", "Instagram", "LinkedIn")
_TOPICS = (
    *("Avoin työpaikka", "Rekrytointitapahtuma", "Koulutushaku", "Työnhakuinfo"),
    *("Ohjaamon aukioloajat", "Palkkatuki", "Työkokeilu", "Voimalan viikko-ohjelma"),
    *("Asiakkaan tarina", "Omavalmentajan vinkki", "Kielikahvila", "Kesätyöt"),
)
# Working days of the month without a post.
_DAYS_MISSED = {
    2022: (4, 3, 3, 2, 3, 5, 9, 3, 2, 2, 1, 5),
    2023: (0, 0, 1, 0, 0, 1, 4, 0, 0, 0, 0, 1),
}
_SHOWING_SERVICE = {2022: 0.44, 2023: 0.58}
_SECOND_POST = 0.22
_SHORT_SESSIONS = frozenset({Month(2022, 1), Month(2022, 7), Month(2022, 12)})
"""Months of 2022 whose only info session had fewer than 8 people present."""


def log_file(seed: int) -> MadeFile:
    """Write the log of both years, one sheet a kind of entry."""
    sheets: dict[str, list[Row]] = {}
    for dataset, rows in (
        (EVENTS, [row for month in MONTHS for row in _events(month, seed)]),
        (POSTS, [row for month in MONTHS for row in _posts(month, seed)]),
        (INFO_SESSIONS, [row for month in MONTHS for row in _info_sessions(month, seed)]),
    ):
        sheets[dataset.sheet or dataset.id] = [headers(dataset), *rows]
    return workbook(LOG_FILE, sheets)


def _events(month: Month, seed: int) -> Iterator[Row]:
    if month == QUIET_MONTH:
        return
    random = draws(seed, "events", month)
    many = 1 if month.number in (1, 7, 12) else int(random.integers(1, 4))
    spring = month.number in _SUMMER_JOB_MONTHS
    fitting = [event for event in _EVENTS if spring or event[0] != _SUMMER_JOBS]
    for place, day in enumerate(_some_days(month, many, random)):
        name, kind, (fewest, most) = fitting[int(random.integers(len(fitting)))]
        at_main = place == 0 or random.random() < _MAIN_PLACE_PART
        where = _MAIN_PLACE if at_main else _ELSEWHERE[int(random.integers(len(_ELSEWHERE)))]
        yield (day, name, where, kind, int(random.integers(fewest, most)))


def _posts(month: Month, seed: int) -> Iterator[Row]:
    random = draws(seed, "posts", month)
    days = days_of_work(month)
    missed = set(_some_days(month, _DAYS_MISSED[month.year][month.number - 1], random))
    for day in days:
        if day in missed:
            continue
        for _ in range(2 if random.random() < _SECOND_POST else 1):
            channel = _CHANNELS[int(random.choice(len(_CHANNELS), p=[0.55, 0.35, 0.1]))]
            shows = random.random() < _SHOWING_SERVICE[month.year]
            topic = _TOPICS[int(random.integers(len(_TOPICS)))]
            yield (day, channel, topic, "K" if shows else "E")


def _info_sessions(month: Month, seed: int) -> Iterator[Row]:
    random = draws(seed, "info sessions", month)
    if month in _SHORT_SESSIONS:
        yield (_some_days(month, 1, random)[0], int(random.integers(3, 8)))
        return
    many = 1 if month.number in (6, 7, 12) else int(random.integers(1, 3))
    for place, day in enumerate(_some_days(month, many, random)):
        fewest = 8 if place == 0 else 5
        yield (day, int(random.integers(fewest, 19)))


def _some_days(month: Month, many: int, random: np.random.Generator) -> list[date]:
    days = days_of_work(month)
    places = random.choice(len(days), size=many, replace=False)
    return [days[int(place)] for place in sorted(places)]
