"""Opening a report: from a workspace folder to the finished page that a notebook shows."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from salo_plan.errors import CallError, DataError, unknown_name
from salo_plan.extracts.residence import municipalities_of
from salo_plan.indicators.assess import Finding, assess
from salo_plan.indicators.listing import listing
from salo_plan.messages import DEFAULT_LANGUAGE, speaking
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.plan.reading import read_plan
from salo_plan.reports import sentences, terms
from salo_plan.reports.at_hand import at_hand
from salo_plan.reports.attention import attention
from salo_plan.reports.changes import changed_targets, crossed, newly_late
from salo_plan.reports.close_to_limit import near_named, worsening
from salo_plan.reports.comments.age import corrections, issued_comments
from salo_plan.reports.comments.commentary import (
    Background,
    commentary,
    month_comments,
    with_words,
)
from salo_plan.reports.explaining.earlier import own_issues
from salo_plan.reports.explaining.explain import explain_all
from salo_plan.reports.explaining.explanation import Explanation
from salo_plan.reports.facts import extracted, masthead_facts
from salo_plan.reports.issued import printed_months, printed_series
from salo_plan.reports.material import REQUIRED_INDICATOR, Material, gather
from salo_plan.reports.plan_words import kept_words, worded
from salo_plan.reports.public.content import public_report, with_corrections
from salo_plan.reports.public.earlier_issues import earlier_issues
from salo_plan.reports.public.report import AnyReport, PublicReport
from salo_plan.reports.quoting import quoted, received_words
from salo_plan.reports.report import GoalState, Report, Row, Section
from salo_plan.reports.rows import scoreboard_rows
from salo_plan.reports.sections.actions import ActionLog, action_log
from salo_plan.reports.sections.breakdowns import breakdowns
from salo_plan.reports.sections.corrections import corrections_section, own_corrections, reasons
from salo_plan.reports.sections.follow_up import follow_up
from salo_plan.reports.sections.glossary import with_glossary
from salo_plan.reports.sections.goals import goal_sections
from salo_plan.reports.sections.notes import data_notes, footnotes
from salo_plan.reports.sections.outcome import outcome_sections
from salo_plan.reports.sections.outlook import outlook_section
from salo_plan.reports.sections.parties import party_section
from salo_plan.reports.sections.teams import team_section
from salo_plan.reports.sources import report_sources, uses_example
from salo_plan.reports.statistics.section import published_statistics
from salo_plan.told import Told
from salo_plan.workspace import find_workspace

if TYPE_CHECKING:
    from salo_plan.reports.page import Page
    from salo_plan.reports.public.page import PublicPage

LANGUAGES = ("fi", "en")
WITH_GOALS = ("steering_group", "staff")
ReportT = TypeVar("ReportT", Report, PublicReport)


def open_report(
    month: str, audience: str, workspace: str = "", lang: str = "fi", plan: str = ""
) -> "Page | PublicPage":
    """Open one audience's report of one month as a page whose parts a notebook shows.

    `month` is written `2023-06`; an empty `workspace` is the folder with data/ where the notebook
    lies or runs; an empty `plan` is the packaged plan. Raises CallError for an unknown audience,
    month or language and DataError when the report cannot be made from what was received.
    """
    # Who only builds reports, such as the process that lets others make them, draws nothing.
    from salo_plan.reports.page import Page
    from salo_plan.reports.public.page import PublicPage

    folder = find_workspace(workspace)
    wanted = Month.parse(month)
    ready = at_hand(folder, plan)
    report = ready.report if ready and ready.is_of(audience, wanted, lang) else None
    if report is None:
        material = ready.material if ready else gather(read_plan(plan or None), folder)
        report = build_report(material, audience, wanted, lang)
    return Page(report) if isinstance(report, Report) else PublicPage(report)


def find_audience(plan: Plan, name: str) -> Audience:
    """Find an audience by id; CallError with the nearest name when there is none."""
    known = {audience.id: audience for audience in plan.audience}
    if name not in known:
        raise CallError(unknown_name(Told("audience"), name, known))
    return known[name]


def build_report(material: Material, audience_id: str, month: Month, lang: str = "fi") -> AnyReport:
    """Build the report as plain data; DataError when the month has no number of clients."""
    audience = find_audience(material.plan, audience_id)
    require_makeable(material, month, lang)
    with speaking(lang):
        words = replace(material, plan=worded(material.plan))
        audience = find_audience(words.plan, audience_id)
        if audience.public:
            return _quoting(material, _public(words, audience, month, lang))
        finnish = () if lang == DEFAULT_LANGUAGE else _as_in_finnish(material, audience, month)
        report = _report(words, audience, month, lang, finnish)
        if audience.id in WITH_GOALS:
            report = with_glossary(words.plan, report)
        return _quoting(material, report)


def _as_in_finnish(material: Material, audience: Audience, month: Month) -> tuple[Row, ...]:
    """Return the rows as the Finnish report has them, in whose words comments are written."""
    with speaking(DEFAULT_LANGUAGE):
        plan, measurements = material.plan, material.measuring.measurements
        findings = assess(plan, measurements, month, terms.judged(audience))
        return scoreboard_rows(plan, findings, measurements)


def _quoting(material: Material, report: ReportT) -> ReportT:
    """Name what a report in another language quotes from the plan and the files."""
    if report.lang == DEFAULT_LANGUAGE:
        return report
    texts = {*kept_words(material.plan), *received_words(material.tables, material.published)}
    towns = municipalities_of(material.plan)
    return replace(report, finnish=quoted(report, texts, same=towns))


def _report(
    material: Material,
    audience: Audience,
    month: Month,
    lang: str,
    finnish: tuple[Row, ...],
) -> Report:
    """Write the report in the language being spoken.

    `finnish` are the rows of the Finnish report, where this one is in another language: comments
    and earlier issues speak of what is printed there.
    """
    plan, measurements = material.plan, material.measuring.measurements
    judge = terms.judged(audience)
    findings = assess(plan, measurements, month, judge)
    earlier = terms.earlier_month(audience, month)
    before = assess(plan, measurements, earlier, judge)
    rows = scoreboard_rows(plan, findings, measurements)
    recorded = material.tables.frames["actions"]
    log, log_before = (
        action_log(recorded, then, material.tables.delivered_on(then)) for then in (month, earlier)
    )
    first = terms.is_first_report(audience, month)
    files = month_comments(material.comments, month)
    newer = corrections(material.tables, measurements, findings)
    issued = issued_comments(material.received.workspace, month, audience.id)
    comments = commentary(files, Background(finnish or rows, newer, issued))
    rows = with_words(rows, comments, recorded, month)
    goals = sentences.goal_states(plan, rows)
    corrected = corrections_section(
        plan,
        material.received.workspace,
        audience,
        terms.report_term(audience, month),
        printed_series(plan, ((row.id, row.series) for row in rows)),
        reasons(material.tables, measurements),
    )
    brief = audience.id not in WITH_GOALS
    if brief:
        # The list of open questions stands in the notes of the longer reports alone.
        rows = tuple(replace(row, questions=()) for row in rows)
    sections = _sections(material, audience, findings, rows, goals, log)
    return Report(
        audience=audience.id,
        month=str(month),
        lang=lang,
        plan=plan.id,
        kicker=f"{plan.kicker} · {audience.to}",
        title=terms.report_title(plan, audience, month),
        example=uses_example(material.received, material.tables, month, files),
        facts=masthead_facts(plan, audience, month, findings, material.tables),
        result=sentences.result_sentence(rows),
        lead=sentences.lead(plan, findings, rows, audience.charts),
        tally=sentences.tally(rows),
        tally_note=sentences.tally_note(rows),
        attention=attention(plan, findings, rows, measurements, log, brief=brief),
        worsening=worsening(findings, rows),
        goals=goals,
        changes_title=terms.changes_title(audience, month),
        changes=(
            *crossed(plan, findings, before, measurements, first=not plan.in_force(earlier)),
            *newly_late(plan, log, None if first else log_before),
            *changed_targets(plan, material.received.workspace, audience, month, rows, finnish),
        ),
        rows=rows,
        scoreboard_caption=terms.scoreboard_caption(audience, month),
        footnotes=footnotes(plan, findings),
        sections=(*((corrected,) if corrected else ()), *sections),
        indicators=tuple(listing(plan, findings)),
        sources=report_sources(
            material.received, material.tables, material.published, month, files
        ),
        comments=comments,
        value_head=terms.value_head(audience, month),
        near=near_named(findings, rows),
        explanations=_explanations(material, audience, findings),
    )


def _explanations(
    material: Material, audience: Audience, findings: tuple[Finding, ...]
) -> tuple[Explanation, ...]:
    """Explain every figure in the reports that have goal sections, where the words stand."""
    if audience.id not in WITH_GOALS:
        return ()
    plan, measurements = material.plan, material.measuring.measurements
    issues = own_issues(plan, material.received.workspace, audience, findings[0].month)
    return explain_all(plan, findings, measurements, issues, material.published)


def _public(material: Material, audience: Audience, month: Month, lang: str) -> PublicReport:
    """Write the public version, which is made of its own few figures and nothing else."""
    measurements = material.measuring.measurements
    report = public_report(
        material.plan,
        audience,
        assess(material.plan, measurements, month, terms.judged(audience)),
        measurements,
        lang=lang,
        example=uses_example(material.received, material.tables, month),
        extracted=extracted(material.tables, month),
        sources=report_sources(material.received, material.tables, material.published, month),
        earlier=earlier_issues(material.received.workspace, audience.id),
    )
    now = printed_months(material.plan, report.as_json())
    term = terms.report_term(audience, month)
    changed = own_corrections(material.plan, material.received.workspace, audience, term, now)
    return with_corrections(report, changed)


def _sections(
    material: Material,
    audience: Audience,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    goals: tuple[GoalState, ...],
    log: ActionLog,
) -> tuple[Section, ...]:
    """Write the sections that the audience's notebook shows."""
    plan, tables = material.plan, material.tables
    month = findings[0].month
    brief = audience.id not in WITH_GOALS
    notes = data_notes(plan, material.received, tables, findings, rows, brief=brief)
    workspace = material.received.workspace
    if audience.id == "city_board":
        page_one = outcome_sections(plan, audience, findings, rows, goals, log)
        return (*page_one, follow_up(plan, workspace, audience, month), notes)
    if audience.id not in WITH_GOALS:
        return (notes,)
    detailed = goal_sections(plan, findings, rows, goals, log)
    if audience.id == "staff":
        teams = team_section(plan, tables, terms.report_term(audience, month))
        if not counts_given(audience, month):
            return (*detailed, teams, notes)
        return (*detailed, teams, follow_up(plan, workspace, audience, month), notes)
    return (
        *detailed,
        *outlook_section(plan, findings, rows, material.measuring.measurements),
        party_section(plan, rows, log, month),
        breakdowns(plan, tables, month),
        published_statistics(plan, material.published, month),
        notes,
    )


