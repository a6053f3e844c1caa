"""Which rows of a table are its totals, wherever the word stands."""

from pathlib import Path

import pytest

from salo_plan.extracts.reading import read_table
from salo_plan.extracts.received import datasets_of
from salo_plan.plan.areas import NO_MUNICIPALITIES
from tests.workspaces import inspect

INVOICES = "Maksukuukausi;Päiväluokka;Saajia;Kunnan osuus €\n"
ROWS = "2/2023;300-499;128;40 322,65\n2/2023;1000;194;88 535,86\n"


@pytest.fixture
def read(tmp_path: Path):
    def reading(name: str, text: str):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_table(path, datasets_of(name, NO_MUNICIPALITIES)[0], tmp_path)

    return reading


@pytest.mark.parametrize(
    "total",
    ["Yhteensä;;322;128 858,51\n", ";Yhteensä;322;128 858,51\n", ";;Yhteensä;128 858,51\n"],
)
def test_a_total_is_left_out_in_whatever_column_its_word_stands(read, total: str):
    found = read("kela_kuntaosuus_2023.csv", INVOICES + ROWS + total)
    assert found.faults == ()
    assert (len(found.frame), found.totals_left_out) == (2, 1)


def test_a_total_that_is_not_the_sum_of_its_rows_refuses_the_file(read):
    found = read("kela_kuntaosuus_2023.csv", INVOICES + ROWS + ";Yhteensä;322;128 858,52\n")
    assert [(fault.row, fault.value) for fault in found.faults] == [(4, "128 858,52")]


def test_a_class_of_all_days_with_a_month_of_its_own_is_no_total_of_the_table(read):
    found = read("kela_kuntaosuus_2023.csv", INVOICES + "1/2023;Yhteensä;300;90 000,00\n" + ROWS)
    assert found.faults == ()
    assert found.frame["municipal_share_eur"].tolist() == [90000, 40322.65, 88535.86]


def test_the_word_in_a_column_nobody_asked_for_takes_no_row_away(read):
    head, one, two = "Erä;" + INVOICES, *ROWS.splitlines(keepends=True)
    found = read("kela_kuntaosuus_2023.csv", head + "Yhteensä;" + one + "x;" + two)
    assert len(found.frame) == 2
    assert [fault.column for fault in found.faults] == ["Erä"]


@pytest.mark.parametrize(
    ("group", "known"),
    [
        *((group, True) for group in ("Alle 20", "20–24-v.", "25-29", "60–", "65+", "yli 60")),
        *((group, True) for group in ("60 täyttäneet", "15-24 vuotiaat", "Tuntematon")),
        *((group, False) for group in ("nuori", "Yhteensä", "tammikuu 2023", "2023", "työtön")),
    ],
)
def test_what_is_no_age_group_is_not_counted_with_the_old(read, group: str, known: bool):
    found = read(
        "ura_asiakkaat_2023-03.csv",
        "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;Asiakkaita\n"
        f"31.3.2023;Salo;Tiimi 1;{group};fi;FI;02;12\n",
    )
    assert found.refused is not known
    assert known or [(f.row, f.column, f.value) for f in found.faults] == [(2, "Ikäryhmä", group)]


def test_the_total_of_a_months_classes_is_held_against_them_without_billing_months_too(read):
    wrong = "2/2023;Yhteensä;322;128 000,00\n"
    found = read("kela_kuntaosuus_2023.csv", INVOICES + ROWS + wrong)
    assert [(fault.row, fault.value) for fault in found.faults] == [(4, "128000.00")]


PLANS = "Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu\n"
TEAMS = "29.9.2023;Tiimi 1;700;500;100;100\n29.9.2023;Tiimi 2;1150;949;153;48\n"


def test_a_total_among_the_teams_is_no_team(tmp_path):
    path = tmp_path / "suunnitelmat_2023-09.csv"
    path.write_text(PLANS + TEAMS + "29.9.2023;Yhteensä;1850;1449;253;148\n", encoding="utf-8")
    entry, code = inspect(path)
    assert (code, entry["rows_used"]) == (1, 0)
    (fault,) = entry["faults"]
    assert (fault["row"], fault["column"], fault["value"]) == (4, "Tiimi", "Yhteensä")
    assert fault["reason"].startswith("a total among the rows, which would be counted as one more")


def test_a_list_of_nothing_but_totals_is_taken_as_it_is(tmp_path):
    path = tmp_path / "suunnitelmat_2023-09.csv"
    path.write_text(PLANS + "29.9.2023;Yhteensä;1850;1449;253;148\n", encoding="utf-8")
    entry, code = inspect(path)
    assert (code, entry["rows_used"], entry["faults"]) == (0, 1, [])
