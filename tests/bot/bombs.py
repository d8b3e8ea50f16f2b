"""Files that nobody sends by accident."""

from __future__ import annotations

import io
import zipfile

CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a "' + b"a" * 1000 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
    + b"]>"
)  # fmt: skip


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(rows: bytes, prolog: bytes = b"", name: bytes = b"A", **more: bytes) -> bytes:
    """A workbook whose only sheet has these rows, as XML, after ``prolog``; ``more``: further parts."""
    rid, sheet = b"rId1", b"/worksheets/sheet1.xml"
    return zipped({
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _PACKAGE + b'<Relationship Id="rId1" Type="' + _RELS.encode()
        + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b"<workbook " + _MAIN + b' xmlns:r="' + _RELS.encode()
        + b'"><sheets><sheet name="' + name + b'" sheetId="1" r:id="' + rid + b'"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _PACKAGE + b'<Relationship Id="rId1" Type="' + _RELS.encode()
        + b'/worksheet" Target="/xl' + sheet + b'"/></Relationships>',
        "xl" + sheet.decode(): prolog + b"<worksheet " + _MAIN + b"><sheetData>" + rows
        + b"</sheetData></worksheet>",
        **more,
    })  # fmt: skip


def row(text: bytes) -> bytes:
    """One row with one cell."""
    return b'<row><c t="inlineStr"><is><t>' + text + b"</t></is></c></row>"


def encrypted(content: bytes) -> bytes:
    """The same zip with every entry's flag for a password set."""
    out = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(mark)
        while start >= 0:
            out[start + at] |= 1
            start = out.find(mark, start + 4)
    return bytes(out)
