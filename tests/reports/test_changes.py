"""What has changed since the report before: activities newly late, and targets."""

import json

import pandas as pd

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.changes import changed_targets, newly_late
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.sections.actions import action_log
from tests.publishing.light import town

PLAN = read_plan()
JULY, AUGUST = Month(2023, 7), Month(2023, 8)
AUDIENCE = next(audience for audience in PLAN.audience if audience.id == "steering_group")


def recorded(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Record activities: id, state and due day."""
    return pd.DataFrame(
        [
            {
                "id": name,
                "action": name,
                "owner": "koordinaattori",
                "state": state,
                "due": pd.Timestamp(due),
                "updated": pd.Timestamp("2023-06-01"),
                "comment": None,
            }
            for name, state, due in rows
        ]
    )


def entry(name: str) -> str:
    """Find what an activity or milestone of the plan is called."""
    entries = [e for goal in PLAN.goal for e in (*goal.activity, *goal.milestone)]
    found = next(e for e in entries if e.id == name)
    return found.name or found.text


def test_what_was_due_in_august_is_newly_late_at_the_end_of_august():
    rows = recorded(
        ("make_plans", "Käynnissä", "2023-08-15"), ("development_day", "Käynnissä", "2023-05-31")
    )
    (told,) = newly_late(PLAN, action_log(rows, AUGUST), action_log(rows, JULY))
    assert told.startswith("Uutena myöhässä: ")
    assert entry("make_plans") in told
    assert entry("development_day") not in told


def test_what_is_done_is_not_late():
    rows = recorded(("make_plans", "Toteutunut", "2023-08-15"))
    assert newly_late(PLAN, action_log(rows, AUGUST), action_log(rows, JULY)) == ()


def test_the_first_report_calls_nothing_newly_late():
    rows = recorded(("make_plans", "Käynnissä", "2023-08-15"))
    told = newly_late(PLAN, action_log(rows, AUGUST), None)
    assert told == (f"Myöhässä: {entry('make_plans')}; {entry('development_day')}.",)


def test_many_are_counted():
    names = [activity.id for activity in PLAN.goal[0].activity][:5]
    rows = recorded(*((name, "Käynnissä", "2023-08-15") for name in names))
    (told,) = newly_late(PLAN, action_log(rows, AUGUST), action_log(rows, JULY))
    assert told.endswith("ja 2 muuta.")


def test_a_target_that_another_report_printed_otherwise_is_told(tmp_path):
    workspace = town(tmp_path, "2023-07;clients;2600", "2023-08;clients;2610")
    report = build_report(gather(PLAN, workspace.folder), "steering_group", AUGUST)
    place = tmp_path / "outputs" / "2023-07" / "steering_group"
    place.mkdir(parents=True)
    then = [{"id": "clients", "target": "alle 2\u00a0800", "series": []}]
    (place / "report.json").write_text(json.dumps({"rows": then}), encoding="utf-8")
    (told,) = changed_targets(PLAN, tmp_path, AUDIENCE, AUGUST, report.rows)
    assert told.replace("\u00a0", " ") == (
        "Tavoite on muuttunut: Kokeilun asiakkaat: alle 2 800, nyt alle 2 900."
    )


def test_without_an_earlier_report_no_target_has_changed(tmp_path):
    assert changed_targets(PLAN, tmp_path, AUDIENCE, AUGUST, ()) == ()


def changes(folder, *rows: str) -> tuple[str, ...]:
    """Tell what the steering group's August report says of changes, by figures delivered ready."""
    material = gather(PLAN, town(folder, *rows).folder)
    return build_report(material, "steering_group", AUGUST).changes


def test_where_nothing_was_judged_the_month_before_nothing_is_said_to_have_stayed(tmp_path):
    told = changes(tmp_path, "2023-07;typ_clients;150", "2023-08;clients;2600")
    assert told[0] == "Yhtäkään mittaria ei voi verrata aiempaan lukuun."


def test_where_a_figure_stayed_on_its_side_of_the_target_that_is_said(tmp_path):
    told = changes(tmp_path, "2023-07;clients;2590", "2023-08;clients;2600")
    assert told[0] == "Yksikään mittari ei ylittänyt eikä alittanut tavoiterajaansa."
