"""Where the year is heading: the range, the need and how often the range held before."""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest

from salo_plan.extracts.statfin import read_statfin
from salo_plan.indicators.outlook import (
    COVERAGE,
    FEWEST_MONTHS,
    LAST_MISSES,
    REST_MISSES,
    foresee,
    foresee_year,
)
from salo_plan.periods import Month

from .plan_samples import indicator, months

ROOT = Path(__file__).parents[2]
COST = indicator(
    unit="€",
    over_year="sum",
    running=True,
    target={"op": "<=", "limit": 3000, "words": "enintään 3 000", "path": True},
)
LAST_YEAR = {f"2022-{n:02d}": (300.0 if n <= 6 else 200.0) for n in range(1, 13)}
HALF = {f"2023-{n:02d}": 330.0 for n in range(1, 7)}


def outlook_of(entry, values, month="2023-06"):
    return foresee_year(entry, months("share", LAST_YEAR | values), Month.parse(month))


def test_the_rest_of_the_year_has_last_years_shape_at_the_newest_months_pace():
    # Ten percent over last year in the newest three months; 1 200 was left last year.
    assert outlook_of(COST, HALF).expected == pytest.approx(6 * 330 + 1.1 * 1200)


def test_a_mean_is_the_years_sum_over_twelve():
    mean = indicator(unit="hlö", over_year="mean", better="lower")
    assert outlook_of(mean, HALF).expected == pytest.approx((6 * 330 + 1.1 * 1200) / 12)


def test_a_stock_is_foreseen_at_december():
    stock = indicator(unit="hlö", over_year="last")
    assert outlook_of(stock, HALF).expected == pytest.approx(1.1 * 200)


def test_the_range_is_as_wide_as_the_series_has_been_restless():
    steady = outlook_of(COST, HALF)
    restless = outlook_of(COST, HALF | {"2023-02": 230.0, "2023-03": 430.0})
    assert restless.high - restless.low > 2 * (steady.high - steady.low)
    # A steady series has only the least unrest, 3 percent, times the miss at six months known.
    assert steady.high - 1980 == pytest.approx(1.1 * 1200 * math.exp(0.03 * REST_MISSES[3]))


def test_a_figure_of_few_people_has_a_wider_range_than_one_of_many():
    few = foresee([10.0] * 6, [10.0] * 12, people=10)
    many = foresee([10.0] * 6, [10.0] * 12, people=10_000)
    assert few.unrest == pytest.approx(1 / math.sqrt(10) + 0.03)
    assert many.unrest == pytest.approx(0.04)


def test_what_the_months_left_would_have_to_be():
    found = outlook_of(COST, HALF)
    assert found.needed == pytest.approx((3000 - 1980) / 6)
    assert (found.then, found.left) == (200.0, 6)
    mean = indicator(
        over_year="mean", better="higher", target={"op": ">=", "limit": 320, "words": "x"}
    )
    assert outlook_of(mean, HALF).needed == pytest.approx((12 * 320 - 1980) / 6)


@pytest.mark.parametrize(
    ("limit", "chance"), [(3000, "unlikely"), (3300, "open"), (3600, "likely")]
)
def test_the_target_is_open_when_the_range_holds_it(limit, chance):
    target = {"op": "<=", "limit": limit, "words": "x", "path": True}
    entry = indicator(unit="€", over_year="sum", running=True, target=target)
    assert outlook_of(entry, HALF).chance == chance


def test_a_share_cannot_pass_a_hundred():
    share = indicator(over_year="last")
    nearly = {f"2022-{n:02d}": 90.0 for n in range(1, 13)}
    found = outlook_of(share, nearly | {f"2023-{n:02d}": 98.0 for n in range(1, 7)})
    assert found.high == 100.0


@pytest.mark.parametrize(
    ("entry", "values", "month"),
    [
        (COST, {"2023-01": 330.0, "2023-03": 330.0}, "2023-03"),
        (COST, {"2023-01": 330.0, "2023-02": 330.0}, "2023-02"),
        (COST, {**HALF, "2022-08": None}, "2023-06"),
        (COST, {**HALF, "2023-04": 0.0}, "2023-06"),
        (indicator(over_year="pooled"), HALF, "2023-06"),
        (COST, {f"2023-{n:02d}": 330.0 for n in range(1, 13)}, "2023-12"),
    ],
    ids=["month missing", "two months", "last year not whole", "zero", "pooled", "December"],
)
def test_nothing_is_foreseen_without_a_shape(entry, values, month):
    assert outlook_of(entry, values, month) is None


def documented(row: str) -> list[float]:
    text = (ROOT / "docs" / "outlook.md").read_text(encoding="utf-8")
    line = next(line for line in text.split("## Misses in use")[1].splitlines() if row in line)
    return [float(number) for number in re.findall(r"\d\.\d\d", line)]


def test_the_misses_in_use_are_those_measured_on_all_areas():
    assert documented("sum or mean") == list(REST_MISSES)
    assert documented("December") == list(LAST_MISSES)


