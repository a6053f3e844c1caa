"""The calendar: which reports the plan of 2023 owes, to whom and by when."""

from collections import Counter
from datetime import date

from salo_plan.periods import Month
from salo_plan.plan.calendar import Promise, due_by, due_date, promises
from salo_plan.plan.reading import read_plan

PLAN = read_plan()


def test_the_plan_year_has_31_reports():
    assert Counter(promise.audience for promise in promises(PLAN)) == {
        "steering_group": 12,
        "public": 12,
        "staff": 3,
        "management_group": 3,
        "city_board": 1,
    }


def test_a_monthly_report_is_due_on_the_26th_of_the_next_month():
    monthly = [item for item in promises(PLAN) if item.audience in ("steering_group", "public")]
    assert {(item.due.day, Month.parse(item.due).minus(item.month)) for item in monthly} == {
        (26, 1)
    }


def test_period_reports_are_due_in_the_months_that_the_plan_names():
    periodic = [
        item for item in promises(PLAN) if item.audience not in ("steering_group", "public")
    ]
    assert periodic == [
        Promise("management_group", Month(2023, 4), date(2023, 5, 26)),
        Promise("staff", Month(2023, 5), date(2023, 6, 26)),
        Promise("management_group", Month(2023, 8), date(2023, 9, 26)),
        Promise("staff", Month(2023, 9), date(2023, 10, 26)),
        Promise("management_group", Month(2023, 12), date(2024, 1, 26)),
        Promise("staff", Month(2023, 12), date(2024, 2, 15)),
        Promise("city_board", Month(2023, 12), date(2024, 2, 28)),
    ]


def test_promises_come_by_due_date_and_then_in_the_order_of_the_audiences():
    order = [audience.id for audience in PLAN.audience]
    keys = [(promise.due, order.index(promise.audience)) for promise in promises(PLAN)]
    assert keys == sorted(keys)


def test_nothing_is_due_the_day_before_the_first_due_date():
    assert due_by(PLAN, date(2023, 2, 25)) == ()


def test_the_first_two_reports_are_due_on_the_first_due_date():
    january = Month(2023, 1)
    assert due_by(PLAN, date(2023, 2, 26)) == (
        Promise("steering_group", january, date(2023, 2, 26)),
        Promise("public", january, date(2023, 2, 26)),
    )


def test_all_31_are_due_by_the_end_of_february_2024():
    assert due_by(PLAN, date(2024, 2, 29)) == promises(PLAN)


def test_one_line_moves_the_staff_reports_to_the_data_of_june_and_october(edited_plan):
    path = edited_plan(('["2023-05", "2023-09", "2023-12"]', '["2023-06", "2023-10", "2023-12"]'))
    moved = [item for item in promises(read_plan(path)) if item.audience == "staff"]
    assert [(str(item.month), str(item.due)) for item in moved] == [
        ("2023-06", "2023-07-26"),
        ("2023-10", "2023-11-26"),
        ("2023-12", "2024-02-15"),
    ]
    assert len(promises(read_plan(path))) == 31


def test_a_month_outside_the_calendar_has_a_due_date_too():
    (board,) = (audience for audience in PLAN.audience if audience.id == "city_board")
    assert due_date(board, Month(2023, 6)) == date(2023, 7, 26)
    assert due_date(board, Month(2023, 12)) == date(2024, 2, 28)
