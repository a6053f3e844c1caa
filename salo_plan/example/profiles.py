"""Who the made-up clients are: home, team, age, mother tongue and citizenship, with weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["native", "ukrainian", "other"]

MUNICIPALITIES = {"Salo": 93.0, "Marttila": 3.0, "Koski Tl": 4.0}
TEAMS = ("Tiimi 1", "Tiimi 2", "Tiimi 3", "Tiimi 4", "Tiimi 5")
YOUTH_TEAM, YOUNGER_TEAM, OLDER_TEAM, LANGUAGE_TEAM, VILLAGES_TEAM = TEAMS

_YOUNG_AGES = {"Alle 20": 0.29, "20–24": 0.71}
_ADULT_AGES = {"25–29": 0.14, "30–39": 0.25, "40–49": 0.22, "50–59": 0.24, "60–": 0.15}
_NATIVE = {
    ("fi", "FI"): 0.948,
    ("sv", "FI"): 0.032,
    ("fi", "EE"): 0.005,
    ("fi", "RU"): 0.003,
    ("sv", "SE"): 0.004,
    ("", "FI"): 0.008,
}
_UKRAINIAN = {("uk", "UA"): 0.8, ("ru", "UA"): 0.2}
_OTHER = {
    ("et", "EE"): 23,
    ("ru", "RU"): 18,
    ("ar", "IQ"): 9,
    ("ar", "SY"): 7,
    ("so", "SO"): 7,
    ("ku", "IQ"): 6,
    ("fa", "AF"): 6,
    ("sq", "XK"): 5,
    ("th", "TH"): 5,
    ("en", "NG"): 5,
}
_NATURALISED = {False: 0.2, True: 0.31}


@dataclass(frozen=True, slots=True)
class Profile:
    """Clients of one kind: everything the client cube tells of them but the employment code."""

    municipality: str
    team: str
    age_group: str
    mother_tongue: str
    citizenship: str


@cache
def profiles(kind: Kind, young: bool, jobless: bool) -> dict[Profile, float]:
    """Weigh the profiles of a group; naturalised people are a larger part of its unemployed."""
    found: dict[Profile, float] = {}
    ages = _YOUNG_AGES if young else _ADULT_AGES
    for home, home_weight in MUNICIPALITIES.items():
        # Few people of foreign mother tongue live outside Salo.
        outside = 1.0 if kind == "native" or home == "Salo" else 0.35
        for age, age_weight in ages.items():
            for (tongue, country), weight in _tongues(kind, jobless):
                team = _team(kind, home, age, young)
                profile = Profile(home, team, age, tongue, country)
                found[profile] = home_weight * outside * age_weight * weight
    return found


def _tongues(kind: Kind, jobless: bool) -> Iterator[tuple[tuple[str, str], float]]:
    if kind == "native":
        yield from _NATIVE.items()
    elif kind == "ukrainian":
        yield from _UKRAINIAN.items()
    else:
        naturalised = _NATURALISED[jobless]
        for (tongue, country), weight in _OTHER.items():
            yield (tongue, country), weight * (1 - naturalised)
        by_tongue: dict[str, int] = {}
        for (tongue, _), weight in _OTHER.items():
            by_tongue[tongue] = by_tongue.get(tongue, 0) + weight
        for tongue, weight in by_tongue.items():
            yield (tongue, "FI"), weight * naturalised


def _team(kind: Kind, home: str, age: str, young: bool) -> str:
    if home != "Salo":
        return VILLAGES_TEAM
    if young:
        return YOUTH_TEAM
    if kind != "native":
        return LANGUAGE_TEAM
    if age in ("25–29", "30–39"):
        return YOUNGER_TEAM
    return VILLAGES_TEAM if age == "60–" else OLDER_TEAM
