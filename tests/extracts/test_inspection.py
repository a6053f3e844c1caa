"""`salo-plan inspect`: what it says of one file, known or not, and in which shape."""

from pathlib import Path

import pytest

from tests.cases.library import CASES
from tests.workspaces import call, column, inspect, told

KEYS = {
    *("path", "dataset", "month", "encoding", "sheet", "header_row", "footnotes"),
    *("rows_read", "rows_used", "rows_rejected", "totals_left_out", "columns", "faults"),
}
FAULT_KEYS = {"row", "column", "cell", "value", "reason", "level"}
FILES = [
    path
    for path in sorted(CASES.glob("[0-9]*/*"))
    if path.suffix in (".csv", ".xls", ".xlsx") and path.name != "expected.yaml"
]
REGISTER = "asiakas_id;syntymäpäivä;omavalmentaja;tiimi;työllisyyskoodi\n"


@pytest.fixture
def seen(tmp_path: Path):
    def look(name: str, content: str):
        path = tmp_path / name
        path.write_bytes(content.encode())
        return inspect(path)

    return look


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name[:2]}-{path.name}")
def test_every_file_of_the_library_is_told_of_in_one_shape(path):
    entry, code = inspect(path)
    assert set(entry) == KEYS
    assert entry["path"] == str(path)
    assert all(set(fault) == FAULT_KEYS for fault in entry["faults"])
    parts = ("rows_used", "rows_rejected", "totals_left_out")
    assert entry["rows_read"] == sum(entry[part] for part in parts)
    assert min(entry[part] for part in parts) >= 0
    levels = {fault["level"] for fault in entry["faults"]}
    assert levels <= {"error", "warning"}
    assert code == ("error" in levels)
    if "error" in levels:
        assert entry["rows_used"] == 0
    rows = [fault["row"] or 0 for fault in entry["faults"]]
    assert rows == sorted(rows)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name[:2]}-{path.name}")
def test_the_same_is_told_in_words(path):
    entry, code = inspect(path)
    result = call("inspect", path)
    assert result.exit_code == code
    for fault in entry["faults"]:
        assert f"{fault['level']}: " in result.output
        assert fault["reason"] in result.output


def test_a_value_of_a_private_column_is_null_and_of_another_is_shown(seen):
    entry, code = seen(
        "rekisteri_2023-06.csv",
        REGISTER + "A77;31.2.1999;V1;T1;02\n;1.1.1990;V1;T1;02\nA78;1.1.2020;V1;T1;2\n",
    )
    assert code == 1
    assert told(entry) == [
        (2, "syntymäpäivä", None),
        (3, "asiakas_id", None),
        (4, "työllisyyskoodi", "2"),
        (4, "syntymäpäivä", None),
    ]
    private = {item["name"] for item in entry["columns"] if item["private"]}
    assert private == {"asiakas_id", "syntymäpäivä", "omavalmentaja"}


def test_a_repeated_client_is_told_by_the_rows_alone(seen):
    entry, _ = seen("rekisteri_2023-06.csv", REGISTER + "A77;;V1;T1;02\nA77;;V1;T2;02\n")
    assert told(entry) == [(3, "asiakas_id", None)]
    assert "stands on row 2 too" in entry["faults"][0]["reason"]
    assert "A77" not in str(entry)


def test_a_file_that_no_dataset_knows_is_read_all_the_same(seen):
    entry, code = seen("muistio_2023-06.csv", "Aihe;Määrä;Kuukausi\na;1;2023-06\nb;2;2023-06\n")
    assert (code, entry["dataset"], entry["month"]) == (0, None, "2023-06")
    assert [item["type"] for item in entry["columns"]] == ["text", "text", "month"]
    assert entry["rows_used"] == 2


def test_the_month_is_the_one_in_the_name_or_the_only_one_in_the_rows(seen):
    rows = "Kuukausi;Maksut_eur\n2023-05;1\n"
    assert seen("tmt_uusi.csv", rows)[0]["month"] == "2023-05"
    assert seen("tmt_2023-05.csv", rows)[0]["month"] == "2023-05"
    assert seen("tmt_uusi.csv", rows + "2023-06;2\n")[0]["month"] is None


@pytest.mark.parametrize("name", ["tmt_2023-13.csv", "tmt_1000-50.csv", "tmt_12023-051.csv"])
def test_what_only_looks_like_a_month_in_a_name_is_none(seen, name):
    entry, code = seen(name, "Kuukausi;Maksut_eur\n2023-05;1\n2023-06;1\n")
    assert (code, entry["month"], entry["faults"]) == (0, None, [])


