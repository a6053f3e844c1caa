"""The groups that the plan speaks of (joukot), each defined once and by name.

A population belongs to one dataset. It says which rows are in the group (`where`) and which count
columns of a row tell how many (`plus` less `minus`). The plan file composes indicators from these
names, so they stand on the floor of the house: the plan is checked against them without reading
any data.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]

UNEMPLOYED_CODES = ("02", "03")
LAID_OFF_CODES = ("03",)
EDUCATION_CODES = ("08",)
NATIVE_LANGUAGES = ("fi", "sv", "se", "smn", "sms")
UKRAINE = ("UA", "UKR")
# What a list of people does not tell of a person.
UNKNOWN = "tuntematon"
YOUTH_LIMIT = 25

_RANGE = re.compile(r"(\d+) ?[-–] ?(\d+)(?:-v.*| v.*)?")
_BELOW = re.compile(r"alle (\d+)\D*")


@dataclass(frozen=True, slots=True)
class Population:
    """A named group of one dataset.

    `needs` names a column without which nobody can be told to belong: where it is empty the figure
    is missing, not smaller. `beside` are figures printed with it: a name, what is counted, and of
    what when it is a share. `within` names the group whose part it is and `apart_from` a group that
    it has nobody in common with: by these a reader can subtract one published figure from another.
    """

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    where: "Mask | None" = None
    needs: str = ""
    beside: "tuple[tuple[str, Population, Population | None], ...]" = ()
    within: str = ""
    apart_from: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All count columns that the group needs."""
        return (*self.plus, *self.minus)

    def rows(self, frame: "pd.DataFrame") -> "pd.DataFrame":
        """Return the rows of the group."""
        return frame if self.where is None else frame[self.where(frame)]

    def amount(self, frame: "pd.DataFrame") -> "pd.Series[float]":
        """Return how many each row stands for."""
        total = frame[list(self.plus)].sum(axis=1)
        return total - frame[list(self.minus)].sum(axis=1) if self.minus else total


def oldest_age(group: str) -> int | None:
    """Return the highest age of an age group; None for an open-ended one such as `60–`."""
    text = group.lower().strip()
    if match := _BELOW.fullmatch(text):
        return int(match[1]) - 1
    match = _RANGE.fullmatch(text)
    return int(match[2]) if match else None


def youngest_age(group: str) -> int:
    """Return the lowest age of an age group."""
    if _BELOW.fullmatch(group.lower().strip()):
        return 0
    digits = re.search(r"\d+", group)
    return int(digits[0]) if digits else 0


def unemployed(frame: "pd.DataFrame") -> "pd.Series[bool]":
    """Unemployed or fully laid off (työttömät ja kokoaikaisesti lomautetut)."""
    return frame["employment_code"].isin(UNEMPLOYED_CODES)


def laid_off(frame: "pd.DataFrame") -> "pd.Series[bool]":
    """Fully laid off (kokoaikaisesti lomautetut)."""
    return frame["employment_code"].isin(LAID_OFF_CODES)


def under_25(frame: "pd.DataFrame") -> "pd.Series[bool]":
    """Under 25 on the counting day (alle 25-vuotiaat)."""
    young = [g for g in frame["age_group"].unique() if (oldest_age(g) or 200) < YOUTH_LIMIT]
    return frame["age_group"].isin(young)


def foreign_language(frame: "pd.DataFrame") -> "pd.Series[bool]":
    """Mother tongue other than Finnish, Swedish or Sámi (vieraskieliset), when it is known."""
    tongue = frame["mother_tongue"]
    return tongue.notna() & ~tongue.isin(NATIVE_LANGUAGES)


def in_education(frame: "pd.DataFrame") -> "pd.Series[bool]":
    """In education (koulutuksessa), employment code 08."""
    return frame["employment_code"].isin(EDUCATION_CODES)


def ukrainian(frame: "pd.DataFrame") -> "pd.Series[bool]":
    """Citizens of Ukraine (ukrainalaiset työnhakijat)."""
    return frame["citizenship"].isin(UKRAINE)


def _held(discussion: str) -> "Mask":
    def mask(frame: "pd.DataFrame") -> "pd.Series[bool]":
        return (frame["type"] == discussion) & (frame["outcome"] == "Toteutunut")

    return mask


def _is(column: str, value: str) -> "Mask":
    def mask(frame: "pd.DataFrame") -> "pd.Series[bool]":
        return frame[column] == value

    return mask


