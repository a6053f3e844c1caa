"""The section on Salo's unemployment in the public statistics (julkiset tilastot).

It speaks of every jobseeker of the town, so each chart says that they are not the trial's clients.
Nothing later than the report's month is shown, and nothing is said about causes.
"""

from datetime import date

from salo_plan import wording
from salo_plan.extracts.statfin import REGION, SALO, WHOLE_COUNTRY, PublishedSeries
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.reports.report import Fact, Section
from salo_plan.reports.statistics import words
from salo_plan.reports.statistics.charts import statistics_charts
from salo_plan.reports.statistics.published_view import PublishedView

SECTION = "statistics"


def published_statistics(series: PublishedSeries | None, month: Month) -> Section:
    """Return the section as it was known at `month`; it says "Ei tietoa" and why when it is not.

    Parameters
    ----------
    series
        The published figures of the workspace, or None when it has none.
    month
        The report's month; a later figure is never used.
    """
    view = PublishedView.until(series, month) if series else None
    if series is None or view is None:
        reason = words.NOT_FETCHED if series is None else words.TOO_EARLY
        return Section(SECTION, say(words.TITLE_ALONE), say(reason))
    unemployed = view.unemployed(SALO)
    shares = tuple(view.share(area).get(view.newest) for area in (SALO, REGION, WHOLE_COUNTRY))
    before = unemployed.get(view.newest.year_ago)
    sentences = words.lead(view.newest, unemployed[view.newest], before, shares)
    if view.newest != month:
        sentences.append(say(words.NOTHING_NEWER))
    return Section(
        id=SECTION,
        title=say(words.TITLE),
        lead=" ".join((f"{say(words.SCOPE)}.", *sentences)),
        charts=statistics_charts(view),
        paragraphs=tuple(say(note) for note in words.NOTES),
        facts=_facts(series, view, month),
    )


def _facts(series: PublishedSeries, view: PublishedView, month: Month) -> tuple[Fact, ...]:
    vacancies = series.vacancies(SALO)[view.newest].value
    newest = f"{wording.number(vacancies)} ({words.slash(view.newest)})"
    facts = [Fact(say("Vacancies in Salo"), newest)]
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
