"""The files that a figure was made from, with their content hash and rows."""

from salo_plan.figures import Source, row_ranges
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import marked, say
from salo_plan.periods import Month, Term
from salo_plan.reports.explaining.explanation import Part, part

_KINDS = {
    "delivered": marked("delivered ready"),
    "plan": marked("values stated by the action plan"),
}


def figure_sources(finding: Finding, measurements: Measurements) -> tuple[Source, ...]:
    """List the files of the judged figure: of its month, or of every month of the year so far."""
    return _of_months(finding, measurements, finding.month)


def sources_part(finding: Finding, measurements: Measurements) -> tuple[Part, ...]:
    """Write the files of the figure, and those of the figure it is compared with."""
    lines = [_line(source) for source in figure_sources(finding, measurements)]
    target = finding.indicator.target
    if target and target.reference and finding.limit is not None:
        compared = _of_months(finding, measurements, finding.month.year_ago)
        lines += [say("Compared with: {file}", file=_line(source)) for source in compared]
    return part("sources", say("Source files"), *lines)


def _of_months(finding: Finding, measurements: Measurements, last: Month) -> tuple[Source, ...]:
    """Put the sources of a month, or of the year to it, together: one entry a file."""
    months = last.year_to_date() if finding.judged == "year" else Term(last, last)
    joined: dict[tuple[str, str], Source] = {}
    for month in months:
        found = measurements.get(finding.indicator.id, month)
        for source in found.sources if found else ():
            key = (source.path, source.sha256)
            known = joined.get(key)
            rows = _joined(known.rows, source.rows) if known else source.rows
            joined[key] = Source(source.path, source.sha256, rows, source.kind)
    return tuple(joined.values())


def _joined(*ranges: str) -> str:
    """Write the row numbers of several ranges (`5-7, 20`) as one."""
    numbers: set[int] = set()
    for piece in ", ".join(filter(None, ranges)).split(", "):
        first, _, last = piece.partition("-")
        numbers |= set(range(int(first), int(last or first) + 1)) if first else set()
    return row_ranges(numbers)


def _line(source: Source) -> str:
    """Write a file with the rows that were used and the hash that tells its content."""
    rows = source.rows.replace("-", "–")
    words = marked("{path}, row {rows}") if rows.isdigit() else marked("{path}, rows {rows}")
    told = say(words, path=source.path, rows=rows) if rows else source.path
    kind = f" ({say(_KINDS[source.kind])})" if source.kind in _KINDS else ""
    return say("{file}, sha256 {hash}", file=f"{told}{kind}", hash=source.sha256)
