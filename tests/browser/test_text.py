"""The words of the page: no trace of code, and Finnish writing in text and charts alike."""

import re

import pytest

from .making import PLAN, Made
from .wording import where

LEFTOVERS = (
    r"In \[|Out\[|Error:|<Figure size|\{\{|\}\}|dtype:",
    r"(?<!\w)(?:Traceback|Warning|nan|NaN|None|NaT|inf)(?!\w)",
    r"[\w.+-]+@[\w-]+\.\w+",
    r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b",
    r"(?:^|[\s\"'(=:])(?:/(?:[\w.-]+/)+|[A-Za-z]:\\|file://)",
)
UNFINNISH = {
    "a decimal point in a share": r"\d\.\d+[ \u00a0]?%",
    "a hyphen as minus": r"(?<![\w–/])-\d",
    "a hyphen in a range": r"\d-\d",
    "no fixed space before %": r"\d[ \u2009]?%",
    "an ISO date": r"\b\d{4}-\d\d\b",
    "an unspaced minus": r"\d−\d",
    "an English month": (
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November"
        r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
    ),
    "an English status": (
        r"(?i)\b(?:met|missed|near target|no data|no target|improved|worsened|unchanged|rose|fell"
        r"|done|late|not started)\b"
    ),
}
# The names of received files stand in the data notes as they were delivered.
FILE_NAME = re.compile(r"[\w-]+\.(?:csv|xlsx|md)\b")
YEAR = re.compile(r"(?:19|20)\d\d")
LONG_NUMBER = re.compile(r"(?<![\d.,/])\d{4,}(?![\d.])")


# An explanation quotes the plan as it is written.
QUOTED = frozenset(indicator.text for indicator in PLAN.indicators)


def readable(page: Made) -> tuple:
    """What the page says in its own words: neither file names nor the plan's sentences."""
    return tuple(
        text
        for text in page.said
        if not FILE_NAME.search(text.words) and text.words.strip() not in QUOTED
    )


@pytest.mark.parametrize("pattern", LEFTOVERS)
def test_no_trace_of_code_and_no_address_is_left(page: Made, pattern: str):
    assert where(page.said, pattern) == []


@pytest.mark.parametrize("fault", UNFINNISH)
def test_figures_and_words_are_written_in_finnish(page: Made, fault: str):
    assert where(readable(page), UNFINNISH[fault]) == []


def test_large_counts_are_spaced_in_tables_and_charts(page: Made):
    cells = [text for text in readable(page) if text.place in ("td", "th", "b", "chart")]
    large = [
        text.words
        for text in cells
        for number in LONG_NUMBER.findall(text.words)
        if not YEAR.fullmatch(number)
    ]
    assert large == []
    figures = [cell.get_text() for cell in page.soup.select("td.num")]
    assert [words for words in figures if re.search(r"\d{4}", words)] == []