def counts_given(audience: Audience, month: Month) -> bool:
    """Tell whether a report counts the reports that were given before it."""
    if audience.id == "staff":
        return month == audience.data_months[-1]
    return audience.id == "city_board"


def require_makeable(material: Material, month: Month, lang: str) -> None:
    """Refuse a language that is not offered, and a month without the number of clients."""
    if lang not in LANGUAGES:
        raise CallError(unknown_name(Told("language"), lang, LANGUAGES))
    _require_clients(material, month)


def _require_clients(material: Material, month: Month) -> None:
    found = material.measuring.measurements.get(REQUIRED_INDICATOR, month)
    if found is not None and found.known:
        return
    if found is not None and found.sources:
        raise DataError(
            Told(
                "no report can be made for {month}: the number of clients of that month is not "
                "known: {files} has rows without it. `salo-plan check` lists them.",
                month=month,
                files=", ".join(source.path for source in found.sources),
            )
        )
    lacking = Told(
        "no report can be made for {month}: the number of clients of that month was not received.",
        month=month,
    )
    if newest := material.newest_month:
        hint = Told("The newest month with that figure is {month}.", month=newest)
        lacking = Told.joined(" ", [lacking, hint])
    refused = material.refusals
    heading = [Told("These files were refused:")] if refused else []
    raise DataError(Told.joined("\n", [lacking, *heading, *refused]))
