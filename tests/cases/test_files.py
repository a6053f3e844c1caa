"""Cases 13-19: files that overlap, were cut off, are no tables, or hold more than they should."""

from pathlib import Path

import pytest

from salo_plan.extracts.workbooks import child
from tests.workspaces import call, inspect, told

from .library import as_workbook, assert_told, case, reading_forms, typed_cell

FORMS = ("csv", "xlsx", "xlsx, typed")
PARTS = ("rekisteri_2023-06_osa1", "rekisteri_2023-06_osa2")


@pytest.mark.parametrize("form", FORMS)
def test_13_a_client_with_two_teams_refuses_both_parts(received, tmp_path, form):
    lib = case("13")
    paths = [reading_forms(lib.file(f"{part}.csv"), tmp_path)[form] for part in PARTS]
    received.receive(*paths)
    data, code = received.check()
    assert code == 1
    assert [entry["rows_used"] for entry in data["files"]] == [0, 0]
    # must_not: a choice between teams by file order without saying so
    error = lib.expected["error"]
    teams = ["Tiimi 1", "Tiimi 2"]
    assert error["reason"] == f"same id, different values ({teams[0]}, {teams[1]})"
    for entry, other, own in zip(data["files"], reversed(paths), teams, strict=True):
        name, row = error["files"][teams.index(own)].split(" row ")
        assert Path(entry["path"]).stem == Path(name).stem
        assert told(entry) == [(int(row), error["column"], own)]
        reason = next(f["reason"] for f in entry["faults"] if f["level"] == "error")
        assert f"{other.name}, row 3, says" in reason
        assert (set(teams) - {own}).pop() in reason
    # note: the identical pair (osa1 row 4, osa2 row 2) alone is only a note: 1 repeated row removed
    assert told(data["files"][0], "warning") == []
    (note,) = [f for f in data["files"][1]["faults"] if f["level"] == "warning"]
    assert (note["row"], f"{paths[0].name} too (row 4)" in note["reason"]) == (2, True)
    assert received.indicator("clients", "2023-06")["value"] is None


def test_13_when_the_team_is_mended_each_client_counts_once(received):
    lib = case("13")
    values = lib.expected["after_fixing_team"]["values"]
    received.receive(lib.file(f"{PARTS[0]}.csv"))
    text = lib.file(f"{PARTS[1]}.csv").read_text(encoding="utf-8")
    received.write(f"{PARTS[1]}.csv", text.replace("A0002;Tiimi 2", "A0002;Tiimi 1"))
    data, code = received.check()
    assert code == 0
    # must_not: 6 clients
    assert sum(entry["rows_used"] for entry in data["files"]) == values["clients"]
    assert received.indicator("clients", "2023-06")["value"] == values["clients"]
    unemployed = received.indicator("unemployed", "2023-06")["value"]
    assert unemployed == values["unemployed_or_laid_off"]
    repeated = [entry["rows_rejected"] for entry in data["files"]]
    assert repeated == [0, values["repeated_rows_removed"]]
    (note,) = data["files"][1]["faults"]
    assert note["reason"].startswith("2 rows (2-3) stand in")


@pytest.mark.parametrize("name", ["rekisteri_2023-06.csv", "rekisteri_2023-06_b.csv"])
def test_14_a_half_copied_file_is_refused_at_its_last_row(received, name):
    lib = case("14")
    received.receive(lib.file(name))
    for entry in (inspect(lib.file(name))[0], received.entry(name)):
        assert_told(entry, [e for e in lib.expected["errors"] if e["file"] == name])
        # must_not: 6 accepted rows with blanks filled in
        # must_not: 5 accepted rows without a word
        assert (entry["rows_used"], entry["rows_read"]) == (0, 6)
        # must_not: file b read as cp1252 (Tiimi Ã) because its last byte is not valid UTF-8
        assert entry["encoding"] == "utf-8"
        assert "Ã" not in str(entry)
    half_a_letter = any("a letter is broken" in fault["reason"] for fault in entry["faults"])
    assert half_a_letter == name.endswith("_b.csv")


@pytest.mark.parametrize("error", case("15").expected["errors"], ids=lambda error: error["file"])
def test_15_what_is_no_table_is_told_by_what_it_is(received, error):
    path = case("15").file(error["file"])
    entry, code = inspect(path)
    assert (code, entry["rows_used"]) == (1, 0)
    assert_told(entry, [error])
    received.receive(path, name=f"rekisteri_2023-06{path.suffix}")
    data, code = received.check()
    assert (code, data["files"][0]["rows_used"]) == (1, 0)
    assert_told(data["files"][0], [error])
    # must_not: a report with zero clients
    assert received.indicator("clients", "2023-06")["value"] is None
    # must_not: a bare library exception as the message
    for fault in (*entry["faults"], *data["files"][0]["faults"]):
        assert not any(word in fault["reason"] for word in ("Error", "Exception", "codec"))
        # note: each file is tried alone; the message says what the file is and what to do
        assert any(word in fault["reason"] for word in ("Ask", "deliver", "Rename"))


