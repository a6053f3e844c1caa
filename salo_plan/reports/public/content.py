"""Building the public version of a month: plain sentences, fixed figures, three charts, the goals.

No person, team or internal action has a place in it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.disclosure import Earlier
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.calendar import promises
from salo_plan.plan.model import Audience, Plan
from salo_plan.plan.public_version import PublicVersion
from salo_plan.reports.issued import Corrected
from salo_plan.reports.public.charts import public_chart
from salo_plan.reports.public.disclosing import Disclosure, disclosure
from salo_plan.reports.public.report import Hidden, PublicGoal, PublicReport, PublicRow
from salo_plan.reports.public.rows import public_row
from salo_plan.reports.public.sentences import lead_sentences, month_words, with_target
from salo_plan.reports.report import Fact, Verdict
from salo_plan.reports.rows import area_of

WEAKEST_FIRST: tuple[Verdict, ...] = ("missed", "near", "no_data", "met", "no_target")


def public_report(
    plan: Plan,
    audience: Audience,
    findings: tuple[Finding, ...],
    measurements: Measurements,
    *,
    lang: str,
    example: bool,
    extracted: str,
    sources: tuple[dict[str, Any], ...],
    earlier: Earlier,
) -> PublicReport:
    """Build the public version from findings of the month.

    `extracted` tells the days on which the month's files were extracted, empty where they are not
    known; `earlier` is what earlier issues have hidden and shown. The plan must have a public
    version.
    """
    public, month = plan.public, findings[0].month
    if public is None:
        raise ValueError("the plan has no [public] table")
    hiding = disclosure(plan, measurements, month, earlier)
    by_id = {finding.indicator.id: finding for finding in findings}
    rows = {
        name: public_row(plan, public.words(name), by_id[name], measurements, hiding)
        for name in public.indicators
    }
    lead = lead_sentences((public.words(name), rows[name], by_id[name]) for name in public.lead)
    return PublicReport(
        audience=audience.id,
        month=str(month),
        lang=lang,
        plan=plan.id,
        kicker=plan.kicker,
        title=public.title.format(**month_words(month)),
        example=example,
        result=lead[0] if lead else "",
        lead=" ".join(lead[1:]),
        rows=tuple(rows.values()),
        key_figures=public.key_figures,
        charts=tuple(
            public_chart(public.words(name), by_id[name], rows[name], hiding)
            for name in public.charts
        ),
        goals=_goals(public, rows),
        goals_head=say("Situation in {month}", month=wording.month_name(month, "inessive")),
        about=_about(plan, public, month, extracted),
        facts=_facts(plan, audience, month),
        hidden=_hidden(hiding),
        sources=_without_rows(sources),
        sender=public.sender,
    )


def with_corrections(report: PublicReport, changed: Iterable[Corrected]) -> PublicReport:
    """Tell readers what has been corrected since an earlier version, in the words of the page."""
    told = tuple(
        say(
            "Corrected: {indicator} {month} was {old} and is now {new}.",
            indicator=report.row(item.indicator).name,
            month=wording.month_slash(item.month),
            old=item.old,
            new=item.new,
        )
        for item in changed
    )
    return replace(report, about=(*told, *report.about))


def _without_rows(sources: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    """Name the files without their numbers of rows: a list of people has a row a person."""
    return tuple({key: item[key] for key in ("path", "sha256", "dataset")} for item in sources)


def _goals(public: PublicVersion, rows: dict[str, PublicRow]) -> tuple[PublicGoal, ...]:
    goals = []
    for goal in public.goals:
        own = [rows[name] for name in goal.indicators]
        verdict = min((row.verdict for row in own), key=WEAKEST_FIRST.index)
        goals.append(
            PublicGoal(
                number=goal.goal,
                title=goal.title,
                text=" ".join(with_target(row) for row in own),
                verdict=verdict,
                verdict_word=wording.verdict_word(verdict),
                indicators=goal.indicators,
            )
        )
    return tuple(goals)


def _areas(plan: Plan, public: PublicVersion) -> str:
    """Tell which municipalities the services cover, and which figures are of one of them alone."""
    indicators = {item.id: item for item in plan.indicators}
    topics: dict[str, dict[str, None]] = {}
    for figure in public.figure:
        if area := area_of(plan, indicators[figure.indicator]):
            topics.setdefault(area, {})[figure.topic or figure.name] = None
    whole = next(iter(plan.scopes.values())).municipalities
    services = wording.capital(plan.arrangement.illative)
    sentences = [say("{Services} covers {areas}.", Services=services, areas=wording.listing(whole))]
    sentences += [
        say(
            "Only {area} is counted in these figures: {topics}.",
            area=area,
            topics=wording.listing([*named]),
        )
        for area, named in topics.items()
    ]
    return " ".join(sentences)


def _about(plan: Plan, public: PublicVersion, month: Month, extracted: str) -> tuple[str, ...]:
    rules = plan.rules
    source = say("Source: client data of the employment services.")
    if extracted:
        source += " " + say("Data extracted: {days}.", days=extracted)
    activation = say(
        "The activation rate is the share of those in services, out of the unemployed and "
        "those in services together."
    )
    near = say(
        "Near target: the gap is at most {points} percentage points, or {share} of the target. "
        "The limit is of this follow-up, not of the action plan.",
        points=wording.number(rules.near_points),
        share=wording.figure(100 * rules.near_share, "%"),
    )
    return (
        _areas(plan, public),
        say(
            "The figures describe the situation at the end of {month} unless stated "
            "otherwise. Compare them with the same month a year earlier, because many of "
            "them vary with the season.",
            month=wording.month_alone(month.number, "genitive"),
        ),
        say(
            "Counts of fewer than {limit} people are not published, so that nobody can be "
            "recognised. The same holds for what would give the count away.",
            limit=rules.hidden_below,
        ),
        f"{activation} {near}",
        source,
    )


def _facts(plan: Plan, audience: Audience, month: Month) -> tuple[Fact, ...]:
    own = [p for p in promises(plan) if p.audience == audience.id]
    due = next((p.due for p in own if p.month == month), None)
    coming = [p.due for p in own if p.month > month]
    facts = []
    if due:
        facts.append(Fact(say("Day of publication"), wording.date_text(due)))
    if coming:
        facts.append(Fact(say("Next issue"), wording.date_text(coming[0])))
    return tuple(facts)


def _hidden(hiding: Disclosure) -> tuple[Hidden, ...]:
    return tuple(Hidden(s.indicator, s.month, s.span) for s in sorted(hiding.hidden))
