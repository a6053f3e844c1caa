"""Tables with a row a group (team, municipality, channel), in which small counts of people hide.

A count of 1-4 people is printed `alle 5`, and a share is left out when one of its parts, or what
is left of the whole, is 1-4. When a single group of a column hides, the next smallest hides with
it, because the whole stands on the scoreboard and would give the hidden one by subtraction. No
table has a row of totals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from salo_plan import wording
from salo_plan.figures import MISSING, Measured
from salo_plan.indicators.calculations import FULL_COUNTS, calculate
from salo_plan.indicators.shown_names import shown_name
from salo_plan.messages import marked, say
from salo_plan.reports.report import Table

NO_DATA = marked("no data")
SECRET = marked("secret")
NOT_SHOWN = marked("not shown")


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of a group: its heading, a metric as in the plan file, and how it is printed.

    `by` names the dataset's column of groups. `people` tells that the parts are people, so that
    small ones hide.
    """

    heading: str
    metric: Mapping[str, str]
    dataset: str
    by: str
    unit: str = ""
    decimals: int = 0
    people: bool = True

    def figures(self, groups: Sequence[str], frame: pd.DataFrame) -> list[Measured]:
        """Calculate the figure of every group from a month's rows; no rows at all is no data."""
        return [self._figure(frame[frame[self.by] == group], frame) for group in groups]

    def _figure(self, own: pd.DataFrame, frame: pd.DataFrame) -> Measured:
        absent = frame.empty or (own.empty and self.dataset not in FULL_COUNTS)
        return MISSING if absent else calculate(self.metric, self.dataset, own)


def group_table(
    caption: str,
    first: str,
    groups: Sequence[str],
    columns: Sequence[Column],
    frames: Mapping[str, pd.DataFrame],
    below: int,
) -> Table:
    """Write a table of groups; `frames` hold the rows of the term, `below` is the least shown."""
    cells = [_column(column, groups, frames[column.dataset], below) for column in columns]
    return Table(
        caption=caption,
        columns=(first, *(column.heading for column in columns)),
        rows=tuple((shown_name(group), *row) for group, *row in zip(groups, *cells, strict=True)),
        numeric=(False, *(True for _ in columns)),
    )


def shown_counts(counts: Sequence[float | None], below: int) -> tuple[str, ...]:
    """Print counts of people that add up to a known whole: small ones and their cover hide."""
    hidden = hidden_places(counts, below)
    return tuple(
        _count(count, below, place in hidden) if count is not None else say(NO_DATA)
        for place, count in enumerate(counts)
    )


def hidden_places(counts: Sequence[float | None], below: int) -> frozenset[int]:
    """Tell which counts hide: those of 1-4, and the next smallest where only one would."""
    known = {place: count for place, count in enumerate(counts) if count}
    small = {place for place, count in known.items() if count < below}
    others = sorted(set(known) - small, key=lambda place: known[place])
    return frozenset(small | set(others[:1]) if len(small) == 1 else small)


def _column(
    column: Column, groups: Sequence[str], frame: pd.DataFrame, below: int
) -> tuple[str, ...]:
    figures = column.figures(groups, frame)
    if not column.people:
        return tuple(_printed(column, figure) for figure in figures)
    if "count" in column.metric:
        shown = shown_counts([figure.value for figure in figures], below)
        return tuple(
            word if figure.value is not None else _printed(column, figure)
            for word, figure in zip(shown, figures, strict=True)
        )
    hidden = _hidden_shares(column, figures, below)
    return tuple(
        say(NOT_SHOWN) if place in hidden else _printed(column, figure)
        for place, figure in enumerate(figures)
    )


def _hidden_shares(column: Column, figures: list[Measured], below: int) -> frozenset[int]:
    """Tell which shares hide: by the part, by the whole or by what is left of the whole.

    A mean is of the people below the line, a ratio is of the people above it.
    """
    wholes = [figure.denominator for figure in figures]
    parts = [figure.numerator for figure in figures]
    if "share" not in column.metric:
        return hidden_places(parts if "ratio" in column.metric else wholes, below)
    rests = [
        None if part is None or whole is None else whole - part
        for part, whole in zip(parts, wholes, strict=True)
    ]
    return frozenset().union(*(hidden_places(counts, below) for counts in (parts, wholes, rests)))


def _count(count: float, below: int, hidden: bool) -> str:
    if not hidden:
        return wording.number(count)
    return say("under {number}", number=below) if count < below else say(NOT_SHOWN)


def _printed(column: Column, figure: Measured) -> str:
    if figure.value is not None:
        return wording.figure(figure.value, column.unit, column.decimals)
    if figure.state == "not_applicable":
        return wording.NOTHING
    return say(SECRET) if figure.state == "secret" else say(NO_DATA)
