"""How many people each count behind the published figures is, as far as the measurements tell."""

from collections.abc import Iterable, Iterator, Mapping

from salo_plan.figures import Measured, Source
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.relations import Count, Relations, Shown, counts_behind
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator


def people_counts(
    relations: Relations,
    indicators: Iterable[Indicator],
    measurements: Measurements,
    months: Iterable[Month],
) -> dict[Count, float]:
    """Look up how many people each count is; what is not known is left out.

    Where two sources give the same count differently, it is as small as the smaller one says.
    """
    counts: dict[Count, float] = {}
    for indicator, month in _people(indicators, months):
        values = _values(indicator, measurements.figure(indicator.id, month))
        for name, value in zip(counts_behind(indicator, month), values, strict=True):
            if value is not None:
                counts[name] = min(value, counts.get(name, value))
    return counts | dict(_differences(relations, counts))


def untold(
    indicators: Iterable[Indicator], measurements: Measurements, months: Iterable[Month]
) -> frozenset[Shown]:
    """Find the figures of people that were delivered without the counts behind them.

    Nobody can tell whether these are small. What the plan itself states is public already.
    """
    found = set()
    for indicator, month in _people(indicators, months):
        held = measurements.get(indicator.id, month)
        if held is None or not held.known or _stated(held.sources):
            continue
        if None in _values(indicator, held.figure):
            found.add(Shown(indicator.id, str(month)))
    return frozenset(found)


def _stated(sources: tuple[Source, ...]) -> bool:
    return bool(sources) and all(source.kind == "plan" for source in sources)


def _people(
    indicators: Iterable[Indicator], months: Iterable[Month]
) -> Iterator[tuple[Indicator, Month]]:
    months = tuple(months)
    return ((item, m) for item in indicators if item.counts == "people" for m in months)


def _values(indicator: Indicator, figure: Measured) -> tuple[float | None, ...]:
    whole, part = figure.denominator, figure.numerator
    if "share" in indicator.metric:
        rest = whole - part if whole is not None and part is not None else None
        return whole, part, rest
    if "count" in indicator.metric or "total" in indicator.metric:
        return (figure.value,)
    return (whole,)


def _differences(
    relations: Relations, counts: Mapping[Count, float]
) -> Iterator[tuple[Count, float]]:
    """Work out the counts that no figure tells but a reader gets by subtraction."""
    for split in relations.splits:
        if split.whole in counts and split.part in counts and split.rest not in counts:
            yield split.rest, counts[split.whole] - counts[split.part]
    for nest in relations.nests:
        outer = (nest.outer.whole, nest.outer.part, nest.outer.rest)
        inner = (nest.inner.whole, nest.inner.part, nest.inner.rest)
        beyond = (nest.beyond.whole, nest.beyond.part, nest.beyond.rest)
        for name, large, small in zip(beyond, outer, inner, strict=True):
            if large in counts and small in counts:
                yield name, counts[large] - counts[small]
