"""Opening a report: from a workspace folder to the finished page that a notebook shows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salo_plan import wording
from salo_plan.errors import CallError, DataError, unknown_name
from salo_plan.extracts.example_mark import example_files, is_example, refuse_mixing
from salo_plan.extracts.received import Received, read_received
from salo_plan.extracts.statfin import PublishedSeries, read_statfin
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.indicators.assess import Finding, assess
from salo_plan.indicators.listing import listing
from salo_plan.indicators.measurements import Measuring
from salo_plan.indicators.store import stored_measurements
from salo_plan.periods import Month
from salo_plan.plan.calendar import promises
from salo_plan.plan.model import Audience, Plan
from salo_plan.plan.reading import read_plan
from salo_plan.reports import sentences, terms
from salo_plan.reports.goal_sections import goal_sections
from salo_plan.reports.notes import data_notes, footnotes
from salo_plan.reports.page import Page
from salo_plan.reports.report import Fact, GoalState, Report, Row, Section
from salo_plan.reports.rows import scoreboard_rows
from salo_plan.reports.statistics_section import published_statistics
from salo_plan.reports.teams import team_section
from salo_plan.workspace import find_workspace

LANGUAGES = ("fi",)
WITH_GOALS = ("steering_group", "staff")
REQUIRED_INDICATOR = "clients"


@dataclass(frozen=True)
class Material:
    """All that reports are made of: the plan, what was received and what was measured."""

    plan: Plan
    received: Received
    tables: Tables
    measuring: Measuring
    published: PublishedSeries | None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the analyst should know: unknown and refused files, sources that differ."""
        unknown = tuple(
            f"data/raw/{name}: no dataset has files by this name; the file was left out."
            for name in self.received.unknown
        )
        refused = tuple(
            f"{table.path}: refused, {fault}"
            for table in self.received.refused
            for fault in table.faults
            if fault.level == "error"
        )
        return (*unknown, *refused, *self.tables.differences, *self.measuring.warnings)

    @property
    def newest_month(self) -> Month | None:
        """The newest month for which the number of clients is known."""
        months = self.measuring.measurements.months(REQUIRED_INDICATOR)
        return months[-1] if months else None


def open_report(
    month: str, audience: str, workspace: str = "", lang: str = "fi", plan: str = ""
) -> Page:
    """Open one audience's report of one month as a page whose parts a notebook shows.

    `month` is written `2023-06`; an empty `workspace` is the folder with data/ where the notebook
    lies or runs; an empty `plan` is the packaged plan. Raises CallError for an unknown audience,
    month or language and DataError when the report cannot be made from what was received.
    """
    folder = find_workspace(workspace)
    material = gather(read_plan(plan or None), folder)
    return Page(build_report(material, audience, Month.parse(month), lang))


def gather(plan: Plan, workspace: Path) -> Material:
    """Read and measure what a workspace has received."""
    received = read_received(workspace)
    refuse_mixing(received.tables, example_files(workspace))
    tables = usable_tables(received)
    measuring = stored_measurements(plan, tables, workspace)
    return Material(plan, received, tables, measuring, read_statfin(workspace))


def find_audience(plan: Plan, name: str) -> Audience:
    """Find an audience by id; CallError with the nearest name when there is none."""
    known = {audience.id: audience for audience in plan.audience}
    if name not in known:
        raise CallError(unknown_name("audience", name, known))
    return known[name]


def build_report(material: Material, audience_id: str, month: Month, lang: str = "fi") -> Report:
    """Build the report as plain data; DataError when the month has no number of clients."""
    plan, measurements = material.plan, material.measuring.measurements
    audience = find_audience(plan, audience_id)
    if lang not in LANGUAGES:
        raise CallError(unknown_name("language", lang, LANGUAGES))
    _require_clients(material, month)
    judge = terms.judged(audience)
    findings = assess(plan, measurements, month, judge)
    before = assess(plan, measurements, terms.earlier_month(audience, month), judge)
    rows = scoreboard_rows(plan, findings, measurements)
    goals = sentences.goal_states(plan, rows)
    recorded = material.tables.frames["actions"]
    return Report(
        audience=audience.id,
        month=str(month),
        lang=lang,
        plan=plan.id,
        kicker=f"{plan.kicker} · {audience.to}",
        title=terms.report_title(plan, audience, month),
        example=_uses_example(material, month),
        facts=_facts(plan, audience, month, findings, material.tables),
        result=sentences.result_sentence(rows),
        lead=sentences.lead(plan, month, rows),
        tally=sentences.tally(rows),
        tally_note=sentences.tally_note(rows),
        attention=sentences.attention(plan, findings, rows, measurements, recorded),
        worsening=sentences.worsening(findings, rows),
        goals=goals,
        changes_title=terms.changes_title(audience, month),
        changes=sentences.changes(findings, before, measurements),
        rows=rows,
        scoreboard_caption=_caption(audience, month),
        footnotes=footnotes(plan, findings),
        sections=_sections(material, audience, findings, rows, goals),
        indicators=tuple(listing(plan, findings)),
        sources=_sources(material, month),
    )


