"""What is done when two files of one dataset tell of the same month."""

import pytest

from tests.workspaces import Workspace, call, told

TMT = "Kuukausi;Maksut_eur\n"
REGISTER = "asiakas_id;kotikunta;tiimi;työllisyyskoodi\n"
NEW = "asiakas_id;työttömyys_alkoi;ensimmäinen_yhteydenotto\n"
CUBE = (
    "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;"
    "Työllisyyskoodin selite;Asiakkaita\n"
)
SCORES = "Aikaleima;Suositteluluku\n"


def days(*deliveries: tuple[str, str]) -> str:
    return "tiedosto;toimitettu\n" + "".join(f"{name};{day}\n" for name, day in deliveries)


def used(received: Workspace) -> dict[str, int]:
    data, _ = received.check()
    return {entry["path"].split("/")[-1]: entry["rows_used"] for entry in data["files"]}


# Files of counts


def test_an_undeclared_conflict_is_refused_in_both_files(received):
    received.write("tmt_2023-02.csv", TMT + "2023-02;276910,00\n")
    received.write("tmt_2023-02_uusi.csv", TMT + "2023-02;281044,20\n")
    data, code = received.check()
    first, second = data["files"]
    assert code == 1
    assert told(first) == [(2, "Maksut_eur", "276910")]
    assert told(second) == [(2, "Maksut_eur", "281044.2")]
    reason = first["faults"][0]["reason"]
    assert reason.startswith("tmt_2023-02_uusi.csv, row 2, says '281044.2' of the same; declare")
    assert "toimitukset.csv" in reason
    assert received.indicator("labour_market_support_cost", "2023-02")["value"] is None


def test_a_conflict_in_several_columns_names_columns(received):
    head = "Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu\n"
    rows = ("30.9.2023;A;9;5;3;1\n30.9.2023;B;9;5;3;1\n", "30.9.2023;A;9;4;4;1\n")
    for name, own in zip(("a", "b"), rows, strict=True):
        received.write(f"suunnitelmat_2023-09_{name}.csv", head + own)
    first = told(received.entry("suunnitelmat_2023-09_a.csv"))
    assert first == [(2, "Voimassa, Vanhentunut", "5, 3")]
    for lang, words in (("en", "columns"), ("fi", "sarakkeet")):
        output = call("check", "--workspace", received.folder, "--lang", lang).output
        assert f", {words} Voimassa, Vanhentunut: " in output


def test_one_column_whose_name_has_a_comma_is_one_column(received):
    received.write("tmt_2023-02.csv", 'Kuukausi;"Maksut_eur";"Etuus, kunta"\n2023-02;1,00;2\n')
    output = call("check", "--workspace", received.folder).output
    assert ", column Etuus, kunta: unknown column" in output


def test_every_row_that_differs_is_told_up_to_twenty(received):
    rows = "".join(f"30.6.2023;Salo;T{n};20–24;fi;FI;02;x;%d\n" for n in range(25))
    received.write("ura_asiakkaat_2023-06.csv", CUBE + rows % tuple([5] * 25))
    received.write("ura_asiakkaat_2023-06_b.csv", CUBE + rows % tuple([6] * 25))
    entry = received.entry("ura_asiakkaat_2023-06.csv")
    assert [place[0] for place in told(entry)] == [None, *range(2, 22)]
    assert entry["faults"][0]["reason"].startswith("5 more rows differ")


@pytest.mark.parametrize(
    ("newer", "listed"),
    [
        ("tmt_2023-02_korjattu.csv", []),
        ("tmt_2023-02_uusi.csv", ["tmt_2023-02.csv", "tmt_2023-02_uusi.csv"]),
    ],
)
def test_a_declared_file_is_used_and_the_change_is_told(received, newer, listed):
    received.write("tmt_2023-02.csv", TMT + "2023-02;100,00\n")
    received.write(newer, TMT + "2023-02;110,50\n")
    received.write("toimitukset.csv", days(*zip(listed, ["6.3.2023", "11.4.2023"], strict=False)))
    if not listed:
        (received.raw / "toimitukset.csv").unlink()
    data, code = received.check()
    assert code == 0
    assert data["warnings"] == [
        f"data/raw/{newer} replaces data/raw/tmt_2023-02.csv for 2023-02: Kunnan osuus € +10,50"
    ]
    assert received.indicator("labour_market_support_cost", "2023-02")["value"] == 110.5


def test_a_file_that_only_one_row_of_the_list_names_is_not_declared(received):
    received.write("tmt_2023-02.csv", TMT + "2023-02;100,00\n")
    received.write("tmt_2023-02_uusi.csv", TMT + "2023-02;110,50\n")
    received.write("toimitukset.csv", days(("tmt_2023-02_uusi.csv", "11.4.2023")))
    assert received.check()[1] == 1


