"""Datasets 1-3: the clients as counts, how long they have searched, and their coaches."""

import re
from difflib import get_close_matches

import pandas as pd
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.schema import COUNTING_DAY, Extract, column
from salo_plan.populations import YOUTH_LIMIT, oldest_age, youngest_age
from salo_plan.told import Told

EMPLOYMENT_CODES = {
    "00": "työllistetty",
    "01": "työssä yleisillä työmarkkinoilla",
    "02": "työtön",
    "03": "lomautettu kokoaikaisesti",
    "04": "lyhennetyllä työviikolla",
    "05": "työvoiman ulkopuolella",
    "06": "työttömyyseläkkeellä",
    "07": "työllistymistä edistävässä palvelussa",
    "08": "koulutuksessa",
}

EVERYONE = "Kaikki"
_NEAR_EVERYONE = 0.75
_AGE_GROUP = re.compile(
    r"(alle |yli )?\d{1,2}( ?[-–] ?\d{0,3})?(\+|(-| )?v\.?.*| täyttäneet.*)?|tuntematon|ei tietoa",
    re.IGNORECASE | re.ASCII,
)


class ClientCube(Extract):
    """The clients on the counting day as a cube of counts; no row is about one person.

    A client is anybody with a valid job search whose responsible organisation is the plan's, with
    any employment code, people at work included. The table does not tell how long anybody has
    been a client.
    """

    month: Series[str] = column(
        COUNTING_DAY, "month", "Counting day: the month's last working day."
    )
    municipality: Series[str] = column("Kunta", "text", "Municipality of residence.")
    team: Series[str] = column("Tiimi", "text", "Team that serves the client.")
    age_group: Series[str] = column(
        "Ikäryhmä",
        "text",
        "Age on the counting day: alle 20, 20–24, 60– or tuntematon; never on both sides of 25.",
    )
    mother_tongue: Series[str] = column(
        "Äidinkieli",
        "code",
        "Language code (ISO 639) such as fi; empty when unknown.",
        optional=True,
        if_absent="warning",
        str_matches=r"^[a-z]{2,3}$",
    )
    citizenship: Series[str] = column(
        "Kansalaisuus",
        "code",
        "Country code (ISO 3166) such as FI; empty when unknown.",
        optional=True,
        if_absent="warning",
        str_matches=r"^[A-Z]{2,3}$",
    )
    employment_code: Series[str] = column(
        "Työllisyyskoodi",
        "code",
        "Employment code of the register, two digits as text.",
        meanings=EMPLOYMENT_CODES,
    )
    code_label: Series[str] = column(
        "Työllisyyskoodin selite", "text", "The code in words.", optional=True
    )
    clients: Series[float] = column("Asiakkaita", "count", "Number of clients.", marks=True, ge=0)
    clients_state: Series[str]


class SearchDuration(Extract):
    """How long open job searches have lasted at month end (not how long unemployment has)."""

    month: Series[str] = column("Kuukausi", "month", "Month.")
    area: Series[str] = column("Alue", "text", "Municipality.")
    group: Series[str] = column("Ryhmä", "text", f"{EVERYONE}, or a group of clients.")
    clients: Series[float] = column("Asiakkaita", "count", "Clients in the mean.", ge=0)
    mean_weeks: Series[float] = column(
        "Kesto keskimäärin (vk)", "number", "Mean duration in weeks.", ge=0, adds_up=False
    )
    median_weeks: Series[float] = column(
        "Mediaani (vk)",
        "number",
        "Median duration in weeks.",
        marks=True,
        optional=True,
        adds_up=False,
        ge=0,
    )
    median_weeks_state: Series[str]


class Coaches(Extract):
    """Personal coaches (omavalmentajat) and their clients by team, at month end."""

    month: Series[str] = column(COUNTING_DAY, "month", "Counting day.")
    team: Series[str] = column("Tiimi", "text", "Team.")
    coaches: Series[float] = column("Omavalmentajia (hlö)", "count", "Headcount.", gt=0)
    full_time_equivalents: Series[float] = column(
        "Htv", "number", "The same in full-time equivalents.", marks=True, optional=True, ge=0
    )
    full_time_equivalents_state: Series[str]
    clients: Series[float] = column("Asiakkaita", "count", "Clients of the team.", ge=0)
    limit: Series[float] = column(
        "Tavoite enintään",
        "number",
        "Clients per coach allowed by the steering model (ohjausmalli).",
        marks=True,
        optional=True,
        adds_up=False,
    )
    limit_state: Series[str]


