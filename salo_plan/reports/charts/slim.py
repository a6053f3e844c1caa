"""Slimmer SVG: what matplotlib writes without anyone seeing it is left out, and ids are short."""

import re
from urllib.parse import quote

READERS_FONTS = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"

_HEAD = re.compile(r"^.*?<svg [^>]*>", re.DOTALL)
_LONG_DECIMALS = re.compile(r"(\d\.\d\d)\d+")
_LEFT_OUT = (
    re.compile(r"<metadata>.*?</metadata>", re.DOTALL),
    re.compile(r"<defs>\s*<clipPath.*?</defs>", re.DOTALL),
    # Nothing is drawn past the axes, so nothing has to be cut off.
    re.compile(r' clip-path="[^"]*"'),
    re.compile(r" ?font-family: [^;\"]*;?"),
    re.compile(r' transform="rotate\(-?0 [^"]*\)"'),
    re.compile(r'<g id="[^"]*"/>'),
    # The little lines of ticks have their colour already.
    re.compile(r'(?<=\d") style="fill: (#\w+); stroke: \1"(?=/>\s*</g>\s*</g>\s*<g id="text)'),
)
_CIRCLE = re.compile(r'<path (id="\w+") d="M 0 ([\d.]+) C [^"]*z " (style="[^"]*")/>')
_MARK = re.compile(r'(?<=id=")m[0-9a-f]{10}(?=")')
_KEPT_GROUPS = re.compile(r'<g id="(?:[xy]tick|line2d)')
_TAG = re.compile(r"<[^>]*>")
_SAFE = " =/,-';+()*"


def for_readers(svg: str, width: int, height: int) -> str:
    """Name the readers' fonts once in place of the measured one and leave out what none needs."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{READERS_FONTS}">'
    )
    svg = _HEAD.sub(head, svg, count=1)
    for pattern in _LEFT_OUT:
        svg = pattern.sub("", svg)
    svg = _LONG_DECIMALS.sub(r"\1", svg)
    svg = re.sub(r">\s+<", "><", re.sub(r"\s*\n\s*", " ", svg)).strip()
    svg = _CIRCLE.sub(r'<circle \1 r="\2" \3/>', svg)
    for number, name in enumerate(dict.fromkeys(_MARK.findall(svg))):
        svg = svg.replace(name, f"m{number}")
    return _without_idle_groups(svg)


def as_address(svg: str) -> str:
    """Write a picture as an address: quoted, which is shorter than base64 for text."""
    quotes = _TAG.sub(lambda tag: tag[0].replace('"', "'"), svg)
    return f"data:image/svg+xml,{quote(quotes, safe=_SAFE)}"


def _without_idle_groups(svg: str) -> str:
    """Leave out the groups that only carry an id nobody refers to."""
    kept: list[bool] = []
    parts = []
    end = 0
    for tag in re.finditer(r"<g(?: [^>]*)?>|</g>", svg):
        if tag[0] == "</g>":
            keep = kept.pop()
        else:
            keep = bool(_KEPT_GROUPS.match(tag[0])) or not re.fullmatch(r'<g id="[^"]*">', tag[0])
            kept.append(keep)
        parts += [svg[end : tag.start()], tag[0] if keep else ""]
        end = tag.end()
    return "".join(parts) + svg[end:]
