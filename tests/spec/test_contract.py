"""The 38 indicators as the contract of the product has them, written out by hand."""

import re

import pytest

from salo_plan.plan.reading import read_plan

PLAN = read_plan()

# id | kind | op | limit | assumed | unit | decimals | over_year | baseline, month | scope
CONTRACT = """
clients                            | target | <  | 2900    |         | hlö      | 0 | every_month | 2621 2022-11 | T
unemployed                         | follow |    |         |         | hlö      | 0 | last        | 1395 2022-11 | T
unemployed_share                   | target | <  | 60      |         | %        | 1 | last        | 53 2022-11   | T
under_25_unemployed_share          | target | <  | 50      |         | %        | 1 | last        | 52 2022-11   | T
foreign_language_unemployed_share  | target | <  | 35      |         | %        | 1 | last        | 38 2022-11   | T
job_search_weeks                   | target | <  | 46      |         | vk       | 0 | mean        | 42 2022-11   | S
clients_per_coach                  | target | <  | 140     |         | as.      | 0 | mean        | 122 2022-12  | T
team_caseloads                     | verbal |    |         |         |          |   |             |              | T
early_contact_share                | follow |    |         |         | %        | 1 | pooled      |              | T
transfer_contact_share             | follow |    |         |         | %        | 1 | pooled      |              | T
job_search_info_sessions           | target | >= | 1       |         | kpl      | 0 | every_month |              | T
initial_interview_visit_share      | target | >= | 60      | assumed | %        | 0 | pooled      |              | T
job_search_talk_visit_share        | target | >= | 50      | assumed | %        | 0 | pooled      |              | T
supplementary_talk_visit_share     | target | >= | 10      | assumed | %        | 0 | pooled      |              | T
plan_backlog_share                 | target | <  | 30      |         | %        | 1 | last        | 22 2022-11   | T
uma_contact_level                  | follow |    |         |         | %        | 1 | pooled      |              | T
typ_clients                        | target | >= | 180     | assumed | as.      | 0 | last        | 151 2022-11  | S
typ_local_targets                  | verbal |    |         |         |          |   |             |              | S
ohjaamo_visitors                   | target | >  | year_ago |        | hlö      | 0 | sum         | ranges       | S
client_flow                        | verbal |    |         |         |          |   |             |              | T
activation_under_25                | target | >  | 35      |         | %        | 1 | pooled      | 36.9 2022-11 | S
activation_foreign_citizens        | target | >  | 55      |         | %        | 1 | pooled      | 60.4 2022-11 | S
activation_long_term               | target | >  | 20      |         | %        | 1 | pooled      | 18.2 2022-11 | S
activation_all                     | target | >  | 40      |         | %        | 1 | pooled      | 42.8 2022-11 | S
work_trials                        | target | >  | 50      |         | kpl      | 0 | last        | 64 2022-11   | S
activation_plans_1000_days         | target | =  | 100     | assumed | %        | 1 | last        |              | S
labour_market_support_cost         | target | <= | 3390000 | assumed | €        | 2 | sum         |              | S
network_development                | verbal |    |         |         |          |   |             |              | T
service_tailoring                  | verbal |    |         |         |          |   |             |              | T
feedback_nps                       | target | >  | 50      |         | pistettä | 0 | pooled      |              | T
in_education                       | target | >= | 400     | assumed | hlö      | 0 | mean        | 379 2022-11  | T
self_motivated_study               | target | >= | 120     | assumed | hlö      | 0 | mean        | 92 2023-01   | T
recognised_learning                | follow |    |         |         | kpl      | 0 | sum         |              | T
wage_subsidy_under_30              | target | >  | 60      |         | hlö      | 0 | last        | 61 2022-11   | S
wage_subsidy_30_and_over           | target | >  | 160     |         | hlö      | 0 | last        | 226 2022-11  | S
job_brokering                      | follow |    |         |         | kpl      | 0 | sum         |              | T
monthly_event                      | target | >= | 1       |         | kpl      | 0 | every_month |              | T
daily_social_media                 | target | >= | 100     |         | %        | 0 | pooled      |              | T
"""  # noqa: E501
ROWS = [[cell.strip() for cell in line.split("|")] for line in CONTRACT.strip().splitlines()]

GOALS = {1: 16, 2: 4, 3: 7, 4: 3, 5: 3, 6: 3, 7: 2}
RUNNING = {"in_education", "self_motivated_study", "labour_market_support_cost"}
NEVER_NEAR = {
    "clients",
    "job_search_info_sessions",
    "activation_plans_1000_days",
    "monthly_event",
    "daily_social_media",
}


def test_the_indicators_are_the_38_of_the_contract_in_its_order():
    assert [indicator.id for indicator in PLAN.indicators] == [row[0] for row in ROWS]
    assert {goal.number: len(goal.indicator) for goal in PLAN.goal} == GOALS


