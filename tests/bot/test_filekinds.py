"""What is taken as evidence, told by content."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from bot.intake import filekinds as k
from bot.intake.filekinds import Kind, kind_of, named

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EXE = b"MZ\x90\x00\x03" + bytes(100)


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"content of " + name.encode())
    return out.getvalue()


def _odf(mime: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", mime)
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


def _workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def _box(brand: bytes, *more: bytes) -> bytes:
    return b"\x00\x00\x00\x20ftyp" + brand + bytes(4) + b"".join(more) + bytes(40)


TAKEN: list[tuple[str, bytes, Kind]] = [
    ("a.pdf", b"%PDF-1.7\n", k.PDF),
    ("scanner.pdf", b"\r\n%PDF-1.4\n", k.PDF),
    ("a.jpg", b"\xff\xd8\xff\xe0", k.JPEG),
    ("a.png", b"\x89PNG\r\n\x1a\n", k.PNG),
    ("a.gif", b"GIF89a", k.GIF),
    ("a.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 ", k.WEBP),
    ("a.tif", b"II*\x00", k.TIFF),
    ("b.tif", b"MM\x00*", k.TIFF),
    ("a.heic", _box(b"heic"), k.HEIC),
    ("b.heic", _box(b"mif1", b"mif1heic"), k.HEIC),
    ("a.docx", _zip("[Content_Types].xml", "_rels/.rels", "word/document.xml"), k.DOCX),
    ("a.xlsx", _workbook(), k.XLSX),
    ("no-ending", _workbook(), k.XLSX),
    ("a.pptx", _zip("[Content_Types].xml", "ppt/presentation.xml"), k.PPTX),
    ("far.docx", _zip("[Content_Types].xml", "customXml/item1.xml"), k.DOCX),
    ("a.odt", _odf(k.ODT.mime), k.ODT),
    ("a.ods", _odf(k.ODS.mime), k.ODS),
    ("a.zip", _zip("ảnh/1.jpg"), k.ZIP),
    ("a.doc", OLE, k.DOC),
    ("a.xls", OLE, k.XLS),
    ("a.ppt", OLE, k.PPT),
    ("wrong.doc", OLE + "Workbook".encode("utf-16-le") + bytes(2), k.XLS),
    ("a.rtf", b"{\\rtf1\\ansi", k.RTF),
    ("a.txt", "Báo cáo số 15".encode(), k.TXT),
    ("cut.txt", ("x" * 8190 + "ế").encode()[:8192], k.TXT),
    ("bom.csv", "\ufeffMã;Tên".encode(), k.CSV),
    ("wide.csv", "Mã\tTên".encode("utf-16"), k.CSV),
    ("a.mp3", b"ID3\x03\x00", k.MP3),
    ("b.mp3", b"\xff\xfb\x90\x00", k.MP3),
    ("a.m4a", _box(b"M4A "), k.M4A),
    ("a.mp4", _box(b"isom"), k.MP4),
    ("a.mov", _box(b"qt  "), k.MOV),
    ("really-a-picture.pdf", b"\xff\xd8\xff\xe0", k.JPEG),
]


@pytest.mark.parametrize(("name", "head", "kind"), TAKEN, ids=[name for name, _, _ in TAKEN])
def test_taken(name: str, head: bytes, kind: Kind) -> None:
    assert kind_of(head[:8192], name) is kind


REFUSED: list[tuple[str, bytes]] = [
    ("virus.pdf", EXE),
    ("virus.txt", EXE),
    ("elf.csv", b"\x7fELF\x02\x01\x01" + bytes(50)),
    ("page.html", b"<!DOCTYPE html><html>"),
    ("page.txt", b"\n <html><script>alert(1)</script>"),
    ("picture.svg", b"<svg xmlns='x'>"),
    ("picture.txt", b"<?xml version='1.0'?><svg/>"),
    ("run.sh", b"#!/bin/sh\nrm -rf /"),
    ("run.txt", b"#!/bin/sh\nrm -rf /"),
    ("run.bat", b"@echo off"),
    ("run.vbs", b"MsgBox 1"),
    ("a.jar", _zip("META-INF/MANIFEST.MF", "A.class")),
    ("jar.zip", _zip("META-INF/MANIFEST.MF", "A.class")),
    ("a.apk", _zip("x")),
    ("macro.xlsm", _workbook()),
    ("macro.docx", _zip("[Content_Types].xml", "word/vbaProject.bin")),
    ("book.epub", _odf("application/epub+zip")),
    ("setup.msi", OLE),
    ("mail.msg", OLE),
    ("random.bin", bytes(range(256))),
    ("random.txt", bytes(range(128, 256))),
    ("old.3gp", _box(b"3gp4")),
    ("empty.txt", b""),
    ("blank.txt", b"  \n"),
    ("empty.pdf", b""),
]


@pytest.mark.parametrize(("name", "head"), REFUSED, ids=[name for name, _ in REFUSED])
def test_refused(name: str, head: bytes) -> None:
    assert kind_of(head[:8192], name) is None


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("Báo cáo số 15.pdf", k.PDF, "Báo cáo số 15.pdf"),
        ("SCAN.PDF", k.PDF, "SCAN.pdf"),
        ("anh.jpeg", k.JPEG, "anh.jpeg"),
        ("tep-2026-11-21-7", k.PDF, "tep-2026-11-21-7.pdf"),
        ("anh.pdf", k.JPEG, "anh.pdf.jpg"),
        ("../../etc/passwd", k.TXT, "_.._etc_passwd.txt"),
        ("C:\\qd\\15.pdf", k.PDF, "C__qd_15.pdf"),
        ("fdp.\u202etxt", k.TXT, "fdp.txt"),
        ("a\x00b\n.txt", k.TXT, "ab.txt"),
        ("Ba\u0301o.txt", k.TXT, "Báo.txt"),
        ("", k.PDF, "tep.pdf"),
        (".pdf", k.PDF, "pdf.pdf"),
        ("...", k.ZIP, "tep.zip"),
    ],
)
def test_names(given: str, kind: Kind, name: str) -> None:
    assert named(given, kind) == name


def test_a_long_name_fits_a_file_system() -> None:
    name = named("ế" * 300 + ".pdf", k.PDF)
    assert len(name.encode()) <= 200
    assert name.endswith("ế.pdf")
