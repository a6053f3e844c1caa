"""What the invented town has received: client cubes, delivered figures, its list of readers."""

from pathlib import Path

from salo_plan.example.files import csv_file, headers
from salo_plan.extracts.datasets.clients import CLIENTS
from salo_plan.periods import Month
from salo_plan.wording import date_text
from tests.workspaces import Workspace

PLAN = Path(__file__).with_name("esimerkkila_2024.toml")
MONTHS = tuple(Month(2023, 4).plus(step) for step in range(15))
READERS = """raportti;osoite;kieli
steering_group;lautakunta@example.org;fi
public;tiedotus@example.org;fi
staff;palvelut@example.org;fi
"""
# Municipality, age group, mother tongue, citizenship, code, clients.
_KINDS = (
    ("Esimerkkilä", "alle 20", "fi", "FI", "02", 14),
    ("Esimerkkilä", "20–24", "fi", "FI", "08", 22),
    ("Esimerkkilä", "30–49", "sv", "FI", "02", 90),
    ("Esimerkkilä", "50–59", "fi", "FI", "01", 81),
    ("Naapuri", "20–24", "fi", "FI", "02", 12),
    ("Naapuri", "30–49", "uk", "UA", "08", 17),
    ("Naapuri", "30–49", "fi", "FI", "03", 40),
)


def town(folder: Path) -> Workspace:
    """Make the town's workspace: fifteen months of clients, of whom there are more each month."""
    made = Workspace(folder)
    for step, month in enumerate(MONTHS):
        rows = [
            (month.last_day, place, "Seututiimi", age, tongue, citizen, code, "", count + step)
            for place, age, tongue, citizen, code, count in _KINDS
        ]
        file = csv_file(f"ura_asiakkaat_{month}.csv", headers(CLIENTS), rows)
        made.write(file.name, file.content)
    given = "".join(
        f"{month};new_companies;{1 + month.number % 3};;;ok;Yhtiö;{date_text(month.last_day)}\n"
        for month in MONTHS
    )
    made.write(
        "figures_yritykset.csv",
        f"month;indicator;value;numerator;denominator;state;source;received\n{given}",
    )
    (folder / "vastaanottajat.csv").write_text(READERS, encoding="utf-8")
    return made
