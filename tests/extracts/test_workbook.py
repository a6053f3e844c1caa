import os
import re
import sys
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

from salo_plan.errors import DataError
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets.actions import ACTIONS
from salo_plan.extracts.datasets.given import GIVEN
from salo_plan.extracts.reading import read_table
from salo_plan.extracts.workbook import read_workbook, with_headers
from salo_plan.extracts.workbooks.reading_process import ReadingProcess, reading_process

from .workbook_samples import SHEET, TEXTS, alter, pack, write, write_ods, write_old_excel

CASES = Path(__file__).parents[1] / "cases"
ROWS = [["kuukausi", "arvo"], ["2023-06", 12.5], ["2023-07", 13]]
READY = "import pickle, sys, time; pickle.dump('ready', sys.stdout.buffer); sys.stdout.flush(); "
unix_only = pytest.mark.skipif(os.name == "nt", reason="no limit on memory on Windows")


def case(name: str) -> tuple[Path, dict]:
    folder = next(CASES.glob(f"{name}-*"))
    return folder, yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "taulu.xlsx", {"Taulu": ROWS})


def refusal(path: Path) -> str:
    started = time.monotonic()
    with pytest.raises(DataError) as told:
        read_workbook(path)
    assert time.monotonic() - started < 10
    return str(told.value)


# What is read


def test_cells_come_as_values_in_the_rows_and_columns_that_excel_shows(tmp_path):
    day, moment = date(2023, 6, 30), datetime(2023, 6, 30, 12, 30)
    rows = [[], [None, "päivä", "hetki", "on", "luku"], [], [None, day, moment, True, 1.5]]
    sheet = read_workbook(write(tmp_path / "a.xlsx", {"Taulu": rows})).sheets[0]
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.rows[1].cells == ("", day, moment, True, 1.5)
    assert (sheet.name, sheet.encoding) == ("Taulu", None)


def test_the_date_system_of_1904_gives_the_same_days(tmp_path):
    rows = [["päivä"], [date(2023, 6, 30)]]
    path = write(tmp_path / "a.xlsx", {"Taulu": rows}, date_1904=True)
    assert read_workbook(path).sheets[0].rows[1].cells == (date(2023, 6, 30),)


def actions_updated_on(serial: bytes, folder: Path) -> Table:
    """A list of actions whose one day is a date cell with such a serial number of Excel."""
    rows = [
        ["Tunnus", "Toimenpide", "Vastuu", "Tila", "Päivitetty"],
        ["t1", "Infot", "Tiimi 1", "Käynnissä", date(2023, 6, 30)],
    ]
    path = write(folder / "toimenpiteet.xlsx", {"Taulu": rows})
    alter(path, SHEET, lambda xml: xml.replace(b"<v>45107</v>", b"<v>" + serial + b"</v>"))
    return read_table(path, ACTIONS, folder)


@pytest.mark.parametrize(
    ("serial", "day"),
    [(b"1", date(1900, 1, 1)), (b"2", date(1900, 1, 2)), (b"1.5", date(1900, 1, 1))],
)
def test_the_first_days_of_excels_calendar_are_days(tmp_path, serial, day):
    table = actions_updated_on(serial, tmp_path)
    assert table.faults == ()
    assert [updated.date() for updated in table.frame["updated"]] == [day]


@pytest.mark.parametrize("serial", [b"0", b"0.5"])
def test_a_date_cell_with_an_hour_and_no_day_is_refused_in_words(tmp_path, serial):
    (fault,) = actions_updated_on(serial, tmp_path).faults
    assert (fault.level, fault.row, fault.column) == ("error", 2, "Päivitetty")
    assert fault.reason.startswith("a time of day without a day, as Excel keeps an hour alone")
    assert fault.reason.endswith("write the date as d.m.yyyy")


def test_hidden_and_empty_sheets_are_skipped_and_named():
    folder, expected = case("17")
    book = read_workbook(folder / "rekisteri_2023-06.xlsx")
    (sheet,) = book.sheets
    assert sheet.name == expected["values"]["sheet"]
    assert len(sheet.rows) - 1 == expected["values"]["rows"]
    told = [(fault.level, fault.reason) for fault in book.faults]
    assert ("warning", "the hidden sheet 'vanha' was skipped") in told
    assert ("warning", "the empty sheet 'tyhjä' was skipped") in told
    assert sheet.faults == book.faults


