"""The style of all pages."""

from functools import cache
from pathlib import Path

from salo_plan.messages import DEFAULT_LANGUAGE

_PLACE = Path(__file__).parent / "templates"


@cache
def stylesheet(lang: str = DEFAULT_LANGUAGE) -> str:
    """Return the style of all pages, with what a language's own words need (page.en.css).

    Every rule stands under the class `salo`.
    """
    own = _PLACE / f"page.{lang}.css"
    style = (_PLACE / "page.css").read_text(encoding="utf-8")
    return style + own.read_text(encoding="utf-8") if own.is_file() else style