def _service(name: str, age: str | None = None) -> "Mask":
    def mask(frame: "pd.DataFrame") -> "pd.Series[bool]":
        found = frame["service"] == name
        return found if age is None else found & (frame["age_group"] == age)

    return mask


def _activation(group: str, within: str = "active_all") -> Population:
    return Population(("in_services", "unemployed"), where=_is("group", group), within=within)


_CLIENTS = ("clients",)
_YOUTH_PLANS = Population(("unemployed",), ("not_needed",), _is("group", "Nuoret"))

POPULATIONS: Mapping[str, Mapping[str, Population]] = {
    "clients": {
        "everyone": Population(_CLIENTS),
        "unemployed": Population(
            _CLIENTS,
            where=unemployed,
            needs="employment_code",
            beside=(("kokonaan lomautettuja", Population(_CLIENTS, where=laid_off), None),),
        ),
        "under_25": Population(_CLIENTS, where=under_25, within="everyone"),
        "foreign_language": Population(_CLIENTS, where=foreign_language, within="everyone"),
        "in_education": Population(
            _CLIENTS,
            where=in_education,
            needs="employment_code",
            within="everyone",
            apart_from="unemployed",
        ),
        "ukrainian": Population(_CLIENTS, where=ukrainian),
    },
    "search_duration": {
        "duration_weeks": Population(("mean_weeks",), where=_is("group", "Kaikki")),
        "clients": Population(_CLIENTS, where=_is("group", "Kaikki")),
    },
    "coaches": {"clients": Population(_CLIENTS), "coaches": Population(("coaches",))},
    "discussions": {
        "visit": Population(("discussions",), where=_is("mode", "Käynti")),
        "initial_interview": Population(("discussions",), where=_held("Alkuhaastattelu")),
        "job_search_talk": Population(("discussions",), where=_held("Työnhakukeskustelu")),
        "supplementary_talk": Population(
            ("discussions",), where=_held("Täydentävä työnhakukeskustelu")
        ),
    },
    "first_contacts": {
        "contacted_in_time": Population(("in_time",)),
        "time_has_passed": Population(
            ("new",),
            ("still_open",),
            beside=(
                ("määräaika kesken", Population(("still_open",)), None),
                (
                    "alle 5 päivässä (suunnitelma), %",
                    Population(("in_time_by_plan",)),
                    Population(("new",), ("still_open",)),
                ),
            ),
        ),
    },
    "plans": {
        "backlog": Population(("expired", "missing")),
        "plan_required": Population(("required",)),
    },
    "typ": {"typ_clients": Population(_CLIENTS)},
    "ohjaamo": {"visitors": Population(("visitors",), where=_is("kind", "Yhteensä"))},
    "activation": {
        "in_services": Population(("in_services",)),
        "active_under_25": _activation("Alle 25-v."),
        "active_foreign_citizens": _activation("Ulkomaalaiset"),
        "active_long_term": _activation("Pitkäaikaistyöttömät"),
        "active_all": _activation("Kaikki", within=""),
    },
    "services": {
        "work_trial": Population(("at_month_end",), where=_service("Työkokeilu")),
        "wage_subsidy_under_30": Population(
            ("at_month_end",), where=_service("Palkkatuki", "Alle 30")
        ),
        "wage_subsidy_30_and_over": Population(
            ("at_month_end",), where=_service("Palkkatuki", "30 täyttäneet")
        ),
        "self_motivated_study": Population(
            ("at_month_end",),
            where=_service("Omaehtoinen opiskelu"),
            beside=(("ratkaisuja", Population(("started",), where=_service("Ratkaisut")), None),),
        ),
    },
    "activation_plans": {
        "valid_plan": Population(("valid",)),
        "plan_needed_1000_days": Population(
            ("unemployed",),
            ("not_needed",),
            _is("group", "1000 pv"),
            beside=(
                (
                    "yli 3 kk vanhoja suunnitelmia",
                    Population(("old",), where=_is("group", "1000 pv")),
                    None,
                ),
                (
                    "nuorten osuus, %",
                    Population(("valid",), where=_is("group", "Nuoret")),
                    _YOUTH_PLANS,
                ),
            ),
        ),
    },
    "labour_market_support": {"municipal_share": Population(("municipal_share_eur",))},
}

FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "feedback": ("net_promoter_score",),
    "events": ("info_sessions", "monthly_events", "posting_days"),
}
