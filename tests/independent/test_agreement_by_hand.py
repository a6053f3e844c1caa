"""The package against the second opinion on small files with what the example does not have.

Each file here is one that the description of the extracts allows: months left out, totals beside
parts, secret cells, none of none, corrections of a few months, gaps at exactly the limit of near.
"""

import datetime
from pathlib import Path

from .answers import differences, of_the_package, of_the_second_opinion
from .test_second_opinion import CUBE, SCORE, write, write_book

MONTHS = [f"2023-{month:02}" for month in range(1, 8)]
SUPPORT = "Laskutuskuukausi;Maksukuukausi;Päiväluokka;Saajia;Maksettu etuus €;Kunnan osuus €"
TALKS = "Kuukausi;Tiimi;Keskustelun tyyppi;Toteutustapa;Tila;Lukumäärä"
SERVICES = "Kuukausi;Alue;Palvelu;Ikäryhmä;Työnantaja;Kuukauden lopussa;Alkaneet;Päättyneet"
FIGURES = "month;indicator;value;numerator;denominator;state;source;received"
ACTIVATION = ["Kuukausi", "Alue", "Ryhmä", "Työttömät", "Palveluissa", "Aktivointiaste (%)"]
LOG: dict[str, list[object]] = {
    "Tapahtumat": ["Pvm", "Nimi", "Paikka", "Tyyppi", "Osallistujia"],
    "Some": ["Pvm", "Kanava", "Aihe", "Palvelunosto K/E"],
    "Tyonhakuinfot": ["Pvm", "Osallistujia"],
}


def raw_of(workspace: Path) -> Path:
    return workspace / "data" / "raw"


def disagreements(workspace: Path) -> list[str]:
    ours = of_the_package(workspace, MONTHS)
    theirs = of_the_second_opinion(workspace, MONTHS)
    return differences(ours, theirs)


def write_log(workspace: Path, entries: dict[str, list[list[object]]]) -> None:
    sheets = {title: [LOG[title], *entries[title]] for title in LOG}
    write_book(raw_of(workspace), "tapahtumat_some_loki.xlsx", sheets)


def test_a_cube_with_titles_totals_footers_and_a_month_left_out(tmp_path: Path) -> None:
    rows = [
        ("Salo;Tiimi 1;Alle 20;fi;FI;02;työtön", 30),
        ("Salo;Tiimi 1;20–24;uk;UA;08;koulutuksessa", 390),
        ("Salo;Tiimi 1;60–;ar;SY;03;lomautettu", 10),
        ("Marttila;Tiimi 2;25–29;smn;FI;02;työtön", 2580),
        ("Turku;Tiimi 9;Alle 20;uk;UA;02;työtön", 500),
    ]
    for month, day, some in (
        ("2023-01", "31.1.2023", rows),
        ("2023-02", "28.2.2023", rows[:3]),
        ("2023-04", "28.4.2023", rows[2:4]),
        ("2023-05", "31.5.2023", rows[:4]),
    ):
        lines = [f"{day};{row};{count}" for row, count in some]
        total = f"Yhteensä;;;;;;;;{sum(count for _row, count in some)}"
        titled = ["Raportti: Asiakkaat", "Ajopäivä: 5.1.2023", "", CUBE, *lines, total]
        name = f"ura_asiakkaat_{month}.csv"
        write(raw_of(tmp_path), name, [*titled, "Lähde: URA"], "cp1252")
    assert not disagreements(tmp_path)


