"""Cases 20-28: months that are missing, corrected or divided, and the figures made of them."""

from datetime import date, datetime

import pandas as pd
import pytest

from salo_plan.extracts.datasets.new_jobseekers import (
    in_time,
    in_time_by_plan,
    working_days_between,
)
from salo_plan.extracts.inspection import inspect_file
from salo_plan.extracts.values import date_value
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.wording import number
from tests.workspaces import column, inspect, told

from .library import assert_told, case, reading_forms

FORMS = ("csv", "xlsx", "xlsx, typed")
COST = "labour_market_support_cost"
GIVEN = "month;indicator;value;numerator;denominator;state;source;received\n"


def test_20_a_missing_month_is_told_and_never_counted_as_zero(received):
    lib = case("20")
    received.receive(*lib.files)
    data, code = received.check()
    assert (code, [entry["faults"] for entry in data["files"]]) == (0, [[], [], []])
    assert any("2023-03" in note for note in data["warnings"])
    cost = received.indicator(COST, "2023-04")
    present, expected = lib.values["months_present"], lib.values["months_expected"]
    assert cost["months"] == {"present": present, "expected": expected}
    # must_not: 826 410,10 as January-April without a mark
    assert lib.values["cumulative_eur"].startswith(
        number(cost["year_value"], 2).replace("\xa0", " ")
    )
    assert cost["state"] == "provisional"
    assert cost["month_value"] == lib.values["april_eur"]
    # must_not: March as 0
    assert received.indicator(COST, "2023-03")["month_value"] is None
    # must_not: -3,1 % (April against February) as the change from the previous month
    assert cost["change"]["previous"] is None


def test_20_the_missing_month_is_shown_beside_the_figure(received):
    received.receive(*case("20").files)
    received.write("figures_own.csv", GIVEN + "2023-04;clients;2600;;;ok;made up;\n")
    material = gather(read_plan(), received.folder)
    report = build_report(material, "steering_group", Month(2023, 4))
    row = next(row for row in report.rows if row.id == COST)
    # shown: beside the figure, not only in the log
    assert "tietoja 3/4 kuukaudelta" in row.detail


def test_21_a_late_correction_counts_from_the_day_it_came(received):
    lib = case("21")
    old, new = "tmt_2023-02.csv", "tmt_2023-02_korjattu.csv"
    received.receive(lib.file(old))
    before = received.indicator(COST, "2023-02")["value"]
    assert before == lib.values["2023-02 as known 2023-03-31"]
    received.receive(lib.file(new), lib.file("toimitukset.csv"))
    # must_not: 557 954,20 (both added)
    after = received.indicator(COST, "2023-02")["value"]
    assert after == lib.values["2023-02 as known 2023-04-30"]
    data, code = received.check()
    assert (code, received.entry(old)["rows_used"], received.entry(new)["rows_used"]) == (0, 0, 1)
    (note,) = [note for note in data["warnings"] if "replaces" in note]
    assert f"{new} replaces data/raw/{old} for 2023-02" in note
    assert "+4 134,20" in note.replace("\xa0", " ")
    assert "+4 134,20" in lib.expected["note"]


@pytest.mark.parametrize("name", ["kela_kuntaosuus_2023-02.csv", "tmt_2023-02_uusi.csv"])
def test_21_the_day_of_delivery_decides_and_not_the_name(received, name):
    # must_not: the old value because its file name sorts first or last
    lib = case("21")
    received.receive(lib.file("tmt_2023-02.csv"))
    received.receive(lib.file("tmt_2023-02_korjattu.csv"), name=name)
    days = f"tiedosto;toimitettu\ntmt_2023-02.csv;2023-03-06\n{name};2023-04-11\n"
    received.write("toimitukset.csv", days)
    value = received.indicator(COST, "2023-02")["value"]
    assert value == lib.values["2023-02 as known 2023-04-30"]


@pytest.mark.parametrize("form", FORMS)
def test_22_june_is_scored_of_the_answers_given(received, tmp_path, form):
    lib = case("22")
    values = lib.values["2023-06"]
    path = reading_forms(lib.file("palaute_2023-06.csv"), tmp_path)[form]
    received.receive(path)
    entry = received.entry(path.name)
    assert (entry["faults"], entry["rows_used"]) == ([], values["answers"] + values["blank"])
    states = column(inspect(path)[0], "suositteluluku")["states"]
    assert states == {"ok": values["answers"], "missing": values["blank"]}
    score = received.indicator("feedback_nps", "2023-06")
    # must_not: 40 (blank in the base)
    assert score["denominator"] == values["answers"]
    assert score["numerator"] == values["promoters"] - values["detractors"]
    assert round(score["value"], 2) == values["nps_exact"]
    # must_not: 45 (56 minus 11, rounded before subtracting)
    assert number(score["value"]) == str(values["nps_shown"])


