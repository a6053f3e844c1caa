"""Dataset 11: the municipality's share of labour market support, billed by Kela.

Two files tell of it: the town's own list of invoices and Kela's open data. The indicator is the
sum of the municipal share (kunnan osuus), never of the support paid.
"""

import pandas as pd
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.schema import Extract, column

ALL_CLASSES = "Yhteensä"


class SupportInvoices(Extract):
    """The town's list of Kela's invoices: one row a payment month and class of paid days.

    Kela bills a month after payment; corrections make a row negative.
    """

    billing_month: Series[str] = column("Laskutuskuukausi", "month", "Month of the invoice.")
    month: Series[str] = column("Maksukuukausi", "month", "Month in which support was paid.")
    day_class: Series[str] = column("Päiväluokka", "text", "Class of paid days.")
    recipients: Series[float] = column("Saajia", "count", "Recipients.", marks=True)
    recipients_state: Series[str]
    paid_eur: Series[float] = column("Maksettu etuus €", "number", "Support paid, euros.")
    municipal_share_eur: Series[float] = column(
        "Kunnan osuus €", "number", "The municipality's share, euros."
    )


class SupportOpenData(Extract):
    """Kela's open data by municipality, exactly as published (13 columns).

    Month rows, yearly rows and year-to-date rows stand in one file, and so do the classes of days
    beside their total: only one kind of each may be summed.
    """

    time_type: Series[str] = column(
        "aikatyyppi",
        "text",
        "Month, year or year to date.",
        isin=["Kuukausi", "Vuosi", "Vuosikertymä"],
    )
    month_number: Series[str] = column("kuukausi_nro", "code", "Number of month.", optional=True)
    year_month: Series[str] = column("vuosikuukausi", "code", "VVVVKK.", optional=True)
    year: Series[str] = column("vuosi", "code", "Year.")
    municipality_code: Series[str] = column("kunta_nro", "code", "Municipality code as text.")
    municipality: Series[str] = column("kunta_nimi", "text", "Municipality.")
    age_group: Series[str] = column("ikaryhma", "text", "Age group.")
    sex: Series[str] = column("sukupuoli", "text", "Sex.")
    day_class: Series[str] = column(
        "tyomarkkinatukipaiva_luokka", "text", "Class of paid days, or Yhteensä."
    )
    recipients: Series[float] = column("saaja_lkm", "count", "Recipients.", marks=True)
    recipients_state: Series[str]
    days: Series[float] = column("korvattu_paiva_lkm", "number", "Days.", marks=True)
    days_state: Series[str]
    paid_eur: Series[float] = column("maksettu_eur", "number", "Support paid, euros.", marks=True)
    paid_eur_state: Series[str]
    municipal_share_eur: Series[float] = column(
        "kunta_osuus_eur", "number", "The municipality's share, euros.", marks=True
    )
    municipal_share_eur_state: Series[str]


def without_double_totals(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the classes of paid days, or their total where a month has only that."""
    is_total = frame["day_class"] == ALL_CLASSES
    months_with_classes = frame.loc[~is_total, "month"].unique()
    return frame[~(is_total & frame["month"].isin(months_with_classes))]


def _totals_agree(frame: pd.DataFrame) -> list[Fault]:
    """Check the delivered total of a month against its classes, to the cent."""
    faults = []
    is_total = frame["day_class"] == ALL_CLASSES
    by_month = frame[~is_total].groupby("month")["municipal_share_eur"].sum()
    for row in frame.index[is_total]:
        month = frame.loc[row, "month"]
        if (
            month in by_month.index
            and abs(by_month[month] - frame.loc[row, "municipal_share_eur"]) > 0.01
        ):
            faults.append(
                Fault(
                    f"the total of the month is not the sum of its classes ({by_month[month]:.2f})",
                    row=int(row),
                    column="Kunnan osuus €",
                    value=f"{frame.loc[row, 'municipal_share_eur']:.2f}",
                )
            )
    return faults


INVOICES = Dataset(
    id="labour_market_support",
    title="Kelan laskut: työmarkkinatuen kuntaosuus",
    pattern=r"kela_kuntaosuus_.*\.(csv|xlsx)",
    schema=SupportInvoices,
    key=("month", "billing_month", "day_class"),
    total_words=("kaikki yhteensä",),
    checks=(_totals_agree,),
)
OPEN_DATA = Dataset(
    id="labour_market_support_open",
    title="Kelan avoin data: kunnan osarahoittama työmarkkinatuki",
    pattern=r"(kela_)?data\.csv|kela_avoin_.*\.csv",
    schema=SupportOpenData,
    month_column="year_month",
    decimal=".",
)
