"""The page fits a desk, a phone and the narrowest window, also with wide spacing and at 200 %."""

from .making import Made
from .window import DESK, PHONE, Window, misplaced
from .wording import drawn


def test_nothing_lies_beyond_the_edge_at_any_width_and_nothing_scrolls_sideways(window: Window):
    assert misplaced(window.looks) == []


def test_wide_text_spacing_and_200_percent_zoom_cut_nothing(window: Window):
    assert misplaced(window.strained) == []


def test_running_text_is_16_px_and_nothing_is_under_13(window: Window):
    for width in (DESK, PHONE):
        assert window.looks[f"{width} open"]["body"] >= 16
        assert window.looks[f"{width} open"]["least"] >= 13


def test_links_and_summaries_are_24_px_high(window: Window):
    for name, look in window.looks.items():
        assert look["low"] == [], name


def test_the_text_of_a_chart_is_11_px_or_more_as_a_phone_shows_it(page: Made, window: Window):
    images = page.soup("img")
    shown = window.looks[f"{PHONE}"]["images"]
    assert len(images) == len(shown)
    small = [
        (text.words, text.size * look["shown"] / look["own"])
        for image, look in zip(images, shown, strict=True)
        if look["shown"]
        for text in drawn(image)
        if text.size * look["shown"] / look["own"] < 11
    ]
    assert small == []
