"""The index page lists what is issued, newest month first, and fits a phone."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from salo_plan.plan.reading import read_plan
from salo_plan.publishing.index import write_index
from salo_plan.publishing.manifest import write_json
from salo_plan.reports.public.report import AnyReport
from tests.publishing.mail.workshop import PUBLIC
from tests.reports.sample_report import REPORT

PLAN = read_plan()
COUNTS = (("met", "Tavoite saavutettu", 15), ("missed", "Tavoitetta ei saavutettu", 12))


def index_of(folder: Path, *reports: AnyReport) -> BeautifulSoup:
    for report in reports:
        place = folder / "outputs" / report.month / report.audience
        place.mkdir(parents=True)
        write_json(place / "report.json", report.as_json())
        (place / "report.html").write_text("", encoding="utf-8")
    return BeautifulSoup(write_index(folder, PLAN).read_text(encoding="utf-8"), "html.parser")


@pytest.fixture
def december(tmp_path: Path) -> BeautifulSoup:
    month = replace(REPORT, month="2023-12", tally=COUNTS, example=False)
    year = replace(month, audience="city_board")
    return index_of(tmp_path, month, year, replace(PUBLIC, month="2023-11"))


def test_months_are_headings_from_the_newest_on(december: BeautifulSoup):
    assert [h2.get_text() for h2 in december("h2")] == ["Joulukuu 2023", "Marraskuu 2023"]


def test_a_result_names_the_months_that_it_is_of(december: BeautifulSoup):
    results = [row("td")[-1].get_text() for row in december.select("tbody tr")]
    assert results[:2] == [
        *("joulukuu: 15/27 mittaria tavoitteessa", "koko vuosi: 15/27 mittaria tavoitteessa"),
    ]
    assert results[2] == PUBLIC.result


def test_every_report_is_reached_by_its_title(december: BeautifulSoup):
    assert [link["href"] for link in december("a")] == [
        "2023-12/steering_group/report.html",
        "2023-12/city_board/report.html",
        "2023-11/public/report.html",
    ]


@pytest.mark.parametrize("example", [True, False])
def test_the_band_stands_where_a_report_is_of_example_data(tmp_path: Path, example: bool):
    page = index_of(tmp_path, replace(REPORT, example=example))
    assert bool(page.select(".example")) == example


def test_nothing_issued_is_said(tmp_path: Path):
    (tmp_path / "outputs").mkdir()
    assert "Yhtään raporttia ei ole vielä annettu." in index_of(tmp_path).get_text()
