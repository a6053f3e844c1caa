"""A chart drawn for tests: where its words, lines and columns lie, in pixels."""

from dataclasses import dataclass
from itertools import combinations

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from salo_plan.reports.charts.drawing import STYLE, picture
from salo_plan.reports.charts.layout import HEIGHT, WIDTH
from salo_plan.reports.report import Chart

# What the renderer adds around the letters.
_ROUNDING = 0.4


@dataclass(frozen=True)
class Drawn:
    """The words with their boxes, the lines and the columns of a drawn chart."""

    words: list[tuple[str, Bbox]]
    lines: list[Path]
    columns: list[Bbox]

    def faults(self) -> list[str]:
        """Everything that lies where it should not."""
        found = [
            f"'{one}' lies on '{other}'"
            for (one, box), (other, its_box) in combinations(self.words, 2)
            if box.overlaps(its_box)
        ]
        for word, box in self.words:
            if box.x0 < 0 or box.y0 < 0 or box.x1 > WIDTH or box.y1 > HEIGHT:
                found.append(f"'{word}' leaves the picture")
            if any(line.intersects_bbox(box, filled=False) for line in self.lines):
                found.append(f"'{word}' lies on a line")
            if any(box.overlaps(column) for column in self.columns):
                found.append(f"'{word}' lies on a column")
        return found


def drawn(chart: Chart) -> Drawn:
    """Draw a chart and measure it with the renderer."""
    with matplotlib.rc_context(fname=STYLE):
        figure = picture(chart)
        words = _words(figure)
        if not figure.axes:
            return Drawn(words, [], [])
        axes = figure.axes[0]
        # An even line across the plot knows its place along it in another unit.
        lines = [
            line.get_path().transformed(line.get_transform())
            for line in axes.lines
            if line.get_linestyle() != "None" and len(line.get_xdata()) > 1
        ]
        columns = [
            patch.get_window_extent()
            for patch in axes.patches
            if chart.form in ("columns", "events")
        ]
    return Drawn(words, lines, columns)


def _words(figure: Figure) -> list[tuple[str, Bbox]]:
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    return [
        (text.get_text(), text.get_window_extent(renderer).padded(-_ROUNDING))
        for text in figure.findobj(Text)
        if text.get_text() and text.get_visible()
    ]
