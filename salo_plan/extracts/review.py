"""Everything that is wrong or odd in what was received, told in one run (salo-plan check)."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from salo_plan.errors import DataError
from salo_plan.extracts.comments import CommentFile
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.datasets.clients import CLIENTS
from salo_plan.extracts.datasets.given import GIVEN, states_the_plan, unknown_indicators
from salo_plan.extracts.deliveries import Superseded
from salo_plan.extracts.example_mark import example_files, is_example
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.received import DELIVERIES, Received
from salo_plan.extracts.recipients_list import misplaced_recipients, read_recipients
from salo_plan.extracts.residence import living_elsewhere, municipalities_of, nobody_from
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.statfin import read_statfin
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.told import Told

WHAT_TO_DELIVER = Told(
    "data/raw has no extracts yet. Copy the files there as they came. Each month needs at least "
    "the clients, for example ura_asiakkaat_2023-09.csv. The names of all files are in "
    "docs/kayttoohje.md, chapter 3"
)
EVENT_LOG = ("events", "posts", "info_sessions", "feedback")
_DATASETS = {dataset.id: dataset for dataset in DATASETS}


@dataclass(frozen=True)
class Review:
    """All received files with their faults, and what no single file can tell.

    `nothing_came` tells that there is no file yet, not even a misnamed one: nothing but what the
    plan states itself.
    """

    files: tuple[Table, ...]
    notes: tuple[str, ...]
    statistics_fault: str | None = None
    superseded: tuple[Superseded, ...] = ()
    nothing_came: bool = False

    @property
    def refused(self) -> bool:
        """Tell whether any file is refused."""
        return any(table.refused for table in self.files) or self.statistics_fault is not None

    def replaced(self, table: Table) -> tuple[Superseded, ...]:
        """Tell which newer files have replaced rows of a file, and for which months."""
        return tuple(item for item in self.superseded if item.old == table.path)

    def as_data(self) -> dict[str, Any]:
        """Return it in the shape of `salo-plan check --json`."""
        files = [table_as_data(table) for table in self.files]
        if self.statistics_fault is not None:
            files.append(_statistics_as_data(self.statistics_fault))
        return {"files": files, "warnings": list(self.notes)}


def review(received: Received, plan: Plan, comments: tuple[CommentFile, ...] = ()) -> Review:
    """Gather the faults of every file, unknown files, corrections in use and missing months.

    The plan says which indicators figures delivered ready may be of and which municipalities are
    counted; the recipients' list of the workspace is reviewed with the extracts.
    """
    notes: list[str] = [
        Told(
            "data/raw/{name}: no dataset has files by this name, so nothing is read from it. "
            "The names are in docs/data_dictionary.md.",
            name=name,
        )
        for name in received.unknown
    ]
    misplaced = misplaced_recipients(received.workspace)
    notes += misplaced
    notes += [str(item) for item in received.superseded]
    notes += [
        Told("{new} is used in place of {old}, which is refused", new=t.replaced_by, old=t.path)
        for t in received.tables
        if t.replaced_by
    ]
    notes += _not_received(received, comments)
    notes += _missing_months(received)
    notes += _missing_municipalities(received, plan)
    listed = example_files(received.workspace)
    if any(is_example(table, listed) for table in received.tables):
        notes.append(Told("data/raw holds the made-up example; pages made of it say so"))
    recipients = read_recipients(received.workspace)
    files = (
        *(_held_against(table, plan) for table in received.tables),
        *(file.as_table() for file in comments),
        *((recipients,) if recipients else ()),
    )
    others = (*received.unknown, *misplaced, *comments)
    nothing_came = not others and all(states_the_plan(table.path) for table in received.tables)
    return Review(
        files, tuple(notes), _statistics_fault(received), received.superseded, nothing_came
    )


def _held_against(table: Table, plan: Plan) -> Table:
    """Warn of rows that the plan counts nowhere: of other indicators, of other municipalities."""
    if table.dataset == GIVEN.id:
        return table.told(*unknown_indicators(table, [item.id for item in plan.indicators]))
    dataset = _DATASETS[table.dataset]
    return table.told(*living_elsewhere(table, dataset, municipalities_of(plan)))


def _not_received(received: Received, comments: tuple[CommentFile, ...]) -> list[str]:
    """Name the files that the list of deliveries has but data/raw has not: a name is misspelt."""
    tables = (*received.tables, *(file.as_table() for file in comments))
    paths = (*(table.path for table in tables), *received.unknown)
    there = {PurePosixPath(path).name for path in paths}
    return [
        Told(
            "{list}, row {row}: there is no file '{name}' in data/raw. Check the name.",
            list=table.path,
            row=row,
            name=name,
        )
        for table in received.of(DELIVERIES)
        for row, name in table.frame["file_name"].items()
        if name not in there
    ]


def _statistics_fault(received: Received) -> str | None:
    """Say what is wrong with the published statistics, which have a reader of their own."""
    try:
        read_statfin(received.workspace)
    except DataError as error:
        return str(error)
    return None


def _statistics_as_data(reason: str) -> dict[str, Any]:
    return {
        "path": "data/raw/statfin",
        "dataset": "statfin",
        "month": None,
        "encoding": "utf-8",
        "rows_read": 0,
        "rows_used": 0,
        "rows_rejected": 0,
        "totals_left_out": 0,
        "columns": [],
        "footnotes": [],
        "faults": [Fault(reason).as_data()],
    }


def table_as_data(table: Table) -> dict[str, Any]:
    """Return a received file in the shape that `inspect` has."""
    months = {month for month in table.months if month}
    named = file_month(PurePosixPath(table.path).name)
    return {
        "path": table.path,
        "dataset": table.read_as or table.dataset,
        "month": months.pop() if len(months) == 1 else str(named) if named else None,
        "encoding": table.encoding,
        "rows_read": table.rows_read,
        "rows_used": table.rows_used,
        "rows_rejected": table.rows_rejected,
        "totals_left_out": table.totals_left_out,
        "columns": _columns(table),
        "footnotes": list(table.footnotes),
        "faults": [fault.as_data() for fault in table.faults],
    }


def _columns(table: Table) -> list[dict[str, Any]]:
    """Describe the columns used, by the names that the file has for them."""
    own = table.headers
    return [
        {"name": own.get(rule.name, rule.header), "type": rule.kind, "private": rule.private}
        for rule in _rules_of(table.read_as or table.dataset)
        if not own or rule.name in own
    ]


def _rules_of(dataset: str) -> tuple[ColumnRule, ...]:
    return _DATASETS[dataset].rules if dataset in _DATASETS else ()


def _missing_months(received: Received) -> list[str]:
    """Name the months that a monthly dataset lacks between its first and its last."""
    notes: list[str] = []
    for dataset in DATASETS:
        refused = {
            file_month(PurePosixPath(table.path).name)
            for table in received.refused
            if table.dataset == dataset.id
        }
        if dataset.id in EVENT_LOG or dataset.id == GIVEN.id:
            continue
        months = {
            Month.parse(str(month))
            for table in received.of(dataset.id)
            for month in table.months
            if month
        }
        if not months:
            continue
        first, last = min(months), max(months)
        span = (first.plus(step) for step in range(last.minus(first) + 1))
        absent = [str(month) for month in span if month not in months | refused]
        if absent:
            notes.append(
                Told(
                    "{dataset} ({title}): nothing was delivered for {months}",
                    dataset=dataset.id,
                    title=dataset.title,
                    months=", ".join(absent),
                )
            )
    return notes


def _missing_municipalities(received: Received, plan: Plan) -> list[str]:
    """Name the plan's municipalities that the clients of a month lack."""
    paths: dict[str, list[str]] = {}
    places: dict[str, set[str]] = {}
    for table in received.of(CLIENTS.id):
        own = table.frame[["month", "municipality"]].drop_duplicates().dropna()
        for month, place in own.itertuples(index=False, name=None):
            paths.setdefault(str(month), []).append(table.path)
            places.setdefault(str(month), set()).add(str(place))
    return [
        told
        for month in sorted(places)
        for told in nobody_from(plan, month, ", ".join(dict.fromkeys(paths[month])), places[month])
    ]
