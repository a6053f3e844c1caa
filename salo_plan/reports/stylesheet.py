"""The style of all pages."""

from functools import cache
from pathlib import Path

_PLACE = Path(__file__).parent / "templates" / "page.css"


@cache
def stylesheet() -> str:
    """Return the style of all pages; every rule stands under the class `salo`."""
    return _PLACE.read_text(encoding="utf-8")
