"""The page's own colours have contrast enough on every ground that they stand on."""

import re

import pytest

from salo_plan.reports.stylesheet import stylesheet

COLOURS = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", stylesheet()))
GROUNDS = {"white": "#ffffff", "panel": COLOURS["panel"], "target band": "#e6f0f7"}
TEXT = ("ink", "soft", "blue", "orange", "ochre", "grey")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", TEXT)
def test_text_stands_out_from_its_ground(name: str, ground: str):
    assert contrast(COLOURS[name], GROUNDS[ground]) >= 4.5


def test_the_text_of_the_example_band_stands_out():
    assert contrast(COLOURS["ink"], COLOURS["sand"]) >= 4.5


def test_no_colour_depends_on_the_width_of_the_window():
    narrow = stylesheet().split("@media screen")[1:]
    rules = " ".join(rule.split("@page")[0] for rule in narrow)
    coloured = re.findall(r"([^{}]*)\{[^}]*(?<![\w-])(?:color|background)[\w-]*:", rules)
    # Content that the style adds is seen by no check of a page's elements; it is soft on white.
    assert [selector for selector in coloured if "::before" not in selector] == []


def test_black_on_white_is_21_to_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
