import html
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from salo_plan.extracts.statfin import read_statfin
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.charts import palette
from salo_plan.reports.charts.drawing import STYLE, as_img, draw, picture
from salo_plan.reports.charts.labels import spread
from salo_plan.reports.charts.scales import value_scale
from salo_plan.reports.charts.sparklines import spark_svg, sparkline
from salo_plan.reports.report import Bar, Chart, Line, Point
from salo_plan.reports.statistics.section import published_statistics
from tests.reports.drawn_chart import drawn

PROJECT = Path(__file__).parents[2]
NBSP = "\u00a0"


def points(*values, start="2022-11"):
    first = Month.parse(start)
    return tuple(Point(str(first.plus(step)), value) for step, value in enumerate(values))


def chart(*values, start="2022-11", **changed):
    fields = {
        "id": "indicator",
        "form": "lines",
        "title": "Työttömien osuus on alle rajan",
        "measure": "Työttömien osuus asiakkaista, prosenttia",
        "unit": "%",
        "decimals": 1,
        "lines": (Line("Osuus", points(*values, start=start)),),
        "alt": "Työttömien osuus asiakkaista oli syyskuussa 2023 53,6 prosenttia.",
    }
    return Chart(**{**fields, **changed})


SHARE = chart(
    53.2, 56.1, 55.4, 54.6, 53.9, 53.1, 52.4, 54.9, 56.8, 54.2, 53.6,
    limit=60, limit_words=f"Tavoite alle 60{NBSP}%", verdict="met",
    baseline=Point("2022-11", 53.2),
)  # fmt: skip
LONG_TERM = chart(
    18.2, 17.5, 17.6, 17.8, 18.0, 18.8, 18.0, 16.0, 15.8, 16.9, 17.4,
    limit=20, limit_words=f"Tavoite yli 20{NBSP}%", good_side="above", verdict="missed",
    baseline=Point("2022-11", 18.2),
)  # fmt: skip
CLIENTS = chart(
    2621, 2688, 2702, 2665, 2640, 2618, 2655, 2748, 2790, 2734, 2712, unit="hlö", decimals=0,
    limit=2900, limit_words=f"Tavoite alle 2{NBSP}900{NBSP}hlö", verdict="met",
)  # fmt: skip
VISITORS = chart(
    None, None, 64, 72, 90, 93, 80, 33, None, 75, 118, unit="hlö", decimals=0,
    gap_words="alle 5", hidden=("2023-07",),
)  # fmt: skip
COSTS = chart(
    280e3, 561e3, 844e3, 1.12e6, 1.4e6, 1.69e6, 1.98e6, 2.28e6, 2.585e6, unit="€", decimals=2,
    limit=2.5425e6, limit_words=f"Tavoite enintään 2,54{NBSP}M€", verdict="near",
)  # fmt: skip
CROWDED = chart(
    38, 42, 38.5, 42, 38, 43, 37, 42, 37.5, 42, 39.9,
    limit=40, limit_words=f"Tavoite yli 40{NBSP}%", good_side="above", verdict="near",
)  # fmt: skip
ALONE = chart(57, unit="pistettä", decimals=0, limit=50, limit_words="Tavoite yli 50")
EVENTS = chart(
    3, 1, 2, 1, None, 1, 0, 1, 12, 1, 3, form="events", unit="kpl", decimals=0,
    limit=1, limit_words="vähintään 1 kuukaudessa", good_side="above", verdict="met",
)  # fmt: skip
SHARES = chart(
    form="shares",
    lines=(),
    bars=(
        Bar("Alle 25-vuotiaat", 45.6, 50, 52, "met"),
        Bar("Vieraskieliset", 36.1, 35, 38, "near"),
        Bar("Kaikki", 64.0, 60, None, "missed"),
    ),
)
BROKEN = replace(CLIENTS, breaks=("2023-03",))
MEAN = chart(
    379, 372, 390, 388, 395, 398, 401, 350, 345, 380, 407, unit="hlö", decimals=0,
    limit=400, limit_words=f"vähintään 400{NBSP}hlö", good_side="above", verdict="missed",
    mean=Point("2023-01", 383.8), mean_words="ka. 384",
)  # fmt: skip
GAP = chart(
    -12, -15, -7, -10, -12, -5, 13, 30, 38, start="2023-01", form="columns", unit="tuhatta euroa",
    decimals=0,
    forecast=(Point("2023-12", 47.4), Point("2023-12", 50.7)), forecast_words="ennuste +47…+51",
)  # fmt: skip
INDICATOR_CHARTS = {
    "events": EVENTS,
    "shares": SHARES,
    "broken": BROKEN,
    "mean": MEAN,
    "gap": GAP,
    "share": SHARE,
    "long-term": LONG_TERM,
    "clients": CLIENTS,
    "visitors": VISITORS,
    "costs": COSTS,
    "crowded": CROWDED,
    "alone": ALONE,
}
SERIES = read_statfin(PROJECT)
STATISTICS_CHARTS = {
    f"{month} {chart.id}": chart
    for month in ("2023-01", "2023-06", "2023-09", "2023-10", "2020-04", "2009-12")
    for chart in published_statistics(read_plan(), SERIES, Month.parse(month)).charts
}
ALL_CHARTS = INDICATOR_CHARTS | STATISTICS_CHARTS
every_chart = pytest.mark.parametrize("shown", ALL_CHARTS.values(), ids=ALL_CHARTS.keys())


