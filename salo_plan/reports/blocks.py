"""Blocks of HTML from the templates: what a notebook cell shows, and the table behind a chart."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from salo_plan.messages import say, say_count, speaking
from salo_plan.periods import Month
from salo_plan.reports.charts.board import style
from salo_plan.reports.charts.drawing import as_img
from salo_plan.reports.charts.fans import fan
from salo_plan.reports.public.report import AnyReport
from salo_plan.reports.quoting import marked_quotations
from salo_plan.reports.report import Chart, Point, Table
from salo_plan.wording import NOTHING, figure, month_slash

_TEMPLATES = Path(__file__).parent / "templates"
_LONGEST_WORD = 32
_PIECE = re.compile(r".{1,16}")
_WORDS = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: what one notebook cell shows."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def block(template: str, report: AnyReport, **shown: Any) -> Block:
    """Fill a template in the language of a report, with what it quotes in another one marked."""
    with speaking(report.lang):
        page = _environment().get_template(f"{template}.html.j2")
        html = page.render(nothing=NOTHING, report=report, **shown)
        return Block(marked_quotations(html, report.finnish))


def pictured(charts: tuple[Chart, ...], lang: str) -> dict[str, Any]:
    """Draw charts, and lay out the table behind each, under their ids, in a language."""
    with speaking(lang), style():
        return {
            "pictures": {chart.id: Markup(as_img(chart)) for chart in charts},
            "figures": {chart.id: figures_table(chart) for chart in charts},
        }


def figures_table(chart: Chart) -> Table:
    """Build the table behind a chart: months down, or lines down when they are more."""
    if chart.table:
        return chart.table
    found = {
        (line.name, month_slash(Month.parse(point.month))): _printed(chart, point)
        for line in chart.lines
        for point in line.points
    }
    lines = tuple(dict.fromkeys(line for line, _ in found))
    months = tuple(dict.fromkeys(month for _, month in found))
    if len(lines) > len(months):
        columns = (say("Series"), *months)
        rows = [(line, *(found.get((line, m), NOTHING) for m in months)) for line in lines]
    else:
        columns = (say("Month"), *lines)
        rows = [(m, *(found.get((line, m), NOTHING) for line in lines)) for m in months]
    if chart.mean:
        rows.append((say("The year so far"), chart.mean_words))
    if chart.forecast:
        end = month_slash(Month.parse(chart.forecast[0].month))
        rows.append((end, chart.forecast_words))
    return Table(chart.measure, columns, tuple(rows), (False, *(True for _ in columns[1:])))


def _printed(chart: Chart, point: Point) -> str:
    if point.value is None and point.month in chart.hidden:
        return chart.gap_words
    return figure(point.value, chart.unit, chart.decimals)


@lru_cache(maxsize=8192)
def breakable(words: str) -> Markup:
    """Let a word longer than any column break: a table is as wide as its longest words."""
    pieces = [
        escape(word) if len(word) <= _LONGEST_WORD else Markup("<wbr>").join(_PIECE.findall(word))
        for word in _WORDS.split(words)
    ]
    return Markup("").join(pieces)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"say": say, "say_count": say_count}
    environment.filters |= {"breakable": breakable, "fan": fan}
    return environment