def test_parts_that_come_on_different_days_are_both_used(received):
    received.write("ura_asiakkaat_2023-06_a.csv", CUBE + "30.6.2023;Salo;T1;20–24;fi;FI;02;x;5\n")
    rows = "30.6.2023;Marttila;T1;20–24;fi;FI;02;x;7\n30.6.2023;Koski Tl;T1;20–24;fi;FI;02;x;1\n"
    received.write("ura_asiakkaat_2023-06_b.csv", CUBE + rows)
    names = ("ura_asiakkaat_2023-06_a.csv", "ura_asiakkaat_2023-06_b.csv")
    received.write("toimitukset.csv", days((names[0], "3.7.2023"), (names[1], "5.7.2023")))
    data, code = received.check()
    assert (code, data["warnings"]) == (0, [])
    assert received.indicator("clients", "2023-06")["value"] == 13


def test_the_same_file_twice_counts_once_in_any_folder(received):
    (received.raw / "kopio").mkdir()
    for name in ("tmt_2023-02.csv", "kopio/tmt_2023-02.csv", "tmt_2023-02_b.csv"):
        received.write(name, TMT + "2023-02;100,00\n")
    for _ in range(2):
        data, code = received.check()
        assert code == 0
        assert [entry["path"] for entry in data["files"]] == [
            "data/raw/kopio/tmt_2023-02.csv",
            "data/raw/tmt_2023-02.csv",
            "data/raw/tmt_2023-02_b.csv",
        ]
        assert [entry["rows_used"] for entry in data["files"]] == [1, 0, 0]
        assert "the same content as" in data["files"][1]["faults"][0]["reason"]
    assert received.indicator("labour_market_support_cost", "2023-02")["value"] == 100


def test_last_months_file_under_a_new_name_is_refused(received):
    content = CUBE + "30.6.2023;Salo;T1;20–24;fi;FI;02;x;5\n"
    received.write("ura_asiakkaat_2023-06.csv", content)
    received.write("ura_asiakkaat_2023-07.csv", content)
    assert received.check()[1] == 1
    assert used(received) == {"ura_asiakkaat_2023-06.csv": 1, "ura_asiakkaat_2023-07.csv": 0}
    entry = received.entry("ura_asiakkaat_2023-07.csv")
    assert told(entry) == [(2, "Laskentapäivä", "2023-06")]
    assert "another month's file under a new name" in entry["faults"][0]["reason"]


# Lists of people


def test_last_months_register_under_a_new_name_is_refused(received):
    content = REGISTER + "A1;Salo;T1;02\n"
    received.write("rekisteri_2023-06.csv", content)
    received.write("rekisteri_2023-07.csv", content)
    assert used(received) == {"rekisteri_2023-06.csv": 1, "rekisteri_2023-07.csv": 0}
    entry = received.entry("rekisteri_2023-07.csv")
    assert "the same content as rekisteri_2023-06.csv" in entry["faults"][0]["reason"]


def test_parts_of_a_register_add_up_though_their_groups_are_the_same(received):
    received.write("rekisteri_2023-06_osa1.csv", REGISTER + "A1;Salo;T1;02\nA2;Salo;T1;02\n")
    received.write("rekisteri_2023-06_osa2.csv", REGISTER + "A3;Salo;T1;02\nA4;Salo;T1;02\n")
    assert received.check()[1] == 0
    assert received.indicator("clients", "2023-06")["value"] == 4


def test_parts_of_the_new_jobseekers_add_up(received):
    received.write("uudet_2023-06_a.csv", NEW + "A1;1.6.2023;2.6.2023\n")
    received.write("uudet_2023-06_b.csv", NEW + "A2;1.6.2023;2.6.2023\nA3;1.6.2023;\n")
    assert received.check()[1] == 0
    share = received.indicator("early_contact_share", "2023-06")
    assert (share["numerator"], share["denominator"]) == (2, 3)


@pytest.mark.parametrize("name", ["uudet_2023-06.csv", "rekisteri_2023-06.csv"])
def test_a_list_given_twice_counts_once_and_is_told_in_one_line(received, name):
    head = NEW if name.startswith("uudet") else REGISTER
    row = "1.6.2023;2.6.2023" if name.startswith("uudet") else "Salo;T1;02"
    rows = "".join(f"A{n};{row}\n" for n in range(30))
    received.write(name, head + rows)
    received.write(name.replace(".csv", "_b.csv"), head + rows + "\n")
    data, code = received.check()
    assert (code, [entry["rows_used"] for entry in data["files"]]) == (0, [30, 0])
    (note,) = data["files"][1]["faults"]
    assert note["reason"] == f"30 rows (2-31) stand in {name} too (row 2-31): counted once"