@cache
def drawing(shown: Chart) -> str:
    return draw(shown)


def texts_of(svg: str) -> list[str]:
    return [
        node.text or "" for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("text")
    ]


@every_chart
def test_words_meet_neither_each_other_nor_a_line_and_stay_in_the_picture(shown):
    measured = drawn(shown)
    assert len(measured.words) >= 4
    assert measured.faults() == []


@every_chart
def test_the_same_chart_gives_the_same_bytes(shown):
    assert draw(shown) == drawing(shown)


def test_another_process_gives_the_same_bytes_in_every_form():
    names = ("EVENTS", "SHARES", "BROKEN", "MEAN", "GAP", "SHARE")
    areas = "2023-09 statistics-areas"
    code = (
        "import sys; from salo_plan.reports.charts.drawing import draw;"
        "from tests.reports import test_charts as made;"
        f"drawn = [*(getattr(made, n) for n in {names}), made.STATISTICS_CHARTS['{areas}']];"
        "sys.stdout.buffer.write(''.join(map(draw, drawn)).encode())"
    )
    theirs = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONHASHSEED": "11"},
    )
    ours = [*(globals()[name] for name in names), STATISTICS_CHARTS[areas]]
    assert theirs.stdout.decode() == "".join(map(drawing, ours))


@every_chart
def test_numbers_on_charts_are_finnish(shown):
    for text in texts_of(drawing(shown)):
        assert not re.search(r"\d\.\d", text), f"decimal point in '{text}'"
        assert not re.search(r"-\d", text), f"hyphen as a minus in '{text}'"
        assert not re.search(r"\d%", text), f"no space before % in '{text}'"
        assert not re.search(r"\d{5,}|\d \d", text), f"thousands in '{text}'"


def test_ticks_between_whole_numbers_get_a_decimal_comma_and_thousands_a_no_break_space():
    assert "17,5" in texts_of(drawing(LONG_TERM))
    assert f"2{NBSP}800" in texts_of(drawing(CLIENTS))
    assert f"2,59{NBSP}M€" in texts_of(drawing(COSTS))
    assert {"0", "1", "2", "3"} <= set(texts_of(drawing(COSTS)))


@every_chart
def test_chart_text_is_at_least_11_px_and_its_picture_344_x_206(shown):
    svg = drawing(shown)
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", svg)]
    assert min(sizes) >= 11
    assert 'width="344" height="206" viewBox="0 0 344 206"' in svg
    assert len(svg) < 9_000


