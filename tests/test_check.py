"""`salo-plan check`: its shape, its exit codes, its page, and what no single file can tell."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup

from tests.cases.library import case
from tests.workspaces import REPOSITORY, call, told

ENTRY_KEYS = {
    *("path", "dataset", "month", "encoding", "columns", "footnotes", "faults"),
    *("rows_read", "rows_used", "rows_rejected", "totals_left_out"),
}
FAULT_KEYS = {"row", "column", "cell", "value", "reason", "level"}
TMT = "Kuukausi;Maksut_eur\n"
REGISTER = "asiakas_id;syntymäpäivä;tiimi;työllisyyskoodi\n"
RECIPIENTS = "raportti;osoite;kieli\n"
FIGURES = "month;indicator;value;numerator;denominator;state;source;received\n"


def months_of_cube(month: str, rows: int) -> str:
    """A client cube of a month with so many rows."""
    head = (
        "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;"
        "Työllisyyskoodin selite;Asiakkaita\n"
    )
    return head + "".join(
        f"{month};Salo;Tiimi {team};20–24;fi;FI;02;työtön;5\n" for team in range(rows)
    )


def test_an_empty_workspace_has_nothing_to_tell(received):
    assert received.check() == ({"files": [], "warnings": []}, 0)


def test_a_folder_without_extracts_is_told_what_to_deliver_and_where(received, tmp_path):
    received.receive(REPOSITORY / "data" / "raw" / "figures_plan_2023.csv")
    page = tmp_path / "viat.html"
    finnish = call("check", "--workspace", received.folder, "--lang", "fi", "--html", page)
    assert finnish.exit_code == 0
    (note,) = [line for line in finnish.output.splitlines() if line.startswith("tiedoksi")]
    for words in ("data/raw", "ura_asiakkaat_2023-09.csv", "docs/kayttoohje.md", "luvussa 3"):
        assert words in note
    assert note.removeprefix("tiedoksi: ") in page.read_text(encoding="utf-8")
    received.write("tmt_2023-01.csv", f"{TMT}2023-01;1,00\n")
    assert "no extracts yet" not in call("check", "--workspace", received.folder).output


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("suunitelmat_2023-09.csv", "Tiimi;Puuttuu\nNuoret;1\n"),
        ("kommentit_2023-09.md", "# plan_backlog_share\n\nVaje pieneni.\n"),
        ("vastaanottajat.csv", RECIPIENTS),
    ],
)
def test_where_only_other_files_came_it_is_not_said_that_nothing_did(received, name, content):
    received.write(name, content)
    assert "no extracts yet" not in call("check", "--workspace", received.folder).output


def test_every_entry_has_the_shape_of_the_contract(received):
    received.receive(*case("13").files, *case("21").files, *case("04").files, *case("16").files)
    shutil.copytree(REPOSITORY / "data" / "raw" / "statfin", received.raw / "statfin")
    (received.raw / "statfin" / "12r5.csv").write_text("ei taulukko")
    data, code = received.check()
    assert code == 1
    assert set(data) == {"files", "warnings"}
    for entry in data["files"]:
        assert set(entry) == ENTRY_KEYS
        parts = ("rows_used", "rows_rejected", "totals_left_out")
        assert entry["rows_read"] == sum(entry[part] for part in parts)
        assert all(set(fault) == FAULT_KEYS for fault in entry["faults"])
        assert all(set(item) == {"name", "type", "private"} for item in entry["columns"])
    paths = [entry["path"] for entry in data["files"]]
    assert paths[-1] == "data/raw/statfin"
    assert all(path.startswith("data/raw/") for path in paths)


def test_a_list_of_people_is_told_of_by_its_own_columns(received):
    received.receive(case("13").files[0])
    (entry,) = received.check()[0]["files"]
    assert (entry["dataset"], entry["month"]) == ("register", "2023-06")
    assert entry["columns"] == [
        {"name": "asiakas_id", "type": "code", "private": True},
        {"name": "tiimi", "type": "text", "private": False},
        {"name": "työllisyyskoodi", "type": "code", "private": False},
    ]


def test_warnings_alone_leave_the_exit_code_at_zero(received):
    received.receive(*case("12").files)
    data, code = received.check()
    assert (code, {f["level"] for f in data["files"][0]["faults"]}) == (0, {"warning"})


@pytest.mark.parametrize(
    "options",
    [["--workspace", "ei/ole"], ["--plan", "salo_2032"], ["--jason"]],
)
def test_a_wrong_call_is_exit_code_2(received, options):
    result = call("check", "--workspace", received.folder, *options)
    assert result.exit_code == 2
    assert result.stderr


def test_an_unknown_file_is_a_warning_in_words_and_in_json(received):
    received.write("muistio.csv", "a;b\n1;2\n")
    data, code = received.check()
    assert code == 0
    (note,) = data["warnings"]
    assert note.startswith("data/raw/muistio.csv: no dataset has files by this name")
    assert note in call("check", "--workspace", received.folder).output


def test_a_month_that_was_never_delivered_is_told(received):
    for month in ("2023-01", "2023-04"):
        received.write(f"tmt_{month}.csv", f"{TMT}{month};1,00\n")
    (note,) = received.check()[0]["warnings"]
    assert note.endswith("nothing was delivered for 2023-02, 2023-03")


def test_a_delivery_that_is_not_there_is_told_by_its_row(received):
    received.write("tmt_2023-01.csv", f"{TMT}2023-01;1,00\n")
    received.write(
        "toimitukset.csv", "tiedosto;toimitettu\ntmt_2023-01.csv;6.2.2023\ntmt_1.csv;7.2.2023\n"
    )
    (note,) = received.check()[0]["warnings"]
    assert note.startswith("data/raw/toimitukset.csv, row 3: there is no file 'tmt_1.csv'")


def test_a_refused_month_is_not_called_undelivered(received):
    for month, value in (("2023-01", "1"), ("2023-02", "paljon"), ("2023-03", "1")):
        received.write(f"tmt_{month}.csv", f"{TMT}{month};{value}\n")
    data, code = received.check()
    assert (code, data["warnings"]) == (1, [])
    assert [entry["month"] for entry in data["files"]] == ["2023-01", "2023-02", "2023-03"]


def test_the_page_holds_every_fault_and_no_private_value(received, tmp_path):
    received.write(
        "rekisteri_2023-06.csv",
        REGISTER + "A77;31.2.1999;Tiimi <1>;02\nA77;1.1.1990;T1;99\n;1.1.1900;T1;02\n",
    )
    received.receive(*case("16").files, *case("22").files)
    received.write("muistio.csv", "a;b\n1;2\n")
    page = tmp_path / "faults.html"
    options = ("--workspace", received.folder, "--html", page, "--lang", "fi")
    result = call("check", "--json", *options)
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    html = page.read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup("tr")]
    for entry in data["files"]:
        for fault in entry["faults"]:
            place = str(fault["row"]) if fault["row"] else "–"
            assert any(
                row[0] == place and row[-1] == fault["reason"] and (fault["value"] or "–") == row[2]
                for row in rows
            ), fault
    assert data["warnings"][0] in soup.get_text()
    for private in ("A77", "31.2.1999", "1.1.1900"):
        assert private not in html
        assert private not in result.output
    assert len(soup("h1")) == 1
    assert "<1>" not in html


def test_refused_statistics_stand_on_the_page_too(received, tmp_path):
    shutil.copytree(REPOSITORY / "data" / "raw" / "statfin", received.raw / "statfin")
    (received.raw / "statfin" / "12r5.csv").write_text("ei taulukko")
    page = tmp_path / "faults.html"
    result = call("check", "--workspace", received.folder, "--html", page)
    assert result.exit_code == 1
    assert "12r5.csv" in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text()


def test_a_month_with_far_fewer_rows_than_the_one_before_is_told(received):
    received.write("ura_asiakkaat_2023-05.csv", months_of_cube("31.5.2023", 30))
    received.write("ura_asiakkaat_2023-06.csv", months_of_cube("30.6.2023", 14))
    entry = received.entry("ura_asiakkaat_2023-06.csv")
    assert told(entry, "warning") == [(None, None, None)]
    assert entry["faults"][0]["reason"].startswith("14 rows in 2023-06, 30 in the month before")
    assert entry["rows_used"] == 14


def test_the_parts_of_a_month_are_counted_together_when_rows_fall(received):
    received.write("ura_asiakkaat_2023-05.csv", months_of_cube("31.5.2023", 30))
    whole = months_of_cube("30.6.2023", 28).splitlines(keepends=True)
    received.write("ura_asiakkaat_2023-06_a.csv", "".join(whole[:15]))
    received.write("ura_asiakkaat_2023-06_b.csv", "".join(whole[:1] + whole[15:]))
    data, code = received.check()
    assert (code, [entry["faults"] for entry in data["files"]]) == (0, [[], [], []])


def test_a_note_below_the_table_reaches_the_one_who_checks(received):
    received.receive(case("04").file("tmt_2023.csv"))
    (entry,) = received.check()[0]["files"]
    assert entry["footnotes"] == ["* Luvut ovat ennakollisia."]
    # The second time the table comes from the store.
    assert received.check()[0]["files"] == [entry]
    assert "* Luvut ovat ennakollisia." in call("check", "--workspace", received.folder).output


# The recipients' own list


def test_the_workspaces_list_of_recipients_is_checked_like_the_files(received):
    (received.folder / "vastaanottajat.csv").write_text(
        RECIPIENTS + "johtoryhmä;a@example.org;fi\nhenkilökunta;b.example.org;sv\n",
        encoding="utf-8",
    )
    data, code = received.check()
    (entry,) = data["files"]
    assert code == 1
    assert set(entry) == ENTRY_KEYS
    assert (entry["path"], entry["dataset"]) == ("vastaanottajat.csv", "recipients")
    assert (entry["rows_read"], entry["rows_used"], entry["rows_rejected"]) == (2, 0, 2)
    assert told(entry) == [(3, "raportti", "henkilökunta"), (3, "kieli", "sv")]
    assert "vastaanottajat.csv: REFUSED" in call("check", "--workspace", received.folder).output


def test_a_broken_address_of_the_list_is_told_and_not_shown(received):
    received.folder.joinpath("vastaanottajat.csv").write_bytes(
        case("27").file("vastaanottajat.csv").read_bytes()
    )
    entry = received.entry("vastaanottajat.csv")
    assert told(entry) == [(5, "osoite", None), (6, "osoite", None)]
    assert "example.org" not in call("check", "--workspace", received.folder).output


def test_a_sound_list_of_recipients_is_kept_nowhere_else(received):
    received.folder.joinpath("vastaanottajat.csv").write_text(
        RECIPIENTS + "public;jasen1@example.org;fi\n", encoding="utf-8"
    )
    data, code = received.check()
    assert (code, data["warnings"]) == (0, [])
    assert [entry["rows_used"] for entry in data["files"]] == [1]
    kept = [path for path in received.folder.rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["vastaanottajat.csv"]


@pytest.mark.parametrize("name", ["vastaanottajat.csv", "Vastaanottajat.CSV"])
def test_a_list_of_recipients_among_the_extracts_is_told_to_be_moved(received, name):
    received.write(name, RECIPIENTS + "julkinen;jasen1@example.org;fi\n")
    data, code = received.check()
    assert (code, data["files"]) == (0, [])
    (note,) = data["warnings"]
    assert note.startswith(f"data/raw/{name}: nothing is read from it here.")
    assert "in the workspace folder, beside data/" in note
    assert note in call("check", "--workspace", received.folder).output


# Figures delivered ready


def test_an_id_that_the_plan_does_not_have_is_told_on_its_row_with_the_nearest_one(received):
    received.write(
        "figures_2023-03.csv",
        FIGURES
        + "2023-03;recognised_learning;4;4;;ok;SSKKY;\n"
        + "2023-03;job_broking;9;9;;ok;TE-Digi;\n"
        + "2023-03;kahvitauot;2;2;;ok;TE-Digi;\n",
    )
    data, code = received.check()
    (entry,) = data["files"]
    assert (code, entry["rows_used"]) == (0, 3)
    assert told(entry, "warning") == [
        (3, "indicator", "job_broking"),
        (4, "indicator", "kahvitauot"),
    ]
    near, unlike = (fault["reason"] for fault in entry["faults"])
    assert near.endswith("Did you mean 'job_brokering'?")
    assert "Did you mean" not in unlike
    assert "row 3, column indicator" in call("check", "--workspace", received.folder).output


def test_an_indicator_of_the_callers_own_plan_is_known(received, tmp_path):
    row = "2023-03;own_figure;4;4;;ok;SSKKY;\n"
    received.write("figures_2023-03.csv", FIGURES + row)
    text = (REPOSITORY / "salo_plan" / "plan" / "salo_2023.toml").read_text(encoding="utf-8")
    plan = tmp_path / "own.toml"
    plan.write_text(text.replace('"recognised_learning"', '"own_figure"'), encoding="utf-8")
    assert len(told(received.entry("figures_2023-03.csv"), "warning")) == 1
    (entry,) = received.check("--plan", plan)[0]["files"]
    assert entry["faults"] == []


@pytest.mark.parametrize(
    "private", ["010190-123A", "010190A123B", "job_brokering 010190-123A", "A0017", "Maija Meri"]
)
def test_what_may_be_about_a_person_is_never_shown_in_place_of_an_id(received, private):
    received.write("figures_2023-03.csv", FIGURES + f"2023-03;{private};4;4;;ok;SSKKY;\n")
    (fault,) = received.entry("figures_2023-03.csv")["faults"]
    assert (fault["row"], fault["column"], fault["value"]) == (2, "indicator", None)
    for command in ("check", "indicators"):
        result = call(command, "--workspace", received.folder)
        assert private not in result.output + result.stderr


@pytest.mark.parametrize(
    ("lang", "title"),
    [("fi", "Virheet toimitetuissa tiedostoissa"), ("en", "Faults in the received files")],
)
def test_the_page_is_in_the_language_asked_for(received, tmp_path, lang, title):
    received.receive(*case("16").files)
    page = tmp_path / "faults.html"
    call("check", "--workspace", received.folder, "--html", page, "--lang", lang)
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert (soup.html["lang"], soup.h1.get_text()) == (lang, title)
    reasons = {reason.get_text() for reason in soup.select("tbody td:last-child")}
    (entry,) = received.check("--lang", lang)[0]["files"]
    assert reasons == {fault["reason"] for fault in entry["faults"]}
    assert soup.select("main [lang]") == []
