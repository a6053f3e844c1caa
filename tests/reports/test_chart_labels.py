"""Words on charts meet neither each other nor a line, whatever the figures are."""

from dataclasses import replace
from random import Random

import pytest

from salo_plan import wording
from salo_plan.periods import Month
from salo_plan.reports.charts.drawing import draw
from salo_plan.reports.charts.labels import text_width, wrapped
from salo_plan.reports.report import Bar, Chart, Line, Point
from tests.reports.drawn_chart import drawn

NBSP = "\u00a0"
START = Month(2022, 9)
MONTHS = 13
VERDICTS = ("met", "near", "missed", "no_target", "no_data")
UNITS = (("%", 1), ("hlö", 0), ("€", 2), ("vk", 0), ("pistettä", 0))
LONG = "Vähintään yhtä monta kuin vuoden 2022 samassa kuussa keskimäärin koko kokeilualueella"


def points(values):
    return tuple(Point(str(START.plus(step)), value) for step, value in enumerate(values))


def chart(values, **changed) -> Chart:
    fields = {
        "id": "random",
        "form": "lines",
        "title": "Otsikko",
        "measure": "Mittari, prosenttia",
        "unit": "%",
        "decimals": 1,
        "lines": (Line("Osuus", points(values)),),
        "alt": "Vaihtoehtoinen teksti.",
    }
    return Chart(**{**fields, **changed})


def random_values(chance: Random, places: int) -> list[float | None]:
    """Figures of one size that wander, jump or stay, with or without months missing."""
    size = 10 ** chance.uniform(-1, 7)
    centre = chance.choice((0, size, 3 * size, 50 * size)) * chance.choice((1, 1, 1, -1))
    values: list[float | None] = []
    now = centre
    for _ in range(places):
        now = (
            centre + chance.gauss(0, size)
            if chance.random() < 0.3
            else now + chance.gauss(0, size / 4)
        )
        values.append(None if chance.random() < 0.08 else round(now, 2))
    if all(value is None for value in values):
        values[-1] = round(now, 2)
    return values


