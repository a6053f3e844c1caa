from datetime import date

import pandas as pd

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.sections.actions import (
    ActionLog,
    action_log,
    goal_actions,
    indicator_actions,
    other_actions,
)

PLAN = read_plan()
GOAL_4 = PLAN.goal[3]
COLUMNS = ["id", "action", "owner", "state", "due", "updated", "comment"]


def recorded(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=COLUMNS)
    for name in ("due", "updated"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def log(frame: pd.DataFrame, month: str, *delivered: date) -> ActionLog:
    return action_log(frame, Month.parse(month), delivered)


def state_of(
    frame: pd.DataFrame, month: str, name: str = "development_day", *delivered: date
) -> str:
    actions = goal_actions(PLAN, GOAL_4, log(frame, month, *delivered))
    return next(action.state for action in actions if action.id == name)


def test_a_milestone_past_its_month_and_not_done_is_late():
    nothing = recorded()
    assert state_of(nothing, "2023-05") == "Ei kirjattu"
    assert state_of(nothing, "2023-06") == "Myöhässä"


def test_a_milestone_that_is_done_is_never_late():
    done = recorded(("development_day", "Päivä", "Koordinaattori", "Toteutunut", None, None, None))
    assert state_of(done, "2023-12") == "Tehty"


def test_an_open_activity_past_its_own_due_day_is_late():
    row = ("co_design", "Työpajat", "Koordinaattori", "Käynnissä", "2023-06-30", None, None)
    assert state_of(recorded(row), "2023-05", "co_design") == "Käynnissä"
    assert state_of(recorded(row), "2023-06", "co_design") == "Käynnissä"
    assert state_of(recorded(row), "2023-07", "co_design") == "Myöhässä"


def test_what_was_due_at_the_years_end_is_late_in_a_report_that_knows_of_january():
    row = ("co_design", "Työpajat", "Koordinaattori", "Käynnissä", "2023-12-31", "2023-12-15", None)
    assert state_of(recorded(row), "2023-12", "co_design") == "Käynnissä"
    assert state_of(recorded(row), "2023-12", "co_design", date(2024, 1, 12)) == "Myöhässä"


def test_the_day_is_the_newest_that_the_months_data_tells_of():
    rows = recorded(
        ("co_design", "x", "Koordinaattori", "Käynnissä", None, "2023-10-20", None),
        ("make_plans", "x", "Koordinaattori", "Käynnissä", None, "2023-11-02", None),
    )
    assert log(recorded(), "2023-09").day == date(2023, 9, 30)
    assert log(rows, "2023-09").day == date(2023, 10, 20)
    assert log(rows, "2023-09", date(2023, 10, 12)).day == date(2023, 10, 20)
    # A correction that came much later does not make old reports late.
    assert log(rows, "2023-09", date(2023, 10, 26), date(2024, 4, 2)).day == date(2023, 10, 26)


def test_what_was_recorded_after_the_report_is_not_in_it():
    row = ("co_design", "Työpajat", "Koordinaattori", "Toteutunut", None, "2023-10-31", None)
    assert state_of(recorded(row), "2023-01", "co_design") == "Ei kirjattu"
    assert state_of(recorded(row), "2023-09", "co_design") == "Tehty"


def test_the_newest_entry_of_an_activity_counts():
    rows = recorded(
        ("co_design", "x", "Koordinaattori", "Toteutunut", None, "2023-06-01", None),
        ("co_design", "x", "Koordinaattori", "Käynnissä", None, "2023-03-01", None),
    )
    assert state_of(rows, "2023-12", "co_design") == "Tehty"


def test_an_indicator_finds_its_own_action_before_the_plans_activities():
    rows = recorded(
        ("refer_clients_to_typ", "x", "Tiimit", "Käynnissä", "2023-12-31", None, "Yleinen askel"),
        ("typ_clients", "Ohjataan kolme ehdokasta", "TYP", "Käynnissä", "2023-11-30", None, None),
    )
    names = [a.name for a in indicator_actions(PLAN, "typ_clients", log(rows, "2023-09"))]
    assert names[0] == "Ohjataan kolme ehdokasta"
    assert len(names) == 2


def test_the_five_other_items_of_the_plan_are_listed():
    assert len(other_actions(PLAN, log(recorded(), "2023-09"))) == 5