def _clients_unknown(frame: pd.DataFrame) -> list[Fault]:
    """Warn of every row without its number: one is enough for the month's sum to be unknown."""
    reason = Told(
        "the row has no number, so the clients of the month are not known and no report can be "
        "made of it. Ask for the number; where there is nobody, write 0"
    )
    rows = frame.index[frame["clients"].isna()]
    return [Fault(reason, "warning", row=int(row), column="Asiakkaita") for row in rows]


def _known_age_groups(frame: pd.DataFrame) -> list[Fault]:
    """Refuse what is no age group: it would be counted with those over 25."""
    wrong = [group for group in frame["age_group"].unique() if not _AGE_GROUP.fullmatch(group)]
    return [
        Fault(
            Told("not an age group; write it as alle 20, 20–24, 60– or tuntematon"),
            row=int(frame.index[frame["age_group"] == group][0]),
            column="Ikäryhmä",
            value=shown_value(group, private=False),
        )
        for group in wrong
    ]


def _age_groups_split_at_25(frame: pd.DataFrame) -> list[Fault]:
    """Refuse an age group that holds people both under 25 and over: the plan splits there."""
    wrong = [
        group
        for group in frame["age_group"].unique()
        if any(sign.isdigit() for sign in group)
        and youngest_age(group) < YOUTH_LIMIT
        and (oldest_age(group) or 200) >= YOUTH_LIMIT
    ]
    return [
        Fault(
            Told("the age group holds ages on both sides of 25, which the plan needs apart"),
            row=int(frame.index[frame["age_group"] == group][0]),
            column="Ikäryhmä",
            value=group,
        )
        for group in wrong
    ]


def _misspelt_everyone(frame: pd.DataFrame) -> list[Fault]:
    """Refuse a group that is nearly Kaikki: without that row the figure would be missing."""
    near = [group for group in frame["group"].unique() if _is_nearly_everyone(group)]
    return [
        Fault(
            Told(
                "not a known group. Did you mean '{group}'? The mean duration is made of its row",
                group=EVERYONE,
            ),
            row=int(str(row)),
            column="Ryhmä",
            value=shown_value(group, private=False),
        )
        for row, group in frame["group"].items()
        if group in near
    ]


def _is_nearly_everyone(group: str) -> bool:
    near = get_close_matches(group.casefold(), [EVERYONE.casefold()], cutoff=_NEAR_EVERYONE)
    return group != EVERYONE and bool(near)


def _without_everyone(frame: pd.DataFrame, _: str) -> list[Fault]:
    """Warn of a month and municipality that has groups but no row of all clients."""
    whole = frame.assign(group=frame["group"].fillna(""))
    return [
        Fault(
            Told(
                "the file has no row '{group}' of {month} for this municipality, so its mean "
                "duration is missing. Ask for the file again with that row",
                group=EVERYONE,
                month=month,
            ),
            "warning",
            row=int(rows.index[0]),
            column="Ryhmä",
        )
        for (month, _), rows in whole.groupby(["month", "area"])
        if not any(group == EVERYONE or _is_nearly_everyone(group) for group in rows["group"])
    ]


CLIENTS = Dataset(
    id="clients",
    title="Asiakkaat kuukauden laskentapäivänä",
    pattern=r"ura_asiakkaat_.*\.(csv|xlsx?|xlsm|ods)",
    schema=ClientCube,
    key=(
        "month",
        "municipality",
        "team",
        "age_group",
        "mother_tongue",
        "citizenship",
        "employment_code",
    ),
    area_column="municipality",
    checks=(_known_age_groups, _age_groups_split_at_25, _clients_unknown),
)
SEARCH_DURATION = Dataset(
    id="search_duration",
    title="Työnhaun kesto",
    pattern=r"ura_tyonhaun_kesto_.*\.(csv|xlsx?|xlsm|ods)",
    schema=SearchDuration,
    key=("month", "area", "group"),
    area_column="area",
    checks=(_misspelt_everyone,),
    file_checks=(_without_everyone,),
)
COACHES = Dataset(
    id="coaches",
    title="Omavalmentajat tiimeittäin",
    pattern=r"omavalmentajat_.*\.(csv|xlsx?|xlsm|ods)",
    schema=Coaches,
    key=("month", "team"),
)
