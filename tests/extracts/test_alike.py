"""Many faults of one kind are told together, and none is lost for a program that reads them."""

import json
from pathlib import Path

from bs4 import BeautifulSoup

from tests.cases.library import case
from tests.extracts.workbook_samples import write
from tests.workspaces import Workspace, call, inspect

CUBE = "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;Asiakkaita\n"
NAME = "ura_asiakkaat_2023-09.csv"
LOG = "tapahtumat_some_loki.xlsx"
PVM = {
    "Tapahtumat": ["Pvm", "Nimi", "Paikka", "Tyyppi", "Osallistujia"],
    "Some": ["Pvm", "Kanava", "Aihe", "Palvelunosto K/E"],
    "Tyonhakuinfot": ["Pvm", "Osallistujia"],
}
ROWS = {
    "Tapahtumat": ["3.3.2023", "Rekry", "Voimala", "Rekry", 41],
    "Some": ["3.3.2023", "Facebook", "Koulutus", "K"],
    "Tyonhakuinfot": ["3.3.2023", 9],
}


def cube_of(codes: list[str]) -> str:
    rows = (f"30.9.2023;Salo;T{n};20–24;fi;FI;{code};4\n" for n, code in enumerate(codes))
    return CUBE + "".join(rows)


def write_log(folder: Path, **other: list[object]) -> Path:
    rows = ROWS | other
    return write(folder / LOG, {sheet: [PVM[sheet], rows[sheet]] for sheet in PVM})


def page_of(received: Workspace, folder: Path) -> BeautifulSoup:
    page = folder / "viat.html"
    call("check", "--workspace", received.folder, "--html", page, "--lang", "en")
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def test_four_hundred_equal_faults_are_a_few_lines_and_a_count(received, tmp_path):
    received.write(NAME, cube_of(["2"] * 402))
    lines = call("check", "--workspace", received.folder).output.splitlines()
    assert [line.split(", column")[0] for line in lines[1:-1]] == [
        *(f"  error: row {row}" for row in range(2, 5)),
        "    and 399 more rows with the same fault",
    ]
    assert call("inspect", received.raw / NAME).output.splitlines()[-1] == lines[-2]
    rows = page_of(received, tmp_path).select("tbody tr")
    assert len(rows) == 4
    assert rows[-1].get_text() == "and 399 more rows with the same fault"


def test_a_program_that_reads_the_list_gets_every_fault(received):
    received.write(NAME, cube_of(["2"] * 402))
    assert len(received.entry(NAME)["faults"]) == 402
    assert len(inspect(received.raw / NAME)[0]["faults"]) == 402


def test_a_value_that_is_wrong_otherwise_is_not_hidden_among_equal_ones(received):
    received.write(NAME, cube_of([*["98"] * 20, "99", *["98"] * 20]))
    told = call("check", "--workspace", received.folder).output
    assert "row 22, column Työllisyyskoodi: found '99'" in told
    assert told.count("found '98'") == 2
    assert "and 38 more rows" in told


def test_faults_of_different_columns_are_told_apart(received):
    received.write(NAME, cube_of(["99"] * 8).replace(";4\n", ";-4\n"))
    told = call("check", "--workspace", received.folder).output
    assert told.count("and 5 more rows with the same fault") == 2


def test_whoever_makes_a_report_is_told_of_equal_faults_by_a_count_too(received):
    received.write(NAME, cube_of(["2"] * 402))
    told = call("report", "steering_group", "2023-09", "--workspace", received.folder).stderr
    assert told.count(f"{NAME}: refused, row") == 3
    assert f"data/raw/{NAME}: refused, 399 more rows with the same fault" in told


# The sheets of a workbook


def test_the_sheets_of_a_workbook_are_told_apart_by_their_names(received, tmp_path):
    write_log(received.raw, Some=["ei päivä", "Facebook", "Koulutus", "K"])
    told = call("check", "--workspace", received.folder).output
    for sheet in PVM:
        assert f"data/raw/{LOG}, sheet {sheet}: REFUSED, 1 rows" in told
    assert "another sheet of the file is refused ('Some'), so none of it is used" in told
    assert "posts" not in told
    headings = [heading.get_text() for heading in page_of(received, tmp_path)("h2")]
    assert headings[:3] == [f"data/raw/{LOG}, sheet {sheet}" for sheet in PVM]


def test_the_page_counts_files_and_not_the_tables_on_their_sheets(received, tmp_path):
    write_log(received.raw)
    received.receive(*case("20").files)
    assert "4 files have no fault." in page_of(received, tmp_path).p.get_text()
    assert (
        len(json.loads(call("check", "--json", "--workspace", received.folder).stdout)["files"])
        == 6
    )
