"""How long job searches last: the figure is made of the row Kaikki, so that row must be there."""

from pathlib import Path

import pytest

from .small_files import SMALL_FILES, figures, received

NAME = "ura_tyonhaun_kesto_2023-03.csv"
SOUND = SMALL_FILES[NAME]
WEEKS = ("job_search_weeks", "2023-03")


def told(folder: Path, content: str):
    """What is said of the file: level, row, column, value and reason."""
    (table,) = received(folder, NAME, content).tables
    return [(f.level, f.row, f.column, f.value, f.reason) for f in table.faults]


def test_the_figure_is_made_of_the_row_of_all_clients(tmp_path):
    found = received(tmp_path, NAME, SOUND)
    assert found.tables[0].faults == ()
    assert figures(found)[WEEKS].value == pytest.approx(43.5)


@pytest.mark.parametrize("written", ["Kaiki", "kaikki", "KAIKKI", "Kaikkki", "Kakki", "Kaikkiaan"])
def test_a_misspelt_group_of_all_clients_is_refused_with_the_right_name(tmp_path, written):
    ((level, row, column, value, reason),) = told(tmp_path, SOUND.replace("Kaikki", written))
    assert (level, row, column, value) == ("error", 2, "Ryhmä", written)
    assert "Did you mean 'Kaikki'?" in reason


def test_every_misspelt_row_is_named(tmp_path):
    rows = SOUND + "2023-03;Marttila;Kaiki;60;40;30\n2023-03;Salo;Kaiki;1;40;30\n"
    assert [(fault[0], fault[1]) for fault in told(tmp_path, rows)] == [("error", 4), ("error", 5)]


def test_groups_of_another_name_are_left_alone(tmp_path):
    others = ("Alle 30-v.", "Vieraskieliset", "Naiset", "Pitkäaikaistyöttömät", "Kaikki naiset")
    rows = "".join(f"2023-03;Salo;{group};60;40;30\n" for group in others)
    assert told(tmp_path, SOUND + rows) == []


def test_a_municipality_without_a_row_of_all_clients_is_told_on_its_first_row(tmp_path):
    rows = SOUND + "2023-03;Marttila;Yhteensä;60;40;30\n2023-03;Marttila;Naiset;30;40;30\n"
    ((level, row, column, _, reason),) = told(tmp_path, rows)
    assert (level, row, column) == ("warning", 4, "Ryhmä")
    assert reason.startswith("the file has no row 'Kaikki' of 2023-03 for this municipality")


def test_a_row_of_all_clients_that_is_wrong_elsewhere_is_not_called_absent(tmp_path):
    faults = told(tmp_path, SOUND.replace("43,5", "paljon"))
    assert [fault[:4] for fault in faults] == [
        ("error", 2, "Kesto keskimäärin (vk)", "paljon"),
    ]
