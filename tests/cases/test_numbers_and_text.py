"""Cases 01-07: how cells, headers, encodings and rows around the table are read."""

import pandas as pd
import pytest

from salo_plan.extracts.inspection import inspect_file
from tests.workspaces import Workspace, column, inspect

from .library import as_workbook, assert_told, case, reading_forms

FORMS = ("csv", "xlsx", "xlsx, typed")


@pytest.mark.parametrize("form", FORMS)
def test_01_number_marks_are_read_as_numbers_and_an_empty_cell_is_no_zero(tmp_path, form):
    lib = case("01")
    path = reading_forms(lib.file("mittarit_2023-06.csv"), tmp_path)[form]
    entry, code = inspect(path)
    assert (code, entry["faults"]) == (0, [])
    frame = inspect_file(path).frame.set_index("mittari")
    # must_not: 532 or 5320 for the share
    # must_not: text left in a number column
    # must_not: 0 for the empty target
    assert frame["arvo"].dtype == "float64"
    for name, value in lib.values.items():
        if value == "missing (not 0)":
            assert pd.isna(frame.loc[name, "arvo"])
            assert frame.loc[name, "arvo_state"] == "missing"
        else:
            assert (frame.loc[name, "arvo"], frame.loc[name, "arvo_state"]) == (value, "ok")
    assert column(entry, "arvo")["type"] == "number"
    assert column(entry, "arvo")["states"] == {"ok": 8, "missing": 1}


def test_02_one_table_saved_four_ways_is_one_table(received):
    lib = case("02")
    frames = {}
    for path in lib.files:
        entry, code = inspect(path)
        assert (code, entry["faults"], entry["rows_used"]) == (0, [], lib.values["rows"])
        frames[entry["encoding"], path.stem] = inspect_file(path).frame
    # note: the encoding found is to be told in the run log
    assert {encoding for encoding, _ in frames} == {"utf-8", "cp1252", "utf-8-sig"}
    first, *others = frames.values()
    for frame in others:
        pd.testing.assert_frame_equal(frame, first)
    # must_not: U+FEFF, Ã or ï» in any name or value
    # must_not: a column called asiakas_id with a trailing space
    texts = "".join([*first.columns, *map(str, first.to_numpy().ravel())])
    assert not set("\ufeffÃï»") & set(texts)
    assert first.columns[0] == "asiakas_id"


@pytest.mark.parametrize("name", ["utf8", "cp1252", "bom", "cr"])
def test_02_its_figures_are_those_of_the_library(received, name):
    lib = case("02")
    received.receive(lib.file(f"rekisteri_{name}.csv"), name="rekisteri_2023-06.csv")
    hold_register_values(received, lib.values, "rekisteri_2023-06.csv")


@pytest.mark.parametrize("form", FORMS)
def test_03_decomposed_letters_are_the_same_letters(received, tmp_path, form):
    lib = case("03")
    path = reading_forms(lib.file("rekisteri_2023-06.csv"), tmp_path)[form]
    received.receive(path)
    # must_not: four teams
    # must_not: column missing error for äidinkieli or työllisyyskoodi
    hold_register_values(received, lib.values, path.name)


def hold_register_values(received: Workspace, values: dict, name: str) -> None:
    entry = received.entry(name)
    assert (entry["faults"], entry["rows_used"]) == ([], values["rows"])
    seen = inspect(received.raw / name)[0]
    coaches = column(seen, "omavalmentaja")["distinct"]
    assert column(seen, "tiimi")["distinct"] == values["teams"]
    assert values["rows"] / coaches == values["clients_per_coach"]
    cube = received.tables().frames["clients"]
    assert cube["team"].nunique() == values["teams"]
    unemployed = received.indicator("unemployed", "2023-06")
    assert unemployed["value"] == values["unemployed_or_laid_off"]
    share = received.indicator("unemployed_share", "2023-06")
    assert round(share["value"], 1) == values["unemployed_share_percent"]
    assert (share["numerator"], share["denominator"]) == (4, 6)


@pytest.mark.parametrize("form", FORMS)
def test_04_title_total_and_footnote_stand_outside_the_data(received, tmp_path, form):
    lib = case("04")
    path = reading_forms(lib.file("tmt_2023.csv"), tmp_path)[form]
    wanted = lib.values["tmt_2023.csv"]
    entry, code = inspect(path)
    assert (code, entry["faults"]) == (0, [])
    assert entry["header_row"] == lib.expected["header_row"]["tmt_2023.csv"]
    # must_not: six rows
    assert (entry["rows_used"], entry["totals_left_out"]) == (wanted["rows"], 1)
    assert column(entry, "maksut_eur")["sum"] == wanted["sum_eur"]
    # preliminary_note: the footnote text is kept as a note or named in the log
    assert entry["footnotes"] == ["* Luvut ovat ennakollisia."]
    received.receive(path)
    assert received.entry(path.name)["footnotes"] == ["* Luvut ovat ennakollisia."]
    # must_not: 1 656 429,30 (total summed in)
    cost = received.indicator("labour_market_support_cost", "2023-03")
    assert round(cost["value"], 2) == wanted["sum_eur"]