def test_27_have_a_target_6_are_followed_and_5_are_verbal():
    kinds = [indicator.kind for indicator in PLAN.indicators]
    assert [kinds.count(kind) for kind in ("target", "follow", "verbal")] == [27, 6, 5]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_indicator_is_as_the_contract_has_it(row):
    indicator = PLAN.indicator(row[0])
    target, baseline = indicator.target, indicator.baseline
    limit = assumed = start = ""
    if target:
        limit = target.reference or f"{target.limit:g}"
        assumed = "assumed" if target.assumed else ""
    if baseline:
        start = "ranges" if baseline.ranges else f"{baseline.value:g} {baseline.month}"
    assert [
        indicator.id,
        indicator.kind,
        target.op if target else "",
        limit.replace("3.39e+06", "3390000"),
        assumed,
        indicator.unit,
        "" if indicator.kind == "verbal" else str(indicator.decimals),
        indicator.over_year or "",
        start,
        indicator.scope,
    ] == row


def test_the_ohjaamo_baseline_is_two_ranges_of_months():
    baseline = PLAN.indicator("ohjaamo_visitors").baseline
    assert baseline is not None
    assert [(item.year, item.min, item.max) for item in baseline.ranges] == [
        (2021, 1, 76),
        (2022, 2, 140),
    ]


def test_only_the_plan_backlog_starts_from_an_approximate_figure():
    about = [item.id for item in PLAN.indicators if item.baseline and item.baseline.approximate]
    assert about == ["plan_backlog_share"]


def test_three_rows_are_judged_by_the_year_to_date_in_every_report():
    assert {item.id for item in PLAN.indicators if item.running} == RUNNING


def test_the_support_cost_is_held_against_an_even_path():
    on_path = [item.id for item in PLAN.indicators if item.target and item.target.path]
    assert on_path == ["labour_market_support_cost"]


def test_monthly_daily_and_hundred_per_cent_targets_are_never_near():
    assert {item.id for item in PLAN.indicators if item.target and not item.target.near} == (
        NEVER_NEAR
    )


def test_better_follows_the_direction_of_the_target():
    for indicator in PLAN.indicators:
        if indicator.target:
            lower = indicator.target.op in ("<", "<=")
            assert indicator.better == ("lower" if lower else "higher"), indicator.id


def test_the_wage_subsidy_reform_breaks_both_wage_subsidy_rows():
    broken = [item.id for item in PLAN.indicators if "2023-07" in map(str, _breaks(item))]
    assert broken == ["wage_subsidy_under_30", "wage_subsidy_30_and_over"]


def test_new_clients_under_temporary_protection_break_four_rows():
    assert [item.id for item in PLAN.indicators if "2023-03" in map(str, _breaks(item))] == [
        "clients",
        "foreign_language_unemployed_share",
        "activation_foreign_citizens",
        "in_education",
    ]


def test_whoever_answers_for_an_indicator_is_named_in_the_goal_of_the_plan():
    for goal in PLAN.goal:
        named = {party for cell in goal.responsibilities for party in cell.parties}
        for item in (*goal.indicator, *goal.activity, *goal.milestone):
            assert item.responsible, item.id
            assert set(item.responsible) <= named, item.id


def test_every_party_is_named_by_some_cell_of_the_plan():
    cells = [cell for goal in PLAN.goal for cell in goal.responsibilities]
    assert {party for cell in cells for party in cell.parties} == set(PLAN.parties)


def test_footnotes_and_questions_name_each_other():
    asked = {(q.id, name) for q in PLAN.question for name in q.indicators}
    noted = {(note, item.id) for item in PLAN.indicators for note in item.footnotes}
    assert asked == noted
    assert [question.id for question in PLAN.question] == [f"Q{n}" for n in range(1, 15)]


def test_every_promise_of_the_plan_has_its_audience():
    kept = [name for sentence in PLAN.reporting for name in sentence.audiences]
    assert kept == [audience.id for audience in PLAN.audience]


def test_the_short_titles_of_the_goals_have_three_to_seven_words():
    for goal in PLAN.goal:
        assert 3 <= len(goal.title.split()) <= 7, goal.title


def test_words_of_targets_name_the_limit_as_finnish_text_does():
    words = {item.id: item.target.words for item in PLAN.indicators if item.target}
    assert words["clients"] == "alle 2\u00a0900"
    assert words["unemployed_share"] == "alle 60\u00a0%"
    assert words["initial_interview_visit_share"] == "vähintään 60\u00a0%"
    assert words["activation_under_25"] == "yli 35\u00a0%"
    assert words["labour_market_support_cost"] == "enintään 3,39\u00a0M€"
    assert words["ohjaamo_visitors"] == "yli vuoden 2022 saman kuukauden"
    for text in words.values():
        assert not re.search(r"\d (\d|%|M€|vk)|\d[%€]", text), text


def test_readers_meet_finnish_marks_in_our_own_words():
    own = [goal.title for goal in PLAN.goal]
    for item in PLAN.indicators:
        own += [item.name, item.phrase, item.note or "", *item.beside]
        own += [broken.why for broken in item.breaks]
    for question in PLAN.question:
        own += [question.question, question.default]
    for text in own:
        assert not re.search(r"\d\.\d{3}\b|\d\.\d %|\d{4} päiv|\d%|-\d|\"", text), text


def _breaks(indicator):
    return [item.month for item in indicator.breaks]