def test_none_of_none_and_corrections_of_some_months(tmp_path: Path) -> None:
    raw = raw_of(tmp_path)
    talk = "Tiimi 1;Alkuhaastattelu"
    write(
        raw,
        "tedigi_keskustelut_2023.csv",
        [
            TALKS,
            f"1/2023;{talk};Käynti;Peruttu;5",
            f"2/2023;{talk};Käynti;Toteutunut;58",
            f"2/2023;{talk};Puhelin;Toteutunut;42",
            f"3/2023;{talk};Käynti;Toteutunut;579",
            f"3/2023;{talk};Video;Toteutunut;421",
            f"4/2023;{talk};Käynti;Toteutunut;1",
        ],
    )
    corrected = [TALKS, f"4/2023;{talk};Käynti;Toteutunut;9", f"4/2023;{talk};Teams;Toteutunut;1"]
    write(raw, "tedigi_keskustelut_2023_korjattu.csv", corrected)
    plans = "Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu"
    for month, day, counts in (
        ("2023-01", "31.1.2023", "100;70;20;10"),
        ("2023-02", "28.2.2023", "0;0;0;0"),
        ("2023-05", "31.5.2023", "100;68;22;10"),
        ("2023-06", "30.6.2023", "1 000;679;221;100"),
    ):
        write(raw, f"suunnitelmat_{month}.csv", [plans, f"{day};Tiimi 1;{counts}"])
    assert not disagreements(tmp_path)


def test_gaps_at_the_limit_of_near_and_secret_cells(tmp_path: Path) -> None:
    raw = raw_of(tmp_path)
    durations: list[object] = ["Kuukausi", "Alue", "Ryhmä", "Asiakkaita", "Kesto keskimäärin (vk)"]
    for month, weeks in ((1, 47.38), (2, 47.39), (4, 46), (5, 45.9)):
        rows: list[list[object]] = [
            [f"{month}/2023", "Salo", "Kaikki", 100, weeks, 20],
            [f"{month}/2023", "Salo", "Alle 25-v.", 40, 20.5, 10],
            [f"{month}/2023", "Marttila", "Kaikki", 40, 80.5, 10],
        ]
        name = f"ura_tyonhaun_kesto_2023-{month:02}.xlsx"
        write_book(raw, name, {"Kesto": [[*durations, "Mediaani (vk)"], *rows]})
    for month, all_out in ((1, 62), (2, 63), (3, 60)):
        groups: list[list[object]] = [
            ["Kaikki", all_out, 100 - all_out],
            ["Alle 25-v.", 65, 35],
            ["Ulkomaalaiset", 45, 55],
            ["Pitkäaikaistyöttömät", "...", "..."],
        ]
        rows = [
            [f"{month}/2023", "Salo", *group, "..." if group[2] == "..." else group[2]]
            for group in groups
        ]
        name = f"aktivointiaste_2023-{month:02}.xlsx"
        write_book(raw, name, {"Aktivointiaste": [[*ACTIVATION], *rows]})
    services = {
        1: ["Palkkatuki;Alle 30;Kunta;59", "Palkkatuki;30 täyttäneet;Yritys;155"],
        2: ["Palkkatuki;Alle 30;Kunta;58", "Palkkatuki;30 täyttäneet;Yritys;..."],
        3: ["Työkokeilu;Alle 30;;50", "Omaehtoinen opiskelu;Alle 30;;117"],
    }
    for month, some in services.items():
        lines = [SERVICES, *(f"{month}/2023;Salo;{row};1;1" for row in some)]
        write(raw, f"palvelut_2023-{month:02}.csv", lines)
    assert not disagreements(tmp_path)


def test_answers_by_time_stamp_and_delivered_rows(tmp_path: Path) -> None:
    raw = raw_of(tmp_path)
    header = f"Aikaleima;Kanava;Toimipiste;{SCORE};Avoin palaute"
    late = ["31.1.2023 23:59;Laite;Voimala;10;", "1.2.2023 0:05;Laite;Voimala;0;"]
    write(raw, "roidu_2023-01.csv", [header, *late])
    many = [f"{day}.2.2023 9:05;Laite;Voimala;{9 if day < 22 else 6};" for day in range(1, 29)]
    write(raw, "roidu_2023-02.csv", [header, *many])
    write(raw, "roidu_2023-03.csv", [header, "3.3.2023 9:05;Laite;Voimala;;"])
    write(
        raw,
        "figures_2023.csv",
        [
            FIGURES,
            "2023-01;clients;2900;2900;;ok;käsin;1.2.2023",
            "2023-03;clients;2899;2899;;ok;käsin;1.4.2023",
            "2023-01;transfer_contact_share;50,0;5;10;ok;käsin;1.2.2023",
            "2023-02;transfer_contact_share;;;;secret;käsin;1.3.2023",
            "2023-04;transfer_contact_share;100,0;30;30;ok;käsin;1.5.2023",
            "2023-01;job_brokering;5;5;;ok;käsin;1.2.2023",
            "2023-03;job_brokering;7;7;;ok;käsin;1.4.2023",
        ],
    )
    assert not disagreements(tmp_path)


