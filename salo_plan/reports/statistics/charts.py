"""The four charts of the public statistics: what each shows and says."""

from collections.abc import Mapping

from salo_plan import wording
from salo_plan.extracts.statfin import REGION, SALO, WHOLE_COUNTRY
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.reports.report import Chart, Line, Point
from salo_plan.reports.statistics import tables as tables
from salo_plan.reports.statistics import words
from salo_plan.reports.statistics.published_view import PublishedView

_TOWN = "Salo"
_PEOPLE = "hlö"
_SHARE = "%"
_YEARS_NEEDED = 4
_A_YEAR = 12


def statistics_charts(view: PublishedView) -> tuple[Chart, ...]:
    """Return the charts that the known figures are enough for: comparisons need four years."""
    charts = [_unemployed(view)]
    if len(view.same_month(view.unemployed(SALO))) >= _YEARS_NEEDED:
        compared = (SALO, REGION, WHOLE_COUNTRY)
        if all(view.newest in view.share(area) for area in compared):
            charts.append(_share(view))
        if len(view.municipalities) > 1 and view.newest in view.share(SALO):
            charts.append(_areas(view))
        charts.append(_seasons(view))
    return tuple(charts)


def _unemployed(view: PublishedView) -> Chart:
    values = view.unemployed(SALO)
    now, before = values[view.newest], values.get(view.newest.year_ago)
    low, high = words.lowest_and_highest(values)
    first = min(values)
    start = wording.month_name(first, "elative").capitalize()
    ends = say(
        "{start} onwards the lowest figure is {low} ({low_month}) and the highest {high}"
        " ({high_month}).",
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
        measure=say("Unemployed jobseekers in Salo at the end of the month, persons"),
        unit=_PEOPLE,
        decimals=0,
        lines=(Line(_TOWN, _points(values)),),
        alt=f"{_how_many(view.newest, now, before)} {ends}",
        note=f"{say(words.SCOPE)}.",
        table=tables.by_year(values),
    )


def _how_many(month: Month, now: float, before: float | None) -> str:
    told = {"when": words.end_of(month), "number": wording.number(now)}
    if before is None:
        return say("There were {number} unemployed jobseekers in Salo {when}.", **told)
    return say(
        "There were {number} unemployed jobseekers in Salo {when}, a year earlier {before}.",
        **told,
        before=wording.number(before),
    )


def _share(view: PublishedView) -> Chart:
    areas = {_TOWN: SALO, say("Southwest Finland"): REGION, say("Whole country"): WHOLE_COUNTRY}
    shares = {name: view.same_month(view.share(area)) for name, area in areas.items()}
    own, region, country = (values[view.newest] for values in shares.values())
    low, high = words.lowest_and_highest(shares[_TOWN])
    month = wording.month_alone(view.newest.number, "genitive")
    return Chart(
        id="statistics-share",
        form="lines",
        title=say(
            "Salo's share is {relation}", relation=words.against_others(own, region, country)
        ),
        measure=say(
            "The unemployed as a share of the labour force at the end of {month}, percent",
            month=month,
        ),
        unit=_SHARE,
        decimals=1,
        lines=tuple(Line(name, _points(values)) for name, values in shares.items()),
        alt=say(
            "The unemployed as a share of the labour force were {when} {own} in Salo, {region} in"
            " Southwest Finland and {country} in the whole country. Of the figures of the same"
            " month the lowest in Salo is {low} ({low_year}) and the highest {high}"
            " ({high_year}).",
            when=words.end_of(view.newest),
            own=words.share(own),
            region=words.share(region),
            country=words.share(country),
            low=words.share(shares[_TOWN][low]),
            low_year=low.year,
            high=words.share(shares[_TOWN][high]),
            high_year=high.year,
        ),
        note=f"{say(words.SCOPE)}.",
        table=tables.shares_by_year(shares),
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
    low, high = min(year[SALO].values()), max(year[SALO].values())
    place = words.rank(order.index(SALO) + 1, len(order))
    return Chart(
        id="statistics-areas",
        form="areas",
        title=say(
            "Salo's share is the {rank} of {count} municipalities", rank=place, count=len(order)
        ),
        measure=say(
            "The unemployed as a share of the labour force {when}, percent. The bar is the range"
            " of 12 months.",
            when=words.end_of(view.newest),
        ),
        unit=_SHARE,
        decimals=1,
        lines=tuple(Line(names[area], _points(values)) for area, values in year.items()),
        alt=say(
            "The unemployed as a share of the labour force {when}: {areas}. In Salo the range of"
            " 12 months is {low}–{high}.",
            when=words.end_of(view.newest),
            areas=listed,
            low=wording.number(low, 1),
            high=words.share(high),
        ),
        note=f"{say(words.AREAS_SCOPE)}.",
        table=tables.by_municipality(view, order),
    )


def _seasons(view: PublishedView) -> Chart:
    values = view.unemployed(SALO)
    same = view.same_month(values)
    earlier = {month: value for month, value in same.items() if month != view.newest}
    now = same[view.newest]
    greater = sum(value > now for value in earlier.values())
    smaller = sum(value < now for value in earlier.values())
    low, high = words.lowest_and_highest(earlier)
    ends = sorted(same, reverse=True)
    return Chart(
        id="statistics-seasons",
        form="seasons",
        title=words.among_years(view.newest, greater, smaller, len(earlier)),
        measure=say(
            "Unemployed jobseekers in Salo, persons. Each line is 12 months; the pale ones end in"
            " the years {first}–{last}.",
            first=ends[-1].year,
            last=ends[2].year,
        ),
        unit=_PEOPLE,
        decimals=0,
        lines=tuple(Line(words.slash(end), _points(_year_to(end, values))) for end in ends),
        alt=say(
            "There were {number} unemployed jobseekers in Salo {when}. In the same month the"
            " figure was greater in {greater} of {years} earlier years; the lowest was {low}"
            " ({low_year}) and the highest {high} ({high_year}).",
            when=words.end_of(view.newest),
            number=wording.number(now),
            greater=greater,
            years=len(earlier),
            low=wording.number(earlier[low]),
            low_year=low.year,
            high=wording.number(earlier[high]),
            high_year=high.year,
        ),
        note=f"{say(words.SCOPE)}.",
        table=tables.by_same_month(same),
    )


def _year_to(end: Month, values: Mapping[Month, float]) -> dict[Month, float]:
    return {month: value for month, value in values.items() if 0 <= end.minus(month) < _A_YEAR}


def _points(values: Mapping[Month, float]) -> tuple[Point, ...]:
    return tuple(Point(str(month), value) for month, value in values.items())
