"""Faults that say the same of one column, told together: a few of them, and how many more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from salo_plan.extracts.faults import Fault
from salo_plan.told import Told

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Faults of one kind: those that are shown, and the number of rows that have it besides."""

    shown: tuple[Fault, ...]
    more: int


def alike(faults: Iterable[Fault]) -> Iterator[Alike]:
    """Put faults of one kind and column together, in the order of the first of each kind."""
    kinds: dict[tuple[str | None, ...], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault(_kind(fault), []).append(fault)
    for own in kinds.values():
        shown = _few(own)
        yield Alike(shown, len(own) - len(shown))


def _kind(fault: Fault) -> tuple[str | None, ...]:
    """Tell what kind a fault is of: numbers in its reason do not count, unless it has no row."""
    reason = fault.reason
    if fault.row is not None and isinstance(reason, Told):
        reason = reason.message
    return fault.level, fault.column, reason


def _few(faults: list[Fault]) -> tuple[Fault, ...]:
    """Choose a few faults, of different values before of the same; they stay in their order."""
    values: dict[str | None, int] = {}
    for number, fault in enumerate(faults):
        values.setdefault(fault.value, number)
    firsts = list(values.values())
    places = dict.fromkeys([*firsts, *range(min(len(faults), MOST_SHOWN))])
    return tuple(faults[number] for number in sorted(list(places)[:MOST_SHOWN]))
