"""The files that a report was made from, and whether any of them is the made-up example."""

from salo_plan.extracts.comments import COMMENTS, CommentFile
from salo_plan.extracts.example_mark import example_files
from salo_plan.extracts.received import Received
from salo_plan.extracts.statfin import PublishedSeries
from salo_plan.extracts.tables import Tables
from salo_plan.periods import Month


def uses_example(
    received: Received, tables: Tables, month: Month, comments: tuple[CommentFile, ...] = ()
) -> bool:
    """Tell whether any file of the made-up example was used for the month or before it."""
    listed = set(example_files(received.workspace).values())
    used = tables.files_until(month)
    hashes = {table.sha256 for table in received.tables if table.path in used}
    return not listed.isdisjoint(hashes | {file.sha256 for file in comments})


def report_sources(
    received: Received,
    tables: Tables,
    published: PublishedSeries | None,
    month: Month,
    comments: tuple[CommentFile, ...] = (),
) -> tuple[dict[str, object], ...]:
    """List the files that the report was made from, by path inside the workspace.

    A file of later months changes nothing in the report and is not among them; neither are the
    comments of other months. One that a correction has replaced is: the page tells of it.
    """
    replaced = {item.old for item in tables.superseded if item.month <= str(month)}
    used = tables.files_until(month) | replaced
    extracts: list[dict[str, object]] = [
        {
            "path": table.path,
            "sha256": table.sha256,
            "dataset": table.dataset,
            "rows_read": table.rows_read,
            "rows_used": table.rows_used,
            "rows_rejected": table.rows_rejected,
            "totals_left_out": table.totals_left_out,
        }
        for table in received.tables
        if table.path in used or table.refused
    ]
    words: list[dict[str, object]] = [
        {"path": file.path, "sha256": file.sha256, "dataset": COMMENTS} for file in comments
    ]
    statistics: list[dict[str, object]] = [
        {"path": s.path, "sha256": s.sha256, "dataset": "statfin"}
        for s in (published.sources if published else ())
    ]
    return (*extracts, *words, *statistics)
