"""What the invented town has received: client cubes, delivered figures, its list of readers.

The published statistics and Kela's open data are of areas that there are not.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
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
SUPPORT_MONTHS = MONTHS[9:]
STATISTICS = "data/raw/statfin"
_PUBLISHED = tuple(Month(2019, 1).plus(step) for step in range(66))
# Area of the statistics: its name, its unemployed and the people of its labour force.
AREAS = {
    "KU901": ("Esimerkkilä", 400, 8000),
    "KU902": ("Naapuri", 150, 2400),
    "KU903": ("Kaukala", 900, 9000),
    "MK91": ("Satumaa", 6000, 80000),
    "SSS": ("Koko maa", 250000, 2600000),
}
_KELA = (
    "aikatyyppi,kuukausi_nro,vuosikuukausi,vuosi,kunta_nro,kunta_nimi,ikaryhma,sukupuoli,"
    "tyomarkkinatukipaiva_luokka,saaja_lkm,korvattu_paiva_lkm,maksettu_eur,kunta_osuus_eur\n"
)
# Municipality in Kela's open data, and its share of a month.
SHARES = (("901,Esimerkkilä", 20000), ("902,Naapuri", 5000), ("903,Kaukala", 70000))
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
    made.write("kela_avoin_2024.csv", support())
    publish(folder)
    (folder / "vastaanottajat.csv").write_text(READERS, encoding="utf-8")
    return made


def support(shares: Iterable[tuple[str, int]] = SHARES) -> str:
    """Write Kela's open data of the first months of 2024."""
    rows = (
        f"Kuukausi,{month.number},{month.year}{month.number:02d},{month.year},{place},25-29,Mies,"
        f"Yhteensä,10,100,{2 * share},{share}\n"
        for month in SUPPORT_MONTHS
        for place, share in shares
    )
    return _KELA + "".join(rows)


def unemployed(code: str, month: Month) -> int:
    """Count the unemployed of an area in the invented statistics: fewer each year."""
    count = AREAS[code][1]
    return count + count * (2024 - month.year) // 50 + month.number % 7


def publish(folder: Path) -> None:
    """Write the published statistics of the invented areas."""
    areas = "".join(
        f"{month};{code};{name};{unemployed(code, month)};{people};{people // 100}\n"
        for code, (name, _, people) in AREAS.items()
        for month in _PUBLISHED
    )
    activation = "".join(f"{month};SSS;Koko maa;25.0;75000;225000\n" for month in _PUBLISHED)
    tables = {
        "12r5": f"month;area_code;area;TYOTTOMATLOPUSSA;TYOVOIMATK;AVPAIKATLOPUSSA\n{areas}",
        "12u4": f"month;area_code;area;AKTASTE;PALVELUISSAYHTEENSA;TYOTTOMATLOPUSSA\n{activation}",
    }
    place = folder / STATISTICS
    place.mkdir(parents=True)
    for table, text in tables.items():
        content = text.encode()
        (place / f"{table}.csv").write_bytes(content)
        described = {
            "table": f"StatFin tyonv {table}",
            "title": "Keksitty taulukko",
            "source": "Lähde: keksitty",
            "licence": "CC BY 4.0",
            "extracted": "2024-07-10",
            "rows": content.count(b"\n") - 1,
            "sha256": sha256(content).hexdigest(),
        }
        (place / f"{table}.json").write_text(json.dumps(described), encoding="utf-8")
