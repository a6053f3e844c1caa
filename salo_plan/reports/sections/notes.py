"""Data notes: where the figures come from, what is missing and by which rules they are judged."""

from salo_plan import wording
from salo_plan.extracts.dataset import Table as FileTable
from salo_plan.extracts.dataset_names import SHEETS
from salo_plan.extracts.received import Received
from salo_plan.extracts.tables import Tables
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, retold, say, say_count
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.reports.breaks import breaks_footnote, ended
from salo_plan.reports.report import Fact, Row, Section, Table

NEAR_RULE = marked(
    "An indicator is near its target when the target is not met and the unrounded difference is "
    "at most {points} percentage points or points (shares, NPS) or {share} of the target (others). "
    "The limit is not in the action plan; it is a setting of this follow-up."
)

JUDGED_RULE = marked(
    "The monthly report judges the month's own figure; the reports of the staff, the management "
    "group and the city board judge the figure since the beginning of the year. So the number of "
    "indicators on target differs between them. Yearly averages and the sum of the year are judged "
    "since the beginning of the year in all reports, and figures of a month's end by the month."
)

JUDGED_BRIEFLY = marked(
    "The monthly report judges the month's own figure, this report the figure since the beginning "
    "of the year; so the number of indicators on target differs."
)


def data_notes(
    plan: Plan,
    received: Received,
    tables: Tables,
    findings: tuple[Finding, ...],
    rows: tuple[Row, ...],
    *,
    brief: bool = False,
) -> Section:
    """Write the data notes of a report; brief ones give the rows of all files in one sentence."""
    rules = plan.rules
    month = findings[0].month
    details = () if brief else (_files(received, tables, month), _questions(plan))
    facts = (
        Fact(say("Targets and baselines"), f"{_title(plan)}."),
        Fact(say("Missing data"), _missing(findings, rows)),
        *(() if brief else _undated(tables, month)),
        Fact(say("Figure judged"), say(JUDGED_BRIEFLY if brief else JUDGED_RULE)),
        Fact(
            say("Near target"),
            say(
                NEAR_RULE,
                points=wording.number(rules.near_points),
                share=wording.figure(100 * rules.near_share, "%"),
            ),
        ),
        Fact(
            say("Comparison"),
            say(
                "The status is concluded from the unrounded value. When the rounded figure would "
                "show other than the result of the comparison, the figure is printed with more "
                "decimals. Changes are counted from unrounded figures; the baseline is the action "
                "plan's rounded figure."
            ),
        ),
        Fact(say("Scope"), _scopes(plan)),
        *((Fact(say("Rows of the data"), _all_rows(received, tables, month)),) if brief else ()),
    )
    return Section(
        id="notes",
        title=say("Quality and limits of the data"),
        lead="",
        facts=facts,
        tables=tuple(table for table in details if table.rows),
    )


