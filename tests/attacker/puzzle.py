"""Whole numbers that are not known and what is known of them; what one of them can be.

Everything here is arithmetic: nothing knows of reports or of people. Answers are exact: found by
integer programming (HiGHS through scipy) over the unknowns that hang together with the asked one,
and every solution that is used is checked again in whole numbers.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

# The attacker takes it for certain that no group of a small town is larger.
LARGEST = 500

Range = tuple[Hashable, int, int]
Line = tuple[tuple[tuple[int, int], ...], float, float]
Choice = tuple[tuple[int, int, int], ...]


class ContradictionError(Exception):
    """No whole numbers fit what is known: the puzzle has been put wrongly."""


@dataclass(frozen=True)
class Shape:
    """Unknowns that hang together, by number: their ranges, lines and choices."""

    ranges: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]

    def fits(self, numbers: Sequence[int]) -> bool:
        """Tell whether numbers are a solution."""
        return (
            all(low <= n <= high for n, (low, high) in zip(numbers, self.ranges, strict=True))
            and all(
                low <= sum(c * numbers[place] for place, c in terms) <= high
                for terms, low, high in self.lines
            )
            and all(
                any(low <= numbers[place] <= high for place, low, high in choice)
                for choice in self.choices
            )
        )

    def solve(self, place: int, low: int, high: int, aim: int = 0) -> tuple[int, ...] | None:
        """Find a solution with one number in a range, the least (aim 1) or the most (-1) of it."""
        a, lows, highs = self._program
        size = a.shape[1]
        bounds = np.zeros((2, size))
        bounds[1] = 1
        bounds[:, : len(self.ranges)] = np.array(self.ranges).T
        bounds[:, place] = max(low, bounds[0, place]), min(high, bounds[1, place])
        if bounds[0, place] > bounds[1, place]:
            return None
        goal = np.zeros(size)
        goal[place] = aim
        rows = [LinearConstraint(a, lows, highs)] if len(a) else []
        answer = milp(goal, constraints=rows, integrality=np.ones(size), bounds=Bounds(*bounds))
        if answer.x is None:
            return None
        numbers = tuple(round(x) for x in answer.x[: len(self.ranges)])
        if not self.fits(numbers):
            raise ContradictionError(f"not a solution in whole numbers: {numbers} of {self}")
        return numbers

    @cached_property
    def _program(self) -> tuple[np.ndarray, list[float], list[float]]:
        """Write lines and choices as rows; each range of a choice has a switch of its own."""
        count, flags = len(self.ranges), sum(len(choice) for choice in self.choices)
        rows: list[np.ndarray] = []
        edges: list[tuple[float, float]] = []

        def add(terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
            rows.append(np.zeros(count + flags))
            for place, number in terms:
                rows[-1][place] += number
            edges.append((low, high))

        for terms, low, high in self.lines:
            add(terms, low, high)
        flag = count
        for choice in self.choices:
            add([(flag + step, 1) for step in range(len(choice))], 1, inf)
            for place, low, high in choice:
                bottom, top = self.ranges[place]
                add([(place, 1), (flag, bottom - low)], bottom, inf)
                add([(place, 1), (flag, top - high)], -inf, top)
                flag += 1
        table = np.array(rows).reshape(-1, count + flags)
        return table, [low for low, _ in edges], [high for _, high in edges]


@dataclass
class Puzzle:
    """Unknown whole numbers, lines `low <= sum of multiples of unknowns <= high`, and choices.

    A choice is a list of ranges of which at least one holds. `truth` is a solution known to the
    test, not to the attacker: it is checked, and saves looking for one.
    """

    ranges: dict[Hashable, tuple[int, int]] = field(default_factory=dict)
    lines: dict[tuple[tuple[tuple[Hashable, int], ...], float, float], None] = field(
        default_factory=dict
    )
    choices: dict[tuple[Range, ...], None] = field(default_factory=dict)
    truth: Mapping[Hashable, int] = field(default_factory=dict)

    def between(self, unknown: Hashable, low: int, high: int) -> None:
        """An unknown lies in a range."""
        old = self.ranges.get(unknown, (0, LARGEST))
        self.ranges[unknown] = max(old[0], low), min(old[1], high)

    def line(self, terms: Mapping[Hashable, int], low: float = -inf, high: float = inf) -> None:
        """A sum of multiples of unknowns lies in a range."""
        self.lines[tuple(terms.items()), low, high] = None

    def equal(self, whole: Hashable, parts: Iterable[Hashable]) -> None:
        """A whole is the sum of its parts."""
        self.line({whole: 1, **dict.fromkeys(parts, -1)}, 0, 0)

    def either(self, *ranges: Range) -> None:
        """At least one of the ranges holds."""
        self.choices[ranges] = None

    def span(self, unknown: Hashable) -> tuple[int, int]:
        """Find the exact smallest and largest value that an unknown can have."""
        order, shape, _ = self._component(unknown)
        place = order[unknown]
        ends = [shape.solve(place, 0, 10**6, aim) for aim in (1, -1)]
        if None in ends:
            raise ContradictionError(f"nothing fits {shape}")
        return ends[0][place], ends[1][place]

    def can_be(self, unknown: Hashable, low: int, high: int) -> bool:
        """Tell whether an unknown can be in a range."""
        order, shape, solutions = self._component(unknown)
        place = order[unknown]
        if any(low <= numbers[place] <= high for numbers in solutions):
            return True
        found = shape.solve(place, low, high)
        if found is not None:
            solutions.append(found)
        return found is not None

    def _range(self, unknown: Hashable) -> tuple[int, int]:
        return self.ranges.get(unknown, (0, LARGEST))

    def _fixed(self, unknown: Hashable) -> int | None:
        low, high = self._range(unknown)
        return low if low == high else None

    def _component(
        self, asked: Hashable
    ) -> tuple[dict[Hashable, int], Shape, list[tuple[int, ...]]]:
        if asked not in self._components:
            _ = self._where
            order, lines, choices = self._reach(asked)
            shape = Shape(
                tuple(self._range(u) for u in order),
                tuple(dict.fromkeys(self._line(line, order) for line in lines)),
                tuple(dict.fromkeys(c for one in choices if (c := self._choice(one, order)))),
            )
            true = tuple(self.truth.get(u, -1) for u in order)
            if -1 not in true and not shape.fits(true):
                raise ContradictionError(f"the truth {true} is not in {shape}")
            solutions = _SOLUTIONS.setdefault(shape, [])
            solutions += [true] if shape.fits(true) else []
            self._components |= dict.fromkeys(order, (order, shape, solutions))
        return self._components[asked]

    def _reach(self, asked: Hashable) -> tuple[dict[Hashable, int], list, list]:
        """Number the unknowns that hang together with the asked one, and find what they are in."""
        order: dict[Hashable, int] = {asked: 0}
        lines, choices, queue = {}, {}, [asked]
        while queue:
            now = queue.pop(0)
            lines |= dict.fromkeys(line for line in self._where.get(now, ()) if len(line) == 4)
            choices |= dict.fromkeys(one for one in self._where.get(now, ()) if len(one) == 2)
            for _, others, *_rest in self._where.get(now, ()):
                for other in others:
                    unknown = other[0]
                    if unknown not in order and self._fixed(unknown) is None:
                        order[unknown] = len(order)
                        queue.append(unknown)
        return order, list(lines), list(choices)

    def _tighten(self) -> None:
        """Work out the unknowns that stand alone in a line, until there are no more."""
        todo = list(self.lines)
        while todo:
            left = []
            for terms, low, high in todo:
                free = [(u, c) for u, c in terms if self._fixed(u) is None]
                if len(free) > 1:
                    left.append((terms, low, high))
                    continue
                known = sum(c * (self._fixed(u) or 0) for u, c in terms)
                for unknown, times in free:
                    ends = sorted(((low - known) / times, (high - known) / times))
                    bottom, top = self._range(unknown)
                    self.between(
                        unknown,
                        bottom if ends[0] == -inf else ceil(ends[0] - 1e-9),
                        top if ends[1] == inf else floor(ends[1] + 1e-9),
                    )
            if len(left) == len(todo):
                return
            todo = left

    @cached_property
    def _where(self) -> dict[Hashable, list[tuple]]:
        """All lines and choices by the unknowns in them, in the order they were told."""
        self._tighten()
        where: dict[Hashable, list[tuple]] = {}
        for terms, low, high in self.lines:
            entry = ("line", terms, low, high)
            for unknown, _ in terms:
                where.setdefault(unknown, []).append(entry)
        for choice in self.choices:
            if any(
                low <= self._range(u)[0] and self._range(u)[1] <= high for u, low, high in choice
            ):
                continue
            for unknown in dict.fromkeys(u for u, _, _ in choice):
                where.setdefault(unknown, []).append(("choice", choice))
        return where

    def _line(self, line: tuple, order: Mapping[Hashable, int]) -> Line:
        _, terms, low, high = line
        known = sum(c * (self._fixed(u) or 0) for u, c in terms if u not in order)
        return (
            tuple(sorted((order[u], c) for u, c in terms if u in order)),
            low - known,
            high - known,
        )

    def _choice(self, choice: tuple, order: Mapping[Hashable, int]) -> Choice:
        return tuple((order[u], low, high) for u, low, high in choice[1] if u in order)

    @cached_property
    def _components(self) -> dict:
        return {}


_SOLUTIONS: dict[Shape, list[tuple[int, ...]]] = {}
