"""The municipal share of labour market support by month: the town's invoices, then open data.

The invoices win. Kela's open data gives the months they do not give, and a second opinion on the
others.
"""

import pandas as pd

from salo_plan.extracts.datasets.money import ALL_CLASSES, CENT
from salo_plan.periods import Month


def complete_invoices(
    invoices: pd.DataFrame, open_data: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the rows of the invoices and of the months only open data gives, and what differs.

    Both frames carry `file`. An added row stands for a whole month: its class of days is Yhteensä
    and its month of billing the one after payment.
    """
    billed = invoices.groupby("month")["municipal_share_eur"].sum()
    published = open_data.groupby("month")["municipal_share_eur"].sum()
    differences = tuple(
        f"labour_market_support {month}: the invoices give {billed[month]:.2f} €, Kela's open data "
        f"{published[month]:.2f} €; the invoices are used."
        for month in sorted(set(billed.index) & set(published.index))
        if abs(billed[month] - published[month]) > CENT
    )
    added = open_data[~open_data["month"].isin(billed.index)]
    if added.empty:
        return invoices, differences
    months = [str(Month.parse(month).plus(1)) for month in added["month"]]
    words = {"day_class": ALL_CLASSES} | {
        name: "ok"
        for name in invoices.columns
        if name.endswith("_state") and name not in added.columns
    }
    rows = added.assign(
        billing_month=pd.Series(months, index=added.index, dtype="str"),
        **{name: pd.Series(word, index=added.index, dtype="str") for name, word in words.items()},
    )[list(invoices.columns)]
    return pd.concat([invoices, rows]) if len(invoices) else rows, differences
