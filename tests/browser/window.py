"""A page in Chromium: opened once, with JavaScript off, and looked at in several widths."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from .making import Made
from .paper import Printed

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--disable-gpu", "--disable-background-networking"]
DESK, ZOOMED, PHONE, NARROW = 1200, 600, 390, 320
HEIGHT = 900
FAULTS = ("beyond", "cut", "spilled")
WIDE_SPACING = """
.salo.salo.salo * { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; }
.salo.salo.salo p { margin-bottom: 2em !important; }
"""
# Playwright's own add_style_tag waits for an event that never comes with JavaScript off.
ADD_STYLE = """css => {
  const style = document.createElement("style");
  style.id = "strain";
  style.textContent = css;
  document.head.append(style);
}"""
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}
# The rule takes four fifths of axe's time, and no colour depends on the width (`test_colours`).
COLOURS_ALREADY_SEEN = {"rules": {"color-contrast": {"enabled": False}}}
_HERE = Path(__file__).parent
MEASURE = (_HERE / "measure.js").read_text(encoding="utf-8")
ROWS = (_HERE / "rows.js").read_text(encoding="utf-8")


def flags() -> list[str]:
    """Chromium's sandbox refuses to run as root, as which containers run."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, *(["--no-sandbox"] if root else [])]


def misplaced(looks: dict[str, dict[str, Any]]) -> list[str]:
    """What scrolls sideways, lies beyond the edge, is cut or leaves its cell, look by look."""
    found = []
    for name, look in looks.items():
        if look["scroll"] > look["width"]:
            found.append(f"{name}: scrolls to {look['scroll']} px")
        found += [f"{name}: {fault}: {e}" for fault in FAULTS for e in look[fault]]
    return found


@dataclass
class Window:
    """A page as its readers see it; each look is taken once."""

    made: Made
    browser: Browser
    requests: list[str] = field(default_factory=list)

    @cached_property
    def _tab(self) -> Page:
        return self._opened(scripts=False)

    def _opened(self, *, scripts: bool) -> Page:
        context = self.browser.new_context(
            java_script_enabled=scripts, viewport={"width": DESK, "height": HEIGHT}
        )
        tab = context.new_page()
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.goto(self.made.path.as_uri())
        return tab

    @cached_property
    def looks(self) -> dict[str, dict[str, Any]]:
        """What `measure.js` tells by width, with the figures behind the charts shut and open."""
        found = {}
        for width in (DESK, PHONE, NARROW):
            found[f"{width}"] = self._look(width)
        for width in (DESK, PHONE, NARROW):
            found[f"{width} open"] = self._look(width, open=True)
        return found

    @cached_property
    def strained(self) -> dict[str, dict[str, Any]]:
        """What `measure.js` tells at 200 % zoom and with wide text spacing."""
        found = {"zoom 200 %": self._look(ZOOMED)}
        self._tab.evaluate(ADD_STYLE, WIDE_SPACING)
        for width in (DESK, PHONE):
            found[f"spacing {width}"] = self._look(width)
        self._tab.evaluate("() => document.getElementById('strain').remove()")
        return found

    def _look(self, width: int, *, open: bool = False) -> dict[str, Any]:
        self._tab.set_viewport_size({"width": width, "height": HEIGHT})
        self._tab.evaluate(
            "open => document.querySelectorAll('details').forEach(d => { d.open = open; })", open
        )
        found: dict[str, Any] = self._tab.evaluate(MEASURE)
        return found

    @cached_property
    def violations(self) -> list[str]:
        """What axe finds at desk and phone width; the only look with JavaScript on."""
        tab = self._opened(scripts=True)
        tab.evaluate(AXE_SCRIPT)
        found = []
        for width, options in ((DESK, AXE), (PHONE, AXE | COLOURS_ALREADY_SEEN)):
            tab.set_viewport_size({"width": width, "height": HEIGHT})
            result = tab.evaluate("options => axe.run(options)", options)
            found += [
                f"{width}: {fault['id']}: {node['html'][:120]}"
                for fault in result["violations"]
                for node in fault["nodes"]
            ]
        tab.context.close()
        return found

    @cached_property
    def printed(self) -> Printed:
        """The page on A4 paper, with the words of each table row that it should show."""
        self._look(DESK)
        self._tab.emulate_media(media="print")
        rows = self._tab.evaluate(ROWS)
        pdf = self._tab.pdf(format="A4", print_background=True, prefer_css_page_size=True)
        self._tab.emulate_media(media="null")
        return Printed(pdf, tuple(rows))
