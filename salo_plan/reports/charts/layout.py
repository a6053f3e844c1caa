"""Where everything of a line chart stands, in pixels from the lower left corner; draws nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.path import Path
from matplotlib.transforms import Bbox

from salo_plan.reports.charts.labels import Label, first_free, spread
from salo_plan.reports.charts.scales import Scale

WIDTH, HEIGHT = 344, 206
TOP, FOOT = 12.0, 26.0
MARGIN_GAP = 10.0

_INSET = (8.0, 6.0)
_TICK_GAP = 8.0
_EDGE = 2.0
_LABEL_GAP = 3.0
_MARK = 7.0
# A screen rounds every letter to whole pixels.
_ROUNDED = 1.05


@dataclass(frozen=True, slots=True)
class Series:
    """A series by its place along the foot; None is a gap."""

    name: str
    values: tuple[float | None, ...]

    @property
    def known(self) -> list[tuple[int, float]]:
        """The places that have a value, with it."""
        return [(place, value) for place, value in enumerate(self.values) if value is not None]

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """The first and last place of every gap between known values."""
        places = [place for place, _ in self.known]
        pairs = pairwise(places)
        return [(before + 1, after - 1) for before, after in pairs if after - before > 1]

    @property
    def runs(self) -> Iterator[list[tuple[int, float]]]:
        """The unbroken stretches, in order."""
        run: list[tuple[int, float]] = []
        for place, value in self.known:
            if run and place - run[-1][0] > 1:
                yield run
                run = []
            run.append((place, value))
        if run:
            yield run


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands right of a line: the last value and, when there are several lines, the name."""

    value: Label
    name: Label | None
    colour: str

    @property
    def width(self) -> float:
        """The wider of the two."""
        return max(self.value.width, self.name.width if self.name else 0)

    @property
    def height(self) -> float:
        """Both on top of each other."""
        return self.value.height + (self.name.height if self.name else 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """The plot inside the picture: its side edges, its scale and how many places lie along it."""

    left: float
    right: float
    scale: Scale
    places: int
    columns: bool = False

    @classmethod
    def around(cls, scale: Scale, places: int, margin: float, *, columns: bool = False) -> "Layout":
        """Leave room for the ticks on the left and for labels `margin` wide on the right."""
        left = _ROUNDED * max(Label(words).width for words in scale.labels) + _TICK_GAP
        right = WIDTH - _ROUNDED * margin - MARGIN_GAP - _EDGE
        return cls(left, right, scale, places, columns)

    @property
    def bottom(self) -> float:
        """How low words may stand inside the plot."""
        return FOOT + 1

    @property
    def ceiling(self) -> float:
        """How high words may reach."""
        return HEIGHT - _EDGE

    @property
    def x_ends(self) -> tuple[float, float]:
        """The ends of the place axis; columns need half a place, short series a little."""
        if self.columns:
            return -0.5, self.places - 0.5
        before, after = _INSET if self.places < 60 else (0.0, _INSET[1])
        if self.places == 1:
            return -1.0, 0.05
        step = (self.right - self.left - before - after) / (self.places - 1)
        return -before / step, self.places - 1 + after / step

    def at(self, place: float, value: float) -> tuple[float, float]:
        """Return the pixel of a place and a value."""
        (x0, x1), (y0, y1) = self.x_ends, self.scale.ends
        across = self.left + (place - x0) / (x1 - x0) * (self.right - self.left)
        return across, FOOT + (value - y0) / (y1 - y0) * (HEIGHT - TOP - FOOT)

    def paths(self, series: Sequence[Series]) -> list[Path]:
        """Return the lines as pixel paths that labels must not meet."""
        return [Path([self.at(*point) for point in run]) for line in series for run in line.runs]

    def column(self, place: float, value: float, width: float) -> Bbox:
        """Return the box that a column from zero takes."""
        (x0, zero), (x1, end) = self.at(place - width / 2, 0), self.at(place + width / 2, value)
        return Bbox.from_extents(x0, min(zero, end), x1, max(zero, end))

    def across(self, value: float) -> Path:
        """Return a level line from side to side."""
        height = self.at(0, value)[1]
        return Path([(self.left, height), (self.right, height)])

    def up(self, place: float) -> Path:
        """Return an upright line from foot to top."""
        across = self.at(place, 0)[0]
        return Path([(across, FOOT), (across, HEIGHT - TOP)])

    def mark(self, place: float, value: float) -> Bbox:
        """Return the box that a mark at this point takes."""
        x, y = self.at(place, value)
        return Bbox.from_extents(x - _MARK, y - _MARK, x + _MARK, y + _MARK)

    def apart(self, ends: Sequence[float], labels: Sequence[EndLabel]) -> list[float]:
        """Return the height of each end label: at its line's end, moved apart where they meet."""
        return spread(ends, [label.height for label in labels], FOOT - 2, HEIGHT - 2)

    def beside_limit(
        self, label: Label, limit: float, below: bool, lines: list[Path], taken: list[Bbox]
    ) -> Bbox | None:
        """Find room for the words of the target at its line, on the good side first."""
        edge = self.at(0, limit)[1]
        over, under = edge + _LABEL_GAP, edge - _LABEL_GAP - label.height
        centre = (self.left + self.right - label.width) / 2
        if centre < self.left + 6:
            return None
        spots = [
            Bbox.from_bounds(across, height, label.width, label.height)
            for height in ((under, over) if below else (over, under))
            for across in (self.left + 6, centre, self.right - 6 - label.width)
            if height >= FOOT + 1 and height + label.height <= HEIGHT - 2
        ]
        return first_free(spots, lines, taken)

    def in_gap(
        self, label: Label, gap: tuple[int, int], lines: list[Path], taken: list[Bbox]
    ) -> Bbox | None:
        """Find room for words in a gap, at the foot of the plot first."""
        centre = self.at(sum(gap) / 2, 0)[0] - label.width / 2
        if centre < self.left or centre + label.width > WIDTH - _EDGE:
            return None
        heights = (FOOT + 4, (FOOT + HEIGHT - TOP) / 2, HEIGHT - TOP - label.height)
        spots = [Bbox.from_bounds(centre, low, label.width, label.height) for low in heights]
        return first_free(spots, lines, taken)
