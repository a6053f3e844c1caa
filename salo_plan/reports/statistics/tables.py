"""The figures tables behind the charts of the public statistics: by year or by municipality."""

from collections.abc import Mapping, Sequence

from salo_plan import wording
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.reports.report import Table
from salo_plan.reports.statistics import words
from salo_plan.reports.statistics.published_view import PublishedView


def by_year(values: Mapping[Month, float]) -> Table:
    """Show each year's mean, lowest and highest month; an unfinished year names its months."""
    rows = []
    for year in dict.fromkeys(month.year for month in values):
        own = {month.number: value for month, value in values.items() if month.year == year}
        span = f"{min(own)}–{max(own)}/{year}" if len(own) > 1 else f"{min(own)}/{year}"
        shown = (sum(own.values()) / len(own), min(own.values()), max(own.values()))
        rows.append(
            (str(year) if len(own) == 12 else span, *(wording.number(value) for value in shown))
        )
    return _table(
        say("Unemployed jobseekers in Salo by year, persons"),
        (say("Year"), say("Mean of the months"), say("Lowest"), say("Highest")),
        rows,
    )


def by_same_month(values: Mapping[Month, float]) -> Table:
    """Show one month of every year with its change from the year before."""
    rows = []
    for month, value in values.items():
        before = values.get(month.year_ago)
        change = None if before is None else value - before
        rows.append((str(month.year), wording.number(value), wording.signed(change)))
    return _table(
        say(
            "Unemployed jobseekers in Salo at the end of {month}, persons", month=_month_of(values)
        ),
        (say("Year"), say("Number of unemployed"), say("Change in a year")),
        rows,
    )


def shares_by_year(shares: Mapping[str, Mapping[Month, float]]) -> Table:
    """Show the share of the labour force in one month of every year, an area a column."""
    longest = max(shares.values(), key=len)
    rows = [
        (str(month.year), *(words.share(values.get(month)) for values in shares.values()))
        for month in longest
    ]
    caption = say(
        "The unemployed as a share of the labour force at the end of {month}",
        month=_month_of(longest),
    )
    return _table(caption, (say("Year"), *shares), rows)


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


def _month_of(values: Mapping[Month, float]) -> str:
    return wording.month_alone(next(iter(values)).number, "genitive")


def _table(caption: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(caption, columns, tuple(rows), (False, *(True for _ in columns[1:])))
