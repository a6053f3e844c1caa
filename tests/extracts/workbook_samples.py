"""Workbooks for tests: made by a program, altered part by part, or written by hand."""

import base64
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
Row = Sequence[Any]
DAYS = {date: "d.m.yyyy", datetime: "d.m.yyyy hh:mm"}

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Taulu">
<table:table-row table:number-rows-repeated="2"><table:table-cell
 table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>kuukausi
</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="date"
 office:date-value="2023-06-30"/><table:table-cell office:value-type="float"
 office:value="12.5"/></table:table-row>
%s
<table:table-row table:number-rows-repeated="1048500"><table:table-cell
 table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""

ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
ODS_MANIFEST = f"""<manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
 manifest:full-path="/" manifest:media-type="{ODS_KIND}"/></manifest:manifest>"""

# A hidden sheet 'vanha' and a sheet 'Taulu' with dates and #DIV/0! in C4, made with xlwt 1.3.0.
OLD_EXCEL = """
eNrtWE1oE1EQ/t5m0/zQpEmbCq1QSsGqtRTEi5caFbVQaKki+IOgWxOwJCQSTUEPWq05iSB4UjxYqAcvVS/+oEJ78yBW
9CAIQqJHT4KChzbrzOxGkxihAVts2W958+bNm9k3eTPvJ/tmPpyfetheQBV2wIWi6UNDmUxR8ZUaIVC/aTJbqr1UTAer
Cj4vBbLBjWeBVx6OIce7AA0P9DmiwCcqx3Aaw+lUvHMFsVt8MBT70K90yj0Nt6kE0SZ+NQs9KbRF6H3RfS50p0iuCe0n
3bw6ivnocM92O48Pa13SFySq8FhsPohkK1rxkvP44nVl6bqxKzNmJNdKR4feiGlQrAfiqXiG2wHc5aW7p2+o7wghjwhl
wTS+m53At9Jyn+105CsrVyD5j0q55y9yL4WwltxXQ35D04EJmCcU534OAQzqVn6MG6lTBgvuuFnVjYNGNpldIHsXNe2S
TsYoWRLZbMLInhkjSyMznvbzySA7SahiJwnI+mokGkOT8GFZZSHyeOHe17dDoyPR4yKZkNPDOmM2sIcwcYktyDj4q8ei
PWKxRehleet64duFRshxqrtHWm1m36ToXJHebhpnm+BddGMZv4n43Jf9Tzpyn6ObiZ8ZKJyPzLyPTqGLZjFG9vxMolf1
qls3GU+jpVrZu9FHoW1/7ExeLWT7btoHaRMW4Rc2bJ22WjMesSrtXL+x3LPKUl16Xat0VpXkZOWsKpkP7rFamj07rK9V
6b+QMXik17Osd7UF1GZNV5XmBc1PbUVjD85pcGtearGFR0nsUCt2Dhw4cODAgQMH/yP4nqTZt3tdLv3WHdNjf9dZpFJ0
PpOsWRxAmp6z9B9vL1JUZ3CurvxZB7cqvUst0ab0vZBxiEbPIIFR8SNRd/7S/V2V/54lG4b+3RKqd/xiPX4u8/g/ASDs
CO4="""


def write(path: Path, sheets: dict[str, Sequence[Row]], **options: Any) -> Path:
    """Write a workbook; a text that begins with '=' is a formula, a pair a formula and result."""
    book = xlsxwriter.Workbook(path, options)
    formats = {kind: book.add_format({"num_format": form}) for kind, form in DAYS.items()}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):
                    sheet.write_formula(place, column, cell[0], None, cell[1])
                elif isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, formats[type(cell)])
                elif cell is not None:
                    sheet.write(place, column, cell)
    book.close()
    return path


def alter(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Write a workbook anew with one part changed."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    changed = change(parts[part])
    assert changed != parts[part]
    return pack(path, parts | {part: changed})


def pack(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def write_ods(path: Path, rows: str = "") -> Path:
    parts = {
        "mimetype": ODS_KIND,
        "META-INF/manifest.xml": ODS_MANIFEST,
        "content.xml": ODS % rows,
    }
    return pack(path, {name: content.encode() for name, content in parts.items()})


def write_old_excel(path: Path) -> Path:
    path.write_bytes(zlib.decompress(base64.b64decode(OLD_EXCEL)))
    return path
