"""What stands inside a packed file: told from its table of contents before anything is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

from bot.intake.filekinds import DOC, DOCX, ODS, ODT, PPT, PPTX, XLS, XLSX, ZIP, Kind, ending
from conversations.events import Why

ZIPPED: Final = (ZIP, DOCX, XLSX, PPTX, ODT, ODS)
MOST_FILES: Final = 10_000
MOST_LISTED: Final = 2_000_000  # bytes of the table of contents
LARGEST_OPEN: Final = 1_000_000_000  # bytes that it unpacks to
TIGHTEST: Final = 100  # times smaller than what it unpacks to
TIGHT_FROM: Final = 100_000_000  # bytes: what is smaller may be as tight as it likes

MOST_PARTS: Final = 500  # of a workbook
MOST_TAGS: Final = 600_000  # 10 000 rows of six cells; openpyxl reads them in three seconds

BROKEN = (
    zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError, struct.error,
)  # fmt: skip
"""What a zip raises that is damaged, or has a password."""
_MARKUP = ("xml", "rels", "vml")
_END = b"PK\x05\x06"
_PROGRAMS = frozenset(re.findall(
    r"\w+",
    "exe com scr pif bat cmd ps1 vbs vbe js jse wsf wsh hta lnk msi msp jar apk dll sys cpl reg scf url "
    "iso img vhd docm dotm xlsm xltm xlam pptm ppam potm",
))  # fmt: skip
_MACROS = re.compile(r"(.*/)?(vbaProject\.bin|vbaData\.xml)|Basic/.*|META-INF/MANIFEST\.MF", re.IGNORECASE)
_OLE_LOCKED, _OLE_MACROS = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_PIECE = 1 << 20  # bytes


def trouble(path: Path, kind: Kind) -> Why | None:
    """Why the whole file of a kind that is taken is not taken after all; None where all is well."""
    if kind in (DOC, XLS, PPT):
        content = path.read_bytes()
        return "locked" if _OLE_LOCKED in content else "packed" if _OLE_MACROS in content else None
    if kind not in ZIPPED:
        return None
    with path.open("rb") as file:
        entries = listed(file)
    return "wrong_kind" if entries is None else _of_entries(entries, path.stat().st_size)


def readable(content: bytes, most: int) -> bool:
    """Whether a workbook may be opened: it unpacks to at most ``most`` bytes and ``MOST_TAGS`` tags, and
    declares no entities. A few kilobytes can otherwise take minutes and gigabytes.
    """
    file = io.BytesIO(content)
    entries = listed(file)
    if entries is None or len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > most:
        return False
    left = MOST_TAGS
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in entries:
                if ending(entry.filename) in _MARKUP:
                    left -= _tags(archive, entry)
    except (_DeclaresError, *BROKEN):
        return False
    return left >= 0


class _DeclaresError(Exception):
    """A part declares entities, which no office file needs, or is in UTF-16, in which it could hide them."""


def _tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """How many tags the part has; raises _DeclaresError."""
    tail, tags = b"", 0
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            if not tail and (piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in piece[:4]):
                raise _DeclaresError
            if _DTD.search(tail + piece):
                raise _DeclaresError
            tail, tags = piece[-16:], tags + piece.count(b"<")
    return tags


def _of_entries(entries: list[zipfile.ZipInfo], packed: int) -> Why | None:
    opened = sum(entry.file_size for entry in entries)
    tight = opened > TIGHT_FROM and opened > packed * TIGHTEST
    if any(entry.flag_bits & 1 for entry in entries):
        return "locked"
    if len(entries) > MOST_FILES or opened > LARGEST_OPEN or tight:
        return "packed"
    return "packed" if _odd(entry.filename for entry in entries) else None


def _odd(names: Iterable[str]) -> bool:
    """Names of programs and macros, and names that lead out of the folder."""
    return any(
        ending(name.rstrip(" .")) in _PROGRAMS
        or _MACROS.fullmatch(name)
        or name.startswith(("/", "\\"))
        or ".." in re.split(r"[\\/]", name)
        or re.match(r"[A-Za-z]:", name)
        for name in names
    )


def listed(file: IO[bytes], most: int = MOST_LISTED) -> list[zipfile.ZipInfo] | None:
    """The table of contents; None where there is none, or one of more than ``most`` bytes."""
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - 65_557))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22 or struct.unpack_from("<I", tail, at + 12)[0] > most:
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except BROKEN:
        return None
