"""Opens a sealed package that may come from anywhere and trusts nothing in it: names, sizes and packing are
bounded before a byte is unpacked.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from exports.package import FORMAT, JOURNAL, MANIFEST, MEMBERS, SUBMISSIONS, Seal

_LARGE: Final = (JOURNAL, SUBMISSIONS)
LARGEST: Final = 4_000_000_000  # bytes of a member with a line for each row or unit
LARGEST_OTHER: Final = 64_000_000  # bytes of any other
LONGEST_LINE: Final = 64_000_000  # bytes; a list of 100,000 units is one line of the journal
TIGHTEST: Final = 150  # bytes that one packed byte may give; a journal's row gives about 8
SMALL: Final = 1_000_000  # bytes; below, packing is not looked at
PIECE: Final = 1 << 20  # bytes read at once
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


Told = Callable[[int, int], None]


def _nobody(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


class PackageError(Exception):
    """The file is no package, or not a safe one; the message says why in one sentence."""


class Package:
    """An opened package whose members are named as they must be and bounded; ``about`` is its manifest.
    ``told`` hears how many bytes are read, of about how many: everything is read twice.
    """

    def __init__(self, archive: zipfile.ZipFile, about: Mapping[str, Any], told: Told = _nobody) -> None:
        self._zip, self.about, self._told, self._read = archive, about, told, 0
        self._all = 2 * sum(seal["size"] for seal in about.get("members", {}).values())

    def read(self, name: str) -> bytes:
        """The bytes of a member; raises PackageError where it is damaged."""
        return b"".join(self.pieces(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a member; raises PackageError where it is damaged."""
        try:
            with self._zip.open(name) as stream:
                while row := stream.readline(LONGEST_LINE):
                    yield row
                    self._count(row)
        except _DAMAGE as error:
            raise _damaged(name) from error

    def changed(self) -> Iterator[str]:
        """Members that are not what the manifest says."""
        for name in MEMBERS:
            seal, digest_, size = self.about["members"][name], hashlib.sha256(), 0
            for piece in self.pieces(name):
                digest_.update(piece)
                size += len(piece)
            if (seal["sha256"], seal["size"]) != (digest_.hexdigest(), size):
                yield name

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, piece by piece; raises PackageError where it is damaged."""
        try:
            with self._zip.open(name) as stream:
                while piece := stream.read(PIECE):
                    yield piece
                    self._count(piece)
        except _DAMAGE as error:
            raise _damaged(name) from error

    def _count(self, read: bytes) -> None:
        self._read += len(read)
        self._told(self._read, self._all)


def _damaged(name: str) -> PackageError:
    return PackageError(f"the package is damaged: {name} cannot be unpacked")


def open_package(path: Path, told: Told = _nobody) -> Package:
    """Open a package from anywhere; raises PackageError for what is none, or means harm."""
    try:
        archive = zipfile.ZipFile(path)
    except (*_DAMAGE, ValueError) as error:
        raise PackageError(f"{path} is no package: it cannot be read as a zip file") from error
    _check_names([entry.orig_filename for entry in archive.infolist()])
    for entry in archive.infolist():
        _check_entry(entry)
    return Package(archive, _manifest(Package(archive, {}).read(MANIFEST)), told)


def _check_names(names: list[str]) -> None:
    known, why = {*MEMBERS, MANIFEST}, ""
    outside = [n for n in names if n.startswith("/") or ".." in n or "\\" in n or ":" in n]
    if len(names) > 100:
        why = "it holds far more files than a package does"
    elif outside:
        why = f"{outside[0][:60]!r} would stand outside of its folder"
    elif twice := [name for name in names if names.count(name) > 1]:
        why = f"{twice[0][:60]!r} stands in it twice"
    elif strange := sorted(set(names) - known):
        why = f"{strange[0][:60]!r} does not belong into one"
    elif missing := sorted(known - set(names)):
        why = f"{missing[0]} is missing"
    if why:
        raise PackageError(f"the package is refused: {why}")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    most = LARGEST if entry.filename in _LARGE else LARGEST_OTHER
    why = ""
    if entry.flag_bits & 0x1:
        why = "is encrypted"
    elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        why = "is packed in a way that packages are not"
    elif entry.file_size > most:
        why = f"would take more than {most} bytes"
    elif entry.file_size > max(SMALL, entry.compress_size * TIGHTEST):
        why = "would unpack to far more than any package does"
    if why:
        raise PackageError(f"the package is refused: {entry.filename} {why}")


def _manifest(data: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(data)
        known = found["format"] == FORMAT and isinstance(found["head"]["hash"], str)
        listed = {name: Seal(**seal) for name, seal in found["members"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackageError("the package is refused: its manifest.json cannot be understood") from error
    if not known or set(listed) != set(MEMBERS):
        raise PackageError(f"the package is refused: its manifest.json is not one of {FORMAT}")
    return dict(found)
