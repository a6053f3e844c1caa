"""The development of unemployment here and elsewhere, as an index of the year before."""

from collections.abc import Mapping

from salo_plan import wording
from salo_plan.extracts.statfin import WHOLE_COUNTRY
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.reports.report import Chart, Line, Point
from salo_plan.reports.statistics import tables, words
from salo_plan.reports.statistics.published_view import PublishedView

INDEX = "statistics-index"
BASE = 100.0


def index_chart(view: PublishedView) -> Chart | None:
    """Show the unemployed of the town, its neighbours, the region and the country.

    The mean of the year before the newest month's is 100, so that areas of any size compare. None
    when an area lacks a month of the two years.
    """
    year = view.newest.year - 1
    town, region = view.areas.town, view.areas.region
    areas = {
        town.name: view.unemployed(town.code),
        say("Neighbouring municipalities"): _together(view),
        region.name: view.unemployed(region.code),
        say("Whole country"): view.unemployed(WHOLE_COUNTRY),
    }
    months = [Month(year, 1).plus(step) for step in range(view.newest.minus(Month(year, 1)) + 1)]
    if any(month not in values for values in areas.values() for month in months):
        return None
    indexed = {name: _index(values, year, months) for name, values in areas.items()}
    changes = {name: _change(values, view.newest) for name, values in areas.items()}
    own, country = changes[town.name], changes[say("Whole country")]
    return Chart(
        id=INDEX,
        form="lines",
        title=words.developments(view.areas, own, country),
        measure=say("Unemployed jobseekers, index: the average of {year} is 100", year=year),
        unit="",
        decimals=0,
        lines=tuple(
            Line(name, tuple(Point(str(month), value) for month, value in values.items()))
            for name, values in indexed.items()
        ),
        alt=say(
            "The change in the unemployed in a year, {when}: {changes}. The index counts from the "
            "average of the months of {year}.",
            when=words.end_of(view.newest),
            changes=wording.listing(
                [f"{name} {words.percent_change(change)}" for name, change in changes.items()]
            ),
            year=year,
        ),
        note=say(
            words.INDEX_SCOPE,
            services=view.services,
            neighbours=wording.listing(_neighbours(view)),
        ),
        table=tables.of_index(indexed, year),
    )


def _neighbours(view: PublishedView) -> list[str]:
    return [name for code, name in view.municipalities.items() if code != view.town]


def _together(view: PublishedView) -> dict[Month, float]:
    """Add up the other municipalities; a month that one of them lacks is left out."""
    others = [view.unemployed(code) for code in view.municipalities if code != view.town]
    shared = set.intersection(*(set(values) for values in others)) if others else set()
    return {month: sum(values[month] for values in others) for month in sorted(shared)}


def _index(
    values: Mapping[Month, float], year: int, months: list[Month]
) -> dict[Month, float | None]:
    base = sum(values[Month(year, number)] for number in range(1, 13)) / 12
    return {month: BASE * values[month] / base if base else None for month in months}


def _change(values: Mapping[Month, float], month: Month) -> float:
    """Return the change in a year in percent."""
    before = values[month.year_ago]
    return 100 * (values[month] - before) / before if before else 0.0
