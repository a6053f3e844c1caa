"""Datasets 7-10 and 12: activation, services, TYP, Ohjaamo and activation plans."""

import pandas as pd
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.schema import COUNTING_DAY, Extract, column
from salo_plan.extracts.wide_sheet import months_as_rows
from salo_plan.told import Told

ACTIVATION_GROUPS = ("Kaikki", "Alle 25-v.", "Ulkomaalaiset", "Pitkäaikaistyöttömät")
SERVICES = (
    "Palkkatuki",
    "Työkokeilu",
    "Valmennus",
    "Työvoimakoulutus",
    "Kotoutumiskoulutus",
    "Omaehtoinen opiskelu",
    "Koto-omaehtoinen",
    "Kuntouttava työtoiminta",
    "Vuorotteluvapaasijainen",
    "Starttiraha",
    "Ratkaisut",
)
SERVICE_AGES = ("Alle 30", "30 täyttäneet")
RATE_TOLERANCE = 0.05


class Activation(Extract):
    """Unemployed people and people in services by group, as the work statistics deliver them.

    The rate is 100 * in services / (unemployed + in services); it is recomputed and the
    delivered one only checked. Long-term unemployed are delivered by the statistic's own rule.
    """

    month: Series[str] = column("Kuukausi", "month", "Month.")
    area: Series[str] = column("Alue", "text", "Municipality.")
    group: Series[str] = column("Ryhmä", "text", "Group.", isin=list(ACTIVATION_GROUPS))
    unemployed: Series[float] = column(
        "Työttömät", "count", "Unemployed.", marks=True, told_when_empty=True, ge=0
    )
    unemployed_state: Series[str]
    in_services: Series[float] = column(
        "Palveluissa", "count", "In services.", marks=True, told_when_empty=True, ge=0
    )
    in_services_state: Series[str]
    rate: Series[float] = column(
        "Aktivointiaste (%)",
        "number",
        "Rate as delivered.",
        marks=True,
        optional=True,
        adds_up=False,
    )
    rate_state: Series[str]


class Services(Extract):
    """People in services by service, age and employer: at month end, started and ended."""

    month: Series[str] = column("Kuukausi", "month", "Month.")
    area: Series[str] = column("Alue", "text", "Municipality.")
    service: Series[str] = column("Palvelu", "text", "Service.", isin=list(SERVICES))
    age_group: Series[str] = column("Ikäryhmä", "text", "Age.", isin=list(SERVICE_AGES))
    employer: Series[str] = column("Työnantaja", "text", "Kind of employer.", optional=True)
    at_month_end: Series[float] = column(
        "Kuukauden lopussa", "count", "People at month end.", marks=True, told_when_empty=True, ge=0
    )
    at_month_end_state: Series[str]
    started: Series[float] = column("Alkaneet", "count", "Started.", marks=True, ge=0)
    started_state: Series[str]
    ended: Series[float] = column("Päättyneet", "count", "Ended.", marks=True, ge=0)
    ended_state: Series[str]


class MultiSectorClients(Extract):
    """Clients of the multi-sector joint service (TYP) at month end."""

    month: Series[str] = column(COUNTING_DAY, "month", "Counting day.")
    municipality: Series[str] = column("Kunta", "text", "Municipality.")
    clients: Series[float] = column(
        "Asiakkaita", "count", "Clients.", marks=True, told_when_empty=True, ge=0
    )
    clients_state: Series[str]
    new: Series[float] = column("Uusia", "count", "New in the month.", marks=True, ge=0)
    new_state: Series[str]
    ended: Series[float] = column("Päättyneitä", "count", "Ended.", marks=True, ge=0)
    ended_state: Series[str]
    referred: Series[float] = column(
        "Ehdokkaita ohjattu", "count", "Candidates referred.", marks=True, ge=0
    )
    referred_state: Series[str]
    referring_team: Series[str] = column(
        "Ohjannut tiimi", "text", "Team that referred them.", optional=True
    )