def footnotes(plan: Plan, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Write the footnotes of the scoreboard: assumed operators, changes in what is counted."""
    lines = []
    if any(f.indicator.target and f.indicator.target.assumed for f in findings):
        lines.append(
            say(
                "* The action plan does not write the direction of the comparison. The direction "
                "is an assumption of this follow-up."
            )
        )
    lines += [breaks_footnote(findings), ended(plan, findings[0].month)]
    return tuple(line for line in lines if line)


def _title(plan: Plan) -> str:
    """Name the plan; in another language also as its readers know it."""
    written = plan.as_written.title
    return plan.title if plan.title == written else f"{plan.title} ({written})"


def _undated(tables: Tables, month: Month) -> tuple[Fact, ...]:
    """Say of which files the day of extraction at the head of the page is not told."""
    days = tables.delivered_on(month)
    if not days or not tables.is_undated(month):
        return ()
    told = say("The day of extraction is recorded for a part of the files only.")
    return (Fact(say("Data extracted"), told),)


def _missing(findings: tuple[Finding, ...], rows: tuple[Row, ...]) -> str:
    """Name the indicators without a figure, by the reason that stands on their rows."""
    by_reason: dict[str, list[str]] = {}
    for finding, row in zip(findings, rows, strict=True):
        if finding.indicator.kind != "verbal" and finding.figure.value is None:
            by_reason.setdefault(row.detail, []).append(row.name)
    others = [*_not_assessed(rows), *_months_missing(findings, rows)]
    if not by_reason:
        return " ".join(others) or say("There is data on every indicator.")
    count = sum(len(names) for names in by_reason.values())
    judged = sum(f.verdict == "no_data" for f in findings)
    start = say_count(
        "Data is missing on {count} indicator; of those, {judged} with a target.",
        "Data is missing on {count} indicators; of those, {judged} with a target.",
        count,
        judged=judged,
    )
    told = [f"{reason}: {wording.listing(names)}." for reason, names in by_reason.items()]
    return " ".join([start, *told, *others])


def _not_assessed(rows: tuple[Row, ...]) -> list[str]:
    """Name what is assessed in words and has no words yet."""
    names = [row.name for row in rows if row.verdict == "verbal" and row.printed == wording.NOTHING]
    if not names:
        return []
    return [say("The coordinator's assessment is missing: {names}.", names="; ".join(names))]


def _months_missing(findings: tuple[Finding, ...], rows: tuple[Row, ...]) -> list[str]:
    """Name the earlier months of the year that lack a figure, of indicators that have others."""
    told = []
    for finding, row in zip(findings, rows, strict=True):
        year = str(finding.month.year)
        own = [point for point in row.series[:-1] if point.month.startswith(year)]
        gaps = [Month.parse(point.month) for point in own if point.value is None]
        if gaps and len(gaps) < len(own):
            months = wording.listing([wording.month_slash(month) for month in gaps])
            told.append(f"{row.name} {months}")
    return [say("Single months are missing: {names}.", names="; ".join(told))] if told else []


def _scopes(plan: Plan) -> str:
    """Say whom the indicators are about; those of another area than the first are marked."""
    first, *others = plan.scopes.values()
    if not others:
        return say("The scope of the indicators is {scope}.", scope=first.name)
    return say(
        "Some of the indicators are about {first}, some only about {others}. Those only about "
        "{others} are marked. Figures of different areas are neither added up nor compared with "
        "each other.",
        first=f"{first.about or first.name} ({wording.listing(first.municipalities)})",
        others=wording.listing([scope.about or scope.name for scope in others]),
    )


def _files(received: Received, tables: Tables, month: Month) -> Table:
    """List the files that tell of the report's month, and all that were refused."""
    shown = tables.files_of(month)
    rows = tuple(
        _file_row(table) for table in received.tables if table.path in shown or table.refused
    )
    return Table(
        caption=say(
            "Files of the month: rows read, used and rejected, and the reason for rejecting"
        ),
        columns=(
            say("File"),
            say("Read"),
            say("Used"),
            say("Rejected"),
            say("Total rows"),
            say("Reason"),
        ),
        rows=rows,
        numeric=(False, True, True, True, True, False),
    )


def _all_rows(received: Received, tables: Tables, month: Month) -> str:
    """Add up the rows of the files of the month, and say which files were refused and why."""
    shown = tables.files_of(month)
    files = [t for t in received.tables if t.path in shown or t.refused]
    told = say(
        "Of the {read} rows of the month's {files} files, {used} were used, {rejected} rejected, "
        "and {totals} were totals.",
        read=wording.number(sum(t.rows_read for t in files)),
        files=wording.number(len({t.path for t in files})),
        used=wording.number(sum(t.rows_used for t in files)),
        rejected=wording.number(sum(t.rows_rejected for t in files)),
        totals=wording.number(sum(t.totals_left_out for t in files)),
    )
    refused = [f"{_shown_name(t)}: {_file_row(t)[-1]}" for t in files if t.refused]
    sentences = [told, *(say("Refused: {file}.", file=each.rstrip(".")) for each in refused)]
    return " ".join(sentences)


def _questions(plan: Plan) -> Table:
    """List the open questions to the coordinator with the default in use."""
    return Table(
        caption=say("Open questions to the coordinator and the assumptions in use"),
        columns=(say("Code"), say("Question"), say("Assumption")),
        rows=tuple((item.id, item.question, item.default) for item in plan.question),
        numeric=(False, False, False),
        id="questions",
    )


def _shown_name(table: FileTable) -> str:
    """Name a file, and its sheet where one workbook holds several datasets."""
    sheet = SHEETS[table.dataset]
    name = table.path.removeprefix("data/raw/")
    return f"{name} ({sheet})" if sheet else name


def _file_row(table: FileTable) -> tuple[str, ...]:
    reasons = [retold(str(fault)) for fault in table.faults if fault.level == "error"]
    return (
        _shown_name(table),
        wording.number(table.rows_read),
        wording.number(table.rows_used),
        wording.number(table.rows_rejected),
        wording.number(table.totals_left_out),
        "; ".join(reasons[:3]) or wording.NOTHING,
    )
