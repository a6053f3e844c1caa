"""Cells and rows that no figure counts: `check` tells of them before a report misses them."""

from tests.workspaces import call, inspect, told

CUBE = (
    "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;"
    "Työllisyyskoodin selite;Asiakkaita\n"
)
MARCH = "ura_asiakkaat_2023-03.csv"
TYP = "Laskentapäivä;Kunta;Asiakkaita;Uusia;Päättyneitä;Ehdokkaita ohjattu;Ohjannut tiimi\n"


def people(place: str, clients: str, age: str = "20–24") -> str:
    return f"31.3.2023;{place};Tiimi 1;{age};fi;FI;02;työtön;{clients}\n"


# Cells without a number


def test_clients_that_nobody_counted_are_told_before_the_report_cannot_be_made(received):
    rows = people("Salo", "") + people("Salo", "...", "25–29") + people("Salo", "4", "30–34")
    received.write(MARCH, CUBE + rows)
    data, code = received.check()
    (entry,) = data["files"]
    assert code == 0
    assert told(entry, "warning") == [(2, "Asiakkaita", None), (3, "Asiakkaita", None)]
    assert all("no report can be made of it" in fault["reason"] for fault in entry["faults"])
    report = call("report", "steering_group", "2023-03", "--workspace", received.folder)
    assert report.exit_code == 1
    assert f"is not known: data/raw/{MARCH} has rows without it" in report.stderr
    assert "not received" not in report.stderr


def test_a_month_of_which_nothing_came_is_still_told_as_not_received(received):
    received.write(MARCH, CUBE + people("Salo", "4"))
    report = call("report", "steering_group", "2023-04", "--workspace", received.folder)
    assert "the number of clients of that month was not received" in report.stderr


def test_an_empty_figure_of_another_list_is_told_and_a_mark_is_not(received):
    received.write("typ_2023-03.csv", TYP + "31.3.2023;Salo;;1;1;1;A\n31.3.2023;Salo;..;1;1;1;B\n")
    (entry,) = received.check()[0]["files"]
    assert told(entry, "warning") == [(2, "Asiakkaita", None)]
    assert entry["faults"][0]["reason"].startswith("the cell is empty: the figure is not known")


def test_a_delivered_figure_whose_cell_is_empty_is_told_though_its_state_is_ok(received):
    head = "month;indicator;value;numerator;denominator;state;source;received\n"
    rows = "2023-03;job_brokering;;;;ok;X;\n2023-03;recognised_learning;;;;missing;X;\n"
    received.write("figures_2023-03.csv", head + rows)
    (entry,) = received.check()[0]["files"]
    assert told(entry, "warning") == [(2, "value", None)]


# Rows of a municipality that is not the plan's


def test_a_municipality_in_capitals_is_told_with_the_name_of_the_plan(received):
    received.write(MARCH, CUBE + people("Salo", "5") + people("SALO", "5", "25–29"))
    (entry,) = received.check()[0]["files"]
    assert told(entry, "warning") == [(3, "Kunta", "SALO")]
    assert entry["faults"][0]["reason"].endswith("Did you mean 'Salo'?")


def test_a_row_of_another_municipality_is_told_with_the_nearest_name_of_the_plan(received):
    rows = people("Salo", "5") + people("Turku", "5") + people("Koski TL", "5")
    received.write(MARCH, CUBE + rows)
    data, code = received.check()
    (entry,) = data["files"]
    assert (code, entry["rows_used"]) == (0, 3)
    assert told(entry, "warning") == [(3, "Kunta", "Turku"), (4, "Kunta", None)]
    turku, koski = (fault["reason"] for fault in entry["faults"])
    assert "counted nowhere" in turku
    assert "Salo" in turku
    assert koski.endswith("Did you mean 'Koski Tl'?")


def test_inspect_tells_of_another_municipality_too(received):
    received.write(MARCH, CUBE + people("Salo", "5") + people("Turku", "5"))
    entry, code = inspect(received.raw / MARCH)
    assert (code, told(entry, "warning")) == (0, [(3, "Kunta", "Turku")])


def test_people_of_another_municipality_are_told_once_a_place_and_by_no_persons_value(received):
    head = "asiakas_id;kunta;työllisyyskoodi\n"
    received.write("rekisteri_2023-03.csv", f"{head}A1;Salo;02\nA2;Turku;02\nA3;Turku;03\n")
    (entry,) = received.check()[0]["files"]
    assert told(entry, "warning") == [(3, "kunta", "Turku")]
    assert "A2" not in str(entry)


def test_a_municipality_that_is_not_told_is_no_other_one(received):
    received.write("rekisteri_2023-03.csv", "asiakas_id;kunta;työllisyyskoodi\nA1;;02\n")
    assert received.check()[0]["files"][0]["faults"] == []


# Places without a row


def test_a_municipality_that_a_month_has_nobody_from_is_noted(received):
    received.write(MARCH, CUBE + people("Salo", "5") + people("Marttila", "5"))
    data, code = received.check()
    assert code == 0
    assert data["warnings"] == [
        f"data/raw/{MARCH}: 2023-03 has nobody from Koski Tl, so figures of the whole area lack "
        "them. Ask the sender whether all municipalities were extracted."
    ]


def test_municipalities_that_come_in_files_of_their_own_are_all_there(received):
    for place, name in (("Salo", "salo"), ("Marttila", "marttila"), ("Koski Tl", "koski")):
        received.write(f"ura_asiakkaat_{name}_2023-03.csv", CUBE + people(place, "5"))
    assert received.check()[0]["warnings"] == []


def test_clients_whose_municipality_is_not_told_may_live_in_any(received):
    received.write("rekisteri_2023-03.csv", "asiakas_id;työllisyyskoodi\nA1;02\n")
    assert received.check()[0]["warnings"] == []
