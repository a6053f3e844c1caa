"""The three charts of the public statistics: what each shows and says."""

from collections.abc import Mapping

from salo_plan import wording
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.reports.report import Chart, Line, Point
from salo_plan.reports.statistics import tables as tables
from salo_plan.reports.statistics import words
from salo_plan.reports.statistics.index_chart import index_chart
from salo_plan.reports.statistics.published_view import PublishedView

_PEOPLE = "hlö"
_SHARE = "%"
_YEARS_NEEDED = 4
_A_YEAR = 12


def statistics_charts(view: PublishedView) -> tuple[Chart, ...]:
    """Return the charts that the known figures are enough for: comparisons need four years."""
    charts = [_unemployed(view)]
    if len(view.same_month(view.unemployed(view.town))) >= _YEARS_NEEDED:
        if len(view.municipalities) > 1 and view.newest in view.share(view.town):
            charts.append(_areas(view))
        if (index := index_chart(view)) is not None:
            charts.append(index)
    return tuple(charts)


def _unemployed(view: PublishedView) -> Chart:
    town, values = view.areas.town, view.unemployed(view.town)
    now, before = values[view.newest], values.get(view.newest.year_ago)
    low, high = words.lowest_and_highest(values)
    first = min(values)
    start = wording.month_name(first, "elative").capitalize()
    ends = say(
        "From {start} onwards, the lowest figure is {low} ({low_month}) and the highest "
        "{high} ({high_month}).",
        start=start,
        low=wording.number(values[low]),
        low_month=words.slash(low),
        high=wording.number(values[high]),
        high_month=words.slash(high),
    )
    return Chart(
        id="statistics-unemployed",
        form="lines",
        title=say("The unemployed: {comparison}", comparison=words.against_year_ago(now, before)),
        measure=say(
            "Unemployed jobseekers {in_town} at the end of the month, people",
            in_town=town.inessive,
        ),
        unit=_PEOPLE,
        decimals=0,
        lines=(Line(town.name, _points(values)),),
        alt=f"{_how_many(view, now, before)} {ends}",
        note=f"{words.scope(view)}.",
        table=tables.by_year(view, values),
    )


def _how_many(view: PublishedView, now: float, before: float | None) -> str:
    told = {
        "when": words.end_of(view.newest),
        "number": wording.number(now),
        "in_town": view.areas.town.inessive,
    }
    if before is None:
        return say("There were {number} unemployed jobseekers {in_town} {when}.", **told)
    return say(
        "There were {number} unemployed jobseekers {in_town} {when}, a year earlier {before}.",
        **told,
        before=wording.number(before),
    )


def _areas(view: PublishedView) -> Chart:
    names = view.municipalities
    shares = {area: view.share(area) for area in names}
    year = {
        area: {m: value for m, value in values.items() if view.newest.minus(m) < _A_YEAR}
        for area, values in shares.items()
        if view.newest in values
    }
    order = sorted(year, key=lambda area: -shares[area][view.newest])
    listed = wording.listing(
        [f"{names[area]} {words.share(shares[area][view.newest])}" for area in order]
    )
    low, high = min(year[view.town].values()), max(year[view.town].values())
    place = words.rank(order.index(view.town) + 1, len(order))
    return Chart(
        id="statistics-areas",
        form="areas",
        title=say(
            "{of_town} share is the {rank} of {count} municipalities",
            of_town=view.areas.town.genitive,
            rank=place,
            count=len(order),
        ),
        measure=say(
            "The unemployed as a share of the labour force {when}, per cent. The bar is the "
            "range of 12 months.",
            when=words.end_of(view.newest),
        ),
        unit=_SHARE,
        decimals=1,
        lines=tuple(Line(names[area], _points(values)) for area, values in year.items()),
        alt=say(
            "The unemployed as a share of the labour force {when}: {areas}. {In_town} the range of"
            " 12 months is {low}–{high}.",
            In_town=wording.capital(view.areas.town.inessive),
            when=words.end_of(view.newest),
            areas=listed,
            low=wording.number(low, 1),
            high=words.share(high),
        ),
        note=f"{say(words.AREAS_SCOPE, services=view.services)}.",
        table=tables.by_municipality(view, order),
    )


def _points(values: Mapping[Month, float]) -> tuple[Point, ...]:
    return tuple(Point(str(month), value) for month, value in values.items())
