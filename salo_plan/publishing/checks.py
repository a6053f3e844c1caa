"""Whether a finished page may be published: every reason against it, as a plain sentence."""

import base64
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import unquote

from salo_plan.reports.public.report import AnyReport
from salo_plan.told import Told

BUDGET_KB = {"public": 150, "city_board": 250}
USUAL_BUDGET_KB = 600
ALT_LENGTH = range(25, 401)

_LEFTOVERS = (
    "Traceback", "In [", "Out[", "nan", "NaN", "None", "NaT", "inf", "{{", "}}", "<Figure",
    "dtype:",
)  # fmt: skip
_FORBIDDEN_TAGS = frozenset({"script", "link", "iframe", "object", "embed", "base", "form"})
_REFERENCES = frozenset({"src", "href", "srcset", "data", "action", "poster", "background"})
_PICTURE = "data:image/"
_SVG_PICTURE = "data:image/svg+xml"
_PLACEHOLDER = re.compile(
    r"no description has been provided|\bimage\b|\bpng\b|\.(?:png|svg|jpe?g)\b", re.IGNORECASE
)
_OUTSIDE_STYLE = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)", re.IGNORECASE)
_PATH = re.compile(r"(?:^|[\s\"'(=:])(?:/(?:[\w.-]+/)+[\w.-]*|file://\S*|[A-Za-z]:\\[\w.\\-]*)")
_IDENTITY_CODE = re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b")


def check_page(html: str, report: AnyReport) -> list[str]:
    """List why the page must not be published; an empty list means that it may be.

    Parameters
    ----------
    html
        The whole exported page.
    report
        The report that the page should show: its rows and sections are what was promised.
    """
    page = _Page(html)
    return [
        *_unfinished(page, report),
        *_leftovers(page),
        *_outside(page),
        *_pictures(page),
        *_private(page),
        *_size(html, report),
    ]


class _Page(HTMLParser):
    """What a page holds, as the checks need it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.styles: list[str] = []
        self.pictures: list[str] = []
        self.tags: Counter[str] = Counter()
        self.handlers: set[str] = set()
        self.references: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.indicators: Counter[str] = Counter()
        self.ends: list[str] = []
        self.example = False
        self._in_style = False
        self.feed(html)
        self.close()

    @cached_property
    def text(self) -> str:
        """All that the finished page says, a line each; nothing looked for spans two."""
        return "\n".join(self.texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element brings."""
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self._in_style = tag == "style"
        self.ids.add(given.get("id", ""))
        self.handlers |= {name for name in given if name.startswith("on")}
        self.references += [(n, v) for n, v in given.items() if n.split(":")[-1] in _REFERENCES]
        self.texts += [v for n, v in given.items() if n in ("alt", "title", "aria-label")]
        self.styles.append(given.get("style", ""))
        self.example |= tag == "aside" and "example" in given.get("class", "").split()
        if "http-equiv" in given:
            self.references.append(("content", given.get("content", "")))
        if (written := self.get_starttag_text() or "").startswith("<Figure"):
            self.texts.append(written)
        if "data-indicator" in given:
            self.indicators[given["data-indicator"]] += 1
        if "data-end" in given:
            self.ends.append(given["data-end"])
        if tag == "img":
            self.pictures.append(given.get("alt", ""))
            self.texts += _texts_in_picture(given.get("src", ""))
        elif tag == "svg" and given.get("role") == "img":
            self.pictures.append(given.get("aria-label", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave the style element."""
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Keep the text, apart from the style rules."""
        (self.styles if self._in_style else self.texts).append(data)


def _texts_in_picture(source: str) -> list[str]:
    """Read the texts of an SVG picture, which a reader sees and the page's text lacks."""
    head, _, content = source.partition(",")
    if not head.startswith(_SVG_PICTURE):
        return []
    svg = base64.b64decode(content).decode() if head.endswith(";base64") else unquote(content)
    return re.findall(r">([^<>]+)<", svg)


def _unfinished(page: _Page, report: AnyReport) -> Iterator[str]:
    end = f"{report.audience} {report.month}"
    if not page.ends:
        yield Told("The end mark is missing: the page is not whole.")
    elif page.ends != [end]:
        yield Told(
            "The end mark says '{ends}', but the report is '{end}'.",
            ends=", ".join(page.ends),
            end=end,
        )
    for name in report.figure_ids:
        count = page.indicators[name]
        if count != 1:
            yield Told(
                "The indicator '{name}' stands on the page {count} times, not once.",
                name=name,
                count=count,
            )
    for name in report.section_ids:
        if name not in page.ids:
            yield Told("The section '{name}' is missing.", name=name)
    if report.example and not page.example:
        yield Told("The report uses example data, but the page does not say so.")
    if page.example and not report.example:
        yield Told("The page says that it shows example data, but the report uses none.")


def _leftovers(page: _Page) -> Iterator[str]:
    for word in _LEFTOVERS:
        start = r"(?<!\w)" if word[0].isalpha() else ""
        end = r"(?!\w)" if word[-1].isalpha() else ""
        if re.search(start + re.escape(word) + end, page.text):
            yield Told(
                "The page shows '{word}', which is a trace of code or of a missing value.",
                word=word,
            )


def _outside(page: _Page) -> Iterator[str]:
    for tag in sorted(_FORBIDDEN_TAGS & page.tags.keys()):
        yield Told("The page has a <{tag}> element.", tag=tag)
    for name in sorted(page.handlers):
        yield Told("The page has code in an {name} attribute.", name=name)
    for name, value in page.references:
        is_picture = name != "href" and value.startswith(_PICTURE)
        if not (is_picture or (name.endswith("href") and value.startswith("#"))):
            yield Told(
                'The page refers outside itself: {name}="{value}".', name=name, value=value[:60]
            )
        elif value.startswith("#") and value[1:] not in page.ids:
            yield Told("A link leads to '{value}', which is not on the page.", value=value)
    if any(_OUTSIDE_STYLE.search(rules) for rules in page.styles):
        yield Told("The style refers outside the page.")


def _pictures(page: _Page) -> Iterator[str]:
    for alt, count in Counter(page.pictures).items():
        if not alt.strip():
            yield Told("{count} pictures have no alternative text.", count=count)
            continue
        if len(alt) not in ALT_LENGTH:
            yield (
                Told(
                    "The alternative text '{alt}' has {count} characters; it must have {least} to "
                    "{most}.",
                    alt=alt[:60],
                    count=len(alt),
                    least=ALT_LENGTH[0],
                    most=ALT_LENGTH[-1],
                )
            )
        if count > 1:
            yield Told(
                "{count} pictures have the same alternative text '{alt}'.",
                count=count,
                alt=alt[:60],
            )
        if _PLACEHOLDER.search(alt):
            yield Told("The alternative text '{alt}' is a placeholder.", alt=alt[:60])


def _private(page: _Page) -> Iterator[str]:
    if _PATH.search(page.text):
        yield Told("The page shows the path of a folder or file.")
    if _IDENTITY_CODE.search(page.text):
        # The code itself is not repeated, since reasons go to logs.
        yield Told("The page shows something in the form of a personal identity code.")


def _size(html: str, report: AnyReport) -> Iterator[str]:
    budget = BUDGET_KB.get(report.audience, USUAL_BUDGET_KB)
    size = len(html.encode()) / 1000
    if size > budget:
        yield Told(
            "The page is {size:.0f} kB; the limit for {audience} is {budget} kB.",
            size=size,
            audience=report.audience,
            budget=budget,
        )