def random_line_chart(seed: int) -> Chart:
    chance = Random(seed)
    values = random_values(chance, chance.choice((MONTHS, MONTHS, MONTHS, 3, 24)))
    known = [value for value in values if value is not None]
    unit, decimals = chance.choice(UNITS)
    months = [point.month for point in points(values)]
    near = chance.choice(known) + chance.gauss(0, max(known) - min(known) + 1)
    limit = chance.choice((None, round(near), round(near, 1)))
    return chart(
        values,
        unit=unit,
        decimals=decimals,
        limit=limit,
        limit_words=chance.choice((f"alle 60{NBSP}%", f"vähintään 2{NBSP}900", "9/2022: 118")),
        good_side=chance.choice(("below", "above")),
        verdict=chance.choice(VERDICTS),
        baseline=chance.choice((None, Point(chance.choice(months), chance.choice(known)))),
        breaks=tuple(chance.sample(months, chance.choice((0, 0, 1, 2)))),
        hidden=tuple(m for m, v in zip(months, values, strict=True) if v is None)
        if chance.random() < 0.5 else (),
        gap_words="alle 5",
        mean=Point(months[len(months) // 3], sum(known) / len(known))
        if chance.random() < 0.3 else None,
        mean_words=f"ka. {round(sum(known) / len(known))}",
    )  # fmt: skip


def random_event_chart(seed: int) -> Chart:
    chance = Random(seed)
    most = chance.choice((1, 3, 12, 140, 2500))
    values = [
        None if chance.random() < 0.08 else chance.choice((0, chance.randint(0, most)))
        for _ in range(chance.choice((MONTHS, MONTHS, 1, 4)))
    ]
    limit = chance.choice((None, 1, 5, most))
    return chart(
        values, form="events", unit="kpl", decimals=0, limit=limit, good_side="above",
        limit_words=chance.choice(("vähintään 1 kuukaudessa", "joka kuukausi")),
    )  # fmt: skip


def random_gap_chart(seed: int) -> Chart:
    chance = Random(seed)
    values = [round(value or 0) for value in random_values(chance, chance.randint(3, 11))]
    told = sorted((values[-1] * 1.3, values[-1] + chance.gauss(0, 50)))
    forecast = tuple(Point("2023-08", end) for end in told)
    words = f"ennuste {'…'.join(wording.signed(end) for end in told)}"
    made = chart(values, form="columns", unit="tuhatta euroa", decimals=0)
    foreseen = replace(made, forecast=forecast, forecast_words=words)
    return made if chance.random() < 0.3 else foreseen


def random_share_chart(seed: int) -> Chart:
    chance = Random(seed)
    names = ("Alle 25-vuotiaat", "Vieraskieliset", "Kaikki", LONG, f"{LONG} {LONG}", "x" * 90)
    bars = tuple(
        Bar(
            name,
            round(chance.uniform(0, 100), 1),
            chance.choice((None, round(chance.uniform(0, 100)))),
            chance.choice((None, round(chance.uniform(0, 100), 1))),
            chance.choice(VERDICTS),
        )
        for name in names[: chance.randint(2, 6)]
    )
    return chart((), form="shares", lines=(), bars=bars)


MAKERS = (random_line_chart, random_event_chart, random_gap_chart, random_share_chart)


def faulty(make, seeds) -> dict[int, list[str]]:
    return {seed: found for seed in seeds if (found := drawn(make(seed)).faults())}


@pytest.mark.parametrize(("make", "count"), list(zip(MAKERS, (200, 60, 60, 20), strict=True)))
def test_the_words_of_random_charts_meet_nothing_and_stay_in_the_picture(make, count):
    assert faulty(make, range(count)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("make", MAKERS)
def test_the_words_of_many_more_random_charts_meet_nothing(make):
    assert faulty(make, range(1000, 1500)) == {}


UGLY = {
    "one point": [57],
    "one point among gaps": [None, None, 57, None],
    "all equal": [50] * MONTHS,
    "all zero": [0] * MONTHS,
    "huge": [10**9, 1.2 * 10**9, 9.9 * 10**9],
    "negative": [-12, -30, 4, -1],
    "tiny": [0.001, 0.002, 0.0015],
    "none": [None] * MONTHS,
    "ends in a gap": [3, 4, None],
}
LIMITS = (None, 0, 50, 10**9, -(10**6))


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("form", ["lines", "events", "columns"])
@pytest.mark.parametrize("values", UGLY.values(), ids=UGLY.keys())
def test_ugly_figures_leave_nothing_outside_and_nothing_on_top_of_each_other(form, values, limit):
    whole = form != "lines"
    drawn_one = drawn(
        chart(
            values,
            form=form,
            limit=limit,
            limit_words="vähintään yhtä monta kuin vuosi sitten",
            unit="kpl" if whole else "%",
            decimals=0 if whole else 1,
            verdict="near",
        )
    )
    assert drawn_one.words
    assert drawn_one.faults() == []


def test_long_names_are_cut_before_they_push_the_lines_out():
    names = (LONG, f"{LONG} {LONG}", "x" * 200)
    lines = tuple(Line(name, points((40 + step, 50, 45))) for step, name in enumerate(names))
    made = chart((), lines=lines, limit=47, limit_words=f"{LONG} {LONG}")
    assert drawn(made).faults() == []


def test_words_are_broken_between_words_and_cut_where_they_must_be():
    assert wrapped("vähintään 1 kuukaudessa", 90).words == "vähintään 1\nkuukaudessa"
    cut = wrapped(LONG, 90, lines=2).words
    assert cut.count("\n") == 1
    assert cut.endswith("…")
    assert all(text_width(row) <= 90 for row in cut.split("\n"))


def test_a_chart_where_every_month_is_missing_says_so_in_every_form():
    for form in ("lines", "events", "columns"):
        assert "Ei tietoa" in draw(chart([None] * MONTHS, form=form))
