from dataclasses import replace

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.sections.actions import action_log
from salo_plan.reports.sections.parties import party_section, status_counts
from tests.reports.sample_report import ROWS
from tests.reports.test_actions import recorded

PLAN = read_plan()
JUNE = Month(2023, 6)
ROW = ROWS[0]


def as_row(name: str, verdict: str):
    fields = {"id": name, "name": PLAN.indicator(name).name, "verdict": verdict}
    return replace(ROW, **fields, printed="172 as.", target="vähintään 180")


def line(party: str, rows=(), frame=None):
    log = action_log(recorded() if frame is None else frame, JUNE)
    (table,) = party_section(PLAN, tuple(rows), log, JUNE).tables
    return next((row for row in table.rows if row[0] == party), None)


def test_statuses_are_counted_in_a_fixed_order():
    verdicts = ("missed", "met", "near", "met", "missed")
    rows = [replace(ROW, verdict=verdict) for verdict in verdicts]
    assert status_counts(rows) == "2 tavoitteessa, 1 lähellä, 2 ei tavoitteessa"


def test_a_party_has_the_indicators_that_the_plan_gives_it_and_those_that_miss_by_name():
    rows = (as_row("typ_clients", "missed"), as_row("clients", "met"))
    assert line("TYP", rows)[1:3] == (
        "1 ei tavoitteessa",
        "TYPin asiakkaat (172 as., vähintään 180)",
    )
    # The teams answer for both, SSKKY for neither.
    assert line("Tiimit", rows)[1] == "1 tavoitteessa, 1 ei tavoitteessa"
    assert line("SSKKY", rows)[1] == "–"


def test_open_activities_are_counted_and_late_ones_named_with_their_day():
    frame = recorded(
        ("recognise_more_learning", "x", "SSKKY", "Käynnissä", "2023-05-31", None, None),
        ("clarify_recognition_process", "x", "SSKKY", "Toteutunut", None, None, None),
    )
    assert line("SSKKY")[3:] == ("2 tila kirjaamatta", "–")
    assert line("SSKKY", frame=frame)[3] == "1 avoinna"
    assert line("SSKKY", frame=frame)[4].endswith("syvennetään (määräaika 31.5.2023)")


def test_what_the_plan_gives_to_nobody_stands_with_the_recorded_owner_or_on_its_own_row():
    assert line("Vastuutahoa ei nimetty")[3] == "5 tila kirjaamatta"
    frame = recorded(("te2024_preparation", "x", "SSKKY", "Käynnissä", None, None, None))
    assert line("Vastuutahoa ei nimetty", frame=frame)[3] == "4 tila kirjaamatta"
    assert line("SSKKY", frame=frame)[3] == "1 avoinna, 2 tila kirjaamatta"