def test_support_in_classes_and_in_totals_alone(tmp_path: Path) -> None:
    lines = [
        SUPPORT,
        "2/2023;1/2023;300-499;10;600 000,00;290 975,00",
        "4/2023;3/2023;Yhteensä;10;600 000,00;290 975,01",
        "5/2023;4/2023;300-499;10;1,00;-1 000,10",
        "6/2023;5/2023;300-499;1;1,00;5,00",
    ]
    write(raw_of(tmp_path), "kela_kuntaosuus_2023.csv", lines)
    corrected = [SUPPORT, "6/2023;5/2023;300-499;1;1,00;7,00"]
    write(raw_of(tmp_path), "kela_kuntaosuus_2023_korjattu.csv", corrected)
    assert not disagreements(tmp_path)


def test_support_with_a_total_beside_its_classes(tmp_path: Path) -> None:
    lines = [
        SUPPORT,
        "2/2023;1/2023;300-499;1;20,00;10,00",
        "2/2023;1/2023;1000 tai yli;1;20,00;14,00",
        "2/2023;1/2023;Yhteensä;2;40,00;24,00",
    ]
    write(raw_of(tmp_path), "kela_kuntaosuus_2023.csv", lines)
    assert not disagreements(tmp_path)


def test_the_span_of_the_log_is_that_of_its_three_sheets(tmp_path: Path) -> None:
    date = datetime.datetime
    posts: list[list[object]] = [
        [date(2023, 6, day), "Facebook", "Aihe", "K"] for day in (22, 22, 23, 24)
    ]
    entries: dict[str, list[list[object]]] = {
        "Tapahtumat": [[date(2023, 2, 1), "Messut", "Voimala", "Messut", 30]],
        "Some": posts,
        "Tyonhakuinfot": [[date(2022, 12, 1), 8], [date(2023, 4, 3), 8], [date(2023, 4, 4), 7]],
    }
    write_log(tmp_path, entries)
    assert not disagreements(tmp_path)


def test_a_refused_sheet_is_not_a_month_without_sessions(tmp_path: Path) -> None:
    date = datetime.datetime
    entries: dict[str, list[list[object]]] = {
        "Tapahtumat": [[date(2023, 2, 1), "Messut", "Voimala", "Messut", 30]],
        "Some": [[date(2023, 4, 21), "Facebook", "Aihe", "K"]],
        "Tyonhakuinfot": [[date(2023, 3, 1), None], [date(2023, 4, 3), 9]],
    }
    write_log(tmp_path, entries)
    sessions = of_the_package(tmp_path, ["2023-04"])["job_search_info_sessions", "2023-04"]
    assert sessions["value"] is None


def test_a_delivered_row_fills_a_group_that_the_extract_does_not_have(tmp_path: Path) -> None:
    sheet: list[list[object]] = [[*ACTIVATION], ["3/2023", "Salo", "Kaikki", 60, 40, 40]]
    write_book(raw_of(tmp_path), "aktivointiaste_2023-03.xlsx", {"Aktivointiaste": sheet})
    row = "2023-03;activation_long_term;19,0;19;100;ok;käsin;1.4.2023"
    write(raw_of(tmp_path), "figures_2023.csv", [FIGURES, row])
    assert not disagreements(tmp_path)