@pytest.mark.parametrize("form", FORMS)
def test_04_the_word_of_the_total_in_every_row_is_no_total(tmp_path, form):
    lib = case("04")
    path = reading_forms(lib.file("vaesto_2021.csv"), tmp_path)[form]
    wanted = lib.values["vaesto_2021.csv"]
    entry, code = inspect(path)
    assert (code, entry["faults"]) == (0, [])
    assert entry["header_row"] == lib.expected["header_row"]["vaesto_2021.csv"]
    # must_not: every row of vaesto_2021.csv dropped as a total
    assert (entry["rows_used"], entry["totals_left_out"]) == (wanted["rows"], 1)
    # must_not: 162 people
    assert column(entry, "yhteensä")["sum"] == wanted["sum_yhteensä"]


def test_04_a_total_that_is_not_the_sum_is_an_error_at_its_cell(received):
    content = case("04").file("tmt_2023.csv").read_text(encoding="utf-8")
    received.write("tmt_2023.csv", content.replace("828 214,65", "828 214,75"))
    (fault,) = received.entry("tmt_2023.csv")["faults"]
    assert (fault["row"], fault["column"], fault["value"]) == (8, "maksut_eur", "828 214,75")
    assert "828214.65" in fault["reason"]


@pytest.mark.parametrize("form", FORMS)
def test_05_secrecy_marks_keep_their_four_states_apart(tmp_path, form):
    lib = case("05")
    path = reading_forms(lib.file("alueet_2023-06.csv"), tmp_path)[form]
    entry, code = inspect(path)
    assert (code, entry["faults"]) == (0, [])
    frame = inspect_file(path).frame.set_index("alue")
    states = {"secret": "secret", "not applicable": "not_applicable"}
    for place, words in lib.expected["cell_states"].items():
        area, name = place.split(" ", 1)
        value, state = frame.loc[area, [name, f"{name}_state"]]
        # must_not: 5 for <5
        # must_not: 0 for ...
        if words.startswith("zero"):
            assert (value, state) == (0, "ok")
        else:
            assert pd.isna(value)
            assert state == states.get(words, "missing")
    assert column(entry, "työttömät")["sum"] == lib.values["sum_työttömät"]
    young = column(entry, "joista_alle_25v")
    # must_not: sum 212 shown as if complete
    assert young["sum"] is None
    assert young["states"]["secret"] == 2
    assert frame["joista_alle_25v"].sum() == 212


def test_06_a_delimiter_after_the_last_cell_moves_no_column(received):
    lib = case("06")
    path = lib.file("tmt_2023.csv")
    entry, code = inspect(path)
    assert (code, entry["faults"]) == (0, [])
    frame = inspect_file(path).frame.set_index("kuukausi")
    # must_not: values moved one column to the left (saajia = 281300.10), which pandas 3.1.1 does by
    # default
    for place, value in lib.values.items():
        if place != "sum_eur":
            name, month = place.split(" ")
            assert frame.loc[month, name] == value
    assert round(column(entry, "maksut_eur")["sum"], 2) == lib.values["sum_eur"]
    received.receive(path)
    cost = received.indicator("labour_market_support_cost", "2023-03")
    assert round(cost["value"], 2) == lib.values["sum_eur"]


@pytest.mark.parametrize("form", FORMS)
def test_07_a_repeated_header_refuses_the_file(received, tmp_path, form):
    lib = case("07")
    path = reading_forms(lib.file("rekisteri_2023-06.csv"), tmp_path)[form]
    entry, code = inspect(path)
    assert (code, entry["rows_used"]) == (1, 0)
    assert_told(entry, [lib.expected["error"]])
    received.receive(path)
    checked = received.entry(path.name)
    assert_told(checked, [lib.expected["error"]])
    # must_not: take the first silently
    assert (checked["rows_used"], checked["rows_rejected"]) == (0, 2)
    # must_not: a column called tiimi.1
    names = [item["name"] for item in (*entry["columns"], *checked["columns"])]
    assert "tiimi.1" not in names
    assert received.indicator("clients", "2023-06")["value"] is None


def test_a_workbook_made_of_a_table_has_its_rows_where_the_table_has_them(tmp_path):
    path = case("04").file("tmt_2023.csv")
    assert inspect(as_workbook(path, tmp_path, str))[0]["header_row"] == 4
