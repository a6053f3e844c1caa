"""Where the ticks of a chart stand: few round numbers up the side, few months along the foot."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from matplotlib.ticker import FuncFormatter

from salo_plan import wording
from salo_plan.messages import marked, say
from salo_plan.periods import Month

_MOST_STEPS = 4
_USUAL_STEPS = 3
_STEPS = ("1", "2", "2.5", "4", "5")
_GAP = 6.0
_LARGE = ((10**9, marked("{number} billion")), (10**6, marked("{number} million")))
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis: its ticks from end to end and the decimals they need."""

    ticks: tuple[float, ...]
    decimals: int

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value of the axis."""
        return self.ticks[0], self.ticks[-1]

    @property
    def labels(self) -> tuple[str, ...]:
        """The ticks as printed."""
        return tuple(self._printed(tick) for tick in self.ticks)

    @property
    def formatter(self) -> FuncFormatter:
        """The Finnish formatter of the axis: decimal comma, grouped thousands, minus sign."""
        return FuncFormatter(lambda value, _: self._printed(value))

    def _printed(self, tick: float) -> str:
        """Print a tick; where ten millions are passed in millions, further on in billions.

        Twelve digits up the side would leave no room for the line.
        """
        largest = max(map(abs, self.ends))
        for size, words in _LARGE:
            if largest >= 10 * size and tick:
                exact = Decimal(repr(float(tick))) / size
                finest = max(
                    wording.decimals_of(Decimal(repr(other)) / size) for other in self.ticks
                )
                return say(words, number=wording.number(float(exact), finest))
        return wording.number(tick, self.decimals)


@dataclass(frozen=True, slots=True)
class MonthTick:
    """A labelled place along the foot of a chart."""

    place: float
    label: str


def value_scale(values: Iterable[float], *, whole: bool) -> Scale:
    """Choose the tightest axis of at most four round steps that holds every value.

    `whole` keeps the steps whole for things that are counted. An axis never goes below zero unless
    a value does.
    """
    known = [Decimal(repr(float(value))) for value in values]
    low, high = min(known), max(known)
    if low == high:
        spread = max(abs(low) / 10, Decimal(1) if whole else Decimal("0.1"))
        low, high = max(low - spread, Decimal(0)) if low >= 0 else low - spread, high + spread
    fits = [_ticks(low, high, step) for step in _steps(high - low, whole=whole)]
    return min(
        (scale for scale in fits if len(scale.ticks) <= _MOST_STEPS + 1),
        key=lambda scale: (
            scale.ends[1] - scale.ends[0],
            abs(len(scale.ticks) - 1 - _USUAL_STEPS),
        ),
    )


def month_ticks(
    months: Sequence[Month],
    place_of: Callable[[Month], float],
    width_of: Callable[[str], float],
) -> list[MonthTick]:
    """Label the ends, then Januaries, Julys, Aprils and Octobers wherever there is room.

    Over more than four years every year, or every second, fifth or tenth, is labelled instead.
    """
    first, last = months[0], months[-1]
    long = last.minus(first) > 48
    ends = [last] if long and first.number != 1 else [last, first]
    if long:
        inner = _even_years(months, place_of, width_of)
    else:
        inner = [m for n in ((1,), (7,), (4, 10)) for m in months if m.number in n]
    taken: list[tuple[float, float]] = []
    ticks: list[MonthTick] = []
    for month in dict.fromkeys([*ends, *inner]):
        label = str(month.year) if long and month != last else wording.month_short(month)
        place, half = place_of(month), width_of(label) / 2
        left, right = place - half, place + half
        if all(left >= end + _GAP or right <= start - _GAP for start, end in taken):
            taken.append((left, right))
            ticks.append(MonthTick(place, label))
    return sorted(ticks, key=lambda tick: tick.place)


def _even_years(
    months: Sequence[Month], place_of: Callable[[Month], float], width_of: Callable[[str], float]
) -> list[Month]:
    room = width_of("2006") + _GAP
    a_year = place_of(months[0].plus(_YEAR)) - place_of(months[0])
    every = next((years for years in (1, 2, 5, 10) if years * a_year >= room), 20)
    return [month for month in months if month.number == 1 and month.year % every == 0]


def _steps(span: Decimal, *, whole: bool) -> Iterable[Decimal]:
    power = (span / _MOST_STEPS).adjusted()
    for exponent, digits in product((power, power + 1), _STEPS):
        step = Decimal(digits).scaleb(exponent)
        if not whole or step == step.to_integral_value():
            yield step
    if whole and power < 0:
        yield Decimal(1)


def _ticks(low: Decimal, high: Decimal, step: Decimal) -> Scale:
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = (high / step).to_integral_value("ROUND_CEILING")
    ticks = tuple((first + count) * step for count in range(int(last - first) + 1))
    return Scale(tuple(float(tick) for tick in ticks), wording.decimals_of(step))
