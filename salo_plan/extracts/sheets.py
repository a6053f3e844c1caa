"""Which sheet of a workbook a dataset reads, and what is told of the sheets beside it.

Only one sheet is read. When another one has the dataset's columns too, half of the rows would be
missing from every figure, so the file is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from salo_plan.errors import DataError
from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.layout import Layout, find_header, find_layout, header_key
from salo_plan.extracts.layout_faults import absent_name
from salo_plan.extracts.raw import RawSheet
from salo_plan.extracts.schema import ColumnRule
from salo_plan.told import Told

Places = Mapping[str, int]
UNREAD = "nothing is read from the other sheets of the workbook"


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheet that is read, those with the same columns, and those that nothing is read from."""

    sheet: RawSheet
    alike: tuple[RawSheet, ...] = ()
    others: tuple[RawSheet, ...] = ()

    @property
    def told(self) -> RawSheet:
        """The sheet with what must be told of the sheets beside it."""
        faults = (*self.sheet.faults, *self._faults())
        return replace(self.sheet, faults=faults) if self.alike or self.others else self.sheet

    def _faults(self) -> Iterator[Fault]:
        if self.alike:
            reason = Told(
                "several sheets have the columns of this dataset, and only one was read: read "
                "{read}, not read {unread}. Rows would be missing, so no figure comes from the "
                "file. Ask the sender for one sheet, or save each sheet as a file of its own whose "
                "name says its month or year",
                read=_named([self.sheet]),
                unread=_named(self.alike),
            )
            yield Fault(reason)
        if self.others:
            reason = Told(
                "nothing is read from the other sheets of the workbook: {names}",
                names=_named(self.others),
            )
            yield Fault(reason, "warning")


def choose_sheet(sheets: tuple[RawSheet, ...], dataset: Dataset, file_name: str) -> Choice:
    """Choose the sheet that a dataset reads; DataError when there is none."""
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise DataError(Told("the file has no rows. Ask for it again from the sender."))
    if dataset.sheet is not None and sheets[0].encoding is None:
        return _by_name(sheets, dataset, dataset.sheet)
    if len(filled) == 1:
        return Choice(filled[0])
    first = filled[0]
    headed = [sheet for sheet in filled[1:] if _has_rows(sheet, dataset, file_name)]
    if headed and not _is_headed(first, dataset, file_name):
        first, *headed = headed
    others = (sheet for sheet in filled if sheet is not first and sheet not in headed)
    return Choice(first, tuple(headed), tuple(others))


def _by_name(sheets: tuple[RawSheet, ...], dataset: Dataset, wanted: str) -> Choice:
    """Find a sheet by its name; the first dataset of a workbook tells of those nobody reads."""
    read = {header_key(name) for name in dataset.beside}
    found = next((s for s in sheets if s.name and header_key(s.name) == header_key(wanted)), None)
    if found is None:
        names = [sheet.name or "" for sheet in sheets]
        raise DataError(absent_name(Told("the sheet {name}", name=wanted), wanted, names))
    others = [s for s in sheets if s.rows and s is not found and header_key(s.name) not in read]
    return Choice(found, others=tuple(others) if dataset.beside else ())


def known_keys(dataset: Dataset) -> frozenset[str]:
    """Return the keys of all columns that a dataset knows."""
    return keys_of(dataset.rules)


def keys_of(rules: Iterable[ColumnRule]) -> frozenset[str]:
    """Return the keys of columns by all their names."""
    return frozenset(header_key(name) for rule in rules for name in (rule.header, *rule.aliases))


def place_of(places: Places, rule: ColumnRule) -> int | None:
    """Find a column in a header by any of its names."""
    names = (header_key(name) for name in (rule.header, *rule.aliases))
    return next((places[name] for name in names if name in places), None)


def has_headers(layout: Layout, dataset: Dataset) -> bool:
    """Tell whether at least half of the columns that must be there are."""
    found, required = _required(layout.places, dataset)
    return found * 2 >= required


def _required(places: Places, dataset: Dataset) -> tuple[int, int]:
    required = [rule for rule in dataset.rules if not rule.optional]
    return sum(place_of(places, rule) is not None for rule in required), len(required)


def _is_headed(sheet: RawSheet, dataset: Dataset, file_name: str) -> bool:
    """Tell whether a sheet has more than half of the columns that must be there.

    Half alone is no sign: of two columns a summary beside the data often has one.
    """
    turned = dataset.reshape(sheet, file_name) if dataset.reshape else sheet
    header = find_header(turned, known_keys(dataset))
    if header is None:
        return False
    found, required = _required(header[2], dataset)
    return found * 2 > required


def _has_rows(sheet: RawSheet, dataset: Dataset, file_name: str) -> bool:
    """Tell whether a sheet has the dataset's header and rows of data below it."""
    if not _is_headed(sheet, dataset, file_name):
        return False
    turned = dataset.reshape(sheet, file_name) if dataset.reshape else sheet
    layout = find_layout(turned, known_keys(dataset), dataset.total_words, labels_of(dataset))
    return layout is not None and bool(layout.body)


def labels_of(dataset: Dataset) -> frozenset[str]:
    """Return the keys of the columns that every row must have and that are no numbers."""
    return keys_of(r for r in dataset.rules if not r.optional and r.kind not in ("count", "number"))


def _named(sheets: Iterable[RawSheet]) -> Told:
    return Told.joined(", ", (Told("'{name}'", name=sheet.name) for sheet in sheets))