class OhjaamoVisitors(Extract):
    """Visitors of the youth guidance centre (Ohjaamo) by month, from the yearly wide sheet.

    A note in a cell, such as a summer break, is a missing figure and not zero.
    """

    month: Series[str] = column("Kuukausi", "month", "Month.")
    kind: Series[str] = column("Laji", "text", "Kind of visit, or the total.")
    visitors: Series[float] = column("Kävijöitä", "count", "Visitors.", marks=True, ge=0)
    visitors_state: Series[str]


class ActivationPlans(Extract):
    """Activation plans of unemployed people by target group at month end."""

    month: Series[str] = column(COUNTING_DAY, "month", "Counting day.")
    group: Series[str] = column("Ryhmä", "text", "Target group.", isin=["1000 pv", "Nuoret"])
    unemployed: Series[float] = column("Työttömiä", "count", "Unemployed.", ge=0)
    valid: Series[float] = column("Aktivointisuunnitelma voimassa", "count", "Valid.", ge=0)
    not_needed: Series[float] = column("Ei tarpeen", "count", "Clearly not needed.", ge=0)
    old: Series[float] = column(
        "Suunnitelma yli 3 kk vanha", "count", "Valid but over 3 months old.", ge=0
    )


def _rates_agree(frame: pd.DataFrame) -> list[Fault]:
    """Warn where the delivered rate differs from its parts by more than 0,05."""
    whole = frame["unemployed"] + frame["in_services"]
    own = 100 * frame["in_services"] / whole.where(whole > 0)
    delivered = frame["rate"].where(frame["rate"] > 1, 100 * frame["rate"])
    wrong = frame.index[(own - delivered).abs() > RATE_TOLERANCE + 1e-9]
    return [
        Fault(
            Told(
                "the delivered rate differs from its parts ({own:.1f}); the parts are used",
                own=float(own[row]),
            ),
            "warning",
            row=int(row),
            column="Aktivointiaste (%)",
            value=f"{delivered[row]:.1f}",
        )
        for row in wrong
    ]


def _plans_fit(frame: pd.DataFrame) -> list[Fault]:
    too_many = frame["valid"] + frame["not_needed"] > frame["unemployed"]
    return [
        Fault(
            Told("more valid plans and people who need none than there are unemployed"),
            row=int(row),
            column="Aktivointisuunnitelma voimassa",
        )
        for row in frame.index[too_many]
    ]


ACTIVATION = Dataset(
    id="activation",
    title="Aktivointiaste ryhmittäin",
    pattern=r"aktivointiaste_.*\.(csv|xlsx?|xlsm|ods)",
    schema=Activation,
    key=("month", "area", "group"),
    area_column="area",
    checks=(_rates_agree,),
)
SERVICES_DATA = Dataset(
    id="services",
    title="Palveluissa olevat",
    pattern=r"palvelut_.*\.(csv|xlsx?|xlsm|ods)",
    schema=Services,
    key=("month", "area", "service", "age_group", "employer"),
    area_column="area",
)
TYP = Dataset(
    id="typ",
    title="TYPin asiakkaat",
    pattern=r"typ_.*\.(csv|xlsx?|xlsm|ods)",
    schema=MultiSectorClients,
    key=("month", "municipality", "referring_team"),
    area_column="municipality",
)
OHJAAMO = Dataset(
    id="ohjaamo",
    title="Ohjaamon kävijät",
    pattern=r"ohjaamo_kavijat_.*\.(csv|xlsx?|xlsm|ods)",
    schema=OhjaamoVisitors,
    key=("month", "kind"),
    total_words=(),
    reshape=months_as_rows,
)
ACTIVATION_PLANS = Dataset(
    id="activation_plans",
    title="Aktivointisuunnitelmat",
    pattern=r"tmt_1000_.*\.(csv|xlsx?|xlsm|ods)",
    schema=ActivationPlans,
    key=("month", "group"),
    checks=(_plans_fit,),
)
