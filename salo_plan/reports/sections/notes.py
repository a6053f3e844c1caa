"""Data notes: where the figures come from, what is missing and by which rules they are judged."""

from salo_plan import wording
from salo_plan.extracts.dataset import Table as FileTable
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.received import Received
from salo_plan.extracts.tables import Tables
from salo_plan.indicators.assess import Finding
from salo_plan.messages import marked, say, say_count
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.reports.report import Fact, Row, Section, Table

NEAR_RULE = marked(
    "An indicator is near its target when the target is not met and the unrounded difference is "
    "at most {points} percentage points or points (shares, NPS) or {share} of the target (others). "
    "The limit is not in the action plan; it is a setting of this follow-up."
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
        Fact(say("Targets and baselines"), f"{plan.title}."),
        Fact(say("Missing data"), _missing(findings, rows)),
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
                "decimals."
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
    """Write the footnotes of the scoreboard: assumed operators and open questions in use."""
    lines = []
    if any(f.indicator.target and f.indicator.target.assumed for f in findings):
        lines.append(
            say(
                "* The action plan does not write the direction of the comparison. The direction "
                "is an assumption of this follow-up."
            )
        )
    return tuple(lines)


def _missing(findings: tuple[Finding, ...], rows: tuple[Row, ...]) -> str:
    """Name the indicators without a figure, by the reason that stands on their rows."""
    by_reason: dict[str, list[str]] = {}
    for finding, row in zip(findings, rows, strict=True):
        if finding.indicator.kind != "verbal" and finding.figure.value is None:
            by_reason.setdefault(row.detail, []).append(row.name)
    if not by_reason:
        return say("There is data on every indicator.")
    count = sum(len(names) for names in by_reason.values())
    judged = sum(f.verdict == "no_data" for f in findings)
    start = say_count(
        "Data is missing on {count} indicator; of those, {judged} with a target.",
        "Data is missing on {count} indicators; of those, {judged} with a target.",
        count,
        judged=judged,
    )
    told = [f"{reason}: {wording.listing(names)}." for reason, names in by_reason.items()]
    return " ".join([start, *told])


def _scopes(plan: Plan) -> str:
    names = [
        f"{scope.name} ({wording.listing(scope.municipalities)})"
        if len(scope.municipalities) > 1
        else scope.name
        for scope in plan.scopes.values()
    ]
    if len(names) == 1:
        return say("The scope of the indicators is {scope}.", scope=names[0])
    return say(
        "Some of the indicators describe: {first}; some: {others}. The scope is marked under the "
        "indicator. Figures of different areas are neither added up nor compared with each other.",
        first=names[0],
        others=wording.listing(names[1:]),
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
    )


def _shown_name(table: FileTable) -> str:
    """Name a file, and its sheet where one workbook holds several datasets."""
    sheet = {dataset.id: dataset.sheet for dataset in DATASETS}[table.dataset]
    name = table.path.removeprefix("data/raw/")
    return f"{name} ({sheet})" if sheet else name


def _file_row(table: FileTable) -> tuple[str, ...]:
    reasons = [str(fault) for fault in table.faults if fault.level == "error"]
    return (
        _shown_name(table),
        wording.number(table.rows_read),
        wording.number(table.rows_used),
        wording.number(table.rows_rejected),
        wording.number(table.totals_left_out),
        "; ".join(reasons[:3]) or wording.NOTHING,
    )
