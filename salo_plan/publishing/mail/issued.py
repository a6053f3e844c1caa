"""An issue as mail tells it: the part of its report.json that the body needs, and its files.

The shapes are smaller than the reports' own, so that what an earlier version of the program issued
can still be sent.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from salo_plan.errors import DataError, system_reason
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.publishing.ledger import Entry
from salo_plan.publishing.mail.naming import (
    attachment_name,
    figures_head,
    period_name,
    public_figure,
)
from salo_plan.publishing.making import DATA, PAGE
from salo_plan.publishing.manifest import read_manifest
from salo_plan.reports.plan_words import worded
from salo_plan.reports.public.report import PublicGoal
from salo_plan.reports.report import Attention, Fact, GoalState, Table, Verdict
from salo_plan.reports.sections.corrections import SECTION as CORRECTIONS
from salo_plan.told import Told

PDF = "report.pdf"


@dataclass(frozen=True, slots=True)
class TargetOf:
    """The target of a row of the scoreboard."""

    id: str
    target: str


@dataclass(frozen=True, slots=True)
class TablesOf:
    """The tables of a section."""

    id: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class InternalContent:
    """What a message tells of an audience's own report (`Report`)."""

    audience: str
    month: str
    lang: str
    kicker: str
    title: str
    example: bool
    facts: tuple[Fact, ...]
    result: str
    lead: str
    tally: tuple[tuple[Verdict, str, int], ...]
    attention: tuple[Attention, ...]
    goals: tuple[GoalState, ...]
    rows: tuple[TargetOf, ...]
    sections: tuple[TablesOf, ...]
    finnish: tuple[str, ...] = ()

    def count(self, *verdicts: Verdict) -> int:
        """Count the indicators that have one of some verdicts."""
        return sum(count for code, _, count in self.tally if code in verdicts)

    @property
    def corrections(self) -> tuple[Table, ...]:
        """The tables of what has been corrected."""
        return next((part.tables for part in self.sections if part.id == CORRECTIONS), ())


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A figure of the public version as printed."""

    id: str
    name: str
    printed: str
    target: str
    verdict: Verdict
    verdict_word: str


@dataclass(frozen=True, slots=True)
class PublicContent:
    """What a message tells of the public version (`PublicReport`)."""

    audience: str
    month: str
    lang: str
    kicker: str
    title: str
    example: bool
    result: str
    lead: str
    rows: tuple[PublicFigure, ...]
    key_figures: tuple[str, ...]
    goals: tuple[PublicGoal, ...]
    goals_head: str
    about: tuple[str, ...]
    facts: tuple[Fact, ...]
    finnish: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[PublicFigure, ...]:
        """The key figures in their order."""
        return tuple(row for name in self.key_figures for row in self.rows if row.id == name)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the issue, by the name that readers get."""

    name: str
    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class InternalIssue:
    """An issued report of an audience of its own; `period` names the months of a period report."""

    entry: Entry
    content: InternalContent
    files: tuple[Attached, ...]
    period: str
    figures_head: str


@dataclass(frozen=True, slots=True)
class PublicIssue:
    """An issued public version; `figure` is the figure of its subject, in words."""

    entry: Entry
    content: PublicContent
    files: tuple[Attached, ...]
    figure: str
    figures_head: str


def read_issue(outputs: Path, entry: Entry, plan: Plan) -> InternalIssue | PublicIssue:
    """Read the newest version of a report from its place.

    Raises DataError when its files are not the ones that were issued.
    """
    folder = outputs / entry.folder
    with speaking(entry.lang):
        plan = worded(plan)
    audience = next((item for item in plan.audience if item.id == entry.audience), None)
    if audience is None:
        raise DataError(Told("the plan has no audience {audience}.", audience=entry.audience))
    manifest = read_manifest(folder)
    if manifest is None or manifest["version"] != entry.version:
        raise DataError(
            Told(
                "version {version} of the report is not in outputs/{folder}.",
                version=entry.version,
                folder=entry.folder,
            )
        )
    sums = manifest["outputs"]
    data = _as_issued(folder / DATA, sums)
    files = _files(folder, sums, entry, audience, plan)
    month = Month.parse(entry.month)
    try:
        with speaking(entry.lang):
            head = figures_head(audience, month)
            if audience.public:
                public = _PUBLIC.validate_json(data)
                return PublicIssue(entry, public, files, public_figure(plan, public), head)
            own = _INTERNAL.validate_json(data)
            return InternalIssue(entry, own, files, period_name(audience, month), head)
    except ValidationError:
        raise DataError(
            Told(
                "outputs/{folder}/{data} is not of the shape that mail tells; make the report "
                "again.",
                folder=entry.folder,
                data=DATA,
            )
        ) from None


def _files(
    folder: Path, sums: dict[str, str], entry: Entry, audience: Audience, plan: Plan
) -> tuple[Attached, ...]:
    name = attachment_name(plan.town, audience.title, entry.month, entry.version)
    names = [PAGE, *([PDF] if (folder / PDF).is_file() else [])]
    kinds = [Path(item).suffix[1:] for item in names]
    return tuple(
        Attached(f"{name}.{kind}", kind, _as_issued(folder / item, sums))
        for item, kind in zip(names, kinds, strict=True)
    )


def _as_issued(path: Path, sums: dict[str, str]) -> bytes:
    """Read a file and hold it against the manifest, where that names it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(
            Told("{file} cannot be read: {error}.", file=path.name, error=system_reason(error))
        ) from None
    if path.name in sums and hashlib.sha256(content).hexdigest() != sums[path.name]:
        raise DataError(
            Told("{file} has been changed after it was issued, so it is not sent.", file=path.name)
        )
    return content


_INTERNAL = TypeAdapter(InternalContent)
_PUBLIC = TypeAdapter(PublicContent)
