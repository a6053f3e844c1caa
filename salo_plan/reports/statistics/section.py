"""The section on the town's unemployment in the public statistics (julkiset tilastot).

It speaks of every jobseeker of the town, so each chart says that they are not the clients of
the plan's services.
Nothing later than the report's month is shown, and nothing is said about causes.
"""

from datetime import date

from salo_plan import wording
from salo_plan.extracts.statfin import PublishedSeries
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.reports.report import Fact, Section
from salo_plan.reports.statistics import words
from salo_plan.reports.statistics.charts import statistics_charts
from salo_plan.reports.statistics.published_view import PublishedView

SECTION = "statistics"


def published_statistics(plan: Plan, series: PublishedSeries | None, month: Month) -> Section:
    """Return the section as it was known at `month`; it says "Ei tietoa" and why when it is not.

    Parameters
    ----------
    plan
        Whose areas and services are spoken of.
    series
        The published figures of the workspace, or None when it has none.
    month
        The report's month; a later figure is never used.
    """
    areas, services = plan.statistics, plan.arrangement.genitive
    if areas is None or series is None:
        reason = words.NOT_NAMED if areas is None else words.NOT_FETCHED
        return Section(SECTION, say(words.TITLE_ALONE), say(reason))
    view = PublishedView.until(series, areas, services, month)
    if view is None:
        return Section(SECTION, say(words.TITLE_ALONE), say(words.TOO_EARLY))
    unemployed = view.unemployed(view.town)
    before = unemployed.get(view.newest.year_ago)
    sentences = words.lead(areas, view.newest, unemployed[view.newest], before, view.shares)
    if view.newest != month:
        sentences.append(say(words.NOTHING_NEWER))
    return Section(
        id=SECTION,
        title=say(words.TITLE, of_town=areas.town.genitive),
        lead=" ".join((f"{words.scope(view)}.", *sentences)),
        charts=statistics_charts(view),
        paragraphs=tuple(say(note, services=services) for note in words.NOTES),
        facts=_facts(view, month),
    )


def _facts(view: PublishedView, month: Month) -> tuple[Fact, ...]:
    series, town = view.series, view.areas.town
    vacancies = series.vacancies(town.code)[view.newest].value
    newest = f"{wording.number(vacancies)} ({words.slash(view.newest)})"
    facts = [Fact(say("Vacancies {in_town}", in_town=town.inessive), newest)]
    rates = {m: rate.value for m, rate in series.activation().items() if m <= month}
    known = [m for m, value in rates.items() if value is not None]
    if known:
        rate = words.share(rates[max(known)])
        newest = say(
            "{share} ({month}, the newest in the data)", share=rate, month=words.slash(max(known))
        )
        facts.append(Fact(say("Activation rate of the whole country"), newest))
    for table in series.tables:
        extracted = wording.date_text(date.fromisoformat(table.extracted))
        source = say(
            "{title}. {source}, {licence}, extracted {day}.",
            title=table.title,
            source=table.source,
            licence=table.licence,
            day=extracted,
        )
        facts.append(Fact(table.table, source))
    return tuple(facts)