def test_a_file_of_another_month_than_its_name_says_is_refused(seen):
    entry, code = seen("tmt_2023-07.csv", "Kuukausi;Maksut_eur\n2023-05;1\n2023-06;1\n")
    assert (code, told(entry)) == (1, [(2, "Kuukausi", "2023-05 to 2023-06")])
    assert "the file's name says 2023-07" in entry["faults"][0]["reason"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        # Named by the month of the invoice, which is the one after payment.
        ("tmt_2023-06.csv", "Laskutuskuukausi;Kuukausi;Maksut_eur\n2023-06;2023-05;1\n"),
        # All months so far.
        ("tmt_2023-06.csv", "Kuukausi;Maksut_eur\n2023-05;1\n2023-06;1\n"),
        ("tmt_2023-01_2023-06.csv", "Kuukausi;Maksut_eur\n2023-01;1\n2023-05;1\n"),
        # The day of the extract is no promise of a month.
        ("tmt_2023-07-03.csv", "Kuukausi;Maksut_eur\n2023-06;1\n"),
    ],
)
def test_a_name_that_its_rows_keep_is_accepted(seen, name, rows):
    entry, code = seen(name, rows)
    assert (code, entry["faults"]) == (0, [])


@pytest.mark.parametrize(
    ("tail", "rows", "notes"),
    [
        ("R3;\n", 3, []),
        ("R3;\nR4;\n", 4, []),
        ("* Luvut ovat ennakollisia.;\n", 2, ["* Luvut ovat ennakollisia."]),
        ("Lähde: URA;\n", 2, ["Lähde: URA"]),
        (";\nR3;\n", 2, ["R3"]),
        ("R3;\nLähde: URA;\n", 3, ["Lähde: URA"]),
        ("Yhteensä;19\nR3;\n", 2, ["R3"]),
    ],
)
def test_a_row_left_blank_is_a_row_and_a_note_below_is_a_note(seen, tail, rows, notes):
    entry, code = seen("palaute_2023-06.csv", "vastaus_id;suositteluluku\nR1;9\nR2;10\n" + tail)
    assert (code, entry["rows_used"], entry["footnotes"]) == (0, rows, notes)


def test_a_note_that_may_name_a_person_is_not_shown(seen):
    entry, _ = seen(
        "tmt_2023-06.csv", "Kuukausi;Maksut_eur\n2023-06;1\n;\nTulostanut Aino Esimerkki;\n"
    )
    assert entry["footnotes"] == ["(a note that may name a person)"]


def test_a_cell_of_a_workbook_is_told_by_its_place_and_its_header():
    entry, _ = inspect(CASES / "16-formula-without-value" / "tmt_2023.xlsx")
    first = entry["faults"][0]
    assert (first["row"], first["column"], first["cell"]) == (4, "maksut_eur", "C4")
    assert column(entry, "maksut_eur")["states"] == {"ok": 2, "missing": 1}


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path):
    result = call("inspect", tmp_path / "ei_ole.csv")
    assert result.exit_code == 2
    assert "ei_ole.csv" in result.stderr


def test_a_missing_column_is_no_fault_of_a_file_that_is_only_looked_at(seen):
    entry, code = seen("uudet_2023-06.csv", "asiakas_id;ensimmäinen_yhteydenotto\nA1;2.6.2023\n")
    assert (code, entry["faults"]) == (0, [])


TYP = "Laskentapäivä;Kunta;Asiakkaita;Uusia;Päättyneitä;Ehdokkaita ohjattu;Ohjannut tiimi\n"


def counted_on(*days: str) -> str:
    return TYP + "".join(f"{day};Salo;24;1;1;1;Tiimi 1\n" for day in days)


def test_people_counted_in_another_month_than_the_file_is_named_for_are_told_with_their_row(seen):
    entry, code = seen("typ_2023-09.csv", counted_on("29.9.2023", "31.8.2023"))
    (fault,) = entry["faults"]
    assert (fault["level"], fault["row"], fault["column"]) == ("warning", 3, "Laskentapäivä")
    assert fault["value"] == "2023-08"
    assert "says 2023-09, but it has rows of 2023-08 too (1), which are counted" in fault["reason"]
    assert (entry["rows_used"], code) == (2, 0)


@pytest.mark.parametrize("name", ["typ_2023-09.csv", "typ_2023.csv", "typ_2023-09-30.csv"])
def test_a_series_of_counting_days_up_to_the_month_in_its_name_is_no_slip(seen, name):
    entry, _ = seen(name, counted_on("31.7.2023", "31.8.2023", "29.9.2023"))
    assert entry["faults"] == []


@pytest.mark.parametrize("days", [("30.6.2023", "31.8.2023"), ("31.8.2023", "31.10.2023")])
def test_a_series_with_a_gap_or_beyond_the_month_in_its_name_is_told(seen, days):
    entry, _ = seen("typ_2023-09.csv", counted_on(*days, "29.9.2023"))
    months = [f"2023-{int(day.split('.')[1]):02}" for day in days]
    assert [fault["value"] for fault in entry["faults"]] == months
