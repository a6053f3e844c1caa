import pytest
from hypothesis import given
from hypothesis import strategies as st

from salo_plan.indicators.verdicts import change_verdict, target_verdict
from salo_plan.plan.model import Rules

from .plan_samples import indicator

RULES = Rules()


def verdict(value: float | None, limit: float | None = 60, **changes: object) -> str:
    target = {"op": changes.pop("op", "<"), "limit": limit or 1, "words": "…"}
    target["near"] = changes.pop("near", True)
    return target_verdict(indicator(target=target, **changes), value, limit, RULES)


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        ("<", 59.999, "met"),
        ("<", 60.0, "near"),
        ("<=", 60.0, "met"),
        (">", 60.0, "near"),
        (">", 60.001, "met"),
        (">=", 60.0, "met"),
        ("=", 60.0, "met"),
    ],
)
def test_a_limit_is_strict_only_where_the_plan_says_so(op: str, value: float, expected: str):
    assert verdict(value, op=op) == expected


@pytest.mark.parametrize(("value", "expected"), [(62.0, "near"), (62.001, "missed")])
def test_a_share_is_near_within_two_percentage_points(value: float, expected: str):
    assert verdict(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(48.0, "near"), (47.9, "missed")])
def test_a_net_promoter_score_is_near_within_two_points(value: float, expected: str):
    assert verdict(value, 50, op=">", unit="pistettä") == expected


@pytest.mark.parametrize(("value", "expected"), [(2987, "near"), (2988, "missed")])
def test_a_count_is_near_within_three_percent_of_the_target(value: float, expected: str):
    assert verdict(value, 2900, unit="hlö") == expected


def test_a_target_of_all_months_or_all_people_is_never_near():
    assert verdict(99.9, 100, op="=", near=False) == "missed"


def test_no_value_and_no_comparison_value_are_no_data():
    assert verdict(None) == "no_data"
    assert verdict(50.0, None) == "no_data"


def test_a_followed_indicator_has_no_target_even_without_a_value():
    followed = indicator(kind="follow", target=None)
    assert target_verdict(followed, None, None, RULES) == "no_target"


@given(st.floats(0, 100), st.floats(0, 100))
def test_met_near_and_missed_come_in_order_of_distance(a: float, b: float):
    order = ("met", "near", "missed")
    low, high = sorted((a, b))
    assert order.index(verdict(low)) <= order.index(verdict(high))


@pytest.mark.parametrize(
    ("better", "value", "expected"),
    [
        ("lower", 52.0, "improved"),
        ("lower", 54.0, "worsened"),
        ("higher", 54.0, "improved"),
        ("neither", 54.0, "rose"),
        ("neither", 52.0, "fell"),
        ("lower", 53.04, "unchanged"),
        ("lower", 53.05, "worsened"),
    ],
)
def test_a_change_is_judged_by_the_targets_direction(better: str, value: float, expected: str):
    assert change_verdict(indicator(better=better), value, 53.0, 1) == expected


def test_euros_are_unchanged_when_the_printed_millions_are_the_same():
    euros = indicator(unit="€", decimals=2, better="lower")
    assert change_verdict(euros, 2_541_000, 2_539_999, 2) == "unchanged"
    assert change_verdict(euros, 2_546_000, 2_539_999, 2) == "worsened"


def test_a_change_without_a_reference_is_unknown():
    assert change_verdict(indicator(), 53.0, None, 1) == "unknown"


def test_a_verbal_indicator_is_not_judged_by_a_number():
    verbal = indicator(kind="verbal", over_year=None, metric={}, target=None)
    assert target_verdict(verbal, 5.0, None, RULES) == "verbal"
