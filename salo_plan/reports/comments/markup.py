"""From the coordinator's Markdown to the few harmless HTML elements that a page shows."""

import html
import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

ALLOWED = frozenset({"p", "strong", "em", "ul", "ol", "li", "br"})
_BLOCK_END = re.compile(r"</(?:p|li)>|<br ?/?>")


def safe_html(markdown: str) -> str:
    """Return a comment as HTML without attributes, links, pictures or elements of its own.

    Raw HTML is shown as the text that it is, a link as its words, a heading as a bold paragraph.
    """
    return nh3.clean(_markdown().render(markdown), tags=set(ALLOWED), attributes={}).strip()


def plain_text(safe: str) -> str:
    """Return the words of a comment's HTML on one line, as a table cell shows them."""
    words = nh3.clean(_BLOCK_END.sub(" ", safe), tags=set(), attributes={})
    return re.sub("[ \t\n]+", " ", html.unescape(words)).strip()


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
    markdown.add_render_rule("heading_open", _bold_open)
    markdown.add_render_rule("heading_close", _bold_close)
    markdown.add_render_rule("image", _nothing)
    return markdown


def _bold_open(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return "<p><strong>"


def _bold_close(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return "</strong></p>\n"


def _nothing(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return ""
