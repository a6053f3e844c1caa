"""The four charts of the public statistics: what each shows and says."""

from collections.abc import Mapping

from salo_plan import wording
from salo_plan.extracts.statfin import REGION, SALO, WHOLE_COUNTRY
from salo_plan.periods import Month
from salo_plan.reports import statistics_tables as tables
from salo_plan.reports import statistics_words as words
from salo_plan.reports.published_view import PublishedView
from salo_plan.reports.report import Chart, Line, Point

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
    start = wording.month_name(first.year, first.number, "elative").capitalize()
    past = "" if before is None else f", vuotta aiemmin {wording.number(before)}"
    return Chart(
        id="statistics-unemployed",
        form="lines",
        title=f"Työttömiä oli {words.against_year_ago(now, before)}",
        measure="Työttömät työnhakijat Salossa kuun lopussa, henkilöä",
        unit=_PEOPLE,
        decimals=0,
        lines=(Line("Salo", _points(values)),),
        alt=(
            f"Työttömiä työnhakijoita oli Salossa {words.end_of(view.newest)}"
            f" {wording.number(now)}{past}. {start} lähtien pienin luku on"
            f" {wording.number(values[low])} ({words.slash(low)}) ja suurin"
            f" {wording.number(values[high])} ({words.slash(high)})."
        ),
        note=f"{words.SCOPE}.",
        table=tables.by_year(values),
    )


def _share(view: PublishedView) -> Chart:
    areas = {"Salo": SALO, "Varsinais-Suomi": REGION, "Koko maa": WHOLE_COUNTRY}
    shares = {name: view.same_month(view.share(area)) for name, area in areas.items()}
    own, region, country = (values[view.newest] for values in shares.values())
    low, high = words.lowest_and_highest(shares["Salo"])
    month = wording.month_alone(view.newest.number, "genitive")
    return Chart(
        id="statistics-share",
        form="lines",
        title=f"Salon osuus on {words.against_others(own, region, country)}",
        measure=f"Työttömien osuus työvoimasta {month} lopussa, prosenttia",
        unit=_SHARE,
        decimals=1,
        lines=tuple(Line(name, _points(values)) for name, values in shares.items()),
        alt=(
            f"Työttömien osuus työvoimasta oli {words.end_of(view.newest)} Salossa"
            f" {words.share(own)}, Varsinais-Suomessa {words.share(region)} ja koko maassa"
            f" {words.share(country)}. Saman kuukauden luvuista Salossa pienin on"
            f" {words.share(shares['Salo'][low])} ({low.year}) ja suurin"
            f" {words.share(shares['Salo'][high])} ({high.year})."
        ),
        note=f"{words.SCOPE}.",
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
        title=f"Salon osuus on {len(order)} kunnan vertailun {place}",
        measure=(
            f"Työttömien osuus työvoimasta {words.end_of(view.newest)}, prosenttia."
            " Palkki on 12 kuukauden vaihteluväli."
        ),
        unit=_SHARE,
        decimals=1,
        lines=tuple(Line(names[area], _points(values)) for area, values in year.items()),
        alt=(
            f"Työttömien osuus työvoimasta {words.end_of(view.newest)}: {listed}. Salossa"
            f" 12 kuukauden vaihteluväli on {wording.number(low, 1)}–{words.share(high)}."
        ),
        note=f"{words.AREAS_SCOPE}.",
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
        measure=(
            "Työttömät työnhakijat Salossa, henkilöä. Jokainen viiva on 12 kuukautta, vaaleat"
            f" päättyvät vuosiin {ends[-1].year}–{ends[2].year}."
        ),
        unit=_PEOPLE,
        decimals=0,
        lines=tuple(Line(words.slash(end), _points(_year_to(end, values))) for end in ends),
        alt=(
            f"Työttömiä työnhakijoita oli Salossa {words.end_of(view.newest)}"
            f" {wording.number(now)}. Samana kuukautena luku oli suurempi {greater} vuonna"
            f" {len(earlier)} aiemmasta; pienin oli {wording.number(earlier[low])} ({low.year})"
            f" ja suurin {wording.number(earlier[high])} ({high.year})."
        ),
        note=f"{words.SCOPE}.",
        table=tables.by_same_month(same),
    )


def _year_to(end: Month, values: Mapping[Month, float]) -> dict[Month, float]:
    return {month: value for month, value in values.items() if 0 <= end.minus(month) < _A_YEAR}


def _points(values: Mapping[Month, float]) -> tuple[Point, ...]:
    return tuple(Point(str(month), value) for month, value in values.items())
