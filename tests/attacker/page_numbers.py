"""The numbers that really stand in a published page: its text, alternative texts and pictures."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

from salo_plan.indicators.relations import Shown, published_relations
from salo_plan.periods import Month
from salo_plan.reports.public.page import PublicPage
from salo_plan.reports.public.report import PublicReport

from .published import PublishedIssue, Told
from .towns import PLAN, PUBLIC

PARTS = ("masthead", "summary", "changes", "goals", "about", "end")
PICTURE = "data:image/svg+xml,"
SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"[-−]?\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|[-−]?\d+(?:,\d+)?")
NO_FIGURES = (
    r"\d{1,2}\.(?:\d{1,2}\.)?(?:\d{4})?–\d{1,2}\.\d{1,2}\.\d{4}",  # a period
    r"\d{1,2}\.\d{1,2}\.\d{4}",  # a date
    r"\b\d{1,2}/(?:\d{4}|\d{2})\b",  # a month
    r"(?<=kuu )\d{4}|(?<=kuussa )\d{4}|(?<=kuun )\d{4}",  # its year
    r"[Aa]lle 5\b",  # the rule that hides
    r"−100…100",  # the scale of the score
    r"enintään 2 prosenttiyksikköä tai 3\u00a0% tavoitteesta",  # the rule of what is near
)


class Reader(HTMLParser):
    """Takes apart a page: what is read and heard of it, and its pictures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.pictures: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.texts += [
            given[name] for name in ("alt", "title", "aria-label", "data-l") & given.keys()
        ]
        if (source := given.get("src", "")).startswith(PICTURE):
            self.pictures.append(unquote(source.removeprefix(PICTURE)))


@dataclass
class Drawn:
    """What a chart's picture tells: its words, and its points as month and value."""

    words: list[str] = field(default_factory=list)
    line: dict[str, float] = field(default_factory=dict)
    marks: list[tuple[str, float]] = field(default_factory=list)
    tolerance: float = 0.0


def page(report: PublicReport) -> str:
    """The whole page of a report, as the notebook's cells show it."""
    shown = PublicPage(report)
    return "\n".join(getattr(shown, part)().html for part in PARTS)


def unexplained(texts: Iterable[str], issue: PublishedIssue) -> list[str]:
    """The numbers that are no published figure, target, date, month or setting."""
    explained = set(_figures(issue)) | _events(issue)
    words = _words_of_the_plan()
    found = []
    for text in texts:
        left = text
        for said in words:
            left = left.replace(said, " ")
        for pattern in NO_FIGURES:
            left = re.sub(pattern, " ", left)
        found += [f"{n} in {text!r}" for n in NUMBER.findall(left) if n not in explained]
    return found


def _figures(issue: PublishedIssue) -> Iterable[str]:
    """Every figure of the declared relations, as it would be printed."""
    months = [Month.parse(month) for month in issue.months]
    for shown in published_relations(PUBLIC, months).behind:
        told = issue.told(shown)
        if told.state == "shown":
            yield finnish(told)


def _events(issue: PublishedIssue) -> set[str]:
    """The number of events, which are not people."""
    told = issue.told(Shown("monthly_event", issue.month))
    return {finnish(told)} if told.state == "shown" else set()


def finnish(told: Told) -> str:
    """Write a told figure as Finnish does: decimal comma, thousands by no-break spaces."""
    digits = f"{abs(told.digits):0{told.decimals + 1}d}"
    whole, part = digits[: len(digits) - told.decimals], digits[len(digits) - told.decimals :]
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return ("−" if told.digits < 0 else "") + grouped + (f",{part}" if part else "")


def _words_of_the_plan() -> list[str]:
    """What the plan file says, longest first: names, targets and goals are no figures."""
    public = PLAN.public
    assert public is not None
    said = {PLAN.kicker, *(goal.title for goal in PLAN.goal)}
    said |= {i.name for i in PUBLIC} | {i.target.words for i in PUBLIC if i.target}
    said |= {figure.name for figure in public.figure}
    pieces = [re.split(r"\{\w+\}", figure.sentence) for figure in public.figure]
    said |= {piece.strip(" .") for split in pieces for piece in split if re.search(r"\d", piece)}
    return sorted(said, key=len, reverse=True)


def drawn(svg: str) -> Drawn:
    """Measure a picture: the months stand along its foot, the values up its side."""
    root = ElementTree.fromstring(svg)
    found = Drawn([text.text or "" for text in root.iter(f"{SVG}text")])
    groups = {group.get("id", ""): group for group in root.iter(f"{SVG}g")}
    across = _ticks([g for name, g in groups.items() if name.startswith("xtick")], "x")
    up = _ticks([g for name, g in groups.items() if name.startswith("ytick")], "y")
    if not up:
        return found
    found.words = [word for word in found.words if word not in up]
    at_month = _scale({_month_number(label): place for label, place in across.items()})
    at_value = _scale({_decimal(label): place for label, place in up.items()})
    found.tolerance = abs(at_value(0.03) - at_value(0))

    def point(x: float, y: float) -> tuple[str, float]:
        number = round(at_month(x))
        return f"{number // 12}-{number % 12 + 1:02d}", at_value(y)

    for name, group in groups.items():
        if not name.startswith("line2d"):
            continue
        for path in group.findall(f"{SVG}path"):
            if "stroke-width: 2.4" in path.get("style", ""):
                pairs = re.findall(r"[ML] ([\d.-]+) ([\d.-]+)", path.get("d", ""))
                found.line |= dict(point(float(x), float(y)) for x, y in pairs)
        for use in group.findall(f"{SVG}g/{SVG}use"):
            if "stroke-width" in use.get("style", "") or "#ffffff" in use.get("style", ""):
                found.marks.append(point(float(use.get("x", 0)), float(use.get("y", 0))))
    return found


def _ticks(groups: list[ElementTree.Element], axis: str) -> dict[str, float]:
    places = {}
    for group in groups:
        text = next(group.iter(f"{SVG}text"))
        mark = next(group.iter(f"{SVG}use"), None)
        if mark is not None:
            places[text.text or ""] = float(mark.get(axis, 0))
        else:
            path = next(group.iter(f"{SVG}path"))
            places[text.text or ""] = float(re.findall(r"[\d.-]+", path.get("d", ""))[1])
    return places


def _scale(known: Mapping[float, float]):
    """Turn pixels back into numbers, by the two ends of an axis."""
    (low, start), (high, end) = min(known.items()), max(known.items())
    return lambda pixel: low + (pixel - start) * (high - low) / (end - start)


def _month_number(label: str) -> float:
    number, year = label.split("/")
    return (2000 + int(year)) * 12 + int(number) - 1


def _decimal(label: str) -> float:
    return float(label.replace("\u00a0", "").replace(",", ".").replace("−", "-"))
