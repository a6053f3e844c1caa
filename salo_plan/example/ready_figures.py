"""Figures delivered ready (figures_example.csv): what no extract of the example gives."""

from collections.abc import Iterator
from datetime import date

from salo_plan.example.files import MadeFile, Row, csv_file, headers
from salo_plan.example.seasons import MONTHS, Line
from salo_plan.extracts.datasets.given import GIVEN
from salo_plan.periods import Month

FIGURES_FILE = "figures_example.csv"
_TRANSFERRED = Line(
    "transferred",
    (38, 33, 41, 29, 35, 27, 16, 31, 44, 37, 34, 22),
    (41, 36, 97, 52, 38, 29, 17, 33, 46, 39, 35, 24),
    wobble=4,
)
_CONTACTED = Line(
    "transfer contact share",
    (77, 79, 78, 81, 83, 80, 74, 82, 84, 85, 86, 83),
    (87, 88, 79, 84, 89, 87, 81, 90, 92, 91, 93, 90),
    wobble=1.5,
)
_DUE = Line(
    "contacts due",
    (0, 0, 0, 0, 1780, 1846, 1912, 1954, 2016, 2044, 2061, 2037),
    (2092, 2104, 2187, 2231, 2218, 2204, 2196, 2241, 2268, 2284, 2297, 2253),
    wobble=24,
)
_HELD = Line(
    "contacts held",
    (0, 0, 0, 0, 58, 60, 54, 64, 68, 71, 73, 70),
    (74, 75, 74, 76, 77, 73, 64, 75, 79, 80, 80, 76),
    wobble=1,
)
_RECOGNISED = Line(
    "recognised learning",
    (1, 2, 2, 1, 3, 2, 0, 1, 3, 2, 4, 2),
    (2, 3, 4, 3, 5, 4, 1, 2, 5, 6, 5, 3),
    wobble=0.7,
)
_OFFERS = Line(
    "offers and notices",
    (184, 197, 226, 241, 258, 203, 142, 211, 233, 228, 217, 151),
    (213, 224, 259, 272, 287, 231, 158, 236, 264, 251, 238, 172),
    wobble=8,
)
_UMA_BEGINS = Month(2022, 5)
_SHARE_DECIMALS = 10
_RECEIVED_DAY = 12


def figures_file(seed: int) -> MadeFile:
    """Write the ready figures of both years."""
    return csv_file(FIGURES_FILE, headers(GIVEN), _rows(seed))


def _rows(seed: int) -> Iterator[Row]:
    for month in MONTHS:
        moved = _TRANSFERRED.count(month, seed)
        reached = round(moved * _CONTACTED.at(month, seed) / 100)
        yield _row(month, "transfer_contact_share", "Siirtyneiden seuranta", reached, moved)
        # The service model (UMA) came into force in May 2022; nothing was due before it.
        if month >= _UMA_BEGINS:
            due = _DUE.count(month, seed)
            held = round(due * _HELD.at(month, seed) / 100)
            yield _row(month, "uma_contact_level", "URA, yhteydenottojen seuranta", held, due)
        learned = max(0, _RECOGNISED.count(month, seed))
        yield _row(month, "recognised_learning", "SSKKY:n ilmoitus", learned)
        yield _row(month, "job_brokering", "TE-Digi, käsin koottu", _OFFERS.count(month, seed))


def _row(month: Month, indicator: str, source: str, upper: int, lower: int | None = None) -> Row:
    value = upper if lower is None else round(100 * upper / lower, _SHARE_DECIMALS)
    return (str(month), indicator, value, upper, lower, "ok", source, _received(month))


def _received(month: Month) -> date:
    following = month.plus(1)
    return date(following.year, following.number, _RECEIVED_DAY)