def test_a_workbook_whose_only_rows_are_hidden_is_refused_by_name(book):
    message = refusal(
        alter(
            book,
            "xl/workbook.xml",
            lambda xml: xml.replace(b'"1" r:id', b'"1" state="hidden" r:id'),
        )
    )
    assert "hidden sheet 'Taulu'" in message


def test_an_ods_workbook_is_read_with_repeated_rows_counted(tmp_path):
    sheet = read_workbook(write_ods(tmp_path / "a.ods")).sheets[0]
    assert [(row.number, row.cells[1]) for row in sheet.rows][1] == (4, date(2023, 6, 30))
    assert sheet.rows[1].cells[2] == 12.5


def test_an_old_excel_workbook_is_read_and_its_error_cell_found(tmp_path):
    book = read_workbook(write_old_excel(tmp_path / "a.xls"))
    assert [row.number for row in book.sheets[0].rows] == [2, 3, 4]
    assert book.sheets[0].rows[1].cells == ("", date(2023, 6, 30), 12.5)
    assert [(f.level, f.cell, f.value) for f in book.faults] == [
        ("warning", None, None),
        ("error", "C4", "#DIV/0!"),
    ]


# Cells that hold no usable value


def test_a_formula_without_a_stored_value_is_an_error_at_its_cell():
    folder, expected = case("16")
    sheet = read_workbook(folder / expected["error"]["file"]).sheets[0]
    faults = with_headers(sheet.faults, [str(cell) for cell in sheet.rows[0].cells])
    first, total = faults
    assert (first.row, first.cell, first.column, first.level) == (
        expected["error"]["row"],
        expected["error"]["cell"],
        expected["error"]["column"],
        "error",
    )
    assert total.cell == "C5"
    assert "without a stored value" in first.reason


@pytest.mark.parametrize("shown", ["#DIV/0!", "#N/A", "#REF!", "#NAME?", "#VALUE!", "#NUM!"])
def test_an_error_cell_is_told_and_never_an_empty_one(tmp_path, shown):
    path = write(tmp_path / "a.xlsx", {"Taulu": [*ROWS, ["2023-08", ("=A1", shown)]]})
    (fault,) = read_workbook(path).faults
    assert (fault.level, fault.row, fault.column, fault.cell) == ("error", 4, "B", "B4")
    assert fault.value == shown


def test_a_formula_that_gives_an_empty_text_is_no_fault(tmp_path):
    path = write(tmp_path / "a.xlsx", {"Taulu": [*ROWS, ["2023-08", ('=IF(A1="","x","")', "")]]})
    # So Excel stores it; xlsxwriter leaves the type out.
    alter(path, SHEET, lambda xml: xml.replace(b'<c r="B4">', b'<c r="B4" t="str">'))
    assert not read_workbook(path).faults


def test_a_zero_that_a_program_wrote_in_place_of_a_result_is_an_error(tmp_path):
    path = write(tmp_path / "a.xlsx", {"Taulu": [*ROWS, ["2023-08", "=B2+B3"]]})
    (fault,) = read_workbook(path).faults
    assert (fault.cell, fault.level) == ("B4", "error")
    assert "never calculated" in fault.reason


