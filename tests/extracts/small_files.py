"""A small clean file of each dataset that figures are made from, and the figures of a workspace.

All figures are invented. `table` cuts a file into title rows, header, rows and tail, so that a test
can change one of them.
"""

# ruff: noqa: E501 - a header is one line.

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from salo_plan.extracts.received import Received, read_received
from salo_plan.extracts.tables import usable_tables
from salo_plan.figures import Measured
from salo_plan.indicators.measure import measure
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan

Row = tuple[str, ...]
Figures = dict[tuple[str, str], Measured]

SMALL_FILES = {
    "ura_asiakkaat_2023-03.csv": """\
Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;Työllisyyskoodin selite;Asiakkaita
31.3.2023;Salo;Tiimi 1;20–24;fi;FI;02;työtön;12
31.3.2023;Salo;Tiimi 1;20–24;uk;UA;08;koulutuksessa;7
31.3.2023;Salo;Tiimi 2;30–49;ar;IQ;03;lomautettu kokoaikaisesti;5
31.3.2023;Marttila;Tiimi 2;30–49;sv;FI;01;työssä yleisillä työmarkkinoilla;31
""",
    "ura_tyonhaun_kesto_2023-03.csv": """\
Kuukausi;Alue;Ryhmä;Asiakkaita;Kesto keskimäärin (vk);Mediaani (vk)
2023-03;Salo;Kaikki;1400;43,5;31
2023-03;Salo;Alle 25-v.;210;18,25;12
""",
    "omavalmentajat_2023-03.csv": """\
Laskentapäivä;Tiimi;Omavalmentajia (hlö);Htv;Asiakkaita;Tavoite enintään
31.3.2023;Tiimi 1;3;2,8;379;130
31.3.2023;Tiimi 2;6;5,6;677;140
""",
    "tedigi_keskustelut_2023-03.csv": """\
Kuukausi;Tiimi;Keskustelun tyyppi;Toteutustapa;Tila;Lukumäärä
3/2023;Tiimi 1;Alkuhaastattelu;Käynti;Toteutunut;41
3/2023;Tiimi 1;Alkuhaastattelu;Puhelin;Toteutunut;17
3/2023;Tiimi 2;Työnhakukeskustelu;Käynti;Ei saapunut;6
3/2023;Tiimi 2;Työnhakukeskustelu;Teams;Toteutunut;88
""",
    "kontaktit_uudet_2023-03.csv": """\
Kuukausi;Uusia työnhakijoita;Kontaktoitu määräajassa;Kontaktoitu myöhässä;Kontaktoimatta;Määräaika kesken
3/2023;120;90;12;8;10
""",
    "suunnitelmat_2023-03.csv": """\
Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu
31.3.2023;Tiimi 1;309;240;49;20
31.3.2023;Tiimi 2;551;436;84;31
""",
    "aktivointiaste_2023-03.csv": """\
Kuukausi;Alue;Ryhmä;Työttömät;Palveluissa;Aktivointiaste (%)
2023-03;Salo;Kaikki;1500;1000;40,0
2023-03;Salo;Alle 25-v.;250;150;37,5
2023-03;Salo;Pitkäaikaistyöttömät;400;100;20,0
""",
    "palvelut_2023-03.csv": """\
Kuukausi;Alue;Palvelu;Ikäryhmä;Työnantaja;Kuukauden lopussa;Alkaneet;Päättyneet
3/2023;Salo;Palkkatuki;Alle 30;Yritys;41;6;4
3/2023;Salo;Palkkatuki;Alle 30;Kunta;19;2;1
3/2023;Salo;Työkokeilu;30 täyttäneet;;58;11;9
3/2023;Salo;Omaehtoinen opiskelu;30 täyttäneet;;101;7;3
""",
    "typ_2023-03.csv": """\
Laskentapäivä;Kunta;Asiakkaita;Uusia;Päättyneitä;Ehdokkaita ohjattu;Ohjannut tiimi
31.3.2023;Salo;24;1;1;1;Tiimi 1
31.3.2023;Salo;148;1;1;4;Tiimi 2
31.3.2023;Marttila;11;1;0;2;Tiimi 2
""",
    "ohjaamo_kavijat_2023.csv": """\
Laji;Tammikuu;Helmikuu;Maaliskuu
Ryhmät;20;31;17
Yksilöt;30;44;50
Yhteensä;50;75;67
""",
    "kela_kuntaosuus_2023.csv": """\
Kelan laskut: kunnan osuus;;;;;
Tulostettu 5.4.2023;;;;;
Laskutuskuukausi;Maksukuukausi;Päiväluokka;Saajia;Maksettu etuus €;Kunnan osuus €
3/2023;2/2023;300-499;128;80 645,30;40 322,65
3/2023;2/2023;1000;194;126 479,80;88 535,86
4/2023;3/2023;300-499;130;81 000,00;40 500,00
4/2023;3/2023;1000;190;-1 000,00;-700,00
Yhteensä;;;642;287 125,10;168 658,51
* Luvut ovat ennakollisia.;;;;;
""",
    "tmt_1000_2023-03.csv": """\
Laskentapäivä;Ryhmä;Työttömiä;Aktivointisuunnitelma voimassa;Ei tarpeen;Suunnitelma yli 3 kk vanha
31.3.2023;1000 pv;285;226;30;69
31.3.2023;Nuoret;98;76;8;24
""",
    "roidu_2023-03.csv": """\
Aikaleima;Kanava;Toimipiste;Kuinka todennäköisesti suosittelisit (0–10);Avoin palaute
1.3.2023 12:33;Laite;Voimala;10;
1.3.2023 13:13;Laite;Marttila;;"Asiat selitettiin; rauhassa"
7.3.2023 9:02;Verkko;Voimala;3;Jono oli pitkä
""",
    "tapahtumat.csv": """\
Pvm;Nimi;Paikka;Tyyppi;Osallistujia
3.3.2023;Rekrytointipäivä;Voimala;Rekry;41
17.3.2023;Avoimet ovet;Kirjasto;Info;
""",
    "figures_2023-03.csv": """\
month;indicator;value;numerator;denominator;state;source;received
2023-03;transfer_contact_share;76,92;30;39;ok;Siirtyneiden seuranta;12.4.2023
2023-03;recognised_learning;4;4;;ok;SSKKY:n ilmoitus;12.4.2023
2023-03;job_brokering;...;;;ok;Työnvälitys;12.4.2023
""",
    "rekisteri_2023-03.csv": """\
Asiakas_id;Syntymäpäivä;Äidinkieli;Kansalaisuus;Kotikunta;Tiimi;Omavalmentaja;Työllisyyskoodi;Työnhaku_alkoi;Työttömyys_alkoi;Palvelu
A0001;14.3.1985;fi;FI;Salo;Tiimi 1;V01;02;1.2.2023;1.2.2023;
A0002;2.11.2001;uk;UA;Salo;Tiimi 1;V01;03;15.1.2023;15.1.2023;
A0003;30.6.1999;sv;FI;Marttila;Tiimi 2;V02;08;3.1.2023;;omaehtoinen opiskelu
""",
    "uudet_2023-03.csv": """\
Asiakas_id;Työttömyys_alkoi;Ensimmäinen_yhteydenotto
A0001;1.3.2023;3.3.2023
A0002;6.3.2023;27.3.2023
A0003;30.3.2023;
A0004;2.3.2023;
""",
}
WITH_TOTALS = ("kela_kuntaosuus_2023.csv",)


