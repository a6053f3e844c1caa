"""A refused file beside its accepted correction: it is left out and refuses nothing any more."""

from bs4 import BeautifulSoup

from tests.workspaces import REPOSITORY, call

CONTACTS = (
    "Kuukausi;Uusia työnhakijoita;Kontaktoitu määräajassa;Kontaktoitu myöhässä;"
    "Kontaktoimatta;Määräaika kesken\n"
)
GOOD, BAD = "2023-02;100;70;10;10;10\n", "2023-02;100;70;10;10;9\n"
OLD, NEW = "kontaktit_uudet_2023-02.csv", "kontaktit_uudet_2023-02_korjattu.csv"
TMT = "Kuukausi;Maksut_eur\n"
REGISTER = "asiakas_id;työllisyyskoodi\n"


def test_a_refused_file_that_its_correction_replaces_refuses_nothing_any_more(received):
    received.write(OLD, CONTACTS + BAD)
    assert received.check()[1] == 1
    received.write(NEW, CONTACTS + GOOD)
    data, code = received.check()
    assert code == 0
    assert data["warnings"] == [
        f"data/raw/{NEW} is used in place of data/raw/{OLD}, which is refused"
    ]
    output = call("check", "--workspace", received.folder).output
    assert f"data/raw/{OLD}: left out, replaced by data/raw/{NEW}\n" in output
    assert "error" not in output
    assert output.endswith("2 tables were read, 0 refused.\n")


def test_its_faults_are_kept_for_a_program_that_reads_the_list(received):
    received.write(OLD, CONTACTS + BAD).write(NEW, CONTACTS + GOOD)
    old = received.entry(OLD)
    assert [fault["level"] for fault in old["faults"]] == ["error"]
    assert (old["rows_read"], old["rows_used"], old["rows_rejected"]) == (1, 0, 1)


def test_the_page_for_the_sender_asks_nothing_of_it(received, tmp_path):
    received.write(OLD, CONTACTS + BAD).write(NEW, CONTACTS + GOOD)
    page = tmp_path / "viat.html"
    call("check", "--workspace", received.folder, "--html", page, "--lang", "en")
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert soup("table") == []
    assert "1 file has no fault." in soup.p.get_text()


def test_no_other_command_calls_it_refused(received):
    received.write(OLD, CONTACTS + BAD).write(NEW, CONTACTS + GOOD)
    result = call("explain", "early_contact_share", "2023-02", "--workspace", received.folder)
    assert "hylätty" not in result.output
    assert "refused" not in result.output + result.stderr


def test_a_correction_that_is_refused_itself_replaces_nothing(received):
    received.write(OLD, CONTACTS + BAD).write(NEW, CONTACTS + BAD)
    assert received.check()[1] == 1


def test_a_correction_of_another_month_replaces_nothing(received):
    received.write(OLD, CONTACTS + BAD)
    received.write(NEW.replace("02", "03"), CONTACTS + GOOD.replace("02", "03"))
    assert received.check()[1] == 1


def test_a_years_file_stays_refused_while_its_correction_lacks_a_month_of_it(received):
    received.write("tmt_2023.csv", f"{TMT}2023-01;1,00\n2023-02;paljon\n2023-03;1,00\n")
    received.write("tmt_2023_korjattu.csv", f"{TMT}2023-02;2,00\n")
    assert received.check()[1] == 1
    received.write("tmt_2023_korjattu.csv", f"{TMT}2023-01;1,00\n2023-02;2,00\n2023-03;1,00\n")
    assert received.check()[1] == 0


def test_a_later_day_in_the_list_of_deliveries_replaces_a_refused_file_of_the_same_month(received):
    received.write("tmt_2023-02.csv", f"{TMT}2023-02;paljon\n")
    received.write("tmt_2023-02_b.csv", f"{TMT}2023-02;2,00\n")
    assert received.check()[1] == 1
    received.write(
        "toimitukset.csv",
        "tiedosto;toimitettu\ntmt_2023-02.csv;6.3.2023\ntmt_2023-02_b.csv;11.4.2023\n",
    )
    assert received.check()[1] == 0


def test_every_text_says_that_a_refused_file_is_left_where_it_is():
    readme = (REPOSITORY / "data" / "raw" / "README.md").read_text(encoding="utf-8")
    guide = (REPOSITORY / "docs" / "kayttoohje.md").read_text(encoding="utf-8")
    faults, correcting = (guide.split(f"## {n}. ")[1].split("\n## ")[0] for n in (4, 5))
    assert "A refused file stays too." in readme
    assert "Hylättyä ei poisteta." in faults
    assert "ei muuteta eikä poisteta, ei myöskään hylättyä." in correcting


def test_a_refused_list_of_people_is_replaced_alike(received):
    received.write("rekisteri_2023-06.csv", f"{REGISTER}A1;99\n")
    received.write("rekisteri_2023-06_korjattu.csv", f"{REGISTER}A1;02\n")
    assert received.check()[1] == 0
    assert received.indicator("clients", "2023-06")["value"] == 1
