"""Who gets which report (vastaanottajat.csv in the workspace): audience, address, language."""

import re

import pandas as pd
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.schema import Extract, column
from salo_plan.told import Told

RECIPIENTS_FILE = "vastaanottajat.csv"
AUDIENCES = {
    "ohjausryhmä": "steering_group",
    "julkinen": "public",
    "henkilöstö": "staff",
    "johtoryhmä": "management_group",
    "kaupunginhallitus": "city_board",
}
_ADDRESS = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[a-z]{2,}", re.IGNORECASE)


class Recipients(Extract):
    """One row a recipient of one report; the same address twice is one recipient."""

    audience: Series[str] = column(
        "Raportti",
        "text",
        "Audience by its id or Finnish name.",
        isin=[*AUDIENCES, *AUDIENCES.values()],
    )
    address: Series[str] = column("Osoite", "text", "E-mail address.", private=True)
    language: Series[str] = column("Kieli", "code", "fi or en.", isin=["fi", "en"])


def _addresses(frame: pd.DataFrame) -> list[Fault]:
    """Refuse what is no address; a line break could smuggle a header into a message."""
    faults = []
    for row, address in frame["address"].items():
        if "\n" in address or "\r" in address:
            reason = Told("a line break in the address")
        elif not _ADDRESS.fullmatch(address):
            reason = Told("not an e-mail address")
        else:
            continue
        faults.append(Fault(reason, row=int(str(row)), column="Osoite"))
    return faults


RECIPIENTS = Dataset(
    id="recipients",
    title="Vastaanottajat",
    pattern=r"vastaanottajat\.csv",
    schema=Recipients,
    month_column="",
    checks=(_addresses,),
)
