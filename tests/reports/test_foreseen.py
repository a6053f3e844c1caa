"""The outlook in words: the range with its unit once, what it means, and what is needed."""

import pytest

from salo_plan.indicators.assess import assess
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.reports.foreseen import outlook_need, outlook_range
from tests.indicators.plan_samples import indicator, months, plan_with

YEAR = {f"2022-{n:02d}": 300.0 for n in range(1, 13)}


def told(entry, month="2023-09", value=330.0, last_year=300.0) -> tuple[str, str]:
    """The outlook of an indicator that was steady last year and is steady this year."""
    values = {f"2022-{n:02d}": last_year for n in range(1, 13)}
    values |= {f"2023-{n:02d}": value for n in range(1, Month.parse(month).number + 1)}
    (finding,) = assess(plan_with(entry), months("share", values), Month.parse(month))
    with speaking("fi"):
        return tuple(
            text.replace("\u00a0", " ") for text in (outlook_range(finding), outlook_need(finding))
        )


def mean(**changes):
    return indicator(unit="hlö", decimals=0, over_year="mean", better="higher", **changes)


def test_a_mean_that_stays_below_its_target():
    # Nine months of 330; the last three 330 at 3 percent unrest: 327 to 333 over the year.
    found = told(mean(target={"op": ">=", "limit": 350, "words": "vähintään 350"}))
    assert found == (
        "Ennuste vuoden keskiarvosta: 327–333 hlö. "
        "Tavoite ei näytä toteutuvan, ellei suunta muutu.",
        "Tavoite toteutuu, jos jäljellä olevat 3 kuukautta ovat keskimäärin vähintään 410 hlö; "
        "vuotta aiemmin ne olivat 300 hlö.",
    )


def test_what_looks_likely_needs_no_sum():
    found = told(mean(target={"op": ">=", "limit": 320, "words": "vähintään 320"}))
    assert found == ("Ennuste vuoden keskiarvosta: 327–333 hlö. Tavoite näyttää toteutuvan.", "")


def test_the_last_month_is_named():
    entry = mean(target={"op": ">=", "limit": 340, "words": "vähintään 340"})
    assert told(entry, "2023-11")[1] == (
        "Tavoite toteutuu, jos joulukuun luku on vähintään 450 hlö; vuotta aiemmin se oli 300 hlö."
    )


@pytest.mark.parametrize(("op", "bound"), [("<", "enintään 329 hlö"), ("<=", "enintään 330 hlö")])
def test_a_bound_that_is_just_the_limit_is_enough_as_printed(op, bound):
    # 12 x 330 less 9 x 330 leaves 330 for each of three months: the limit itself.
    target = {"op": op, "limit": 330, "words": "x"}
    entry = indicator(unit="hlö", decimals=0, over_year="mean", target=target)
    assert f"keskimäärin {bound};" in told(entry, value=330.0, last_year=330.0)[1]


def test_a_target_that_no_month_can_reach_is_out():
    entry = indicator(
        unit="€",
        decimals=2,
        over_year="sum",
        running=True,
        target={"op": "<=", "limit": 2_000_000, "words": "x", "path": True},
    )
    found = told(entry, value=300_000.0, last_year=300_000.0)
    assert found[0].startswith("Ennuste koko vuodesta: 3,5")
    assert found[1] == "Tavoitetta ei voi enää saavuttaa."


def test_euros_are_told_in_whole_thousands():
    entry = indicator(
        unit="€",
        decimals=2,
        over_year="sum",
        running=True,
        target={"op": "<=", "limit": 3_390_000, "words": "x", "path": True},
    )
    # 3 390 000 less 9 x 290 400 leaves 776 400, 258 800 a month.
    assert told(entry, value=290_400.0, last_year=275_000.0)[1] == (
        "Tavoite toteutuu, jos jäljellä olevat 3 kuukautta ovat keskimäärin enintään 258 000 €; "
        "vuotta aiemmin ne olivat 275 000 €."
    )


def test_a_stock_is_foreseen_at_december_and_needs_no_mean():
    entry = indicator(
        unit="as.", decimals=0, over_year="last", target={"op": ">=", "limit": 330, "words": "x"}
    )
    assert told(entry) == ("Ennuste joulukuusta: 314–347. On avoinna, toteutuuko tavoite.", "")