def test_16_a_formula_without_a_value_is_no_zero_and_no_missing_month(received):
    lib = case("16")
    path = lib.file(lib.expected["error"]["file"])
    received.receive(path)
    for entry in (inspect(path)[0], received.entry(path.name)):
        assert_told(entry, [lib.expected["error"]])
        assert [f["cell"] for f in entry["faults"]] == ["C4", "C5"]
        assert entry["rows_used"] == 0
    assert inspect(path)[0]["sheet"] == lib.expected["error"]["sheet"]
    # must_not: 2023-03 read as missing or 0
    # must_not: 558 210,10 shown as the quarter
    for month in ("2023-02", "2023-03"):
        cost = received.indicator("labour_market_support_cost", month)
        assert (cost["value"], cost["year_value"]) == (None, None)


def test_17_a_hidden_sheet_is_skipped_and_named(received):
    lib = case("17")
    path = lib.file("rekisteri_2023-06.xlsx")
    entry, code = inspect(path)
    assert (code, entry["sheet"]) == (0, lib.values["sheet"])
    received.receive(path)
    data, code = received.check()
    assert code == 0
    for answer in (entry, data["files"][0]):
        assert_told(answer, [lib.expected["warning"]], "warning")
        # must_not: 9 rows (the reader took the first sheet)
        # must_not: 13 rows
        assert answer["rows_used"] == lib.values["rows"]
    unemployed = received.indicator("unemployed", "2023-06")["value"]
    assert unemployed == lib.values["unemployed_or_laid_off"]


def test_18_an_oversized_workbook_is_refused_before_it_is_unpacked(received, monkeypatch):
    lib = case("18")
    path = lib.file(lib.expected["error"]["file"])
    entry, code = inspect(path)
    assert (code, entry["rows_read"]) == (1, 0)
    assert_told(entry, [lib.expected["error"]])
    received.receive(path)
    assert_told(received.entry(path.name), [lib.expected["error"]])
    # must_not: memory growing with the unpacked size
    monkeypatch.setattr("zipfile.ZipFile.open", None)
    assert "unpacks to" in str(child._answer(path))


@pytest.mark.parametrize("form", FORMS)
def test_19_columns_about_people_are_dropped_and_never_shown(received, tmp_path, form):
    lib = case("19")
    path = reading_forms(lib.file("rekisteri_2023-06.csv"), tmp_path)[form]
    received.receive(path)
    seen, code = inspect(path)
    data, check_code = received.check()
    assert (code, check_code) == (0, 0)
    warning = lib.expected["warning"]
    for entry in (seen, data["files"][0]):
        assert entry["rows_used"] == lib.values["rows"]
        assert [item["name"] for item in entry["columns"]] == lib.values["columns_kept"]
        expected = [warning | {"column": name} for name in warning["columns"]]
        assert_told(entry, expected, "warning")
        assert len(entry["faults"]) == len(expected)
    # must_not: any of these values in data/processed, in an executed notebook, in the HTML, in a
    # log or in an error message
    page = tmp_path / "faults.html"
    answers = [
        call("check", "--workspace", received.folder, "--html", page).output,
        call("inspect", path).output,
        call("indicators", "--month", "2023-06", "--workspace", received.folder).output,
        str(seen) + str(data) + page.read_text(encoding="utf-8"),
    ]
    kept = [f for f in received.folder.rglob("*") if f.is_file() and received.raw not in f.parents]
    stored = b"".join(file.read_bytes() for file in kept)
    for value in ("000000-0000", "Xxxxx", "000000A0000", "soita", "A0001"):
        assert value not in "".join(answers)
        assert value.encode() not in stored
    assert kept


def test_19_the_frame_that_figures_come_from_has_no_person_in_it(received):
    received.receive(case("19").file("rekisteri_2023-06.csv"))
    cube = received.tables().frames["clients"]
    assert not {"client", "birth_day", "coach"} & set(cube.columns)
    assert cube["clients"].sum() == case("19").values["rows"]


def test_19_the_same_list_as_csv_and_as_workbook_is_counted_once(received, tmp_path):
    path = case("19").file("rekisteri_2023-06.csv")
    received.receive(path, as_workbook(path, tmp_path, typed_cell))
    assert received.indicator("clients", "2023-06")["value"] == 2
    (note,) = [f for f in received.entry("rekisteri_2023-06.xlsx")["faults"] if f["row"] == 2]
    assert "2 rows (2-3) stand in rekisteri_2023-06.csv too" in note["reason"]