def test_a_zero_that_excel_calculated_is_a_zero(tmp_path):
    path = write(tmp_path / "a.xlsx", {"Taulu": [*ROWS, ["2023-08", "=B2-B2"]]})
    alter(path, "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""))
    book = read_workbook(path)
    assert not book.faults
    assert book.sheets[0].rows[3].cells == ("2023-08", 0.0)


def test_many_such_cells_are_counted_after_the_first_ones(tmp_path):
    rows = [ROWS[0], *(["2023-08", ("=A1", "#N/A")] for _ in range(50))]
    faults = read_workbook(write(tmp_path / "a.xlsx", {"Taulu": rows})).faults
    assert len(faults) == 21
    assert faults[-1].reason.startswith("30 more cells")


def test_an_error_on_another_sheet_does_not_burden_the_one_that_is_read(tmp_path):
    path = write(tmp_path / "a.xlsx", {"Taulu": ROWS, "Kaavio": [[("=NA()", "#N/A")]]})
    first, second = read_workbook(path).sheets
    assert not first.faults
    assert [fault.cell for fault in second.faults] == ["A1"]


def test_errors_and_bare_formulas_of_an_ods_workbook_are_told(tmp_path):
    rows = """<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string"
        calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell
        table:formula="of:=1+1"/></table:table-row>"""
    faults = read_workbook(write_ods(tmp_path / "a.ods", rows)).faults
    assert [(f.cell, f.value) for f in faults] == [("A5", "#DIV/0!"), ("B5", None)]


def test_a_table_with_an_error_cell_gives_no_rows_and_names_the_column(tmp_path):
    header = ["month", "indicator", "value", "numerator", "denominator", "state", "source"]
    rows = [header, ["2022-11", "clients", ("=1/0", "#DIV/0!"), None, None, "ok", "URA"]]
    table = read_table(write(tmp_path / "a.xlsx", {"Luvut": rows}), GIVEN, tmp_path)
    assert table.rows_used == 0
    assert ("C2", "value", "#DIV/0!") in [(f.cell, f.column, f.value) for f in table.faults]


# Files that are not what their names say


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"", "0 bytes"),
        ("a.xlsx", bytes(5000), "only null bytes"),
        ("a.xls", b"<!DOCTYPE html><html><body>Kirjaudu</body></html>", "login page"),
        ("a.xlsx", "kuukausi;määrä\n2023-06;1\n".encode(), "Rename it to .csv"),
        ("a.xlsx", "kuukausi\tmäärä\n".encode("utf-16"), "Rename it to .csv"),
        ("a.xlsx", b"%PDF-1.7", "PDF document"),
        (
            "a.xls",
            b'<?xml version="1.0"?><?mso-application?><Workbook xmlns="urn:schemas-microsoft'
            b'-com:office:spreadsheet"/>',
            "Excel 2003",
        ),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "no workbook"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "empty zip"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office document"),
    ],
)
def test_another_kind_of_file_is_told_by_what_it_is(tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content)
    assert told in refusal(path)


@pytest.mark.parametrize(
    ("name", "parts", "told"),
    [
        ("a.xlsx", {"kuva.png": b"x", "lue.txt": b"y"}, "in it: kuva.png, lue.txt"),
        ("a.xlsx", {"word/document.xml": b"<w/>"}, "Word document"),
        ("a.xlsx", {"xl/workbook.bin": b"\x83\x01"}, ".xlsb"),
        ("a.xlsx", {"mimetype": b"", "content.xml": b"<a/>"}, "Rename it to .ods"),
        ("a.ods", {"xl/workbook.xml": b"<workbook/>"}, "Rename it to .xlsx"),
    ],
)
def test_another_kind_of_package_is_told_by_what_it_is(tmp_path, name, parts, told):
    assert told in refusal(pack(tmp_path / name, parts))


def test_a_workbook_under_another_workbooks_name_is_told(book, tmp_path):
    assert "Rename it to .xlsx" in refusal(book.rename(tmp_path / "a.xls"))
    old = write_old_excel(tmp_path / "b.xls").rename(tmp_path / "b.xlsx")
    assert "Excel 97-2003" in refusal(old)


def test_files_of_the_case_library_that_are_no_workbooks_are_refused():
    folder, _ = case("15")
    assert "HTML" in refusal(folder / "c_html.xls")
    assert "text table" in refusal(folder / "d_csv.xlsx")


def test_a_half_copied_workbook_is_refused(book):
    book.write_bytes(book.read_bytes()[:-500])
    assert "damaged or cut off" in refusal(book)


def test_a_part_with_another_content_than_promised_is_refused(book):
    content = bytearray(book.read_bytes())
    place = content.index(SHEET.encode()) + len(SHEET) + 20
    content[place] ^= 0xFF
    book.write_bytes(content)
    assert "damaged" in refusal(book)


# Files that would harm the reader