@pytest.mark.parametrize("form", FORMS)
def test_22_july_is_refused_with_every_value_outside_the_scale(received, tmp_path, form):
    lib = case("22")
    path = reading_forms(lib.file("palaute_2023-07.csv"), tmp_path)[form]
    received.receive(path)
    for entry in (inspect(path)[0], received.entry(path.name)):
        found = told(entry)
        assert [place[0] for place in found] == [e["row"] for e in lib.expected["errors"]]
        if form != "xlsx, typed":
            assert_told(entry, lib.expected["errors"])
    # must_not: a value 0 taken as blank
    assert inspect_file(path).frame.loc[5, "suositteluluku"] == 0
    assert received.indicator("feedback_nps", "2023-07")["value"] is None


def test_23_the_share_of_a_quarter_comes_from_its_sums(received):
    lib = case("23")
    entry, code = inspect(lib.file("yhteydenotot_kk.csv"))
    assert (code, entry["faults"], entry["rows_used"]) == (0, [], 3)
    rows = ["Kuukausi;Tiimi;Keskustelun tyyppi;Toteutustapa;Tila;Lukumäärä"]
    for line in inspect_file(lib.file("yhteydenotot_kk.csv")).frame.itertuples():
        start = f"{line.kuukausi};Tiimi 1;Alkuhaastattelu"
        rows.append(f"{start};Käynti;Toteutunut;{line.käyntejä:.0f}")
        rows.append(f"{start};Puhelin;Toteutunut;{line.kaikki - line.käyntejä:.0f}")
    received.write("tedigi_keskustelut_2023.csv", "\n".join(rows) + "\n")
    shares = {
        month: received.indicator("initial_interview_visit_share", month)
        for month in ("2023-01", "2023-02", "2023-03")
    }
    for month in ("2023-01", "2023-02"):
        assert shares[month]["value"] == lib.values[f"share_{month}_percent"]
    march = shares["2023-03"]
    # must_not: 33,3 % (March as 0)
    # must_not: nan or inf on the page
    assert (march["value"], march["state"]) == (None, "not_applicable")
    assert lib.values["share_2023-03"] == "not available (0 of 0)"
    # must_not: 50,0 % (mean of shares)
    assert round(march["year_value"], 1) == lib.values["share_quarter_percent"]
    assert not lib.values["target_60_percent_met"]
    assert march["year_value"] < march["target"]["limit"]


def test_24_the_groups_are_read_as_they_are():
    lib = case("24")
    entry, code = inspect(lib.file("ryhmat_2023-06.csv"))
    assert (code, entry["faults"], entry["rows_used"]) == (0, [], 6)
    frame = inspect_file(lib.file("ryhmat_2023-06.csv")).frame
    totals = frame.groupby("tiimi")["asiakkaita"].sum()
    assert totals["Tiimi 1"] == lib.values["Tiimi 1 total"]
    groups = frame.set_index(["tiimi", "ryhmä"])
    assert groups.loc[("Tiimi 1", "A"), "asiakkaita"] == lib.values["Tiimi 1 A"]
    assert groups.loc[("Tiimi 2", "B"), ["työttömiä", "työttömiä_state"]].tolist() == [0, "ok"]


def test_25_days_are_counted_by_the_rule_that_is_named():
    lib = case("25")
    frame = inspect_file(lib.file("uudet_2023-06.csv")).frame.set_index("asiakas_id")
    frame.columns = ["began", "contact"]
    # must_not: Good Friday, Easter Monday, 1 May or Midsummer Eve counted as working days
    rule = (
        "working_days (Mon-Fri less public holidays and Midsummer Eve, the start day not counted)"
    )
    for client, days in lib.values[rule].items():
        assert working_days_between(*frame.loc[client]) == days
    for client, days in lib.values["calendar_days"].items():
        assert (frame.loc[client, "contact"] - frame.loc[client, "began"]).days == days
    known = frame.loc["A0001":"A0006"]
    for name, rule in (("working days <= 5", in_time), ("calendar days < 5", in_time_by_plan)):
        found = [client for client, row in known.iterrows() if rule(row["began"], row["contact"])]
        assert found == lib.values["in_time_by_rule"][name]


