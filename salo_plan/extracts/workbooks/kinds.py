"""What a file named as a workbook really is, told by its first bytes before anything opens it."""

from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.told import Told

MAX_BYTES = 50_000_000
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
PASSWORD = Told(
    "the workbook is protected with a password. Take the password away in Excel "
    "(File, Info, Protect Workbook) and deliver it again."
)
_SAVE_AS = Told("Open it in Excel, save it as an Excel workbook (.xlsx) and deliver that.")
_AGAIN = Told("Ask the sender for the file again.")
_UNPACK = Told("Unpack it and deliver the workbook itself.")
_OTHER_KINDS = {
    b"%PDF": Told("the file is a PDF document, not a workbook. {again}", again=_AGAIN),
    b"{\\rtf": Told("the file is an RTF document, not a workbook. {again}", again=_AGAIN),
    b"\x1f\x8b": Told("the file is packed with gzip. {unpack}", unpack=_UNPACK),
    b"7z\xbc\xaf": Told("the file is a 7-Zip package. {unpack}", unpack=_UNPACK),
    _EMPTY_ZIP: Told("the file is an empty zip package, not a workbook. {again}", again=_AGAIN),
}
_DOCUMENTS = {
    "word/": Told("the file is a Word document, not a workbook. {again}", again=_AGAIN),
    "ppt/": Told("the file is a PowerPoint presentation, not a workbook. {again}", again=_AGAIN),
}


def check_kind(path: Path) -> None:
    """Refuse a file that is not the kind of workbook its name says (DataError tells what it is)."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise DataError(
            Told(
                "the workbook is {size:.0f} MB; at most {most:.0f} MB is read. "
                "Deliver the table alone, or as a CSV file.",
                size=size / 1e6,
                most=MAX_BYTES / 1e6,
            )
        )
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise DataError(Told("the file is empty ({size} bytes). {again}", size=0, again=_AGAIN))
    old_name = path.suffix.lower() == ".xls"
    if head.startswith(_ZIP):
        if old_name:
            raise DataError(
                Told("the file is a newer workbook named .xls. Rename it to .xlsx or .ods.")
            )
    elif head.startswith(_OLE):
        if not old_name:
            raise DataError(_what_ole_is(path.read_bytes(), path.suffix))
    else:
        raise DataError(_what_it_is(head, path))


def check_package(names: set[str], suffix: str) -> None:
    """Refuse a zip package that is no workbook, or another kind than its name says."""
    is_excel = "xl/workbook.xml" in names or any(
        name.startswith("xl/worksheets/") for name in names
    )
    is_ods = "content.xml" in names and "mimetype" in names
    if "xl/workbook.bin" in names:
        raise DataError(
            Told("the file is a binary Excel workbook (.xlsb). {save_as}", save_as=_SAVE_AS)
        )
    if suffix == ".ods" and is_excel:
        raise DataError(Told("the file is an Excel workbook named .ods. Rename it to .xlsx."))
    if suffix != ".ods" and is_ods:
        raise DataError(Told("the file is an OpenDocument file named as Excel. Rename it to .ods."))
    if is_excel or is_ods:
        return
    for folder, told in _DOCUMENTS.items():
        if any(name.startswith(folder) for name in names):
            raise DataError(told)
    raise DataError(
        Told(
            "the file is a zip package and no workbook; in it: {some}. {unpack}",
            some=", ".join(sorted(names)[:3]) or Told("nothing"),
            unpack=_UNPACK,
        )
    )


def _what_ole_is(content: bytes, suffix: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return PASSWORD
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return Told(
            "the file is an old Excel 97-2003 workbook named {suffix}. {save_as}",
            suffix=suffix,
            save_as=_SAVE_AS,
        )
    return Told("the file is an old Office document, not a workbook. {again}", again=_AGAIN)


def _what_it_is(head: bytes, path: Path) -> str:
    if not head.strip(b"\0"):
        return Told("the file holds only null bytes: the copy failed. {again}", again=_AGAIN)
    for mark, told in _OTHER_KINDS.items():
        if head.startswith(mark):
            return told
    text = _text(head)
    if text is None:
        return Told(
            "the file is no workbook (it begins with {bytes}). {again}",
            bytes=head[:4].hex(" "),
            again=_AGAIN,
        )
    start = text.lstrip("\ufeff \r\n\t").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return Told("the file is an XML spreadsheet of Excel 2003. {save_as}", save_as=_SAVE_AS)
    if start.startswith(("<!doctype html", "<html", "<head", "<table", "<meta")):
        return Told(
            "the file is a web page (HTML), not a workbook: a login page, or a system's own "
            "export. If it is a table, open it in Excel, save it as an Excel workbook (.xlsx) and "
            "deliver that."
        )
    if start.startswith("<"):
        return Told("the file is XML text, not a workbook. {again}", again=_AGAIN)
    if any(delimiter in start.split("\n")[0] for delimiter in ";\t,"):
        suffix = path.suffix
        return Told(
            "the file is a text table (CSV) named {suffix}. Rename it to .csv.", suffix=suffix
        )
    return Told("the file is text, not a workbook. {again}", again=_AGAIN)


def _text(head: bytes) -> str | None:
    """Return the first bytes as text, or None when they are no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return None
    return head.decode("utf-8", errors="replace")
