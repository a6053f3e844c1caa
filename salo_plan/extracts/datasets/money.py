"""Dataset 11: the municipality's share of labour market support, billed by Kela.

Two files tell of it: the town's own list of invoices and Kela's open data. The indicator is the
sum of the municipal share (kunnan osuus), never of the support paid.
"""

from pathlib import Path

import pandas as pd
from pandera.typing import Series

from salo_plan.errors import DataError
from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.kela_open_data import OpenDataShares, read_open_data
from salo_plan.extracts.schema import Extract, column
from salo_plan.plan.areas import NO_MUNICIPALITIES, Municipalities
from salo_plan.told import Told

ALL_CLASSES = "Yhteensä"
CENT = 0.011
_NOBODYS = Fault(
    Told(
        "the plan file names no municipality whose share is read ([municipalities] support), so "
        "nothing is read from this file"
    ),
    "warning",
)


class SupportInvoices(Extract):
    """The town's list of Kela's invoices: one row a payment month and class of paid days.

    Kela bills a month after payment; corrections make a row negative.
    """

    billing_month: Series[str] = column(
        "Laskutuskuukausi", "month", "Month of the invoice.", optional=True
    )
    month: Series[str] = column(
        "Maksukuukausi", "month", "Month in which support was paid.", aliases=("Kuukausi",)
    )
    day_class: Series[str] = column("Päiväluokka", "text", "Class of paid days.", optional=True)
    recipients: Series[float] = column("Saajia", "count", "Recipients.", marks=True, optional=True)
    recipients_state: Series[str]
    paid_eur: Series[float] = column(
        "Maksettu etuus €", "number", "Support paid, euros.", marks=True, optional=True
    )
    paid_eur_state: Series[str]
    municipal_share_eur: Series[float] = column(
        "Kunnan osuus €",
        "number",
        "The municipality's share, euros.",
        aliases=("Maksut_eur",),
    )


class SupportOpenData(Extract):
    """Kela's open data by municipality: what is kept of its months (Kuukausi).

    The file is read as published, with 13 columns: `aikatyyppi`, `kuukausi_nro`, `vuosikuukausi`,
    `vuosi`, `kunta_nro`, `kunta_nimi`, `ikaryhma`, `sukupuoli`, `tyomarkkinatukipaiva_luokka`,
    `saaja_lkm`, `korvattu_paiva_lkm`, `maksettu_eur`, `kunta_osuus_eur`. Age groups and sexes are
    summed, of the classes of days only Yhteensä; the years to date (Vuosikertymä) are used as a
    check.
    """

    month: Series[str] = column(
        "vuosikuukausi", "month", "Month in which support was paid, 202211.", compact=True
    )
    municipality: Series[str] = column("kunta_nimi", "text", "Municipality that pays the share.")
    recipients: Series[float] = column("saaja_lkm", "count", "Recipients.", marks=True)
    recipients_state: Series[str]
    paid_eur: Series[float] = column("maksettu_eur", "number", "Support paid, euros.")
    municipal_share_eur: Series[float] = column(
        "kunta_osuus_eur", "number", "The municipality's share, euros."
    )


def without_double_totals(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep an invoice's classes of paid days, or its total where it has only that."""
    is_total = frame["day_class"] == ALL_CLASSES
    invoices = frame["billing_month"].fillna("") + frame["month"]
    return frame[~(is_total & invoices.isin(invoices[~is_total].unique()))]


def _totals_agree(frame: pd.DataFrame) -> list[Fault]:
    """Check the delivered total of an invoice's month against its classes, to the cent."""
    frame = frame.assign(billing_month=frame["billing_month"].fillna(""))
    is_total = frame["day_class"] == ALL_CLASSES
    keys = ["billing_month", "month"]
    sums = frame[~is_total].groupby(keys)["municipal_share_eur"].sum()
    faults = []
    for row in frame.index[is_total]:
        invoice = (frame.loc[row, "billing_month"], frame.loc[row, "month"])
        total = float(frame.loc[row, "municipal_share_eur"])
        if invoice in sums.index and abs(sums[invoice] - total) > CENT:
            own = float(sums[invoice])
            reason = Told("the total is not the sum of its classes ({sum:.2f})", sum=own)
            column, told = "Kunnan osuus €", f"{total:.2f}"
            faults.append(Fault(reason, row=int(row), column=column, value=told))
    return faults


INVOICES = Dataset(
    id="labour_market_support",
    title="Kelan laskut: työmarkkinatuen kuntaosuus",
    pattern=r"(kela_kuntaosuus|tmt)_(?!1000).*\.(csv|xlsx?|xlsm|ods)",
    schema=SupportInvoices,
    key=("month", "billing_month", "day_class"),
    checks=(_totals_agree,),
    kept=without_double_totals,
)


def _open_data_table(path: Path, shown: str, digest: str, municipalities: Municipalities) -> Table:
    """Read Kela's open data; all rows but the kept months count as left out."""
    if not municipalities.support:
        return Table(OPEN_DATA.id, shown, digest, OPEN_DATA.empty_frame(), (_NOBODYS,), 0)
    try:
        shares = read_open_data(path, municipalities.support)
    except DataError as error:
        shares = OpenDataShares(OPEN_DATA.empty_frame(), (Fault(str(error)),), 0)
    left_out = shares.rows_read - len(shares.frame)
    if any(fault.level == "error" for fault in shares.faults):
        left_out = 0
    return Table(
        OPEN_DATA.id, shown, digest, shares.frame, shares.faults, shares.rows_read, left_out
    )


OPEN_DATA = Dataset(
    id="labour_market_support_open",
    title="Kelan avoin data: kunnan osarahoittama työmarkkinatuki",
    pattern=r"(kela_)?data\.csv|kela_avoin_.*\.csv",
    schema=SupportOpenData,
    key=("month", "municipality"),
    decimal=".",
    area_column="municipality",
    reader=_open_data_table,
    municipalities=NO_MUNICIPALITIES,
)
