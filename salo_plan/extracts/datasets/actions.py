"""Dataset 15: activities and milestones as the coordinator keeps them; and when files came."""

import pandera.pandas as pa
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.schema import Extract, column

ACTION_STATES = ("Ei aloitettu", "Käynnissä", "Toteutunut", "Peruttu")


class Actions(Extract):
    """Activities (toimenpiteet) with owner, state and due day; the coordinator's own list."""

    id: Series[str] = column(
        "Tunnus", "text", "Id of an activity, milestone or indicator of the plan."
    )
    action: Series[str] = column("Toimenpide", "text", "What is done.")
    owner: Series[str] = column("Vastuu", "text", "Who is responsible.")
    state: Series[str] = column("Tila", "text", "State.", isin=list(ACTION_STATES))
    due: Series[pa.DateTime] = column("Määräaika", "date", "Due day.", optional=True)
    updated: Series[pa.DateTime] = column("Päivitetty", "date", "Last updated.", optional=True)
    comment: Series[str] = column("Kommentti", "text", "Next step in words.", optional=True)


class Deliveries(Extract):
    """When files were delivered (toimitukset.csv): a later delivery replaces an earlier one."""

    file_name: Series[str] = column("Tiedosto", "text", "Name of the file.")
    delivered: Series[pa.DateTime] = column("Toimitettu", "date", "Day of delivery.")


DELIVERIES = Dataset(
    id="deliveries",
    title="Toimitukset",
    pattern=r"toimitukset\.csv",
    schema=Deliveries,
    key=("file_name",),
    month_column="",
)
ACTIONS = Dataset(
    id="actions",
    title="Toimenpiteet",
    pattern=r"toimenpiteet.*\.(csv|xlsx?|xlsm|ods)",
    schema=Actions,
    month_column="",
)