def _sections(
    material: Material,
    audience: Audience,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    goals: tuple[GoalState, ...],
) -> tuple[Section, ...]:
    """Write the sections that the audience's notebook shows."""
    plan, tables = material.plan, material.tables
    month = findings[0].month
    notes = data_notes(plan, material.received, tables, findings)
    if audience.id not in WITH_GOALS:
        return (notes,)
    detailed = goal_sections(plan, findings, rows, goals, tables.frames["actions"])
    if audience.id == "staff":
        return (*detailed, team_section(tables, terms.report_term(audience, month)), notes)
    return (*detailed, published_statistics(material.published, month), notes)


def _uses_example(material: Material, month: Month) -> bool:
    """Tell whether any file of the made-up example was used for the month or before it."""
    listed = example_files(material.received.workspace)
    used = material.tables.files_until(month)
    return any(is_example(t, listed) for t in material.received.tables if t.path in used)


def _require_clients(material: Material, month: Month) -> None:
    found = material.measuring.measurements.get(REQUIRED_INDICATOR, month)
    if found is not None and found.known:
        return
    refused = [
        f"{table.path}: {fault}"
        for table in material.received.refused
        for fault in table.faults
        if fault.level == "error"
    ]
    reason = "\n".join(["These files were refused:", *refused]) if refused else ""
    newest = material.newest_month
    hint = f" The newest month with that figure is {newest}." if newest else ""
    raise DataError(
        f"no report can be made for {month}: the number of clients of that month was not "
        f"received.{hint}" + (f"\n{reason}" if reason else "")
    )


def _caption(audience: Audience, month: Month) -> str:
    span = f"{terms.term_words(terms.report_term(audience, month))} {month.year}"
    if audience.period == "third":
        span = f"vuoden alusta {wording.month_name(month.year, month.number, 'genitive')} loppuun"
    return (
        f"Kaikki mittarit tavoitteittain, {span}. Muutos "
        "on laskettu vuodentakaisesta samasta kuukaudesta ja lähtötasosta, osuuksissa "
        "prosenttiyksikköinä. Lähtötason kuukausi on sarakkeen otsikossa, poikkeava rivillä."
    )


def _facts(
    plan: Plan, audience: Audience, month: Month, findings: tuple[Finding, ...], tables: Tables
) -> tuple[Fact, ...]:
    own = [p for p in promises(plan) if p.audience == audience.id]
    due = next((p.due for p in own if p.month == month), None)
    coming = [p for p in own if p.month > month]
    unknown = sum(f.verdict == "no_data" for f in findings)
    days = tables.delivered_on(month)
    term = terms.report_term(audience, month)
    facts = [
        Fact("Kausi", wording.period_text(term.first.first_day, term.last.last_day)),
        Fact("Tiedot poimittu", wording.period_text(days[0], days[-1]) if days else "ei kirjattu"),
        Fact("Aineiston tila", _data_state(unknown)),
    ]
    if due:
        facts.append(Fact("Määräpäivä", _date(due)))
    if coming:
        facts.append(Fact("Seuraava raportti", _date(coming[0].due)))
    return tuple(facts)


def _data_state(unknown: int) -> str:
    return f"Tarkistettu, {unknown} mittarista puuttuu tieto" if unknown else "Tarkistettu"


def _date(day: date) -> str:
    return wording.date_text(day)


def _sources(material: Material, month: Month) -> tuple[dict[str, object], ...]:
    """List the files that the report was made from, by path inside the workspace.

    A file of later months changes nothing in the report and is not among them.
    """
    used = material.tables.files_until(month)
    tables: list[dict[str, object]] = [
        {
            "path": table.path,
            "sha256": table.sha256,
            "dataset": table.dataset,
            "rows_read": table.rows_read,
            "rows_used": table.rows_used,
            "rows_rejected": table.rows_rejected,
            "totals_left_out": table.totals_left_out,
        }
        for table in material.received.tables
        if table.path in used or table.refused
    ]
    published = material.published.sources if material.published else ()
    statistics: list[dict[str, object]] = [
        {"path": s.path, "sha256": s.sha256, "dataset": "statfin"} for s in published
    ]
    return (*tables, *statistics)
