"""`run` makes what is owed, each report once; a changed figure makes the next version."""

import json
from datetime import date

import pytest

from salo_plan.errors import DataError
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.owed import owed_reports
from salo_plan.publishing.running import run_owed
from salo_plan.reports.material import gather

from .light import figures, light, town

FEBRUARY, MARCH = date(2023, 2, 26), date(2023, 3, 26)


@pytest.fixture
def workspace(tmp_path):
    return town(tmp_path, "2023-01;clients;2600", "2023-02;clients;2610")


def run(workspace, day, make=light):
    """Run by a day and return the events, the first and the last of a run left out."""
    events = []
    material = gather(read_plan(), workspace.folder)
    with publishing_desk(workspace.folder) as desk:
        run_owed(material, desk, workspace.folder, day, events.append, make=make)
    return events[1:-1]


def owed(workspace, day):
    material = gather(read_plan(), workspace.folder)
    return [
        (item.audience, str(item.month), item.state)
        for item in owed_reports(material, workspace.folder, day)
    ]


def made(events):
    return [(e["event"], e["audience"], e["month"], e.get("version")) for e in events]


def corrections(workspace, month, audience="steering_group"):
    place = workspace.folder / "outputs" / month / audience / "report.json"
    sections = json.loads(place.read_text(encoding="utf-8"))["sections"]
    tables = [t for s in sections if s["id"] == "corrections" for t in s["tables"]]
    return {table["caption"]: table["rows"] for table in tables}


def test_missed_months_are_made_up_in_the_order_they_were_due(workspace):
    assert made(run(workspace, MARCH)) == [
        ("issued", "steering_group", "2023-01", 1),
        ("issued", "public", "2023-01", 1),
        ("issued", "steering_group", "2023-02", 1),
        ("issued", "public", "2023-02", 1),
    ]


def test_a_second_run_makes_nothing(workspace):
    run(workspace, MARCH)
    assert run(workspace, MARCH) == []
    assert owed(workspace, MARCH) == []


def test_a_month_that_was_not_received_is_one_blocked_line(workspace):
    run(workspace, MARCH)
    blocked = run(workspace, date(2023, 4, 26))
    assert made(blocked) == [
        ("blocked", "steering_group", "2023-03", None),
        ("blocked", "public", "2023-03", None),
    ]
    assert blocked[0]["missing"] == ["clients"]


def test_a_failing_report_does_not_stop_the_others_and_stays_owed(workspace):
    def fails_once(order, report, private, limits):
        light(order, report, private, limits)
        if (order.audience, str(order.month)) == ("public", "2023-01"):
            raise DataError("the page is not fit to publish")

    events = run(workspace, MARCH, fails_once)
    assert [e["event"] for e in events] == ["issued", "failed", "issued", "issued"]
    failed = workspace.folder / "outputs" / "failed" / "2023-01" / "public"
    assert "not fit to publish" in (failed / "reason.txt").read_text(encoding="utf-8")
    assert (failed / "report.html").is_file()
    assert not (workspace.folder / "outputs" / "2023-01" / "public").exists()
    assert made(run(workspace, MARCH)) == [("issued", "public", "2023-01", 1)]
    assert not failed.exists()


def test_a_corrected_figure_of_the_month_makes_the_next_version_with_old_new_and_why(workspace):
    run(workspace, FEBRUARY)
    place = workspace.folder / "outputs" / "2023-01" / "steering_group"
    first = (place / "report.html").read_bytes()
    workspace.write("figures_kaikki.csv", figures("2023-01;clients;2605", "2023-02;clients;2610"))
    assert owed(workspace, FEBRUARY) == [
        ("steering_group", "2023-01", "reissue"),
        ("public", "2023-01", "reissue"),
    ]
    assert made(run(workspace, FEBRUARY))[0] == ("issued", "steering_group", "2023-01", 2)
    rows = corrections(workspace, "2023-01")["Mitä on korjattu"]
    nbsp = "\u00a0"
    assert rows == [
        [
            "Kokeilun asiakkaat",
            "1/2023",
            f"2{nbsp}600{nbsp}hlö",
            f"2{nbsp}605{nbsp}hlö",
            "Toimitetut tiedostot ovat muuttuneet.",
        ]
    ]
    assert (place / "v1" / "report.html").read_bytes() == first
    assert owed(workspace, FEBRUARY) == []


def test_a_figure_that_arrives_later_is_a_correction_of_what_was_missing(workspace):
    run(workspace, FEBRUARY)
    workspace.write("figures_myohassa.csv", figures("2023-01;typ_clients;170"))
    assert owed(workspace, FEBRUARY)[0] == ("steering_group", "2023-01", "reissue")
    run(workspace, FEBRUARY)
    (row,) = corrections(workspace, "2023-01")["Mitä on korjattu"]
    assert row[2:] == ["ei tietoa", "170\u00a0as.", "Luku saatiin raportin antamisen jälkeen."]


def test_a_change_of_an_earlier_month_is_told_in_the_next_report(workspace):
    run(workspace, MARCH)
    workspace.write("figures_maaliskuu.csv", figures("2023-03;clients;2650"))
    workspace.write("figures_kaikki.csv", figures("2023-01;clients;2607", "2023-02;clients;2610"))
    events = made(run(workspace, date(2023, 4, 26)))
    assert ("issued", "steering_group", "2023-01", 2) in events
    assert ("issued", "steering_group", "2023-02", 2) not in events
    rows = corrections(workspace, "2023-03")["Korjatut luvut aiemmilta kuukausilta"]
    assert [row[:2] for row in rows] == [["Kokeilun asiakkaat", "1/2023"]]


def test_a_second_correction_is_held_against_the_version_before_it(workspace):
    for clients in (2601, 2602):
        run(workspace, FEBRUARY)
        workspace.write("figures_kaikki.csv", figures(f"2023-01;clients;{clients}"))
    assert made(run(workspace, FEBRUARY))[0][3] == 3
    (row,) = corrections(workspace, "2023-01")["Mitä on korjattu"]
    assert (row[2], row[3]) == ("2\u00a0601\u00a0hlö", "2\u00a0602\u00a0hlö")
    versions = workspace.folder / "outputs" / "2023-01" / "steering_group"
    assert sorted(path.name for path in versions.glob("v*")) == ["v1", "v2"]


def test_the_public_version_is_corrected_too(workspace):
    run(workspace, FEBRUARY)
    workspace.write("figures_kaikki.csv", figures("2023-01;clients;2605"))
    assert ("issued", "public", "2023-01", 2) in made(run(workspace, FEBRUARY))
    place = workspace.folder / "outputs" / "2023-01" / "public" / "report.json"
    about = json.loads(place.read_text(encoding="utf-8"))["about"]
    told = "Korjattu: Asiakkaita 1/2023 oli 2 600 hlö, on nyt 2 605 hlö."
    assert about[0].replace("\u00a0", " ") == told


def test_a_ledger_that_was_lost_is_made_again_from_the_manifests(workspace):
    run(workspace, FEBRUARY)
    (workspace.folder / "outputs" / "ledger.sqlite").unlink()
    assert owed(workspace, FEBRUARY) == []
    assert run(workspace, FEBRUARY) == []