def test_the_claim_held_within_five_points_on_all_areas_and_years():
    text = (ROOT / "docs" / "outlook.md").read_text(encoding="utf-8")
    pooled = re.search(r"\| all \| [\d,]+ \| ([\d.]+) % \| ([\d.]+) % \|", text)
    assert all(abs(float(share) - 100 * COVERAGE) <= 5 for share in pooled.groups())


def test_the_range_held_in_the_areas_around_salo():
    """Every committed area and whole year: unemployed jobseekers, a small part of the back-test."""
    published = read_statfin(ROOT)
    held = []
    for area in published.areas:
        series = {m: f.value for m, f in published.unemployed(area).items()}
        whole = {y: [series.get(Month(y, n)) for n in range(1, 13)] for y in range(2006, 2023)}
        for (_, before), (_, now) in pairwise(whole.items()):
            for known in range(FEWEST_MONTHS, 12):
                found = foresee(now[:known], before, sum(before) / 12)
                miss = abs(math.log(sum(now[known:]) / (found.ratio * sum(before[known:]))))
                held.append(miss <= REST_MISSES[known - FEWEST_MONTHS] * found.unrest)
    assert len(held) > 1000
    assert 0.70 <= sum(held) / len(held) <= 0.90


def test_december_is_last_years_december_at_the_newest_pace_with_its_own_miss():
    falling = {f"2022-{n:02d}": 100.0 + n for n in range(1, 13)}
    now = {f"2023-{n:02d}": 1.1 * (100.0 + n) for n in range(1, 7)}
    entry = indicator(unit="hlö", over_year="last", target={"op": "<", "limit": 200, "words": "x"})
    found = outlook_of(entry, falling | now)
    assert found.expected == pytest.approx(1.1 * 112)
    assert found.high == pytest.approx(1.1 * 112 * math.exp(0.03 * LAST_MISSES[3]))
    assert (found.needed, found.then) == (200.0, 112.0)


def test_only_months_of_zero_or_below_end_the_guess():
    assert foresee([0.5] * 6, [0.5] * 12) is not None
    assert foresee([5.0] * 6, [5.0] * 11 + [0.0]) is None


def test_unrest_is_the_swing_of_the_yearly_change_and_not_of_the_season():
    season = [10.0, 100.0] * 6
    assert foresee([11.0, 110.0] * 3, season).unrest == pytest.approx(0.03)


def test_without_a_target_there_is_neither_need_nor_chance():
    found = outlook_of(indicator(kind="follow", target=None, over_year="mean"), HALF)
    assert (found.needed, found.chance) == (None, None)


def test_a_target_against_last_year_has_neither():
    grows = {"op": ">", "reference": "year_ago", "words": "kasvaa"}
    found = outlook_of(indicator(over_year="sum", target=grows), HALF)
    assert (found.needed, found.chance) == (None, None)


def test_nothing_is_foreseen_past_a_missing_month_however_many_are_known():
    assert outlook_of(COST, {**HALF, "2023-04": None}) is None


def test_the_year_before_last_does_not_matter():
    before = {f"2021-{n:02d}": 900.0 for n in range(1, 13)}
    assert outlook_of(COST, HALF | before) == outlook_of(COST, HALF)


def test_a_share_that_is_to_pass_a_hundred_is_foreseen_at_a_hundred():
    year = {f"2022-{n:02d}": 50.0 for n in range(1, 12)} | {"2022-12": 90.0}
    found = outlook_of(indicator(over_year="last"), year | dict.fromkeys(HALF, 75.0))
    assert (found.low, found.expected, found.high) == (100.0, 100.0, 100.0)


def test_a_share_of_few_people_may_end_further_away_than_one_of_many():
    def high(counts: str, people: int) -> float:
        entry = indicator(unit="", over_year="last", counts=counts)
        return outlook_of(entry, dict.fromkeys((*LAST_YEAR, *HALF), (people, 2 * people))).high

    miss = LAST_MISSES[3]
    assert high("people", 10) == pytest.approx(50 * math.exp((1 / math.sqrt(10) + 0.03) * miss))
    assert high("people", 400) == pytest.approx(50 * math.exp((1 / math.sqrt(400) + 0.03) * miss))
    assert high("other", 10) == pytest.approx(50 * math.exp(0.03 * miss))


def test_people_that_were_not_delivered_do_not_widen_the_range():
    one, other = (indicator(over_year="last", counts=counts) for counts in ("people", "other"))
    halves = dict.fromkeys((*LAST_YEAR, *HALF), 50.0)
    assert outlook_of(one, halves) == outlook_of(other, halves)


def test_last_years_months_left_are_told_as_their_mean():
    rising = {f"2022-{n:02d}": 100.0 * n for n in range(1, 13)}
    found = outlook_of(COST, rising | HALF)
    assert found.then == pytest.approx((700 + 800 + 900 + 1000 + 1100 + 1200) / 6)