@every_chart
def test_a_picture_holds_nothing_from_outside_and_no_date(shown):
    svg = drawing(shown)
    assert set(re.findall(r"https?://[^\"]*", svg)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "metadata" not in svg
    assert "DejaVu" not in svg
    assert 'font-family="Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"' in svg


@pytest.mark.parametrize("shown", STATISTICS_CHARTS.values(), ids=STATISTICS_CHARTS.keys())
def test_the_last_value_stands_on_the_chart_in_its_alternative_text_and_in_its_table(shown):
    newest = max(point.month for point in shown.lines[0].points)
    value = next(point.value for point in shown.lines[0].points if point.month == newest)
    printed = f"{value:.{shown.decimals}f}"
    words = {
        text.replace(NBSP, "").replace(",", ".").rstrip("%") for text in texts_of(drawing(shown))
    }
    assert words & {printed, f"{value + 1e-9:.{shown.decimals}f}"}
    assert 100 <= len(shown.alt) <= 400


def test_an_image_carries_the_alternative_text_escaped():
    image = as_img(chart(1, 2, alt='Osuus < 60 % & "alle rajan", 2 kuukautta.'))
    assert html.unescape(re.search(r'alt="([^"]*)"', image)[1]) == (
        'Osuus < 60 % & "alle rajan", 2 kuukautta.'
    )
    assert 'width="344" height="206"' in image
    content = re.search(r'src="data:image/svg\+xml,([^"]*)"', image)[1]
    ElementTree.fromstring(unquote(content))
    assert not re.search(r"[<>#&:]", content)


def test_a_gap_stays_a_gap_and_is_told_in_words():
    with matplotlib.rc_context(fname=STYLE):
        axes = picture(VISITORS).axes[0]
    runs = [list(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) > 1]
    assert runs == [[2, 3, 4, 5, 6, 7], [9, 10]]
    assert "alle 5" in texts_of(drawing(VISITORS))


def test_a_gap_of_missing_months_is_not_called_hidden():
    assert "alle 5" not in texts_of(drawing(replace(VISITORS, hidden=())))


def test_a_missing_last_month_has_no_value_beside_the_line():
    words = texts_of(drawing(chart(64, 72, 90, None)))
    assert "ei tietoa" in words
    assert not [word for word in words if "%" in word]


def test_a_chart_without_any_value_says_so():
    assert texts_of(drawing(chart(None, None))) == ["Ei tietoa"]


def test_the_value_beside_its_limit_keeps_the_decimals_of_the_verdict():
    assert f"59,96{NBSP}%" in texts_of(drawing(chart(58, 59.96, limit=60, limit_words="Tavoite")))


def test_a_verdict_has_its_own_shape_and_colour_at_the_end_of_the_line():
    marks = {}
    for verdict in ("met", "near", "missed"):
        with matplotlib.rc_context(fname=STYLE):
            axes = picture(chart(1, 2, 3, verdict=verdict)).axes[0]
        mark = axes.lines[-1]
        marks[verdict] = (mark.get_marker(), to_hex(mark.get_markeredgecolor()))
    assert marks["met"][0] == "o"
    assert marks["near"] == ("^", palette.NEAR)
    assert marks["missed"][0] == "D"


def test_a_target_shades_its_good_side_and_the_baseline_is_a_ring():
    with matplotlib.rc_context(fname=STYLE):
        axes = picture(LONG_TERM).axes[0]
        band = axes.patches[0].get_extents().transformed(axes.transData.inverted())
    assert (band.y0, band.y1) == (20, axes.get_ylim()[1])
    rings = [line for line in axes.lines if to_hex(line.get_markerfacecolor()) == palette.PAPER]
    assert [tuple(ring.get_xydata()[0]) for ring in rings] == [(0, 18.2)]
    assert "Tavoite yli 20\u00a0%" in texts_of(drawing(LONG_TERM))


def test_a_chart_has_no_frame_no_legend_and_no_titles():
    with matplotlib.rc_context(fname=STYLE):
        axes = picture(SHARE).axes[0]
    assert [side for side, spine in axes.spines.items() if spine.get_visible()] == ["bottom"]
    assert axes.get_legend() is None
    assert axes.get_title() == axes.get_xlabel() == axes.get_ylabel() == ""


def axes_of(shown):
    with matplotlib.rc_context(fname=STYLE):
        return picture(shown).axes[0]


def test_events_have_a_column_a_month_from_zero_a_written_zero_and_none_where_unknown():
    axes = axes_of(EVENTS)
    columns = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in axes.patches}
    assert columns == {0: 3, 1: 1, 2: 2, 3: 1, 5: 1, 6: 0, 7: 1, 8: 12, 9: 1, 10: 3}
    words = texts_of(drawing(EVENTS))
    assert words.count("0") == 2  # on the axis and over July
    assert "–" in words
    assert axes.get_ylim()[0] == 0


def test_the_columns_of_events_below_the_target_have_their_own_colour():
    colours = [to_hex(bar.get_facecolor()) for bar in axes_of(EVENTS).patches]
    assert [colour == palette.MISSED for colour in colours].index(True) == 5
    assert colours.count(palette.MISSED) == 1


def test_shares_start_from_zero_and_each_has_its_tick_ring_and_shape():
    axes = axes_of(SHARES)
    assert axes.get_xlim()[0] == 0
    assert [bar.get_width() for bar in axes.patches] == [45.6, 36.1, 64.0]
    assert all(bar.get_x() == 0 for bar in axes.patches)
    ticks = [line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 2]
    assert ticks == [50, 35, 60]
    shapes = [line.get_marker() for line in axes.lines if len(line.get_xdata()) == 1]
    assert shapes == ["o", "o", "o", "^", "D"]
    words = texts_of(drawing(SHARES))
    assert {"Alle 25-vuotiaat", f"45,6{NBSP}%", f"36,1{NBSP}%", f"64,0{NBSP}%"} <= set(words)


def test_a_break_is_an_upright_dashed_line_at_its_month():
    lines = [line for line in axes_of(BROKEN).lines if len(line.get_xdata()) == 2]
    assert [list(line.get_xdata()) for line in lines if line.is_dashed()][-1] == [4, 4]
    assert [4, 4] not in [list(line.get_xdata()) for line in axes_of(CLIENTS).lines]


