"""Every number that a page prints is found in the report's own data (report.json)."""

import re
from typing import Any

from .making import Made
from .wording import Said

NUMBER = re.compile(r"\d[\d\u00a0]*(?:,\d+)?")
ISO_MONTH = re.compile(r"\b(\d{4})-0?(\d{1,2})\b")
MOST_DECIMALS = 4


def numbers(words: str) -> set[str]:
    return {number.replace("\u00a0", "") for number in NUMBER.findall(words)}


def known(value: Any) -> set[str]:
    """The numbers that some data may print: those in its words, and its figures rounded."""
    if isinstance(value, str):
        months = (part for match in ISO_MONTH.finditer(value) for part in match.groups())
        return {*numbers(value), *months}
    if isinstance(value, (int, float)):
        scaled = (abs(value) / scale for scale in (1, 1e3, 1e6))
        return {
            f"{number + 1e-12:.{places}f}".replace(".", ",")
            for number in scaled
            for places in range(MOST_DECIMALS + 1)
        }
    items = value.values() if isinstance(value, dict) else value or ()
    return {number for item in items for number in known(item)}


def unknown(said: tuple[Said, ...], data: Any) -> dict[str, str]:
    """The numbers of a page's texts that its data does not have; the axis of a chart is scale."""
    found = known(data)
    return {
        number: text.words
        for text in said
        if text.place != "chart"
        for number in numbers(text.words) - found
    }


def test_every_number_of_the_page_is_in_the_reports_data(page: Made):
    assert unknown(page.said, page.report.as_json()) == {}


def test_a_number_from_elsewhere_is_noticed(page: Made):
    planted = (*page.said, Said("p", "Työttömiä oli 98\u00a0765, osuus 77,31 %."))
    assert set(unknown(planted, page.report.as_json())) == {"98765", "77,31"}
