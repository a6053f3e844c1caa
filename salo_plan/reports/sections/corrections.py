"""What has been corrected since earlier issues: in this report, and in figures it builds on."""

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from salo_plan import wording
from salo_plan.extracts.tables import Tables
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import say
from salo_plan.periods import Month, Term
from salo_plan.plan.model import Audience, Plan
from salo_plan.reports.issued import (
    Corrected,
    Printed,
    corrected,
    issue_before,
    issued_versions,
    printed_months,
)
from salo_plan.reports.report import Section, Table

SECTION = "corrections"
Why = Callable[[Corrected], str]


def corrections_section(
    plan: Plan, workspace: Path, audience: Audience, term: Term, now: Printed, why: Why
) -> Section | None:
    """Write the section; None when no issued figure has changed.

    "Mitä on korjattu" holds the report against its own last version with other figures, and
    "Korjatut luvut" the earlier months against the audience's report before this one.
    """
    own = own_corrections(plan, workspace, audience, term, now)
    other = _earlier_months(plan, workspace, audience, term, now)
    tables = [
        *([_table(plan, own, say("What has been corrected in this report"), why)] if own else []),
        *([_table(plan, other, say("Corrected figures of earlier months"), why)] if other else []),
    ]
    if not tables:
        return None
    lead = say("Figures of reports already given have changed. The new figures are used here.")
    return Section(SECTION, say("Corrections"), lead, tables=tuple(tables))


def own_corrections(
    plan: Plan, workspace: Path, audience: Audience, term: Term, now: Printed
) -> tuple[Corrected, ...]:
    """List what differs from the newest issued version that has other figures of the term."""
    for issue in issued_versions(workspace, audience.id, term.last):
        if found := corrected(printed_months(plan, issue), now, term):
            return found
    return ()


def reasons(tables: Tables, measurements: Measurements) -> Why:
    """Return what says why a figure has changed: a corrected file, a late one, or other files."""
    newer = {(item.new, item.month) for item in tables.superseded}

    def why(item: Corrected) -> str:
        found = measurements.get(item.indicator, item.month)
        paths = sorted({source.path for source in found.sources} if found else ())
        files = [PurePosixPath(p).name for p in paths if (p, str(item.month)) in newer]
        if files:
            return say("A corrected file was received: {files}.", files=wording.listing(files))
        if item.old == say("no data"):
            return say("The figure was received after the report was given.")
        return say("The received files have changed.")

    return why


def _earlier_months(
    plan: Plan, workspace: Path, audience: Audience, term: Term, now: Printed
) -> tuple[Corrected, ...]:
    before = issue_before(workspace, audience, term.last)
    if before is None:
        return ()
    months: Iterable[Month] = {month for _, month in now if month not in term}
    return corrected(printed_months(plan, before), now, months)


def _table(plan: Plan, items: tuple[Corrected, ...], caption: str, why: Why) -> Table:
    columns = (say("Indicator"), say("Month"), say("Was"), say("Is now"), say("Why"))
    rows = tuple(
        (
            plan.indicator(item.indicator).name,
            wording.month_slash(item.month),
            item.old,
            item.new,
            why(item),
        )
        for item in items
    )
    return Table(caption, columns, rows, (False, False, True, True, False))
