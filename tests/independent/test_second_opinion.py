"""The second opinion against answers worked out by hand."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .second_opinion import second_opinion, working_days

CUBE = "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;\
Työllisyyskoodin selite;Asiakkaita"
SCORE = "Kuinka todennäköisesti suosittelisit (0–10)"


def write(folder: Path, name: str, lines: list[str], encoding: str = "utf-8-sig") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes("\r\n".join([*lines, ""]).encode(encoding))


def write_book(folder: Path, name: str, sheets: dict[str, list[list[object]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)


def asked(raw: Path, indicator: str, month: str) -> dict[str, Any]:
    [row] = [row for row in second_opinion(raw) if (row["id"], row["month"]) == (indicator, month)]
    return row


def figures(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["value"], row["numerator"], row["denominator"], row["year_value"], row["verdict"]


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """Two towns of the trial and one outside it; the corrected file has other numbers."""
    rows = [
        "30.11.2022;Salo;A;alle 20;fi;FI;02;työtön;30",
        "30.11.2022;Salo;A;20–24;fi;FI;08;koulutuksessa;20",
        "30.11.2022;Salo;A;20–24;uk;UA;03;lomautettu;10",
        "30.11.2022;Salo;B;25–29;uk;UA;07;palvelussa;30",
        "30.11.2022;Marttila;B;30–34;sv;FI;02;työtön;1 010",
        "30.11.2022;Marttila;B;60 täyttäneet;tuntematon;FI;00;työllistetty;5",
        "30.11.2022;Turku;C;20–24;uk;UA;02;työtön;999",
        "Yhteensä;;;;;;;;2104",
        "Lähde: URA",
    ]
    titled = ["Raportti: Asiakkaat", "Ajopäivä: 5.12.2022", "", CUBE, *rows]
    write(tmp_path, "ura_asiakkaat_2022-11.csv", titled, "cp1252")
    return tmp_path


def test_shares_of_the_cube_are_of_the_group_and_of_the_trial(clients: Path) -> None:
    assert figures(asked(clients, "clients", "2022-11")) == (1105, 1105, None, 1, "met")
    share = asked(clients, "unemployed_share", "2022-11")
    assert figures(share) == (100 * 1050 / 1105, 1050, 1105, 100 * 1050 / 1105, "missed")
    young = asked(clients, "under_25_unemployed_share", "2022-11")
    assert figures(young) == (100 * 40 / 60, 40, 60, 100 * 40 / 60, "missed")
    foreign = asked(clients, "foreign_language_unemployed_share", "2022-11")
    assert figures(foreign) == (25, 10, 40, 25, "met")


def test_a_correction_replaces_the_months_it_has(clients: Path) -> None:
    write(
        clients / "later",
        "ura_asiakkaat_2022-11_korjattu.csv",
        [CUBE, "30.11.2022;Salo;A;25–29;fi;FI;08;koulutuksessa;396"],
    )
    assert figures(asked(clients, "clients", "2022-11"))[0] == 396
    # A running mean: one month so far, 396 >= 388 = 97 % of 400.
    assert figures(asked(clients, "in_education", "2022-11")) == (396, 396, 1, 396, "near")
    assert figures(asked(clients, "in_education", "2022-12")) == (396, 396, 1, 396, "near")
    assert figures(asked(clients, "clients", "2022-12"))[0] is None


def test_support_is_summed_by_the_month_of_payment_without_the_total(tmp_path: Path) -> None:
    write(
        tmp_path,
        "kela_kuntaosuus_2023.csv",
        [
            "Laskutuskuukausi;Maksukuukausi;Päiväluokka;Saajia;Maksettu etuus €;Kunnan osuus €",
            "1/2023;12/2022;300-499;10;20 000,00;10 000,00",
            "2/2023;1/2023;300-499;100;200 000,00;100 000,00",
            "2/2023;1/2023;1000 tai yli;250;271 428,57;190 000,50",
            "2/2023;1/2023;Yhteensä;350;471 428,57;290 000,50",
            "3/2023;1/2023;300-499;1;-1 000,00;-500,50",
            "3/2023;2/2023;Yhteensä;340;460 000,00;270 000,00",
        ],
    )
    cost = "labour_market_support_cost"
    first = asked(tmp_path, cost, "2023-01")
    # 289 500 is above a twelfth of 3 390 000 (282 500) by less than three per cent.
    assert figures(first) == (289_500, 289_500, None, 289_500, "near")
    second = asked(tmp_path, cost, "2023-02")
    assert figures(second) == (559_500, 559_500, None, 559_500, "met")
    assert second["month_value"] == 270_000
    assert asked(tmp_path, cost, "2022-12")["value"] == 10_000


def test_answers_without_a_score_do_not_count(tmp_path: Path) -> None:
    write(
        tmp_path,
        "roidu_2023-01.csv",
        [
            f"Aikaleima;Kanava;Toimipiste;{SCORE};Avoin palaute",
            '14.1.2023 9:05;verkko;Salo;10;"Hyvä; kiitos\r\nja ""toinen"" rivi"',
            "15.1.2023 9:05;verkko;Salo;9;",
            "16.1.2023 9:05;verkko;Salo;8;",
            "17.1.2023 9:05;laite;Salo;6;",
            "18.1.2023 9:05;laite;Salo;;Ei arvosanaa",
            "1.2.2023 9:05;laite;Salo;10;",
        ],
    )
    assert figures(asked(tmp_path, "feedback_nps", "2023-01")) == (25, 1, 4, 25, "missed")
    assert figures(asked(tmp_path, "feedback_nps", "2023-02")) == (100, 1, 1, 40, "met")


def test_a_month_without_an_entry_inside_the_log_is_a_true_zero(tmp_path: Path) -> None:
    date = datetime.datetime
    posts: list[list[object]] = [
        [date(2023, 1, day), "Facebook", "Aihe", "K"] for day in range(1, 32)
    ]
    write_book(
        tmp_path,
        "tapahtumat_some_loki.xlsx",
        {
            "Tapahtumat": [
                ["Pvm", "Nimi", "Paikka", "Tyyppi", "Osallistujia"],
                [date(2023, 1, 12), "Messut", "Voimala", "messut", 40],
                ["20.3.2023", "Messut", "Tori", "messut", 40],
            ],
            "Some": [["Pvm", "Kanava", "Aihe", "Palvelunosto K/E"], *posts],
            "Tyonhakuinfot": [
                ["Pvm", "Osallistujia"],
                [date(2023, 2, 1), 7],
                [date(2023, 2, 2), 8],
            ],
        },
    )
    assert figures(asked(tmp_path, "monthly_event", "2022-12"))[0] is None
    assert figures(asked(tmp_path, "monthly_event", "2023-02")) == (0, 0, None, 1, "missed")
    assert figures(asked(tmp_path, "monthly_event", "2023-03")) == (1, 1, None, 2, "met")
    assert figures(asked(tmp_path, "monthly_event", "2023-04"))[4] == "no_data"
    sessions = asked(tmp_path, "job_search_info_sessions", "2023-02")
    assert figures(sessions) == (1, 1, None, 1, "met")
    # 21 working days in January 2023 (Epiphany is a Friday), 20 in February.
    january = asked(tmp_path, "daily_social_media", "2023-01")
    assert figures(january) == (100, 21, 21, 100, "met")
    february = asked(tmp_path, "daily_social_media", "2023-02")
    assert figures(february) == (0, 0, 20, 100 * 21 / 41, "missed")


def test_ohjaamo_is_held_against_the_same_month_a_year_earlier(tmp_path: Path) -> None:
    months = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä"]
    for year, counts in ((2022, [50, 50, 50, 50, 50, 50, 50]), (2023, [51, 50, 48, 7, 7, 7, None])):
        cells: list[object] = [*counts]
        cells[6] = "kesätauko" if year == 2023 else 2
        write_book(
            tmp_path,
            f"ohjaamo_kavijat_{year}.xlsx",
            {
                "Kävijät": [
                    [f"Raportti: Ohjaamon kävijät {year}"],
                    [],
                    ["", *months],
                    ["Yksilökäynnit", *[1] * 7],
                    ["Yhteensä", *cells],
                ]
            },
        )
    row = "ohjaamo_visitors"
    assert figures(asked(tmp_path, row, "2022-02")) == (50, 50, None, 100, "no_data")
    assert figures(asked(tmp_path, row, "2023-01")) == (51, 51, None, 51, "met")
    assert figures(asked(tmp_path, row, "2023-02")) == (50, 50, None, 101, "near")
    assert figures(asked(tmp_path, row, "2023-03")) == (48, 48, None, 149, "missed")
    assert figures(asked(tmp_path, row, "2023-07")) == (None, None, None, 170, "no_data")


def test_working_days_of_2023() -> None:
    days = list(working_days(range(2023, 2024)))
    by_month = [sum(day.month == month for day in days) for month in range(1, 13)]
    assert by_month == [21, 20, 23, 18, 21, 21, 21, 23, 21, 22, 22, 18]
