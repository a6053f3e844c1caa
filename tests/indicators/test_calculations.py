import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salo_plan.indicators.calculations import calculate

CLIENTS = pd.DataFrame(
    [
        ("Salo", "20–24", "fi", "FI", "02", 10),
        ("Salo", "20–24", "ru", "RU", "08", 5),
        ("Salo", "25–29", "fi", "FI", "03", 7),
        ("Salo", "alle 20", "sv", "FI", "03", 3),
        ("Marttila", "60–", "se", "FI", "07", 4),
        ("Marttila", "30–49", "uk", "UA", "02", 6),
        ("Marttila", "30–49", None, "FI", "02", 1),
    ],
    columns=[
        "municipality",
        "age_group",
        "mother_tongue",
        "citizenship",
        "employment_code",
        "clients",
    ],
)


def of_clients(**metric: str):
    return calculate(metric, "clients", CLIENTS)


def test_everyone_is_counted_with_any_employment_code():
    assert of_clients(count="everyone").value == 36


def test_the_unemployed_are_codes_02_and_03_with_the_laid_off_told_beside():
    figure = of_clients(count="unemployed")
    assert figure.value == 10 + 7 + 3 + 6 + 1
    assert figure.beside == (("kokonaan lomautettuja", 10.0),)


def test_the_share_of_young_unemployed_is_of_the_young_not_of_everyone():
    figure = of_clients(share="unemployed", of="under_25")
    assert (figure.numerator, figure.denominator) == (13, 18)
    assert figure.value == 100 * 13 / 18


def test_sami_swedish_and_unknown_mother_tongues_are_not_foreign():
    figure = of_clients(share="unemployed", of="foreign_language")
    assert (figure.numerator, figure.denominator) == (6, 11)


def test_code_08_is_in_education():
    assert of_clients(count="in_education").value == 5


@given(st.permutations(range(len(CLIENTS))))
def test_the_order_of_rows_never_changes_a_figure(order: list[int]):
    shuffled = CLIENTS.iloc[order]
    metric = {"share": "unemployed", "of": "under_25"}
    assert calculate(metric, "clients", shuffled) == calculate(metric, "clients", CLIENTS)


def test_a_share_of_nobody_is_not_applicable_and_has_no_value():
    figure = calculate({"share": "unemployed", "of": "under_25"}, "clients", CLIENTS[4:5])
    assert (figure.value, figure.state) == (None, "not_applicable")


def test_visits_are_a_share_of_held_discussions_of_their_own_type():
    frame = pd.DataFrame(
        [
            ("Alkuhaastattelu", "Käynti", "Toteutunut", 6),
            ("Alkuhaastattelu", "Puhelin", "Toteutunut", 3),
            ("Alkuhaastattelu", "Teams", "Toteutunut", 1),
            ("Alkuhaastattelu", "Käynti", "Peruttu", 50),
            ("Alkuhaastattelu", "Käynti", "Ei saapunut", 50),
            ("Työnhakukeskustelu", "Käynti", "Toteutunut", 70),
            ("Täydentävä työnhakukeskustelu", "Käynti", "Toteutunut", 1),
        ],
        columns=["type", "mode", "outcome", "discussions"],
    )
    figure = calculate({"share": "visit", "of": "initial_interview"}, "discussions", frame)
    assert (figure.value, figure.numerator, figure.denominator) == (60.0, 6, 10)


def test_first_contacts_leave_out_those_whose_time_is_still_running():
    frame = pd.DataFrame(
        {
            "new": [100],
            "in_time": [72],
            "late": [8],
            "not_contacted": [10],
            "still_open": [10],
            "in_time_by_plan": [54],
        }
    )
    metric = {"share": "contacted_in_time", "of": "time_has_passed"}
    figure = calculate(metric, "first_contacts", frame)
    assert (figure.value, figure.denominator) == (80.0, 90)
    assert figure.beside == (("määräaika kesken", 10.0), ("alle 5 päivässä (suunnitelma), %", 60.0))


def test_mean_duration_weighs_areas_by_their_clients():
    frame = pd.DataFrame(
        {
            "group": ["Kaikki", "Kaikki", "Alle 25-v."],
            "clients": [90, 10, 40],
            "mean_weeks": [40.0, 60.0, 9.0],
        }
    )
    metric = {"mean": "duration_weeks", "weight": "clients"}
    figure = calculate(metric, "search_duration", frame)
    assert (figure.value, figure.numerator, figure.denominator) == (42.0, 4200, 100)


def test_caseload_is_all_clients_over_all_coaches_not_a_mean_of_teams():
    frame = pd.DataFrame({"clients": [1000, 100], "coaches": [5, 5]})
    figure = calculate({"ratio": "clients", "to": "coaches"}, "coaches", frame)
    assert figure.value == 110.0


@pytest.mark.parametrize(("state", "expected"), [("secret", "secret"), ("missing", "missing")])
def test_one_secret_or_missing_cell_makes_the_whole_sum_so(state: str, expected: str):
    frame = pd.DataFrame(
        {
            "service": ["Työkokeilu", "Työkokeilu"],
            "at_month_end": [60.0, None],
            "at_month_end_state": ["ok", state],
        }
    )
    figure = calculate({"count": "work_trial"}, "services", frame)
    assert (figure.value, figure.state) == (None, expected)


def test_valid_plans_are_a_share_of_those_who_need_one():
    frame = pd.DataFrame(
        {
            "group": ["1000 pv", "Nuoret"],
            "unemployed": [210, 90],
            "valid": [150, 40],
            "not_needed": [10, 10],
            "old": [12, 3],
        }
    )
    metric = {"share": "valid_plan", "of": "plan_needed_1000_days"}
    figure = calculate(metric, "activation_plans", frame)
    assert (figure.value, figure.denominator) == (75.0, 200)
    assert dict(figure.beside) == {"yli 3 kk vanhoja suunnitelmia": 12.0, "nuorten osuus, %": 50.0}


def test_the_unemployed_are_missing_and_not_fewer_where_a_code_is_unknown():
    clients = CLIENTS.copy()
    clients.loc[2, "employment_code"] = None
    for metric in ({"count": "unemployed"}, {"count": "in_education"}):
        figure = calculate(metric, "clients", clients)
        assert (figure.value, figure.state) == (None, "missing")
    assert calculate({"count": "everyone"}, "clients", clients).value == 36
    of_young = calculate({"share": "unemployed", "of": "under_25"}, "clients", clients)
    assert of_young.value == 100 * 13 / 18