@pytest.mark.parametrize("form", FORMS)
def test_25_both_rules_stand_beside_each_other_and_nobody_is_left_out(received, tmp_path, form):
    lib = case("25")
    path = reading_forms(lib.file("uudet_2023-06.csv"), tmp_path)[form]
    received.receive(path)
    entry = received.entry(path.name)
    expected = lib.expected["warning"] | {"column": "ensimmäinen_yhteydenotto"}
    assert_told(entry, [expected], "warning")
    assert told(entry, "warning") == [(10, "ensimmäinen_yhteydenotto", "6.6.2023")]
    (counts,) = received.tables().frames["first_contacts"].to_dict("records")
    rules = lib.values["in_time_by_rule"]
    # A0009, whose contact came before the start, counts as in time, as the warning says.
    assert counts["new"] == 9
    assert counts["in_time"] == len(rules["working days <= 5"]) + 1
    assert counts["in_time_by_plan"] == len(rules["calendar days < 5"]) + 1
    # must_not: A0007 left out because the date is missing
    assert lib.values["A0007"] == "late, no contact (counts in the base)"
    assert (counts["late"], counts["not_contacted"]) == (0, 1)
    # must_not: A0008 counted late
    assert lib.values["A0008"] == "still open on 30.6. (not in the base yet)"
    assert counts["still_open"] == 1
    share = received.indicator("early_contact_share", "2023-06")
    assert (share["numerator"], share["denominator"]) == (7, 8)
    received.write("figures_own.csv", GIVEN + "2023-06;clients;2600;;;ok;made up;\n")
    report = build_report(gather(read_plan(), received.folder), "steering_group", Month(2023, 6))
    row = next(row for row in report.rows if row.id == "early_contact_share")
    # note: the product picks one rule, writes it beside the figure and can be asked for the others
    assert "määräaika kesken 1, alle 5 päivässä (suunnitelma) 38 %" in row.detail.replace(
        "\xa0", " "
    )


def test_27_every_broken_address_is_told_and_none_is_shown():
    lib = case("27")
    entry, code = inspect(lib.file("vastaanottajat.csv"))
    assert (code, entry["rows_used"]) == (1, 0)
    # must_not: the good addresses skipped without a word when one is bad
    assert_told(entry, lib.expected["errors"])
    assert told(entry) == [(5, "osoite", None), (6, "osoite", None)]
    assert "example.org" not in str(entry)


def test_27_without_the_broken_rows_the_list_is_accepted(tmp_path):
    lines = case("27").file("vastaanottajat.csv").read_bytes().splitlines(keepends=True)
    mended = tmp_path / "vastaanottajat.csv"
    mended.write_bytes(b"".join(lines[:4] + lines[7:]))
    entry, code = inspect(mended)
    assert (code, entry["faults"], entry["rows_used"]) == (0, [], 4)


def test_28_an_event_belongs_to_its_finnish_month(received):
    lib = case("28")
    path = lib.file("tapahtumat.csv")
    entry, code = inspect(path)
    assert (code, entry["faults"], entry["rows_used"]) == (0, [], 5)
    local = lib.values["local_times"]
    days = inspect_file(path).frame.set_index("tapahtuma_id")["alkoi_utc"]
    for event, written in local.items():
        assert days[event].date() == datetime.fromisoformat(written).date()
    received.receive(path)
    june = lib.values["june_2023"]
    assert received.indicator("monthly_event", "2023-06")["month_value"] == june["events"]
    events = received.tables().frames["events"]
    # must_not: 95 visitors in June (UTC months)
    in_june = events["month"] == "2023-06"
    assert events.loc[in_june, "participants"].sum() == june["visitors"]
    # must_not: 117 in the year 2023
    year = events[events["month"].str.startswith("2023")]
    wanted = lib.values["year_2023"]
    assert (len(year), year["participants"].sum()) == (wanted["events"], wanted["visitors"])


def test_28_finnish_winter_and_summer_time_differ():
    assert date_value("2023-03-26T00:30:00Z") == date(2023, 3, 26)
    assert pd.Timestamp(date_value("2023-06-30T21:00:00Z")) == pd.Timestamp("2023-07-01")