@dataclass(frozen=True)
class SmallTable:
    """A small file taken apart into cells."""

    name: str
    titles: tuple[Row, ...]
    header: Row
    rows: tuple[Row, ...]
    tail: tuple[Row, ...]

    def text(self, delimiter: str = ";") -> str:
        """Write the file again."""
        lines = io.StringIO()
        writer = csv.writer(lines, delimiter=delimiter, lineterminator="\n")
        writer.writerows((*self.titles, self.header, *self.rows, *self.tail))
        return lines.getvalue()

    def with_cell(self, row: int, column: int, cell: str) -> "SmallTable":
        """Return the table with one other cell."""
        cells = list(self.rows[row])
        cells[column] = cell
        return replace(self, rows=(*self.rows[:row], tuple(cells), *self.rows[row + 1 :]))

    def with_columns(self, order: Sequence[int]) -> "SmallTable":
        """Return the table with its columns in another order, or with some of them only."""

        def chosen(rows: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(tuple(cells[place] for place in order) for cells in rows)

        return replace(
            self, header=chosen((self.header,))[0], rows=chosen(self.rows), tail=chosen(self.tail)
        )

    def with_column(self, place: int, header: str, cells: Sequence[str]) -> "SmallTable":
        """Return the table with one more column; title rows stay as they are."""

        def wider(row: Row, cell: str) -> Row:
            return (*row[:place], cell, *row[place:])

        return replace(
            self,
            header=wider(self.header, header),
            rows=tuple(wider(*pair) for pair in zip(self.rows, cells, strict=True)),
            tail=tuple(wider(row, "") for row in self.tail),
        )


def table(name: str) -> SmallTable:
    """Take a small file apart."""
    lines = [tuple(row) for row in csv.reader(SMALL_FILES[name].splitlines(), delimiter=";")]
    first = 2 if name in WITH_TOTALS else 0
    last = -2 if name in WITH_TOTALS else None
    return SmallTable(
        name,
        tuple(lines[:first]),
        lines[first],
        tuple(lines[first + 1 : last]),
        tuple(lines[last:] if last else ()),
    )


def received(workspace: Path, name: str, content: str | bytes) -> Received:
    """Put one file alone into data/raw and read it."""
    raw = workspace / "data" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    (raw / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_received(workspace, read_plan().municipalities)


def figures(found: Received) -> Figures:
    """Return every figure that can be made, with its parts; what is missing is left out."""
    measuring = measure(the_plan(), usable_tables(found))
    return {
        (item.indicator, str(item.month)): item.figure
        for item in measuring.measurements
        if item.figure.state != "missing"
    }


@cache
def the_plan() -> Plan:
    """Read the plan of 2023 once."""
    return read_plan()
