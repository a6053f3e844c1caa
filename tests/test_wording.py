from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salo_plan import wording
from salo_plan.messages import speaking
from salo_plan.periods import Month

NBSP = "\u00a0"


def spaced(text: str) -> str:
    """Tables below are written with plain spaces; the product prints no-break ones."""
    return text.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (2621, 0, "2 621"),
        (1234567.5, 0, "1 234 568"),
        (999, 0, "999"),
        (53.2226, 1, "53,2"),
        (-22, 0, "−22"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (0.285, 2, "0,29"),
        (1.005, 2, "1,01"),
        (0.5, 0, "1"),
        (-0.0, 0, "0"),
        (-0.04, 1, "0,0"),
        (np.float64(1987.5), 0, "1 988"),
        (None, 1, "–"),
    ],
)
def test_a_number_is_printed_the_finnish_way_and_rounded_half_up(value, decimals, printed):
    assert wording.number(value, decimals) == spaced(printed)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [(0.5, 1, "+0,5"), (-22, 0, "−22"), (0, 0, "0"), (-0.0, 0, "0"), (0.04, 1, "0,0")],
)
def test_a_change_carries_its_sign_and_nothing_when_it_rounds_to_zero(value, decimals, printed):
    assert wording.signed(value, decimals) == printed


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        (53.2226, "%", 1, "53,2 %"),
        (2621, "hlö", 0, "2 621 hlö"),
        (3_390_000, "€", 2, "3,39 M€"),
        (2_585_000, "€", 2, "2,59 M€"),
        (282_500, "€", 0, "282 500 €"),
        (42, "vk", 0, "42 vk"),
        (64, "kpl", 0, "64 kpl"),
        (57, "pistettä", 0, "57 pistettä"),
        (1, "pistettä", 0, "1 piste"),
        (166, "as.", 0, "166 as."),
        (12, "", 0, "12"),
        (None, "%", 1, "–"),
    ],
)
def test_a_figure_carries_its_unit(value, unit, decimals, printed):
    assert wording.figure(value, unit, decimals) == spaced(printed)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        (0.5, "%", 1, "+0,5 %-yks."),
        (-3.41, "%", 1, "−3,4 %-yks."),
        (91, "hlö", 0, "+91 hlö"),
        (38_000, "€", 2, "+0,04 M€"),
        (0.0, "%", 1, "0,0 %-yks."),
        (None, "%", 1, "–"),
    ],
)
def test_a_change_of_a_share_is_in_percentage_points(value, unit, decimals, printed):
    assert wording.difference(value, unit, decimals) == spaced(printed)


@pytest.mark.parametrize(
    ("value", "limit", "unit", "decimals", "printed"),
    [
        (59.96, 60, "%", 1, "59,96 %"),
        (60.04, 60, "%", 1, "60,04 %"),
        (60.0, 60, "%", 1, "60,0 %"),
        (53.2226, 60, "%", 1, "53,2 %"),
        (36.95, 36.95, "%", 1, "36,95 %"),
        (399.6, 400, "hlö", 0, "399,6 hlö"),
        (3_394_000, 3_390_000, "€", 2, "3,394 M€"),
        (3_390_000, 3_390_000, "€", 2, "3,39 M€"),
        (59.99999999, 60, "%", 1, "59,99999 %"),
        (None, 60, "%", 1, "–"),
    ],
)
def test_a_figure_beside_its_limit_gets_the_decimals_that_keep_it_on_its_side(
    value, limit, unit, decimals, printed
):
    assert wording.beside_limit(value, limit, unit, decimals) == spaced(printed)


@given(
    value=st.floats(min_value=-1e7, max_value=1e7),
    limit=st.decimals(min_value=-1000, max_value=5_000_000, places=1),
    decimals=st.integers(0, 2),
    unit=st.sampled_from(["%", "hlö", "€"]),
)
def test_a_printed_figure_never_contradicts_its_comparison_with_the_limit(
    value, limit, decimals, unit
):
    edge = float(limit)
    text = wording.beside_limit(value, edge, unit, decimals)
    printed = as_decimal(text.rpartition(NBSP)[0])
    scale = Decimal(1_000_000) if text.endswith("M€") else Decimal(1)
    assert (printed > limit / scale) == (value > edge)
    assert (printed < limit / scale) == (value < edge)


@given(value=st.floats(min_value=-1e9, max_value=1e9), decimals=st.integers(0, 3))
def test_a_printed_figure_is_at_most_half_a_step_from_the_value(value, decimals):
    gap = abs(as_decimal(wording.number(value, decimals)) - Decimal(repr(value)))
    assert gap <= Decimal("0.5").scaleb(-decimals)


