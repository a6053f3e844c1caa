"""What a fault advises: every message says what to do, in the right direction."""

import pytest

from tests.extracts.workbook_samples import write
from tests.workspaces import call, inspect, told

PLANS = "Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu\n"
CUBE = "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;Asiakkaita\n"
PLANS_FILE = "suunnitelmat_2023-09.csv"
CUBE_FILE = "ura_asiakkaat_2023-09.csv"


def reasons(received, name: str) -> list[str]:
    return [fault["reason"] for fault in received.entry(name)["faults"]]


@pytest.mark.parametrize("day", ["31.9.2023", "2023-09-31"])
def test_a_day_that_no_calendar_has_is_told_as_such_where_a_month_belongs(received, day):
    received.write(PLANS_FILE, f"{PLANS}{day};Tiimi 1;10;5;3;2\n")
    (reason,) = reasons(received, PLANS_FILE)
    assert reason.startswith("no such day in the calendar")
    assert "2022-11, 11/2022 or 30.11.2022" in reason


@pytest.mark.parametrize(
    ("cell", "found", "advice"),
    [
        ("-1", "smaller than 0", "cannot be: ask the sender for the right number"),
        ("noin 5", "not a number", "write the number alone, such as 430"),
        ("", "the cell has no number", "where there is nobody, write 0"),
        ("5,5", "not a whole number", "ask the sender for the right one"),
    ],
)
def test_a_number_that_is_wrong_is_told_with_what_to_do(received, cell, found, advice):
    received.write(PLANS_FILE, f"{PLANS}30.9.2023;Tiimi 1;10;{cell};3;2\n")
    (reason,) = reasons(received, PLANS_FILE)
    assert reason.startswith(found)
    assert advice in reason


def test_a_misspelt_header_is_told_by_the_right_name(received):
    received.write(PLANS_FILE, PLANS.replace("Voimassa", "Voimasa") + "30.9.2023;A;10;5;3;2\n")
    assert reasons(received, PLANS_FILE)[1] == (
        "the column is missing. Is 'Voimasa' meant for it? Then its name should be 'Voimassa'"
    )
    assert "”Voimassa”" in call("check", "--workspace", received.folder, "--lang", "fi").output


def test_a_column_that_is_not_there_is_told_with_those_that_are(received):
    received.write(PLANS_FILE, PLANS.replace(";Puuttuu", "") + "30.9.2023;A;10;5;3\n")
    (reason,) = reasons(received, PLANS_FILE)
    assert reason.startswith("the column is missing. The file has: Laskentapäivä, Tiimi, ")


@pytest.mark.parametrize(("found", "right"), [("2", "02"), ("0", "00")])
def test_a_code_that_has_lost_its_leading_zero_is_told_with_it(received, found, right):
    received.write(CUBE_FILE, f"{CUBE}30.9.2023;Salo;A;20–24;fi;FI;{found};4\n")
    assert told(received.entry(CUBE_FILE)) == [(2, "Työllisyyskoodi", found)]
    (reason,) = reasons(received, CUBE_FILE)
    assert reason.startswith(f"the leading zero is lost: write '{right}'")


def test_a_code_that_nobody_knows_is_told_with_those_that_are_known(received):
    received.write(CUBE_FILE, f"{CUBE}30.9.2023;Salo;A;20–24;fi;FI;99;4\n")
    assert "not one of the known values: '00', '01'" in reasons(received, CUBE_FILE)[0]


def test_a_column_that_has_its_right_name_is_not_meant_for_another(received):
    received.write("typ_2023-09.csv", "Laskentapäivä;Kunta;Asiakkaita;Uusia;Ehdokkaita ohjattu\n")
    missing = [reason for reason in reasons(received, "typ_2023-09.csv") if "missing" in reason]
    assert missing
    assert not any("meant for it" in reason for reason in missing)


def test_a_misspelt_sheet_is_told_by_the_right_name(tmp_path, received):
    head = {"Tapahtumat": ["Pvm", "Nimi", "Paikka", "Tyyppi", "Osallistujia"]}
    others = {"Somee": ["Pvm", "Kanava", "Aihe", "Palvelunosto K/E"]}
    more = {"Tyonhakuinfot": ["Pvm", "Osallistujia"]}
    rows = {name: [cells, cells] for name, cells in (head | others | more).items()}
    write(received.raw / "tapahtumat_some_loki.xlsx", rows)
    told = " ".join(call("check", "--workspace", received.folder).output.split())
    assert "the sheet Some is missing. Is 'Somee' meant for it? Then its name should be" in told


# Excel's own first line


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_line_that_tells_excel_the_delimiter_is_understood_silently(received, mark):
    table = f"{PLANS}30.9.2023;Tiimi 1;10;x;3;2\n".replace(";", mark)
    received.write(PLANS_FILE, f"sep={mark}\n{table}")
    assert told(received.entry(PLANS_FILE)) == [(3, "Voimassa", "x")]
    received.write(PLANS_FILE, f"sep={mark}\r\n{table.replace('x', '5')}")
    entry = received.entry(PLANS_FILE)
    assert (entry["faults"], entry["rows_used"]) == ([], 1)
    assert inspect(received.raw / PLANS_FILE)[0]["faults"] == []
