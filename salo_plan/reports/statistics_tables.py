"""The figures tables behind the charts of the public statistics: by year or by municipality."""

from collections.abc import Mapping, Sequence

from salo_plan import wording
from salo_plan.periods import Month
from salo_plan.reports import statistics_words as words
from salo_plan.reports.published_view import PublishedView
from salo_plan.reports.report import Table


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
        "Työttömät työnhakijat Salossa vuosittain, henkilöä",
        ("Vuosi", "Kuukausien keskiarvo", "Pienin", "Suurin"),
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
        f"Työttömät työnhakijat Salossa {_month_of(values)} lopussa, henkilöä",
        ("Vuosi", "Työttömiä", "Muutos vuodessa"),
        rows,
    )


def shares_by_year(shares: Mapping[str, Mapping[Month, float]]) -> Table:
    """Show the share of the labour force in one month of every year, an area a column."""
    longest = max(shares.values(), key=len)
    rows = [
        (str(month.year), *(words.share(values.get(month)) for values in shares.values()))
        for month in longest
    ]
    caption = f"Työttömien osuus työvoimasta {_month_of(longest)} lopussa"
    return _table(caption, ("Vuosi", *shares), rows)


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
        f"Työttömät työnhakijat kunnittain {words.end_of(view.newest)}",
        ("Kunta", "Työttömiä", "Osuus työvoimasta", "Osuus vuotta aiemmin"),
        rows,
    )


def _month_of(values: Mapping[Month, float]) -> str:
    return wording.month_alone(next(iter(values)).number, "genitive")


def _table(caption: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(caption, columns, tuple(rows), (False, *(True for _ in columns[1:])))
