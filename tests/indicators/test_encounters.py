from datetime import date

import pandas as pd

from salo_plan.figures import Measured
from salo_plan.indicators.encounters import (
    info_sessions,
    monthly_events,
    net_promoter_score,
    posting_days,
    working_days,
)
from salo_plan.periods import Month
from salo_plan.plan.areas import Place
from salo_plan.plan.model import Rules

JUNE = Month(2023, 6)
AT_VOIMALA = Rules(event_place=Place(name="Voimala", inessive="Voimalassa"))


def log(events=(), posts=(), sessions=()):
    frames = {
        "events": pd.DataFrame(list(events), columns=["day", "place"]),
        "posts": pd.DataFrame(list(posts), columns=["day", "shows_service"]),
        "info_sessions": pd.DataFrame(list(sessions), columns=["day", "participants"]),
    }
    for frame in frames.values():
        frame["day"] = pd.to_datetime(frame["day"])
        frame["month"] = frame["day"].dt.strftime("%Y-%m").astype("str")
    return frames


def scores(*given: int | None):
    frame = pd.DataFrame({"score": pd.Series(given, dtype="float64")})
    return {"feedback": frame.assign(month="2023-06")}


def test_nps_counts_promoters_less_detractors_of_the_answers_given():
    figure = net_promoter_score(scores(10, 9, 9, 10, 9, 8, 7, 8, 3, None), JUNE, Rules())
    assert (figure.numerator, figure.denominator) == (4, 9)
    assert figure.value == 400 / 9


def test_a_zero_is_an_answer_and_a_blank_is_not():
    figure = net_promoter_score(scores(0, None), JUNE, Rules())
    assert (figure.value, figure.denominator) == (-100, 1)


def test_a_month_without_answers_has_no_score():
    assert net_promoter_score(scores(None), JUNE, Rules()).state == "missing"


def test_only_sessions_with_eight_present_count_and_all_participants_are_told():
    frames = log(sessions=[("2023-06-01", 8), ("2023-06-15", 7)])
    figure = info_sessions(frames, JUNE, Rules())
    assert figure.value == 1
    assert dict(figure.beside)["osallistujia"] == 15


def test_a_quiet_month_inside_the_log_is_a_true_zero_and_outside_it_missing():
    frames = log(events=[("2023-05-03", "Voimala"), ("2023-07-04", "Tori")])
    assert monthly_events(frames, JUNE, Rules()).value == 0
    assert monthly_events(frames, Month(2023, 8), Rules()).state == "missing"


def test_two_events_in_june_do_not_cover_july():
    frames = log(
        events=[("2023-06-01", "Voimala"), ("2023-06-20", "Tori")], posts=[("2023-08-01", True)]
    )
    assert monthly_events(frames, JUNE, Rules()).value == 2
    assert dict(monthly_events(frames, JUNE, AT_VOIMALA).beside)["Voimalassa, %"] == 50
    assert monthly_events(frames, Month(2023, 7), Rules()).value == 0


def test_posting_days_are_counted_of_working_days_and_weekends_do_not_help():
    posts = [("2023-06-01", True), ("2023-06-01", False), ("2023-06-03", True)]
    figure = posting_days(log(posts=posts), JUNE, Rules())
    assert (figure.numerator, figure.denominator) == (1, 21)


def test_midsummer_eve_and_the_holidays_of_2023_are_not_working_days():
    free = [(1, 6), (4, 7), (4, 10), (5, 1), (5, 18), (6, 23), (12, 6), (12, 25), (12, 26)]
    for number, day in free:
        assert date(2023, number, day) not in working_days(Month(2023, number))
    assert sum(len(working_days(Month(2023, n))) for n in range(1, 13)) == 260 - len(free)


def test_answers_without_a_score_are_told_beside():
    assert net_promoter_score(scores(10, None, None), JUNE, Rules()).beside == (
        ("ilman arvosanaa", 2.0),
    )
    assert net_promoter_score(scores(10, 9), JUNE, Rules()).beside == ()


def test_a_six_is_a_detractor_and_a_seven_is_not():
    assert net_promoter_score(scores(6), JUNE, Rules()).value == -100
    assert net_promoter_score(scores(7), JUNE, Rules()).value == 0


def test_sessions_are_a_whole_figure_with_all_sessions_and_participants_beside():
    frames = log(sessions=[("2023-06-01", 8), ("2023-06-15", 7)])
    beside = (("osallistujia", 15.0), ("infoja kaikkiaan", 2.0))
    assert info_sessions(frames, JUNE, Rules()) == Measured(1.0, 1.0, None, "ok", beside)


def test_events_are_a_whole_figure_with_the_share_at_the_main_place_beside():
    frames = log(events=[("2023-06-03", "Voimala"), ("2023-06-04", "Tori"), ("2023-06-05", "Tori")])
    found = monthly_events(frames, JUNE, AT_VOIMALA)
    assert found == Measured(3.0, 3.0, None, "ok", (("Voimalassa, %", 100 / 3),))
    assert monthly_events(frames, JUNE, Rules()) == Measured(3.0, 3.0)


def test_posting_days_have_the_share_of_posts_that_show_a_service_beside():
    posts = [("2023-06-01", True), ("2023-06-01", False), ("2023-06-02", True)]
    found = posting_days(log(posts=posts), JUNE, Rules())
    days = len(working_days(JUNE))
    assert (found.numerator, found.denominator, found.state) == (2, days, "ok")
    assert found.value == 100 * 2 / days
    assert found.beside == (("palvelun esitteleviä julkaisuja, %", 100 * 2 / 3),)
