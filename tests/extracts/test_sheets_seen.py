"""What `inspect` shows of a workbook with many sheets, of wrong cells, and of Kela's data."""

from tests.extracts.test_alike import PVM, ROWS, write_log
from tests.extracts.workbook_samples import write
from tests.workspaces import call, column, inspect, told

KELA = (
    "aikatyyppi,kuukausi_nro,vuosikuukausi,vuosi,kunta_nro,kunta_nimi,ikaryhma,sukupuoli,"
    "tyomarkkinatukipaiva_luokka,saaja_lkm,korvattu_paiva_lkm,maksettu_eur,kunta_osuus_eur\n"
)


def test_every_sheet_of_a_workbook_is_shown_with_its_columns(tmp_path):
    path = write_log(tmp_path)
    entry, code = inspect(path)
    sheets = [entry, *entry["other_sheets"]]
    assert code == 0
    assert [one["sheet"] for one in sheets] == list(PVM)
    assert [one["dataset"] for one in sheets] == ["events", "posts", "info_sessions"]
    assert {one["path"] for one in sheets} == {str(path)}
    assert [[item["name"] for item in one["columns"]] for one in sheets] == list(PVM.values())
    output = call("inspect", path).output
    assert [f"sheet {sheet}\n" in output for sheet in PVM] == [True, True, True]


def test_a_fault_of_a_later_sheet_is_told_and_refuses(tmp_path):
    path = write_log(tmp_path, Tyonhakuinfot=["3.3.2023", "monta"])
    entry, code = inspect(path)
    assert (code, entry["faults"]) == (1, [])
    assert told(entry["other_sheets"][1]) == [(2, "Osallistujia", "monta")]
    result = call("inspect", path)
    assert (result.exit_code, "found 'monta'" in result.output) == (1, True)


def test_a_sheet_that_no_dataset_reads_is_shown_as_such(tmp_path):
    rows = {sheet: [PVM[sheet], ROWS[sheet]] for sheet in PVM}
    notes = {"Muistio": [["Aihe", "Aihe"], ["a", 1]]}
    path = write(tmp_path / "tapahtumat_some_loki.xlsx", notes | rows)
    entry, code = inspect(path)
    assert (code, entry["dataset"]) == (0, "events")
    *_, unread = entry["other_sheets"]
    assert (unread["sheet"], unread["dataset"], unread["rows_used"]) == ("Muistio", None, 0)
    assert told(unread, "error") == []
    assert "no dataset reads this sheet" in call("inspect", path).output


def test_a_sheet_that_the_log_must_have_is_told_when_it_is_not_there(tmp_path):
    rows = {sheet: [PVM[sheet], ROWS[sheet]] for sheet in ("Tapahtumat", "Some")}
    entry, code = inspect(write(tmp_path / "tapahtumat_some_loki.xlsx", rows))
    assert code == 1
    assert entry["faults"][0]["reason"].startswith("the sheet Tyonhakuinfot is missing")


def test_a_file_of_one_table_has_no_other_sheets(tmp_path):
    path = write(tmp_path / "muistio.xlsx", {"Taulu": [["Aihe", "Määrä"], ["a", 1]]})
    assert "other_sheets" not in inspect(path)[0]


# Wrong cells are not missing ones


def test_a_wrong_cell_is_counted_as_wrong_and_an_empty_one_as_missing(tmp_path):
    path = tmp_path / "typ_2023-03.csv"
    head = "Laskentapäivä;Kunta;Asiakkaita;Uusia;Päättyneitä;Ehdokkaita ohjattu;Ohjannut tiimi\n"
    rows = "31.3.2023;Salo;24;paljon;1;1;A\n31.9.2023;Salo;;2;1;1;B\n"
    path.write_text(head + rows, encoding="utf-8")
    entry, _ = inspect(path)
    assert column(entry, "Uusia")["states"] == {"ok": 1, "missing": 0, "wrong": 1}
    assert column(entry, "Laskentapäivä")["states"] == {"ok": 1, "missing": 0, "wrong": 1}
    assert column(entry, "Asiakkaita")["states"] == {"ok": 1, "missing": 1}
    assert "  Uusia: count (1 ok, 1 wrong)\n" in call("inspect", path).output


# Kela's months


def test_a_month_as_kela_writes_it_is_read_in_its_open_data(tmp_path):
    path = tmp_path / "kela_avoin_2024.csv"
    tail = "2024,734,Salo,25-29,Mies,Yhteensä,10,200,1000.50,500.25\n"
    path.write_text(f"{KELA}Kuukausi,6,202406,{tail}Vuosi,,,{tail}", encoding="utf-8")
    entry, _ = inspect(path)
    assert told(entry) == []
    assert column(entry, "vuosikuukausi")["states"] == {"ok": 1, "missing": 1}


def test_a_month_that_kela_cannot_have_written_is_told(tmp_path):
    path = tmp_path / "kela_avoin_2024.csv"
    path.write_text(
        f"{KELA}Kuukausi,6,202413,2024,734,Salo,25-29,Mies,Yhteensä,10,200,1000.50,500.25\n",
        encoding="utf-8",
    )
    assert (2, "vuosikuukausi", "202413") in told(inspect(path)[0])


def test_a_month_of_kelas_older_form_is_no_fault_either(tmp_path):
    path = tmp_path / "kela_avoin_2019.csv"
    head = (
        "aikajakso;vuosi;kuukausi;kuntanumero;kunta;ikäryhmä;sukupuoli;"
        "työmarkkinatukipäivä_luokka;saajat;maksetut_etuudet_euroa;kunnan_osuus_euroa\n"
    )
    row = "2019;6;734;Salo;25-29;Mies;Yhteensä;10;1000,50;500,25\n"
    path.write_text(f"{head}Kuukausi;{row}Vuosikertymä;{row}", encoding="utf-8")
    assert (told(inspect(path)[0]), inspect(path)[1]) == ([], 0)


def test_six_digits_are_no_month_in_any_other_file(tmp_path):
    path = tmp_path / "tmt_2024-06.csv"
    path.write_text("Kuukausi;Maksut_eur\n202406;1,00\n", encoding="utf-8")
    assert told(inspect(path)[0]) == [(2, "Kuukausi", "202406")]
