"""The figures tables behind the charts of the public statistics: by year or by municipality."""

from collections.abc import Mapping, Sequence

from salo_plan import wording
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.reports.report import Table
from salo_plan.reports.statistics import words
from salo_plan.reports.statistics.published_view import PublishedView


def by_year(view: PublishedView, values: Mapping[Month, float]) -> Table:
    """Show each year's mean, lowest and highest month; an unfinished year names its months."""
    rows = []
    for year in dict.fromkeys(month.year for month in values):
        own = {month.number: value for month, value in values.items() if month.year == year}
        span = wording.months_slash(Month(year, min(own)), Month(year, max(own)))
        shown = (sum(own.values()) / len(own), min(own.values()), max(own.values()))
        rows.append(
            (str(year) if len(own) == 12 else span, *(wording.number(value) for value in shown))
        )
    return _table(
        say("Unemployed jobseekers {in_town} by year, people", in_town=view.areas.town.inessive),
        (say("Year"), say("Average of the months"), say("Lowest"), say("Highest")),
        rows,
    )


def of_index(indexed: Mapping[str, Mapping[Month, float | None]], year: int) -> Table:
    """Show the index month by month, an area a column."""
    months = next(iter(indexed.values()))
    rows = [
        (words.slash(month), *(wording.number(values[month], 1) for values in indexed.values()))
        for month in months
    ]
    caption = say("Unemployed jobseekers, index: the average of {year} is 100", year=year)
    return _table(caption, (say("Month"), *indexed), rows)


def by_municipality(view: PublishedView, order: Sequence[str]) -> Table:
    """Show the newest month of each municipality in the given order."""
    rows = []
    for area in order:
        shares = view.share(area)
        rows.append(
            (
                view.municipalities[area],
                wording.number(view.unemployed(area)[view.newest]),
                words.share(shares[view.newest]),
                words.share(shares.get(view.newest.year_ago)),
            )
        )
    return _table(
        say("Unemployed jobseekers by municipality {when}", when=words.end_of(view.newest)),
        (
            say("Municipality"),
            say("Number of unemployed"),
            say("Share of the labour force"),
            say("Share a year earlier"),
        ),
        rows,
    )


def _table(caption: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(caption, columns, tuple(rows), (False, *(True for _ in columns[1:])))