def test_a_corrected_register_replaces_the_first_one(received):
    received.write("rekisteri_2023-06.csv", REGISTER + "A1;Salo;T1;02\nA2;Salo;T1;01\n")
    corrected = REGISTER + "A1;Salo;T1;02\nA2;Salo;T1;02\nA3;Salo;T1;02\n"
    received.write("rekisteri_2023-06_korjattu.csv", corrected)
    data, code = received.check()
    assert (code, [entry["faults"] for entry in data["files"]]) == (0, [[], []])
    assert used(received) == {"rekisteri_2023-06.csv": 0, "rekisteri_2023-06_korjattu.csv": 3}
    assert data["warnings"][0].endswith("for 2023-06: rows +1")
    assert received.indicator("unemployed", "2023-06")["value"] == 3


def test_a_corrected_part_no_longer_conflicts_with_the_other(received):
    received.write("rekisteri_2023-06_osa1.csv", REGISTER + "A1;Salo;T1;02\n")
    received.write("rekisteri_2023-06_osa2.csv", REGISTER + "A1;Salo;T2;02\nA2;Salo;T2;02\n")
    assert received.check()[1] == 1
    mended = REGISTER + "A1;Salo;T1;02\nA2;Salo;T2;02\n"
    received.write("rekisteri_2023-06_osa2_korjattu.csv", mended)
    assert received.check()[1] == 0
    assert received.indicator("clients", "2023-06")["value"] == 2


def test_what_differs_of_a_person_is_named_but_not_shown(received):
    head = "asiakas_id;syntymäpäivä;tiimi;työllisyyskoodi\n"
    received.write("rekisteri_2023-06.csv", head + "A77;1.2.1990;T1;02\n")
    received.write("rekisteri_2023-06_b.csv", head + "A77;2.2.1990;T1;02\n")
    data, _ = received.check()
    assert told(data["files"][0]) == [(2, "syntymäpäivä", None)]
    assert not any(private in str(data) for private in ("A77", "1990"))


def test_a_register_and_a_cube_of_one_month_are_never_added_up(received):
    received.write("rekisteri_2023-06.csv", REGISTER + "A1;Salo;T1;02\n")
    received.write("ura_asiakkaat_2023-06.csv", CUBE + "30.6.2023;Salo;T1;20–24;fi;FI;02;x;5\n")
    data, code = received.check()
    assert (code, set(used(received).values())) == (1, {0})
    assert all("be counted twice" in entry["faults"][0]["reason"] for entry in data["files"])
    listed = days(("rekisteri_2023-06.csv", "3.7.2023"), ("ura_asiakkaat_2023-06.csv", "5.7.2023"))
    received.write("toimitukset.csv", listed)
    assert received.check()[1] == 0
    assert received.indicator("clients", "2023-06")["value"] == 5


def test_a_municipality_is_known_by_its_code_and_another_one_is_told(received):
    rows = "A1;734;T1;02\nA2;480;T1;02\nA3;284;T1;01\nA4;051;T1;02\n"
    received.write("rekisteri_2023-06.csv", REGISTER + rows)
    cube = received.tables().frames["clients"]
    assert sorted(cube["municipality"]) == ["051", "Koski Tl", "Marttila", "Salo"]
    assert received.indicator("clients", "2023-06")["value"] == 3
    told_of = call("indicators", "--month", "2023-06", "--workspace", received.folder).stderr
    assert "rekisteri_2023-06.csv: 2023-06 has rows of 051 (1)" in told_of


# Logs and answers, which have no key


def test_a_log_that_holds_the_earlier_one_is_refused_until_declared(received):
    rows = [f"{day}.6.2023;{day % 11}\n" for day in range(1, 9)]
    received.write("palaute_2023-06.csv", SCORES + "".join(rows[:6]))
    received.write("palaute_2023-06_b.csv", SCORES + "".join(rows))
    data, code = received.check()
    assert (code, set(used(received).values())) == (1, {0})
    assert "all rows of 2023-06 stand in" in data["files"][0]["faults"][0]["reason"]
    listed = days(("palaute_2023-06.csv", "20.6.2023"), ("palaute_2023-06_b.csv", "3.7.2023"))
    received.write("toimitukset.csv", listed)
    assert received.check()[1] == 0
    assert received.indicator("feedback_nps", "2023-06")["denominator"] == 8


def test_two_files_of_answers_are_both_counted_and_that_is_told(received):
    received.write("palaute_2023-06_a.csv", SCORES + "1.6.2023;10\n2.6.2023;9\n")
    received.write("palaute_2023-06_b.csv", SCORES + "2.6.2023;9\n3.6.2023;1\n")
    data, code = received.check()
    assert code == 0
    assert told(data["files"][1], "warning") == [(None, None, None)]
    assert "those of both are counted" in data["files"][1]["faults"][0]["reason"]
    assert received.indicator("feedback_nps", "2023-06")["denominator"] == 4
