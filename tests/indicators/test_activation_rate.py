import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salo_plan import wording
from salo_plan.indicators.calculations import activation_rate, share

PUBLISHED = Path(__file__).parents[2] / "data/raw/statfin/12u4.csv"


def published_months() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_rate_agrees_with_every_published_month_to_its_decimal():
    months = published_months()
    ours = {
        row["month"]: wording.number(
            activation_rate(
                float(row["PALVELUISSAYHTEENSA"]), float(row["TYOTTOMATLOPUSSA"])
            ).value,
            1,
        )
        for row in months
    }
    assert len(ours) == 194
    assert ours == {row["month"]: row["AKTASTE"].replace(".", ",") for row in months}


def test_the_denominator_is_the_unemployed_and_those_in_services():
    rate = activation_rate(in_services=1044, unemployed=1395)
    assert (rate.numerator, rate.denominator) == (1044, 1044 + 1395)
    assert rate.value == pytest.approx(42.8, abs=0.05)


def test_a_rate_of_nobody_is_unknown_not_zero():
    rate = activation_rate(0, 0)
    assert rate.value is None
    assert rate.state == "not_applicable"


def test_nobody_in_services_is_zero_and_nobody_unemployed_is_a_hundred():
    assert activation_rate(0, 12).value == 0
    assert activation_rate(12, 0).value == 100


def test_a_share_travels_with_its_parts_and_is_not_rounded():
    unemployed = share(1395, 2621)
    assert unemployed.value == 100 * 1395 / 2621
    assert (unemployed.numerator, unemployed.denominator, unemployed.state) == (1395, 2621, "ok")


@given(in_services=st.integers(0, 10**6), unemployed=st.integers(0, 10**6))
def test_a_rate_stays_within_0_and_100(in_services, unemployed):
    value = activation_rate(in_services, unemployed).value
    assert value is None or 0 <= value <= 100
