"""Datasets 4-6: discussions with clients, first contacts with new ones, and clients' plans."""

import pandas as pd
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.schema import COUNTING_DAY, Extract, column
from salo_plan.told import Told

DISCUSSION_TYPES = ("Alkuhaastattelu", "Työnhakukeskustelu", "Täydentävä työnhakukeskustelu")
MODES = ("Käynti", "Puhelin", "Teams", "Video")
OUTCOMES = ("Toteutunut", "Peruttu", "Ei saapunut")


class Discussions(Extract):
    """Discussions of the service process by type, way and outcome, in the month.

    `Työnhakukeskustelu` is the one held every three months; `Täydentävä työnhakukeskustelu` is
    the extra short contact. Cancelled ones and no-shows are in the table but not held.
    """

    month: Series[str] = column("Kuukausi", "month", "Month.")
    team: Series[str] = column("Tiimi", "text", "Team.")
    type: Series[str] = column(
        "Keskustelun tyyppi", "text", "Type of discussion.", isin=list(DISCUSSION_TYPES)
    )
    mode: Series[str] = column("Toteutustapa", "text", "Way it was held.", isin=list(MODES))
    outcome: Series[str] = column("Tila", "text", "Held or not.", isin=list(OUTCOMES))
    discussions: Series[float] = column("Lukumäärä", "count", "Number of discussions.", ge=0)


class FirstContacts(Extract):
    """New jobseekers of the month by when they were first contacted.

    Those whose time is still running at month end are told apart: they are not late.
    """

    month: Series[str] = column("Kuukausi", "month", "Month.")
    new: Series[float] = column("Uusia työnhakijoita", "count", "New jobseekers.", ge=0)
    in_time: Series[float] = column("Kontaktoitu määräajassa", "count", "Contacted in time.", ge=0)
    late: Series[float] = column("Kontaktoitu myöhässä", "count", "Contacted late.", ge=0)
    not_contacted: Series[float] = column(
        "Kontaktoimatta", "count", "Time has passed without a contact.", ge=0
    )
    still_open: Series[float] = column(
        "Määräaika kesken", "count", "Time is still running at month end.", ge=0
    )
    in_time_by_plan: Series[float] = column(
        "Kontaktoitu alle 5 päivässä",
        "count",
        "Contacted in under five days, as the plan words it.",
        marks=True,
        optional=True,
        ge=0,
    )
    in_time_by_plan_state: Series[str]


class ClientPlans(Extract):
    """Clients who must have a plan, by the state of their plan at month end.

    A plan that replaces the employment plan (activation, integration, multi-sector) counts.
    """

    month: Series[str] = column(COUNTING_DAY, "month", "Counting day.")
    team: Series[str] = column("Tiimi", "text", "Team.")
    required: Series[float] = column(
        "Asiakkaita joilta vaaditaan", "count", "Clients who must have a plan.", ge=0
    )
    valid: Series[float] = column("Voimassa", "count", "Plan is valid.", ge=0)
    expired: Series[float] = column("Vanhentunut", "count", "Plan is out of date.", ge=0)
    missing: Series[float] = column("Puuttuu", "count", "No plan.", ge=0)


def _contacts_add_up(frame: pd.DataFrame) -> list[Fault]:
    parts = frame["in_time"] + frame["late"] + frame["not_contacted"] + frame["still_open"]
    return _sum_faults(frame, parts, "new", "Uusia työnhakijoita")


def _plans_add_up(frame: pd.DataFrame) -> list[Fault]:
    parts = frame["valid"] + frame["expired"] + frame["missing"]
    return _sum_faults(frame, parts, "required", "Asiakkaita joilta vaaditaan")


def _sum_faults(
    frame: pd.DataFrame, parts: "pd.Series[float]", whole: str, header: str
) -> list[Fault]:
    wrong = frame.index[parts != frame[whole]]
    return [
        Fault(
            Told("the parts of the row add up to {sum:.0f}", sum=float(parts[row])),
            row=int(row),
            column=header,
            value=f"{frame.loc[row, whole]:.0f}",
        )
        for row in wrong
    ]


DISCUSSIONS = Dataset(
    id="discussions",
    title="Keskustelut tyypeittäin",
    pattern=r"tedigi_keskustelut_.*\.(csv|xlsx?|xlsm|ods)",
    schema=Discussions,
    key=("month", "team", "type", "mode", "outcome"),
)
FIRST_CONTACTS = Dataset(
    id="first_contacts",
    title="Uusien työnhakijoiden kontaktit",
    pattern=r"kontaktit_uudet_.*\.(csv|xlsx?|xlsm|ods)",
    schema=FirstContacts,
    key=("month",),
    checks=(_contacts_add_up,),
)
PLANS = Dataset(
    id="plans",
    title="Asiakkaiden suunnitelmat",
    pattern=r"suunnitelmat_.*\.(csv|xlsx?|xlsm|ods)",
    schema=ClientPlans,
    key=("month", "team"),
    checks=(_plans_add_up,),
)
