from datetime import date, datetime

import pytest

from salo_plan.extracts.values import date_value, month_value, number_value, yes_no_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 621", 2621),
        ("2\u00a0621", 2621),
        ("2\u202f621", 2621),
        ("53,2 %", 53.2),
        ("53,2%", 53.2),
        ("\u221222", -22),
        ("-1 500,50", -1500.5),
        ("251 337,42 €", 251337.42),
        ("0", 0),
    ],
)
def test_finnish_numbers_are_read_as_written(text: str, expected: float):
    assert number_value(text) == (expected, "ok")


@pytest.mark.parametrize(
    "text", ["1.234", "53.2", "12,", "2 62", "1,2,3", "1e5", "nan", "viisi", "٣", "9" * 400]
)
def test_what_is_not_a_finnish_number_is_refused(text: str):
    with pytest.raises(ValueError, match=r"number|comma"):
        number_value(text)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("...", (None, "secret")),
        ("<5", (None, "secret")),
        ("*", (None, "secret")),
        ("..", (None, "missing")),
        ("", (None, "missing")),
        (".", (None, "not_applicable")),
        ("-", (0.0, "ok")),
    ],
)
def test_secret_missing_not_applicable_and_zero_stay_apart(mark: str, expected: tuple):
    assert number_value(mark) == expected


def test_a_workbooks_own_number_needs_no_reading():
    assert number_value(0.532) == (0.532, "ok")
    with pytest.raises(ValueError, match="date"):
        number_value(datetime(2023, 1, 5))


@pytest.mark.parametrize(
    "text", ["2022-11", "11/2022", "2022M11", "marraskuu 2022", "30.11.2022", "2022-11-30"]
)
def test_a_month_is_read_in_every_form_the_systems_write(text: str):
    assert month_value(text) == "2022-11"


@pytest.mark.parametrize("text", ["2022_11", "13/2022", "2022-13", "11.2022", "marraskuu", "45000"])
def test_a_month_is_never_guessed(text: str):
    with pytest.raises(ValueError, match="month"):
        month_value(text)


def test_days_come_first_in_a_date():
    assert date_value("5.6.2023") == date(2023, 6, 5)
    assert date_value("14.1.2023 9:05") == date(2023, 1, 14)


@pytest.mark.parametrize(
    "text", ["29.2.2023", "31.6.2023", "6/5/2023", "5.6.23", "20230605", "45082"]
)
def test_impossible_and_ambiguous_dates_are_refused(text: str):
    with pytest.raises(ValueError, match=r"day|date"):
        date_value(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("45107", "Excel serial number .30.6.2023"),
        ("1.2.23", "two-digit year"),
        ("20230420", "d.m.yyyy or yyyy-mm-dd"),
        ("6/30/2023", "d.m.yyyy or yyyy-mm-dd"),
        ("31.6.2001", "no such day"),
        ("00:00:00", "a time of day without a day"),
        ("9:05", "a time of day without a day"),
    ],
)
def test_a_wrong_date_is_told_by_what_is_wrong_with_it(text: str, reason: str):
    with pytest.raises(ValueError, match=reason):
        date_value(text)


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("2023-05-31T21:30:00Z", date(2023, 6, 1)),
        ("2023-06-30T20:59:00Z", date(2023, 6, 30)),
        ("2023-12-31T22:00:00Z", date(2024, 1, 1)),
        ("2023-12-31T22:00:00", date(2023, 12, 31)),
    ],
)
def test_a_time_of_another_zone_belongs_to_its_finnish_day(utc: str, local: date):
    assert date_value(utc) == local


@pytest.mark.parametrize("text", ["0001-01-01T00:00+05:00", "9999-12-31T23:00-11:00", "1.1.1899"])
def test_a_day_at_the_ends_of_the_calendar_is_refused_like_any_other_wrong_one(text: str):
    with pytest.raises(ValueError, match="the year is not one of 1900 to 2199"):
        date_value(text)


@pytest.mark.parametrize("text", ["0000-01", "1/2250", "maaliskuu 0000", "31.12.9999"])
def test_a_month_that_no_report_could_be_of_is_refused(text: str):
    with pytest.raises(ValueError, match="not a month"):
        month_value(text)


def test_a_time_of_day_is_told_as_such_where_a_month_belongs():
    with pytest.raises(ValueError, match="a time of day without a day"):
        month_value("00:00:00")


def test_yes_and_no_are_read_in_any_case():
    assert yes_no_value("Kyllä")
    assert not yes_no_value("E")
    with pytest.raises(ValueError, match="yes"):
        yes_no_value("ehkä")
