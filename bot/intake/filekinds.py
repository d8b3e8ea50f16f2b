"""Which files are taken as evidence, told by their content. What is not on the list is refused.

The name decides only between kinds that share a container (a ``.doc`` and an ``.xls`` begin alike) and
whether a text is meant as a text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from criteria.vietnamese import clean
from exports.archive_names import FORBIDDEN, unreserved


class Kind(NamedTuple):
    """A kind of file: its media type and the endings it goes by, the usual one first."""

    mime: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

PDF = Kind("application/pdf", ("pdf",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Kind("image/png", ("png",))
GIF = Kind("image/gif", ("gif",))
WEBP = Kind("image/webp", ("webp",))
TIFF = Kind("image/tiff", ("tif", "tiff"))
HEIC = Kind("image/heic", ("heic", "heif"))
DOCX = Kind(_OFFICE + "wordprocessingml.document", ("docx",))
XLSX = Kind(_OFFICE + "spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(_OFFICE + "presentationml.presentation", ("pptx",))
ODT = Kind(_ODF + "text", ("odt",))
ODS = Kind(_ODF + "spreadsheet", ("ods",))
DOC = Kind("application/msword", ("doc",))
XLS = Kind("application/vnd.ms-excel", ("xls",))
PPT = Kind("application/vnd.ms-powerpoint", ("ppt",))
ZIP = Kind("application/zip", ("zip",))
RTF = Kind("application/rtf", ("rtf",))
TXT = Kind("text/plain", ("txt",))
CSV = Kind("text/csv", ("csv",))
MP3 = Kind("audio/mpeg", ("mp3",))
M4A = Kind("audio/mp4", ("m4a",))
MP4 = Kind("video/mp4", ("mp4", "m4v"))
MOV = Kind("video/quicktime", ("mov", "qt"))

_SIGNATURES = (
    (re.compile(rb"\s*%PDF-"), PDF),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), WEBP),
    (re.compile(rb"II\*\x00|MM\x00\*"), TIFF),
    (re.compile(rb"\{\\rtf"), RTF),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xf2\xf3\xfa\xfb]"), MP3),
    (re.compile(rb"....ftyp(hei[cmsx]|hev[cmsx]|mif1.{4,40}?heic|msf1.{4,40}?hevc)", re.DOTALL), HEIC),
    (re.compile(rb"....ftypM4[AB] ", re.DOTALL), M4A),
    (re.compile(rb"....ftypqt  ", re.DOTALL), MOV),
    (re.compile(rb"....ftyp(iso[m1-9]|mp4[12]|avc1|MSNV|M4V |dash)", re.DOTALL), MP4),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (("WordDocument", DOC), ("PowerPoint Document", PPT), ("Workbook", XLS), ("Book", XLS))
_ENTRY = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_OFFICE_FOLDERS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_PROGRAMS = re.compile(
    r"META-INF/MANIFEST\.MF|AndroidManifest\.xml|classes\.dex|.*vbaProject\.bin", re.IGNORECASE
)
_PROGRAM_ENDINGS = ("jar", "war", "apk", "xpi", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "ppam")
_MARKUP = re.compile(r"\s*(<!doctype|<html|<head|<body|<svg|<script|<\?|<!--|#!|<xml)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def kind_of(head: bytes, name: str) -> Kind | None:
    """The kind of a file by its first bytes (8 KB are enough); None for what is not taken."""
    for signature, kind in _SIGNATURES:
        if signature.match(head):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head, ending(name))
    if head.startswith(_OLE):
        return _old_office(head, ending(name))
    return _text(head, ending(name))


def ending(name: str) -> str:
    """What stands behind the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def named(name: str, kind: Kind) -> str:
    """The name as it may stand on a disk, ending as its kind does; what looked like another ending stays."""
    kept = "".join(c for c in clean(name) if not unicodedata.category(c).startswith("C"))
    kept = re.sub(r"\s+", " ", FORBIDDEN.sub("_", kept)).strip(" .")
    stem = kept[: -len(ending(kept)) - 1] if ending(kept) in kind.endings else kept
    last = ending(kept) if ending(kept) in kind.endings else kind.endings[0]
    while len(stem.encode()) > 180:  # a name of 255 bytes is the most that file systems take
        stem = stem[:-1]
    stem = stem.rstrip(" .") or "tep"
    return unreserved(f"{stem}.{last}")


def _zipped(head: bytes, last: str) -> Kind | None:
    entries = _entries(head)
    if last in _PROGRAM_ENDINGS or any(_PROGRAMS.fullmatch(entry) for entry in entries):
        return None
    if entries[:1] == ["mimetype"]:
        return next((kind for kind in (ODT, ODS) if head[38:].startswith(kind.mime.encode() + b"PK")), None)
    for folder, kind in _OFFICE_FOLDERS:
        if any(entry.startswith(folder) for entry in entries):
            return kind
    if "[Content_Types].xml" in entries:
        return next((kind for kind in (DOCX, XLSX, PPTX) if last in kind.endings), ZIP)
    return ZIP


def _entries(head: bytes) -> list[str]:
    """Names of the files whose local headers stand in the head of a zip."""
    found = []
    for match in _ENTRY.finditer(head):
        length = int.from_bytes(match[1], "little")
        found.append(head[match.end() : match.end() + length].decode("utf-8", "replace"))
    return found


def _old_office(head: bytes, last: str) -> Kind | None:
    """The folder of streams tells the kind where it stands in the head, else the name does."""
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in head:
            return kind
    return next((kind for kind in (DOC, XLS, PPT) if last in kind.endings), None)


def _text(head: bytes, last: str) -> Kind | None:
    if last not in ("txt", "csv", ""):
        return None
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = _decoded(head, encoding)
    except UnicodeDecodeError:
        return None
    if not text.strip() or _CONTROLS.search(text) or _MARKUP.match(text):
        return None
    return CSV if last == "csv" else TXT


def _decoded(head: bytes, encoding: str) -> str:
    """The head as text; its last character may be cut in two."""
    try:
        return head.decode(encoding)
    except UnicodeDecodeError as error:
        if len(head) - error.start > 3:
            raise
        return head[: error.start].decode(encoding)
