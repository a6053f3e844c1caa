import re
from dataclasses import replace
from pathlib import Path

import pytest

from salo_plan.extracts.statfin import read_statfin
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.statistics import words as words
from salo_plan.reports.statistics.section import published_statistics

SALO = "KU734"
PLAN = read_plan()
SERIES = read_statfin(Path(__file__).parents[2])
MONTHS_OF_THE_PLAN = [Month(2023, number) for number in range(1, 13)]
SCOPE = "Koko Salo, kaikki työnhakijat (ei kokeilun asiakkaat)"


def section(month: str):
    return published_statistics(PLAN, SERIES, Month.parse(month))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def everything_said(found) -> str:
    said = [found.title, found.lead, *found.paragraphs]
    said += [f"{fact.term} {fact.value}" for fact in found.facts]
    for chart in found.charts:
        said += [chart.title, chart.measure, chart.alt, chart.note, chart.table.caption]
        said += [cell for row in chart.table.rows for cell in row]
    return plain("\n".join(said))


def test_the_lead_tells_the_published_figures_of_the_month():
    assert plain(section("2023-09").lead) == (
        "Koko Salo, kaikki työnhakijat (ei kokeilun asiakkaat)."
        " Syyskuun 2023 lopussa Salossa oli 1 988 työtöntä työnhakijaa, 8 vähemmän kuin vuotta"
        " aiemmin. Se on 8,6 % työvoimasta. Varsinais-Suomessa osuus oli 8,6 % ja koko maassa"
        " 9,4 %."
    )


def test_the_published_share_of_november_2022_is_nine_percent():
    assert "Se on 9,0 % työvoimasta" in plain(section("2022-11").lead)


@pytest.mark.parametrize("month", MONTHS_OF_THE_PLAN, ids=str)
def test_nothing_later_than_the_report_s_month_is_shown(month):
    found = published_statistics(PLAN, SERIES, month)
    shown = {p.month for chart in found.charts for line in chart.lines for p in line.points}
    assert max(shown) <= str(month)
    assert str(month.year + 1) not in everything_said(found).replace("24.11.2026", "")


def test_a_month_without_statistics_yet_shows_the_newest_and_says_so():
    lead = plain(section("2023-12").lead)
    assert "Lokakuun 2023 lopussa Salossa oli 2 039" in lead
    assert lead.endswith("Uudempaa kuukautta ei ole aineistossa.")
    assert "Uudempaa" not in section("2023-10").lead


def test_every_chart_says_that_it_is_not_about_the_trial_s_clients():
    found = section("2023-09")
    assert found.lead.startswith(SCOPE)
    assert all("(ei kokeilun asiakkaat)" in chart.note for chart in found.charts)


@pytest.mark.parametrize("month", MONTHS_OF_THE_PLAN, ids=str)
def test_charts_have_messages_measures_and_alternative_texts_of_100_to_400_characters(month):
    charts = published_statistics(PLAN, SERIES, month).charts
    assert [chart.form for chart in charts] == ["lines", "areas", "lines"]
    assert len({chart.alt for chart in charts}) == len({chart.id for chart in charts}) == 3
    for chart in charts:
        assert 100 <= len(chart.alt) <= 400
        assert re.search(r"\d", chart.alt)
        assert len(chart.title) <= 75
        assert re.search("henkilöä|prosenttia|indeksi", chart.measure)


@pytest.mark.parametrize("month", MONTHS_OF_THE_PLAN, ids=str)
def test_the_text_is_finnish_and_claims_no_cause(month):
    said = everything_said(published_statistics(PLAN, SERIES, month))
    assert not re.search(r"\d\.\d+ ?%|\d%|(?<=\s)-\d|\bnan\b|\bNone\b|\d{4}-\d{2}", said)
    assert not re.search(r"vuoksi|takia|ansiosta|johtu|vaikut|trendi", said, re.IGNORECASE)


def test_charts_begin_in_2006_and_reach_the_month():
    unemployed, areas, index = section("2023-09").charts
    months = [point.month for point in unemployed.lines[0].points]
    assert (months[0], months[-1], len(months)) == ("2006-01", "2023-09", 213)
    assert areas.lines[0].name == "Salo"
    assert all(len(line.points) == 12 for line in areas.lines)
    assert [line.name for line in index.lines] == [
        "Salo", "Naapurikunnat", "Varsinais-Suomi", "Koko maa",
    ]  # fmt: skip
    assert [line.points[0].month for line in index.lines] == ["2022-01"] * 4


