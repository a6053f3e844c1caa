"""Measurements looked up by indicator and month, and laid out as rows and back."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from salo_plan.figures import MISSING, Measured, Measurement, Source
from salo_plan.indicators.measurements import Measurements, Measuring, from_frame, to_frame
from salo_plan.periods import Month, Term

JANUARY, FEBRUARY, MARCH = (Month(2023, number) for number in (1, 2, 3))
WHOLE = Measurement(
    "early_contact_share",
    MARCH,
    "S",
    Measured(80.0, 72, 90, "provisional", (("määräaika kesken", 10.0), ("tyhjä", None))),
    (Source("data/raw/kontaktit.csv", "ab" * 32, "2-4, 9", "delivered"), Source("b.csv", "c")),
    "Tiedosto ä.csv on hylätty",
)
UNKNOWN = Measurement("clients", JANUARY, "T", Measured(None, state="secret"))


def clients(month: Month, value: float | None) -> Measurement:
    return Measurement("clients", month, "T", Measured(value))


def test_a_figure_is_found_by_its_indicator_and_its_month():
    found = Measurements.of([clients(JANUARY, 2621.0), clients(FEBRUARY, 2700.0)])
    assert found.get("clients", FEBRUARY) == clients(FEBRUARY, 2700.0)
    assert found.figure("clients", JANUARY) == Measured(2621.0)
    assert found.value("clients", JANUARY) == 2621


def test_what_was_not_received_is_missing():
    found = Measurements.of([clients(JANUARY, 2621.0)])
    assert found.get("clients", FEBRUARY) is None
    assert found.figure("clients", FEBRUARY) == MISSING
    assert found.value("unemployed", JANUARY) is None


def test_the_last_of_two_figures_of_a_month_counts():
    found = Measurements.of([clients(JANUARY, 1.0), clients(JANUARY, 2.0)])
    assert list(found) == [clients(JANUARY, 2.0)]


def test_a_term_has_its_known_figures_in_the_order_of_the_months():
    found = Measurements.of(
        [
            clients(MARCH, 3.0),
            clients(JANUARY, 0.0),
            clients(FEBRUARY, None),
            clients(Month(2023, 4), 4.0),
            Measurement("other", FEBRUARY, "T", Measured(9.0)),
        ]
    )
    assert found.over("clients", Term(JANUARY, MARCH)) == [clients(JANUARY, 0.0), clients(MARCH, 3)]


def test_the_months_of_an_indicator_are_those_it_has_a_value_for():
    found = Measurements.of(
        [
            clients(MARCH, 3.0),
            clients(JANUARY, 0.0),
            clients(FEBRUARY, None),
            Measurement("other", FEBRUARY, "T", Measured(9.0)),
        ]
    )
    assert found.months("clients") == [JANUARY, MARCH]


def test_nothing_measured_has_no_warnings_and_no_figures():
    assert list(Measurements()) == []
    assert Measuring(Measurements()).warnings == ()


def test_a_whole_measurement_comes_back_from_rows_as_it_was():
    assert from_frame(to_frame([WHOLE, UNKNOWN])) == [WHOLE, UNKNOWN]


def test_nothing_comes_back_from_no_rows():
    assert from_frame(to_frame([])) == []
    assert list(to_frame([]).columns) == list(to_frame([WHOLE]).columns)


def test_the_long_form_has_one_row_an_indicator_and_month_in_plain_columns():
    (row,) = to_frame([WHOLE]).to_dict("records")
    assert json.loads(row.pop("sources")) == [
        {
            "path": "data/raw/kontaktit.csv",
            "sha256": "ab" * 32,
            "rows": "2-4, 9",
            "kind": "delivered",
        },
        {"path": "b.csv", "sha256": "c", "rows": "", "kind": "extract"},
    ]
    assert row == {
        "indicator": "early_contact_share",
        "month": "2023-03",
        "scope": "S",
        "value": 80.0,
        "numerator": 72.0,
        "denominator": 90.0,
        "state": "provisional",
        "beside": '[["määräaika kesken", 10.0], ["tyhjä", null]]',
        "reason": "Tiedosto ä.csv on hylätty",
    }


def test_numbers_are_numbers_and_the_rest_is_text_even_when_all_is_unknown():
    kinds = to_frame([UNKNOWN]).dtypes.astype(str).to_dict()
    numbers = {"value", "numerator", "denominator"}
    assert {name for name, kind in kinds.items() if kind == "float64"} == numbers
    assert {kind for name, kind in kinds.items() if name not in numbers} == {"str"}
    assert to_frame([]).dtypes.astype(str).to_dict() == kinds


NUMBERS = st.none() | st.floats(allow_nan=False)


@settings(max_examples=40, deadline=None)
@given(value=NUMBERS, numerator=NUMBERS, denominator=NUMBERS)
def test_no_number_changes_on_its_way_to_rows_and_back(value, numerator, denominator):
    item = Measurement("clients", MARCH, "T", Measured(value, numerator, denominator))
    assert from_frame(to_frame([item])) == [item]
