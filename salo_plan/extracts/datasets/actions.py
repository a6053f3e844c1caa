"""Dataset 15: the activities and milestones of the plan as the coordinator keeps them."""

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


ACTIONS = Dataset(
    id="actions",
    title="Toimenpiteet",
    pattern=r"toimenpiteet.*\.(csv|xlsx)",
    schema=Actions,
    month_column="",
)
