"""What must be known of a zipped workbook (.xlsx, .xlsm, .ods) before a reader may open it.

The zip directory is checked first, so that nothing is unpacked that is too large. Then every XML
part is streamed once: document types are refused, far-away cells are refused (the reader makes
room for the whole rectangle and aborts), and cells that would be read as silently empty are found.
"""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import IO
from xml.parsers import expat

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.workbooks.excel_parts import RelationScan, SheetScan, WorkbookScan
from salo_plan.extracts.workbooks.kinds import check_package
from salo_plan.extracts.workbooks.ods_parts import ContentScan
from salo_plan.extracts.workbooks.parts import PartScan, local_name
from salo_plan.told import Told

MAX_UNPACKED = 50_000_000
MAX_RATIO = 100
RATIO_COUNTS_FROM = 1_000_000
_CHUNK = 1 << 16
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_SCANS: Mapping[str, type[PartScan]] = {
    "worksheet": SheetScan,
    "workbook": WorkbookScan,
    "Relationships": RelationScan,
    "document-content": ContentScan,
}


def guard_package(path: Path) -> dict[str, list[Fault]]:
    """Check a zipped workbook; return the cells that cannot be used, by sheet name.

    DataError when the file must not be opened.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _check_directory(package, path.suffix.lower())
            scans = {
                info.filename: scan
                for info in package.infolist()
                if (scan := _scan_part(package, info)) is not None
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise DataError(
            Told(
                "the workbook is damaged or cut off ({error}). Ask the sender for the file again.",
                error=error,
            )
        ) from None
    return _by_sheet(scans)


def _check_directory(package: zipfile.ZipFile, suffix: str) -> None:
    parts = package.infolist()
    names = {part.filename.lower() for part in parts}
    if len(names) != len(parts):
        raise DataError(
            Told("two parts of the workbook have the same name. Save it anew in Excel.")
        )
    if any(part.flag_bits & 1 for part in parts):
        raise DataError(
            Told("the package is protected with a password. Take it away and deliver again.")
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise DataError(
            Told(
                "the workbook unpacks to {size:.0f} MB; at most {most:.0f} MB "
                "is read. Deliver the table alone, or as a CSV file.",
                size=unpacked / 1e6,
                most=MAX_UNPACKED / 1e6,
            )
        )
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > RATIO_COUNTS_FROM and ratio > MAX_RATIO:
            raise DataError(
                Told(
                    "the part {part} unpacks to {ratio:.0f} times its size "
                    "({size:.1f} MB): no normal table does. Copy the table to a new "
                    "workbook and deliver that.",
                    part=part.filename,
                    ratio=ratio,
                    size=part.file_size / 1e6,
                )
            )
    check_package(names, suffix)


def _scan_part(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> PartScan | None:
    """Stream one part; None when it is no XML part that tells of sheets or cells."""
    with package.open(info) as part:
        first = part.read(_CHUNK)
        if not first.lstrip(_BEFORE_XML).startswith(b"<"):
            return None
        return _Streaming(info.filename).through(first, part)


class _Streaming:
    """One XML part on its way through the parser; its root element says what to look for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.scan: PartScan | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._root

    def through(self, first: bytes, part: IO[bytes]) -> PartScan | None:
        chunk = first
        try:
            while chunk:
                self.parser.Parse(chunk, False)
                chunk = part.read(_CHUNK)
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            # Drawings of old comments are often no well-formed XML; no cell is read from them.
            if self.scan is not None:
                raise DataError(
                    Told(
                        "the part {part} of the workbook is damaged ({error}). "
                        "Ask the sender for the file again.",
                        part=self.name,
                        error=error,
                    )
                ) from None
        return self.scan

    def _refuse(self, *_declaration: object) -> None:
        raise DataError(
            Told(
                "the part {part} declares a document type or entities, which no spreadsheet "
                "program writes. The file is not opened; ask the sender where it comes from.",
                part=self.name,
            )
        )

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        self.parser.StartElementHandler = None
        if (scan := _SCANS.get(local_name(name))) is not None:
            self.scan = scan(self.parser)


def _by_sheet(scans: Mapping[str, PartScan]) -> dict[str, list[Fault]]:
    """Give each sheet the faults of its part: the workbook names sheets, its relations parts."""
    found: dict[str, list[Fault]] = {}
    for scan in scans.values():
        if isinstance(scan, ContentScan):
            found |= scan.faults()
    parts = {name.lower(): scan for name, scan in scans.items()}
    for name, scan in parts.items():
        if not isinstance(scan, WorkbookScan):
            continue
        folder = PurePosixPath(name).parent
        relations = parts.get((folder / "_rels" / f"{PurePosixPath(name).name}.rels").as_posix())
        targets = relations.targets if isinstance(relations, RelationScan) else {}
        for sheet, relation in scan.sheets.items():
            target = targets.get(relation, "").lower()
            place = target.lstrip("/") if target.startswith("/") else (folder / target).as_posix()
            part = parts.get(place)
            if isinstance(part, SheetScan):
                found[sheet] = part.faults(scan.must_be_calculated)
    return found
