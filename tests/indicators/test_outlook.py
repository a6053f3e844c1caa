from salo_plan.indicators.outlook import forecast_by_last_year
from salo_plan.periods import Month

from .plan_samples import indicator, months

COST = indicator(unit="€", over_year="sum", running=True)
LAST_YEAR = {f"2022-{n:02d}": (300.0 if n <= 6 else 200.0) for n in range(1, 13)}


def forecast(values: dict[str, float], month: str) -> float | None:
    return forecast_by_last_year(COST, months("share", LAST_YEAR | values), Month.parse(month))


def test_the_forecast_follows_last_years_shape_and_not_an_even_twelfth():
    half = {f"2023-{n:02d}": 330.0 for n in range(1, 7)}
    assert forecast(half, "2023-06") == 1980 * 3000 / 1800


def test_there_is_no_forecast_while_a_month_is_missing():
    assert forecast({"2023-01": 330.0, "2023-03": 330.0}, "2023-03") is None
