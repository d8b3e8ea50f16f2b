"""A package that means harm is refused with one sentence, before anything of it is unpacked."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.package import FORMAT, MANIFEST, MEMBERS, SET, Sealing
from exports.package_opening import LONGEST_LINE, PackageError, open_package

ABOUT = {"campaign": "c1", "units": 0, "head": {"seq": 0, "hash": "0" * 64}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.zip"
    with file.open("wb") as stream:
        package = Sealing(stream)
        for name in MEMBERS:
            package.add(name, [f"{name}\n"])
        package.close(ABOUT)
    return file


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def test_a_whole_package_opens_and_tells_what_was_changed(path: Path) -> None:
    package = open_package(path)
    assert package.about["campaign"] == "c1"
    assert list(package.changed()) == []
    assert package.read(SET) == b"set/set.yaml\n"
    written(path, {**members(path), SET: b"other\n"})
    assert list(open_package(path).changed()) == [SET]


def test_the_same_content_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    with again.open("wb") as stream:
        package = Sealing(stream)
        for name in MEMBERS:
            package.add(name, [name, "\n"])
        package.close(ABOUT)
    assert again.read_bytes() == path.read_bytes()


Change = Callable[[dict[str, bytes]], dict[str, bytes]]
CHANGES: dict[str, Change] = {
    "stand outside": lambda m: {**m, "../../.bashrc": b"x"},
    "would stand outside": lambda m: {**m, "/etc/passwd": b"x"},
    "outside of its folder": lambda m: {**m, "a\\..\\b": b"x"},
    "does not belong": lambda m: {**m, "readme.txt": b"x"},
    "far more files": lambda m: {**m, **{f"f{n}": b"" for n in range(200)}},
    "set/set.yaml is missing": lambda m: {k: v for k, v in m.items() if k != SET},
    "manifest.json is missing": lambda m: {k: v for k, v in m.items() if k != MANIFEST},
    "manifest.json cannot be understood": lambda m: {**m, MANIFEST: b"["},
    "manifest.json cannot be": lambda m: {**m, MANIFEST: b"[" * 100_000},
    "cannot be understood": lambda m: {**m, MANIFEST: b"[1, 2]"},
    "is not one of": lambda m: {**m, MANIFEST: m[MANIFEST].replace(FORMAT.encode(), b"other/1")},
    "far more than any package": lambda m: {**m, SET: b"0" * 60_000_000},
    "more than 64000000 bytes": lambda m: {**m, SET: b"0" * 64_000_001},
}


@pytest.mark.parametrize("why", CHANGES)
def test_a_package_that_means_harm_is_refused(path: Path, why: str) -> None:
    written(path, CHANGES[why](members(path)))
    with pytest.raises(PackageError, match=why.replace(".", r"\.")) as error:
        open_package(path)
    assert "\n" not in str(error.value)


def test_a_name_that_stands_twice_is_refused(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SET, b"another")
    with pytest.raises(PackageError, match="stands in it twice"):
        open_package(path)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7" * 100, b"PK\x05\x06" + b"\xff" * 18):
        (tmp_path / "x.zip").write_bytes(content)
        with pytest.raises(PackageError):
            open_package(tmp_path / "x.zip")


def test_an_encrypted_or_oddly_packed_member_is_refused(path: Path) -> None:
    data = path.read_bytes()
    first = data.index(b"PK\x01\x02")
    for offset, value, why in ((8, 1, "encrypted"), (10, 99, "packed in a way")):
        changed = bytearray(data)
        struct.pack_into("<H", changed, first + offset, value)
        path.write_bytes(changed)
        with pytest.raises(PackageError, match=why):
            open_package(path)


def test_a_size_that_lies_gives_no_more_than_it_says(path: Path) -> None:
    """The size in the folder of the zip is believed by nobody: what is beyond it is damage."""
    content = {**members(path), SET: b"0" * 900_000}
    written(path, content)
    data = bytearray(path.read_bytes())
    entry = data.index(SET.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, entry + 24, 10)
    path.write_bytes(data)
    package = open_package(path)
    with pytest.raises(PackageError, match="damaged"):
        package.read(SET)


def test_lines_are_bounded(path: Path) -> None:
    assert LONGEST_LINE < 100_000_000
    assert json.loads(members(path)[MANIFEST])["format"] == FORMAT