def test_the_mean_of_the_year_is_a_thin_line_of_its_months_with_the_verdict_at_its_end():
    axes = axes_of(MEAN)
    means = [line for line in axes.lines if list(line.get_ydata()) == [383.8, 383.8]]
    assert [list(line.get_xdata()) for line in means] == [[2, 10]]
    words = texts_of(drawing(MEAN))
    assert {"ka. 384", "407"} <= set(words)
    marks = {line.get_marker(): line.get_ydata()[0] for line in axes.lines}
    assert marks["D"] == 383.8


def test_a_forecast_is_a_pale_range_at_the_end_of_the_year_with_words():
    axes = axes_of(GAP)
    assert "ennuste" in texts_of(drawing(GAP))
    assert "+47…+51" in texts_of(drawing(GAP))
    pale = axes.patches[-1]
    assert round(pale.get_x() + pale.get_width() / 2) == 11
    assert (pale.get_y(), pale.get_height()) == (47.4, pytest.approx(3.3))
    without = axes_of(replace(GAP, forecast=(), forecast_words=""))
    assert len(without.patches) == 9
    assert "ennuste" not in texts_of(draw(replace(GAP, forecast=(), forecast_words="")))


def test_the_axis_of_a_share_ends_at_a_hundred():
    full = chart(90, 95, 100, limit=100, limit_words="joka päivä", good_side="above")
    assert axes_of(full).get_ylim()[1] == 100


numbers = st.floats(min_value=-1e6, max_value=1e7).map(lambda value: round(value, 3))


@given(values=st.lists(numbers, min_size=1, max_size=20), whole=st.booleans())
def test_an_axis_holds_every_value_between_at_most_four_grid_lines_and_its_foot(values, whole):
    scale = value_scale(values, whole=whole)
    low, high = scale.ends
    assert low <= min(values)
    assert max(values) <= high
    assert 2 <= len(scale.ticks) <= 5
    assert min(values) < 0 or low >= 0
    if whole:
        assert scale.decimals == 0


@given(
    centres=st.lists(st.floats(-50, 250), min_size=1, max_size=5),
    height=st.floats(8, 30),
)
def test_labels_moved_apart_keep_their_order_and_stay_between_the_ends(centres, height):
    middles = spread(centres, [height] * len(centres), 20, 204)
    order = sorted(range(len(centres)), key=lambda index: centres[index])
    for lower, upper in pairwise(order):
        assert middles[upper] - middles[lower] >= height + 2 - 1e-6
    assert min(middles) - height / 2 >= 20 - 1e-6
    assert max(middles) + height / 2 <= 204 + 1e-6


def test_a_label_with_room_stays_where_its_line_ends():
    assert spread([40, 150, 100], [20, 20, 20], 20, 204) == [40, 150, 100]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", [palette.PAPER, palette.BAND])
def test_chart_colours_have_enough_contrast_on_white_and_on_the_target_band(ground):
    for text in (palette.INK, palette.SECONDARY, *palette.VERDICT_COLOURS.values()):
        assert contrast(text, ground) >= 4.5
    assert contrast(palette.AXIS, ground) >= 3


MONTHS = points(*[50 + (step * 7) % 13 / 2 for step in range(13)])


@pytest.mark.parametrize("verdict", ["met", "near", "missed", "no_data", "no_target", "verbal"])
def test_a_sparkline_of_a_year_is_an_image_of_at_most_600_bytes(verdict):
    svg = spark_svg(MONTHS, 60.0, verdict)
    assert len(svg) <= 600
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("84", "26")
    image = sparkline(MONTHS, 60.0, verdict, 'Osuus: 11/22 50,0 %, "nyt" 51')
    assert 'alt="Osuus: 11/22 50,0 %, &quot;nyt&quot; 51"' in image
    assert "http:" not in image
    assert len(image) < 600


def test_sparklines_of_different_verdicts_differ_in_shape():
    shapes = {verdict: spark_svg(MONTHS, 60.0, verdict) for verdict in ("met", "near", "missed")}
    assert "<circle" in shapes["met"]
    assert "<circle" not in shapes["near"]
    assert "<circle" not in shapes["missed"]
    assert shapes["near"] != shapes["missed"]


def test_a_sparkline_breaks_where_a_month_is_missing():
    svg = spark_svg(points(1, 2, None, 4, None, 6), None, "met")
    track = re.search(r"<path d='([^']*)'", svg)[1]
    assert track.count("M") == 3
    assert track.count("L") == 1


def test_a_sparkline_without_a_last_value_has_no_mark_and_without_values_is_empty():
    assert "<circle" not in spark_svg(points(1, 2, None), None, "met")
    assert list(ElementTree.fromstring(spark_svg(points(None, None), 3.0, "no_data"))) == []
    ElementTree.fromstring(spark_svg(points(5), None, "met"))
