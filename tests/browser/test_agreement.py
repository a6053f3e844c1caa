"""One figure has one value wherever the page tells it, and the counts of the page agree."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from salo_plan.periods import Month
from salo_plan.reports.opening import build_report, gather

from ..workspaces import call, committed_workspace
from .making import PLAN, Made, Town, laid_out
from .wording import decimals_in, drawn, number_in

JUDGED = ("met", "near", "missed")
NO_ACTION = "Vastuu: "


def statuses(page: Made) -> dict[str, str]:
    """The verdict of each row of the scoreboard, by its indicator."""
    return {
        row["data-indicator"]: next(name for name in row.select_one(".st")["class"] if name != "st")
        for row in page.soup.select("tr[data-indicator]")
    }


def same(printed: str, value: float) -> bool:
    """Whether a printed figure is the value, rounded to the decimals that are printed."""
    shown = number_in(printed)
    if shown is None:
        return False
    return abs(shown - value) <= 0.5 * 10 ** -decimals_in(printed) * 1.000001


def entries(page: Made) -> dict[str, dict[str, Any]]:
    """What `indicators --json` says of the month."""
    return {entry["id"]: entry for entry in page.report.indicators}


def printed_value(entry: dict[str, Any], value: float) -> float:
    return value / 1e6 if entry["unit"] == "€" else value


def test_the_counts_of_statuses_agree_everywhere(full_page: Made):
    rows = Counter(statuses(full_page).values())
    tally = {
        next(name for name in item.select_one(".st")["class"] if name != "st"): int(
            item.b.get_text()
        )
        for item in full_page.soup.select(".tally li")
    }
    assert tally == {verdict: rows[verdict] for verdict in tally}
    assert sum(tally.values()) == len(PLAN.indicators)
    sentence = full_page.soup.select_one(".lead strong").get_text()
    numbers = sorted(int(word) for word in sentence.split() if word.isdigit())
    assert numbers == sorted([rows["met"], sum(rows[verdict] for verdict in JUDGED)])


def test_every_indicator_of_the_plan_has_one_row(full_page: Made):
    rows = [row["data-indicator"] for row in full_page.soup.select(".board tr[data-indicator]")]
    assert rows == [indicator.id for indicator in PLAN.indicators]


def test_every_missed_indicator_is_taken_up_with_who_and_by_when(full_page: Made):
    names = {indicator.id: indicator.name for indicator in PLAN.indicators}
    cards = {card.h3.get_text(): card for card in full_page.soup.select(".cards li")}
    missed = {names[name] for name, verdict in statuses(full_page).items() if verdict == "missed"}
    assert missed <= cards.keys()
    for name in missed:
        who = cards[name].select_one(".who")
        if who is None:
            assert NO_ACTION in cards[name].get_text(), name
            continue
        owner, _, due = who.get_text(strip=True).rpartition(", ")
        assert owner, name
        assert any(map(str.isdigit, due)), name


def test_a_card_tells_the_value_of_its_row(full_page: Made):
    names = {indicator.id: indicator.name for indicator in PLAN.indicators}
    values = {
        names[row["data-indicator"]]: row.select_one(".value").get_text(strip=True)
        for row in full_page.soup.select("tr[data-indicator]:not(.verbal)")
    }
    for card in full_page.soup.select(".cards li"):
        assert card.select_one(".figure b").get_text() == values[card.h3.get_text()]


def test_the_scoreboard_prints_the_values_that_other_programs_read(full_page: Made):
    found = entries(full_page)
    for row in full_page.soup.select("tr[data-indicator]:not(.verbal)"):
        entry, printed = found[row["data-indicator"]], row.select_one(".value").get_text(strip=True)
        if entry["value"] is None:
            assert printed == "–", entry["id"]
        else:
            assert same(printed, printed_value(entry, entry["value"])), (entry["id"], printed)


def test_the_command_gives_the_figures_of_the_page(town: Town):
    page = town.page("steering_group 2023-09")
    workspace = town.material.received.workspace
    result = call("indicators", "--json", "--month", "2023-09", "--workspace", workspace)
    assert json.loads(result.stdout) == list(page.report.indicators)


def test_the_last_label_of_a_chart_and_the_last_row_behind_it_are_the_value(full_page: Made):
    found = entries(full_page)
    charts = [chart for section in full_page.report.sections for chart in section.charts]
    figures = full_page.soup.select("figure")
    by_alt = {figure.img["alt"]: figure for figure in figures}
    known = {name for name, entry in found.items() if entry["month_value"] is not None}
    told = [chart for chart in charts if chart.id in known]
    assert told or not charts
    for chart in told:
        entry = found[chart.id]
        figure = by_alt[chart.alt]
        value = printed_value(entry, entry["month_value"])
        if "path" in (entry["target"] or {}):
            value = (entry["year_value"] - entry["target"]["path"]) / 1000
        month = Month.parse(full_page.report.month)
        own = f"{month.number}/{month.year}"
        row = next(r for r in figure.select("tbody tr") if r.th.get_text().strip() == own)
        assert same(row.select("td")[0].get_text(), value), (chart.id, row.get_text(" "))
        labels = [text.words for text in drawn(figure.img) if text.bold]
        # A figure judged over the year ends its line in the year's own figure, by name.
        year = printed_value(entry, entry["year_value"])
        bare = [label.removeprefix("ka. ").split(": ")[-1] for label in labels]
        ends = [value, year] if entry["year_value"] is not None else [value]
        assert any(same(label, end) for label in bare for end in ends), (chart.id, labels, value)


def test_the_band_of_example_data_stands_on_every_page_of_the_example(page: Made):
    assert page.report.example
    bands = page.soup.select("aside.example")
    assert len(bands) == 1
    assert "Esimerkkiaineisto" in bands[0].get_text()


def test_a_page_of_received_data_has_no_band(tmp_path: Path):
    material = gather(PLAN, committed_workspace(tmp_path / "town"))
    html = laid_out(build_report(material, "steering_group", Month(2022, 11)))
    assert 'class="example"' not in html
    assert "Esimerkkiaineisto" not in html


def test_the_page_tells_its_period_its_extraction_day_and_the_state_of_its_data(full_page: Made):
    facts = {
        fact.dt.get_text(): fact.dd.get_text() for fact in full_page.soup.select(".facts > div")
    }
    assert facts["Kausi"].endswith(full_page.report.month[:4])
    assert facts["Aineiston tila"]
    assert number_in(facts["Tiedot poimittu"]) is not None


def test_the_rejected_rows_of_the_notes_are_those_of_the_validation(town: Town):
    page = town.page("steering_group 2023-09")
    checked = {Path(t.path).name: t for t in town.material.received.tables}
    rows = [
        [cell.get_text(strip=True) for cell in row(["th", "td"])]
        for table in page.soup.select("#notes table")
        for row in table.select("tbody tr")
        if row.th.get_text(strip=True) in checked
    ]
    assert rows
    for name, *cells in rows:
        table = checked[name]
        numbers = [number_in(cell) for cell in cells]
        for told in (table.rows_read, table.rows_used, table.rows_rejected):
            assert told in numbers, (name, cells)
