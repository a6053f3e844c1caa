"""Why files are refused, as a report's maker is told: a line a fault, many of one kind counted."""

from collections.abc import Iterable, Iterator

from salo_plan.extracts.alike import alike
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.dataset_names import table_name
from salo_plan.told import Told


def refusals(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Give each refused table by name with each reason; `salo-plan check --json` has every row."""
    for table in tables:
        name = table_name(table)
        for group in alike(fault for fault in table.faults if fault.level == "error"):
            yield from ((name, str(fault)) for fault in group.shown)
            if group.more:
                yield name, Told("{count} more rows with the same fault", count=group.more)
