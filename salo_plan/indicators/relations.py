"""How the figures of the public version hang together: the counts of people behind each of them.

Declared as data, so that what hides small counts (disclosure.py) and the test that tries to work
them out again read the same relations, and the test can hold them against the published files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator
from salo_plan.populations import POPULATIONS, Population

Span = Literal["month", "year"]


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """A figure as published: an indicator's month, or its year to date by that month."""

    indicator: str
    month: str
    span: Span = "month"


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """A number of people behind published figures; `span` year is the sum of the months so far."""

    who: str
    month: str
    span: Span = "month"


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and its two parts: `whole = part + rest`. A share publishes all three at once."""

    whole: Count
    part: Count
    rest: Count


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and all of its parts."""

    total: Count
    parts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Nest:
    """A share of a group inside the same share of a larger one, and what lies beyond the group."""

    inner: Split
    outer: Split
    beyond: Split


@dataclass(frozen=True)
class Relations:
    """All relations between the counts behind what is published.

    `behind` tells which counts a reader can work out from a figure, alone or with its whole.
    """

    behind: dict[Shown, tuple[Count, ...]]
    splits: tuple[Split, ...] = ()
    sums: tuple[Sum, ...] = ()
    nests: tuple[Nest, ...] = ()


def published_relations(indicators: Iterable[Indicator], months: Sequence[Month]) -> Relations:
    """Declare the relations of indicators that count people, over the months that are shown.

    An indicator judged by its year to date is published with that year's figure too.
    """
    people = [indicator for indicator in indicators if indicator.counts == "people"]
    shares = [indicator for indicator in people if "share" in indicator.metric]
    behind: dict[Shown, tuple[Count, ...]] = {}
    splits: list[Split] = []
    sums: list[Sum] = []
    nests: list[Nest] = []
    for month in months:
        behind |= {Shown(item.id, str(month)): counts_behind(item, month) for item in people}
        splits += [Split(*counts_behind(share, month)) for share in shares]
        for item in people:
            splits += _apart(item, shares, month)
            nests += _nested(item, shares, month)
    for item in (item for item in people if item.running):
        for month in months:
            year = _year(item, month)
            behind[Shown(item.id, str(month), "year")] = (year.total,)
            sums.append(year)
    return Relations(behind, tuple(splits), tuple(sums), tuple(nests))


def counts_behind(indicator: Indicator, month: Month) -> tuple[Count, ...]:
    """Name the counts behind a month's figure: of a share the whole, the part and the rest.

    The same people have the same name in every indicator: the whole of the share of the unemployed
    is the number of clients.
    """
    metric = indicator.metric
    dataset = _dataset(indicator)
    place = f"{indicator.scope} {dataset}"
    if "share" in metric:
        part, whole = metric["share"], metric["of"]
        own = part if POPULATIONS[dataset][whole].where is None else f"{part} of {whole}"
        names = [f"{place} {whole}", f"{place} {own}", f"{place} {own}, the rest"]
    elif "count" in metric or "total" in metric:
        names = [f"{place} {metric.get('count') or metric['total']}"]
    else:
        names = [f"{place} {indicator.id}, the answers"]
    return tuple(Count(name, str(month)) for name in names)


def _dataset(indicator: Indicator) -> str:
    return str(indicator.metric.get("in", "clients"))


def _population(indicator: Indicator) -> Population | None:
    """Return the group whose size the indicator tells: the whole of a share, or what is counted."""
    name = indicator.metric.get("of") or indicator.metric.get("count")
    return POPULATIONS[_dataset(indicator)].get(name) if name else None


def _year(indicator: Indicator, month: Month) -> Sum:
    total = Count(counts_behind(indicator, month)[0].who, str(month), "year")
    return Sum(total, tuple(counts_behind(indicator, m)[0] for m in month.year_to_date()))


def _apart(item: Indicator, shares: list[Indicator], month: Month) -> Iterator[Split]:
    """Split the rest of a share, where a group that lies in it has a figure of its own."""
    group = _population(item)
    if group is None or not group.apart_from or "count" not in item.metric:
        return
    for share in shares:
        same = (share.scope, _dataset(share)) == (item.scope, _dataset(item))
        if same and (share.metric["share"], share.metric["of"]) == (group.apart_from, group.within):
            (part,), (_, _, whole) = counts_behind(item, month), counts_behind(share, month)
            yield Split(whole, part, Count(f"{whole.who}, not in {part.who}", str(month)))


def _nested(item: Indicator, shares: list[Indicator], month: Month) -> Iterator[Nest]:
    """Nest a share in the same share of the larger group, where both are published."""
    group = _population(item)
    if group is None or not group.within or "share" not in item.metric:
        return
    for share in shares:
        same = (share.scope, _dataset(share), share.metric["share"]) == (
            *(item.scope, _dataset(item), item.metric["share"]),
        )
        if same and share.metric["of"] == group.within:
            inner, outer = counts_behind(item, month), counts_behind(share, month)
            names = (f"{o.who}, beyond {i.who}" for o, i in zip(outer, inner, strict=True))
            beyond = Split(*(Count(name, str(month)) for name in names))
            yield Nest(Split(*inner), Split(*outer), beyond)