def test_a_part_that_unpacks_a_thousand_times_is_refused_from_the_directory():
    folder, expected = case("18")
    assert "times its size" in refusal(folder / expected["error"]["file"])


def test_a_workbook_that_unpacks_to_more_than_50_megabytes_is_refused(book):
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(60):
            package.writestr(f"xl/media/{number}.bin", bytes(950_000))
    assert "unpacks to 57 MB" in refusal(book)


@pytest.mark.parametrize("part", [SHEET, TEXTS, "docProps/core.xml"])
def test_a_document_type_or_entity_in_any_part_is_refused(book, part):
    declared = b'?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    message = refusal(alter(book, part, lambda xml: xml.replace(b"?>", declared, 1)))
    assert "document type" in message
    assert part in message


@pytest.mark.parametrize("cell", ["XFD1048576", "A100001", "GS1", "A99999999999"])
def test_a_cell_far_away_is_refused_before_the_reader_sees_it(book, cell):
    message = refusal(
        alter(book, SHEET, lambda xml: xml.replace(b'r="A3"', f'r="{cell}"'.encode()))
    )
    assert cell in message


def test_the_last_cell_of_the_area_is_read(book):
    alter(book, SHEET, lambda xml: xml.replace(b'r="B3"', b'r="GR3"'))
    assert len(read_workbook(book).sheets[0].rows[2].cells) == 200


def test_a_dimension_far_away_is_refused(book):
    path = alter(book, SHEET, lambda xml: xml.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"'))
    assert "XFD1048576" in refusal(path)


def test_cells_that_do_not_say_their_place_are_counted(book):
    cell = b' r="B3"'
    assert read_workbook(alter(book, SHEET, lambda xml: xml.replace(cell, b""))).sheets[0].rows[
        2
    ].cells == ("2023-07", 13.0)


def test_a_far_cell_of_an_ods_workbook_is_refused(tmp_path):
    rows = """<table:table-row table:number-rows-repeated="1000000"><table:table-cell
        office:value-type="float" office:value="1"/></table:table-row>"""
    assert "at most 200 columns and 100000 rows" in refusal(write_ods(tmp_path / "a.ods", rows))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(book):
    with zipfile.ZipFile(book, "a") as package:
        package.writestr(SHEET, b"<worksheet/>")
    assert "same name" in refusal(book)


# The reading process


def test_a_crash_of_the_reader_is_a_message_and_the_next_workbook_is_read(book, tmp_path):
    other = write(tmp_path / "b.xlsx", {"Taulu": ROWS})
    alter(book, TEXTS, lambda xml: xml.replace(b'uniqueCount="4"', b'uniqueCount="4000000000"'))
    assert "reading the workbook failed" in refusal(book)
    assert len(read_workbook(other).sheets[0].rows) == 3


@unix_only
def test_a_workbook_that_needs_gigabytes_is_a_message(tmp_path):
    rows = [["a" * 32_000] * 50 for _ in range(1_000)]
    message = refusal(write(tmp_path / "a.xlsx", {"Taulu": rows}))
    assert re.search(r"1024 MB of memory|more than 5 seconds", message)


def test_a_reader_that_was_killed_is_started_anew(book):
    read_workbook(book)
    child = reading_process()._child
    assert child is not None
    child.kill()
    child.wait()
    assert len(read_workbook(book).sheets[0].rows) == 3


def test_a_reader_that_hangs_is_stopped(book):
    command = (sys.executable, "-c", READY + "time.sleep(60)")
    started = time.monotonic()
    with pytest.raises(DataError, match=r"took more than 0\.5 seconds"):
        ReadingProcess(command, seconds=0.5).read(book)
    assert time.monotonic() - started < 10


def test_a_reader_that_does_not_start_is_told(book):
    with pytest.raises(DataError, match="does not start"):
        ReadingProcess((sys.executable, "-c", "pass")).read(book)


def test_one_process_reads_many_workbooks(tmp_path):
    paths = [write(tmp_path / f"{n}.xlsx", {"Taulu": ROWS}) for n in range(75)]
    read_workbook(paths[0])
    child = reading_process()._child
    started = time.monotonic()
    for path in paths:
        read_workbook(path)
    assert time.monotonic() - started < 5
    assert reading_process()._child is child
