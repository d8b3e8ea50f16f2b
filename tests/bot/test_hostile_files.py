"""Files that look well at their beginning, and workbooks made to be opened by us."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import packed
from bot.intake.examining import Examiner
from bot.intake.filekinds import PDF, ZIP, kind_of, named
from bot.intake.files import take_file
from bot.reading.tables import read_table
from bot.settings import Settings
from bot.storage.evidence import EvidenceStore
from tests.bot.bombs import LAUGHS, encrypted, row, workbook, zipped
from tests.bot.test_filekinds import OLE, _workbook

BOOK = workbook(row(b"Xin ch\xc3\xa0o"))
WORD = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}

REFUSED = [
    ("locked.zip", encrypted(zipped({"a.pdf": b"x"})), "locked"),
    ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), None),  # no ending of an old file
    ("locked.xls", OLE + bytes(9000) + "EncryptedPackage".encode("utf-16-le"), "locked"),
    ("macro.doc", OLE + bytes(9000) + "_VBA_PROJECT".encode("utf-16-le"), "packed"),
    ("macro.docx", zipped({**WORD, "1.png": bytes(9000), "word/vbaProject.bin": b"x"}, zipfile.ZIP_STORED),
     "packed"),
    ("late.zip", zipped({"a.txt": bytes(range(256)) * 99, "b/run.EXE": b"MZ"}, zipfile.ZIP_STORED), "packed"),
    ("dots.zip", zipped({"run.exe . .": b"MZ"}), "packed"),
    ("lnk.zip", zipped({"b\u00e1o c\u00e1o.pdf.lnk": b"L"}), "packed"),
    ("slip.zip", zipped({"../../etc/cron.d/x": b"x"}), "packed"),
    ("slip2.zip", zipped({"a/..\\..\\x": b"x"}), "packed"),
    ("root.zip", zipped({"/etc/passwd": b"x"}), "packed"),
    ("drive.zip", zipped({"C:\\x": b"x"}), "packed"),
    ("bomb.zip", zipped({f"{n}": bytes(20_000_000) for n in range(6)}), "packed"),
    ("many.zip", zipped({str(n): b"" for n in range(10_001)}, zipfile.ZIP_STORED), "packed"),
    ("cut.zip", zipped({"a.pdf": b"x" * 100})[:-30], "wrong_kind"),
    ("list.zip", zipped({"a": b"x"}) + bytes(70_000), "wrong_kind"),
    ("odt.odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/x.xml": b"x"},
                       zipfile.ZIP_STORED), "packed"),
]  # fmt: skip


async def _take(tmp_path: Path, name: str, content: bytes) -> object:
    async def chunks() -> AsyncIterator[bytes]:
        for at in range(0, len(content), 65_536):
            yield content[at : at + 65_536]

    store = EvidenceStore(tmp_path / "evidence")
    taken = await take_file(store, chunks(), name, 20_000_000, examine=Examiner(Settings()))
    if isinstance(taken, str):
        assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    return taken


@pytest.mark.parametrize(("name", "content", "why"), REFUSED, ids=[name for name, _, _ in REFUSED])
async def test_refused(tmp_path: Path, name: str, content: bytes, why: str | None) -> None:
    taken = await _take(tmp_path, name, content)
    assert taken == (why or "wrong_kind")


TAKEN = [
    ("a.xlsx", _workbook()), ("b.xlsx", BOOK), ("a.docx", zipped(WORD)),
    ("a.zip", zipped({"ảnh/1.jpg": b"x"})),
    ("empty-folder.zip", zipped({"a/": b"", "a/b.pdf": b"%PDF-1.7"})), ("a.doc", OLE + bytes(9000)),
    ("dots.zip", zipped({"a..b/c...pdf": b"x"})), ("photos.zip", zipped({"1.jpg": bytes(90_000_000)})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=[name for name, _ in TAKEN])
async def test_taken(tmp_path: Path, name: str, content: bytes) -> None:
    assert not isinstance(await _take(tmp_path, name, content), str)


POLYGLOTS = [
    ("GIF89a/*<svg/onload=alert(1)>*/=1;", "a.gif", "image/gif"),
    ("%PDF-1.7\n<html><script>alert(1)</script>", "a.html", "application/pdf"),
    ("\ufeff<html>", "a.txt", None), ("<HTML>", "a.csv", None), ("\n\n<svg xmlns=''>", "a.txt", None),
    ("{\\rtf1<script>", "a.rtf", "application/rtf"), ("MZ", "a.txt", "text/plain"), ("#!/bin/sh", "a", None),
    ("<?php system('x');", "a.txt", None), ("javascript:alert(1)", "a.js", None),
    ("@echo off", "a.bat", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "mime"), POLYGLOTS)
def test_a_file_is_what_it_begins_with(text: str, name: str, mime: str | None) -> None:
    kind = kind_of(text.encode(), name)
    assert (kind.mime if kind else None) == mime
    if kind is not None:
        assert named(name, kind).rpartition(".")[2] in kind.endings


@given(st.binary(max_size=400), st.text(max_size=30))
def test_any_bytes_and_any_name(content: bytes, name: str) -> None:
    for head in (content, b"PK\x03\x04" + content, OLE[:8] + content, b"....ftyp" + content):
        kind = kind_of(head, name)
        if kind is not None:
            kept = named(name, kind)
            assert kept.isprintable()
            assert kept.rpartition(".")[2] in kind.endings
            assert 0 < len(kept.encode()) <= 200
            assert named(kept, kind) == kept


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_zip_breaks_nothing(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, at: int, byte: int
) -> None:
    content = bytearray(BOOK)
    content[-at % len(content)] = byte
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    for broken in (bytes(content), BOOK[: -at or None] + tail, b"PK\x05\x06" + tail):
        path.write_bytes(broken)
        assert packed.trouble(path, ZIP) in (None, "wrong_kind", "packed", "locked")
        assert packed.readable(broken, 10**6) in (True, False)
        read_table(path, "damaged.xlsx")


def test_other_kinds_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert packed.trouble(path, PDF) is None


# workbooks that we open ---------------------------------------------------------------------------------

BOMBS = {
    "laughs": workbook(row(b"&j;"), LAUGHS),
    "behind a comment": workbook(row(b"&j;"), b"<!--" + b"x" * 3_000_000 + b"-->" + LAUGHS),
    "outside": workbook(row(b"&x;"), b'<!doctype x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "shared": workbook(row(b"x"), **{"xl/sharedStrings.xml": LAUGHS + b"<sst/>"}),
    "relations": workbook(row(b"x"), **{"xl/worksheets/_rels/sheet1.xml.rels": LAUGHS + b"<x/>"}),
    "wide letters": workbook(row(b"x"), **{"xl/styles.xml": "<!DOCTYPE x><x/>".encode("utf-16")}),
    "cells": workbook(b"<row>" + b"<c/>" * 5_000_000 + b"</row>"),
    "rows": workbook(b"<row/>" * 3_000_000),
    "depth": workbook(b"<a>" * 1_000_000),
    "long": workbook(row(b"x" * 40_000_000)),
    "parts": workbook(row(b"x"), **{f"xl/x{n}.xml": b"<x/>" for n in range(600)}),
    "locked": encrypted(BOOK),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_not_opened(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(BOMBS[what])
    assert path.stat().st_size < 5_000_000
    tracemalloc.start()
    assert read_table(path, "a.xlsx") is None
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def test_a_plain_workbook_is_read_and_its_texts_are_clean(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(row("\u202eXã\u200b Lạc Đạo".encode()) + row(b"a" + b"\xcc\x81" * 90)))
    table = read_table(path, "a.xlsx")
    assert table is not None
    assert [line[0] for line in table] == ["Xã Lạc Đạo", "á" + "\u0301" * 3]
    path.write_bytes('Mã;"Tên\u202e"\r\n01;=cmd|calc\r\n'.encode())
    assert read_table(path, "a.csv") == (("Mã", "Tên"), ("01", "=cmd|calc"))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_csv(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    for line in read_table(path, "any.csv") or ():
        assert all(cell == cell.strip() for cell in line)
