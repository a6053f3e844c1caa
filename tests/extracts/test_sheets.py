"""Workbooks with several sheets: none that holds rows of the dataset is passed over in silence."""

import pytest

from tests.extracts.test_alike import LOG, PVM, ROWS
from tests.extracts.workbook_samples import write
from tests.workspaces import Workspace, call, inspect

HEAD = [
    *("Laskentapäivä", "Tiimi", "Asiakkaita joilta vaaditaan"),
    *("Voimassa", "Vanhentunut", "Puuttuu"),
]
YOUNG = ["30.9.2023", "Nuoret", 10, 6, 3, 1]
OTHERS = ["30.9.2023", "Muut", 100, 20, 50, 30]
NAME = "suunnitelmat_2023-09.xlsx"
MONTHS = ["", "Tammikuu", "Helmikuu"]
VISITORS = "ohjaamo_kavijat_2023.xlsx"
PIVOT = [["Riviotsikot", "Summa / Puuttuu"], ["Muut", 30]]
TMT = ["Kuukausi", "Maksut_eur"]


def told(received: Workspace, name: str, level: str) -> list[str]:
    return [f["reason"] for f in received.entry(name)["faults"] if f["level"] == level]


def test_two_sheets_of_the_same_dataset_refuse_the_file_and_are_named(received):
    write(received.raw / NAME, {"Nuoret": [HEAD, YOUNG], "Muut": [HEAD, OTHERS]})
    (reason,) = told(received, NAME, "error")
    assert "read 'Nuoret', not read 'Muut'" in reason
    assert "one sheet, or save each sheet as a file of its own" in reason
    assert received.check()[1] == 1
    assert received.entry(NAME)["rows_used"] == 0


def test_in_finnish_the_refusal_says_the_sheets_and_what_to_do(received):
    write(received.raw / NAME, {"Nuoret": [HEAD, YOUNG], "Muut": [HEAD, OTHERS]})
    output = call("check", "--workspace", received.folder, "--lang", "fi").output
    assert "luettiin ”Nuoret”, lukematta jäi ”Muut”" in output
    assert "omaksi tiedostokseen" in output


def test_inspect_refuses_two_sheets_of_the_same_dataset_too(received):
    path = write(received.raw / NAME, {"Nuoret": [HEAD, YOUNG], "Muut": [HEAD, OTHERS]})
    entry, code = inspect(path)
    assert (code, entry["sheet"], entry["rows_used"]) == (1, "Nuoret", 0)
    assert "not read 'Muut'" in entry["faults"][0]["reason"]


def test_no_figure_comes_from_one_sheet_of_two(received):
    write(received.raw / NAME, {"Nuoret": [HEAD, YOUNG], "Muut": [HEAD, OTHERS]})
    assert received.indicator("plan_backlog_share", "2023-09")["value"] is None


def test_each_sheet_saved_as_a_file_of_its_own_is_taken(received):
    write(received.raw / "suunnitelmat_2023-09_Nuoret.xlsx", {"Nuoret": [HEAD, YOUNG]})
    write(received.raw / "suunnitelmat_2023-09_Muut.xlsx", {"Muut": [HEAD, OTHERS]})
    data, code = received.check()
    assert code == 0
    assert [entry["rows_used"] for entry in data["files"]] == [1, 1]


def test_a_sheet_a_year_of_visitors_refuses_the_file(received):
    sheets = {"2022": [MONTHS, ["Käynnit", 5, 6]], "2023": [MONTHS, ["Käynnit", 7, 8]]}
    write(received.raw / VISITORS, sheets)
    (reason,) = told(received, VISITORS, "error")
    assert "read '2022', not read '2023'" in reason


def test_a_sheet_of_notes_beside_the_data_is_told_and_refuses_nothing(received):
    notes = [["Muistio"], ["Toimita ennen kuun viidettä päivää."]]
    write(received.raw / NAME, {"Syyskuu": [HEAD, OTHERS], "Ohje": notes, "Pivot": PIVOT})
    assert told(received, NAME, "error") == []
    assert told(received, NAME, "warning") == [
        "nothing is read from the other sheets of the workbook: 'Ohje', 'Pivot'"
    ]
    assert received.entry(NAME)["rows_used"] == 1


def test_inspect_tells_once_of_a_sheet_that_nothing_is_read_from(received):
    path = write(received.raw / NAME, {"Syyskuu": [HEAD, OTHERS], "Pivot": PIVOT})
    output = call("inspect", path).output
    assert "the other sheets" not in output
    assert output.count("no dataset reads this sheet") == 1


def test_a_second_sheet_with_a_header_but_no_rows_refuses_nothing(received):
    write(received.raw / NAME, {"Syyskuu": [HEAD, OTHERS], "Pohja": [HEAD]})
    assert told(received, NAME, "error") == []
    assert "'Pohja'" in told(received, NAME, "warning")[0]


def test_data_behind_a_pivot_are_read(received):
    path = write(received.raw / NAME, {"Pivot": PIVOT, "Data": [HEAD, YOUNG, OTHERS]})
    assert told(received, NAME, "error") == []
    assert "'Pivot'" in told(received, NAME, "warning")[0]
    assert received.entry(NAME)["rows_used"] == 2
    entry, code = inspect(path)
    assert (code, entry["sheet"], entry["rows_used"]) == (0, "Data", 2)
    assert entry["other_sheets"][0]["sheet"] == "Pivot"


def test_two_sheets_of_data_behind_a_pivot_refuse_the_file(received):
    sheets = {"Pivot": PIVOT, "Nuoret": [HEAD, YOUNG], "Muut": [HEAD, OTHERS]}
    write(received.raw / NAME, sheets)
    (reason,) = told(received, NAME, "error")
    assert "read 'Nuoret', not read 'Muut'" in reason


def test_a_workbook_without_the_header_on_any_sheet_is_told_the_columns(received):
    write(received.raw / NAME, {"Pivot": PIVOT, "Toinen": PIVOT})
    (reason,) = told(received, NAME, "error")
    assert reason.startswith("no header row was found")


def test_a_summary_with_one_column_of_two_is_no_sheet_of_the_dataset(received):
    sheets = {"Maksut": [TMT, ["2023-01", 1.5]], "Selite": [["Kuukausi", "Syy"], ["2023-01", "x"]]}
    write(received.raw / "tmt_2023-01.xlsx", sheets)
    assert told(received, "tmt_2023-01.xlsx", "error") == []
    assert received.entry("tmt_2023-01.xlsx")["rows_used"] == 1


def test_a_sheet_beside_the_three_of_the_log_is_told_once(received):
    rows = {sheet: [PVM[sheet], ROWS[sheet]] for sheet in PVM}
    write(received.raw / LOG, rows | {"Tapahtumat 2022": rows["Tapahtumat"]})
    data, code = received.check()
    warnings = [fault["reason"] for entry in data["files"] for fault in entry["faults"]]
    assert code == 0
    assert [reason for reason in warnings if "'Tapahtumat 2022'" in reason] == [
        "nothing is read from the other sheets of the workbook: 'Tapahtumat 2022'"
    ]


@pytest.mark.parametrize("name", ["Data", "Taul1"])
def test_a_workbook_of_one_sheet_may_call_it_anything(received, name):
    write(received.raw / NAME, {name: [HEAD, YOUNG, OTHERS]})
    assert (received.entry(NAME)["rows_used"], received.entry(NAME)["faults"]) == (2, [])
