"""The texts of a page as a reader meets them: written, in alternative texts and in charts."""

import base64
import re
from dataclasses import dataclass
from urllib.parse import unquote

from bs4 import BeautifulSoup, NavigableString, Tag

_SVG = "data:image/svg+xml"
_TEXT = re.compile(r"""<text style=[\"']([^\"']*)[\"'][^>]*>([^<]*)</text>""")
_SIZE = re.compile(r"font-size: ([\d.]+)px")
_NUMBER = re.compile(r"[−+]?\d[\d\u00a0]*(?:,\d+)?")


@dataclass(frozen=True)
class Said:
    """A text and where it stands: the name of its element, `alt` or `chart`."""

    place: str
    words: str


@dataclass(frozen=True)
class Drawn:
    """A text in a chart, with its size in the picture's own pixels."""

    words: str
    size: float
    bold: bool


def said_on(soup: BeautifulSoup) -> tuple[Said, ...]:
    """Every text of a page; the style rules are none."""
    written = [
        Said(text.parent.name, str(text))
        for text in soup.find_all(string=True)
        if type(text) is NavigableString and text.strip() and text.parent.name != "style"
    ]
    given = [
        Said(name, element[name])
        for name in ("alt", "aria-label", "title")
        for element in soup.find_all(attrs={name: True})
    ]
    charts = [Said("chart", text.words) for image in soup("img") for text in drawn(image)]
    return (*written, *given, *charts)


def drawn(image: Tag) -> list[Drawn]:
    """The texts of an SVG picture, in the order they were drawn."""
    svg = picture(image)
    return [
        Drawn(words, float(_SIZE.search(style)[1]), "font-weight: 700" in style)
        for style, words in _TEXT.findall(svg)
    ]


def picture(image: Tag) -> str:
    """The SVG text of a picture; the test fails for any other kind of picture."""
    head, _, content = image["src"].partition(",")
    assert head.startswith(_SVG), head[:60]
    return base64.b64decode(content).decode() if head.endswith("base64") else unquote(content)


def number_in(words: str) -> float | None:
    """The first number of a printed figure; None when it has none."""
    found = _NUMBER.search(words)
    if found is None:
        return None
    plain = found[0].replace("\u00a0", "").replace("−", "-").replace(",", ".")
    return float(plain)


def decimals_in(words: str) -> int:
    """How many decimals the first number of a printed figure has."""
    found = _NUMBER.search(words)
    return len(found[0].partition(",")[2]) if found else 0


def where(said: tuple[Said, ...], pattern: str) -> list[str]:
    """Every place of a pattern, with some words around it."""
    return [
        f"{text.place}: {text.words[max(0, hit.start() - 25) : hit.end() + 25]!r}"
        for text in said
        for hit in re.finditer(pattern, text.words)
    ]
