"""The section on the year's end: which targets are in it, what it says and what it draws."""

import re

from salo_plan.indicators.assess import assess
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.reports.charts.fans import FAN_HEIGHT, FAN_WIDTH, fan, fan_svg
from salo_plan.reports.report import Fan
from salo_plan.reports.rows import scoreboard_rows
from salo_plan.reports.sections.outlook import outlook_section
from tests.indicators.plan_samples import indicator, months, plan_with

LAST_YEAR = {f"2022-{n:02d}": 300.0 for n in range(1, 13)}


def section(entry, value: float, month="2023-09"):
    """The section of a plan with one indicator: the same value every month of this year."""
    plan, until = plan_with(entry), Month.parse(month)
    values = LAST_YEAR | {f"2023-{n:02d}": value for n in range(1, until.number + 1)}
    measured = months("share", values)
    findings = assess(plan, measured, until)
    with speaking("fi"):
        rows = scoreboard_rows(plan, findings, measured)
        return outlook_section(plan, findings, rows, measured)


def mean(limit: float):
    target = {"op": ">=", "limit": limit, "words": f"vähintään {limit:g}"}
    return indicator(unit="hlö", decimals=0, over_year="mean", better="higher", target=target)


def euros(limit: float):
    target = {"op": "<=", "limit": limit, "words": "enintään", "path": True}
    return indicator(unit="€", decimals=2, over_year="sum", running=True, target=target)


def test_a_row_tells_the_years_target_the_forecast_and_what_it_needs():
    (found,) = section(mean(350), 330.0)
    (row,) = found.tables[0].rows
    assert [cell.replace("\u00a0", " ") for cell in row[:4]] == [
        "Osuus",
        "vähintään 350",
        "keskiarvo 327–333 hlö",
        "Tavoite ei näytä toteutuvan, ellei suunta muutu. Tavoite toteutuu, jos jäljellä olevat "
        "3 kuukautta ovat keskimäärin vähintään 410 hlö; vuotta aiemmin ne olivat 300 hlö.",
    ]
    assert "noin 8 on pitänyt" in found.lead


def test_in_december_and_without_a_target_there_is_nothing_to_foresee():
    assert section(mean(350), 330.0, "2023-12") == ()
    follow = indicator(kind="follow", target=None, over_year="mean")
    assert section(follow, 330.0) == ()


def test_a_mean_is_drawn_as_the_mean_so_far():
    (found,) = section(mean(350), 330.0)
    (drawn,) = found.tables[0].fans
    assert drawn.so_far == (330.0,) * 9
    assert drawn.limit == 350


def test_a_sum_is_drawn_as_its_gap_to_an_even_pace():
    (found,) = section(euros(3000.0), 260.0)
    (drawn,) = found.tables[0].fans
    # 260 a month against 250: ten more every month.
    assert drawn.so_far == tuple(10.0 * count for count in range(1, 10))
    assert drawn.limit == 0.0
    assert drawn.low < 120 < drawn.high


def numbers(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", svg)]


def test_the_fan_opens_from_the_newest_month_to_december_within_the_picture():
    svg = fan_svg(Fan((10.0, 12.0, 11.0), 9.0, 15.0, 14.0, "x"))
    start, high, low = numbers(svg)[:3]
    assert start[0] < high[0] == low[0] <= FAN_WIDTH
    assert high[1] < start[1] < low[1]
    assert all(0 <= x <= FAN_WIDTH and 0 <= y <= FAN_HEIGHT for x, y in numbers(svg))


def test_a_series_without_any_spread_is_drawn_all_the_same():
    assert "nan" not in fan_svg(Fan((10.0, 10.0, 10.0), 10.0, 10.0, None, "x"))


def test_the_words_are_the_alternative_text():
    html = fan(Fan((10.0, 12.0, 11.0), 9.0, 15.0, 14.0, 'Ennuste "9–15"'))
    assert 'alt="Ennuste &quot;9–15&quot;"' in html
    assert "http" not in html.split("xmlns")[0]