def as_decimal(text: str) -> Decimal:
    return Decimal(text.replace(NBSP, "").replace("−", "-").replace(",", "."))


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (53, "%", "53 %"),
        (53.0, "%", "53 %"),
        (36.9, "%", "36,9 %"),
        (400, "hlö", "400 hlö"),
        (2900, "hlö", "2 900 hlö"),
        (3_390_000, "€", "3,39 M€"),
        (0, "%", "0 %"),
    ],
)
def test_a_value_the_plan_states_gets_no_decimals_the_plan_does_not_give(value, unit, printed):
    assert wording.stated(value, unit) == spaced(printed)


def test_a_value_that_is_no_number_is_never_printed():
    with pytest.raises(ValueError, match="nan"):
        wording.number(float("nan"))


def test_months_are_written_in_the_forms_that_sentences_axes_and_tables_need():
    assert wording.month_name(Month(2023, 9)) == "syyskuu 2023"
    assert wording.month_name(Month(2023, 9), "genitive") == "syyskuun 2023"
    assert wording.month_name(Month(2023, 9), "inessive") == "syyskuussa 2023"
    assert wording.month_alone(9, "elative") == "syyskuusta"
    assert wording.month_short(Month(2023, 9)) == "9/23"
    assert wording.month_short(Month(2006, 1)) == "1/06"
    assert wording.month_slash(Month(2023, 9)) == "9/2023"


def test_all_twelve_months_end_in_kuu():
    assert all(wording.month_alone(number).endswith("kuu") for number in range(1, 13))


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (date(2023, 9, 1), date(2023, 9, 30), "1.–30.9.2023"),
        (date(2023, 1, 1), date(2023, 5, 31), "1.1.–31.5.2023"),
        (date(2022, 11, 1), date(2023, 10, 31), "1.11.2022–31.10.2023"),
        (date(2023, 10, 4), date(2023, 10, 4), "4.10.2023"),
    ],
)
def test_a_period_repeats_nothing_that_its_ends_share(first, last, printed):
    assert wording.period_text(first, last) == printed


@pytest.mark.parametrize(
    ("words", "printed"),
    [([], ""), (["a"], "a"), (["a", "b"], "a ja b"), (["a", "b", "c"], "a, b ja c")],
)
def test_a_list_in_running_text_has_ja_before_the_last_word(words, printed):
    assert wording.listing(words) == printed


def test_verdicts_and_changes_have_one_fixed_word_each():
    assert [wording.verdict_word(code) for code in ("met", "near", "missed", "no_data")] == [
        "Tavoite saavutettu",
        "Lähellä tavoitetta",
        "Tavoitetta ei saavutettu",
        "Ei tietoa",
    ]
    assert wording.verdict_word("no_target") == "Ei tavoitetta"
    assert wording.verdict_word("verbal") == "Sanallinen arvio"
    assert [
        wording.change_word(code) for code in ("improved", "worsened", "unchanged", "rose", "fell")
    ] == ["parani", "heikkeni", "ennallaan", "kasvoi", "väheni"]


def test_figures_months_and_days_in_english():
    with speaking("en"):
        told = [
            wording.figure(2621, "hlö"),
            wording.figure(1, "as."),
            wording.figure(53.24, "%", 1),
            wording.figure(3_390_000, "€", 2),
            wording.difference(-60_000, "€", 2),
            wording.difference(0.5, "%", 1),
            wording.figure(3, "kpl"),
            wording.span("50.8%", "61.1%"),
            wording.without_unit("2,621\u00a0people", "hlö"),
            wording.united("+7.1", "%"),
            wording.month_slash(Month(2023, 9)),
            wording.months_slash(Month(2023, 1), Month(2023, 9)),
            wording.months_short(Month(2023, 1), Month(2023, 9)),
            wording.date_text(date(2023, 10, 4)),
            wording.period_text(date(2023, 9, 1), date(2023, 9, 30)),
            wording.period_text(date(2022, 11, 1), date(2023, 1, 31)),
            wording.listing(["a", "b", "c"]),
            wording.out_of(12),
        ]
    assert told == [
        *("2,621\u00a0people", "1\u00a0client", "53.2%", "€3.39\u00a0million"),
        *("−€0.06\u00a0million", "+0.5\u00a0pp", "3", "50.8–61.1%", "2,621", "+7.1%"),
        *("September 2023", "Jan–Sep 2023", "Jan–Sep 23", "4 October 2023"),
        *("1–30 September 2023", "1 November 2022 – 31 January 2023", "a, b and c", "12"),
    ]


def test_a_month_in_a_narrow_column_is_short_in_both_languages():
    assert wording.month_column(Month(2023, 9)) == "9/2023"
    with speaking("en"):
        assert wording.month_column(Month(2023, 9)) == "Sep 2023"