def test_titles_state_what_the_figures_say():
    unemployed, areas, index = section("2023-09").charts
    assert unemployed.title == "Työttömiä oli 8 vähemmän kuin vuotta aiemmin"
    assert areas.title == "Salon osuus on 9 kunnan vertailun toiseksi suurin"
    assert plain(index.title) == "Työttömät vuodessa: Salossa −0,4 %, koko maassa +7,3 %"


def test_tables_behind_the_charts_go_year_by_year_to_the_charts_last_value():
    unemployed, areas, index = section("2023-09").charts
    assert unemployed.table.rows[-1][0] == "1–9/2023"
    assert unemployed.table.rows[0][0] == "2006"
    assert [row[0] for row in areas.table.rows][:2] == ["Lohja", "Salo"]
    for chart in (unemployed, areas, index):
        width = len(chart.table.columns)
        assert len(chart.table.numeric) == width
        assert all(len(row) == width for row in chart.table.rows)


def test_the_mean_of_a_year_is_the_mean_of_its_months():
    row = next(row for row in section("2023-09").charts[0].table.rows if row[0] == "2022")
    months = [f.value for m, f in SERIES.unemployed(SALO).items() if m.year == 2022]
    assert plain(row[1]) == f"{sum(months) / 12:,.0f}".replace(",", " ")


@pytest.mark.parametrize("number", [7, 12])
def test_july_and_december_are_usually_above_their_neighbours_as_the_section_says(number):
    counts = {month: figure.value for month, figure in SERIES.unemployed(SALO).items()}
    above = [
        count > max(counts[month.plus(-1)], counts[month.plus(1)])
        for month, count in counts.items()
        if month.number == number and month.plus(1) in counts
    ]
    assert sum(above) > 0.7 * len(above)


def test_the_source_licence_and_extraction_date_are_told():
    said = everything_said(section("2023-09"))
    assert "Lähde: Tilastokeskus / KEHA-keskus, työnvälitystilasto" in said
    assert "CC BY 4.0" in said
    assert "poimittu 24.11.2026" in said


def test_without_statistics_the_section_says_so_and_why():
    found = published_statistics(PLAN, None, Month(2023, 9))
    assert found.lead.startswith("Ei tietoa: ")
    assert found.charts == found.tables == ()
    assert published_statistics(PLAN, SERIES, Month(2005, 12)).lead.startswith("Ei tietoa: ")


def test_too_few_years_make_no_comparison_and_no_claim():
    found = section("2006-05")
    assert [chart.form for chart in found.charts] == ["lines"]
    assert found.charts[0].title == "Työttömiä oli 1\u00a0742"


def test_an_extract_without_the_region_leaves_out_the_comparison_with_it():
    frame = SERIES.frame[SERIES.frame["area_code"] != "MK02"]
    found = published_statistics(PLAN, replace(SERIES, frame=frame), Month(2023, 9))
    assert [chart.form for chart in found.charts] == ["lines", "areas"]
    assert "Varsinais-Suomessa" not in found.lead


@pytest.mark.parametrize(
    ("place", "count", "said"),
    [
        (1, 9, "suurin"),
        (2, 9, "toiseksi suurin"),
        (5, 9, "keskimmäinen"),
        (8, 9, "toiseksi pienin"),
        (9, 9, "pienin"),
        (8, 20, "8. suurin"),
    ],
)
def test_a_place_is_named_from_the_nearer_end(place, count, said):
    assert words.rank(place, count) == said


def test_a_count_beside_the_year_before_is_told_in_words():
    assert words.against_year_ago(10, 10) == "yhtä paljon kuin vuotta aiemmin"
    assert words.against_year_ago(12, 10) == "2 enemmän kuin vuotta aiemmin"
    assert words.people(1) == "1 työtön työnhakija"


def test_the_index_sets_the_mean_of_the_year_before_to_a_hundred():
    index = section("2023-09").charts[-1]
    for line in index.lines:
        year = [point.value for point in line.points if point.month.startswith("2022")]
        assert sum(year) / 12 == pytest.approx(100)
    counts = {month: figure.value for month, figure in SERIES.unemployed(SALO).items()}
    mean = sum(counts[Month(2022, number)] for number in range(1, 13)) / 12
    newest = index.lines[0].points[-1]
    assert newest.month == "2023-09"
    assert newest.value == pytest.approx(100 * 1988 / mean)
    assert "ei kokeilun asiakkaat" in index.note


def test_the_neighbours_are_every_other_municipality_of_the_extract():
    index = section("2023-09").charts[-1]
    assert "Lohja" in index.note
    assert "Salo," not in index.note
