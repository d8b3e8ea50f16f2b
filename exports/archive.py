"""The evidence archive: what lies where in it, and its table of contents as a workbook and a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from criteria.schema import CriteriaSet
from criteria.vietnamese import ZONE, clean, moment, number
from exports.archive_names import FILE, FOLDER, Names
from exports.book import Book, Cell
from exports.cleaning import safe
from exports.looks import INTEGER, MOMENT, Look
from exports.paper import Paper
from scoring.facts import Unit
from scoring.records import INFO

CONTENTS: Final = ("MỤC LỤC.html", "MỤC LỤC.xlsx", "MỤC LỤC.json")
FORMAT: Final = "chamdiem-evidence/1"
MOST_LINES: Final = 20_000  # of one part: that many are in memory at once
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
PER_LINE: Final = 1_000  # bytes that a line takes in the zip beside its file
KINDS: Final = {"file": "Tệp", "photo": "Ảnh", "link": "Liên kết", "explanation": "Giải trình"}
MISSING: Final = "KHÔNG TÌM THẤY TỆP GỐC"
CHANGED: Final = "NỘI DUNG TỆP ĐÃ KHÁC BẢN ĐƯỢC GỬI"
_PACKED: Final = ("text/", "application/rtf", "application/msword", "application/vnd.ms-", "image/tiff")


class Line(NamedTuple):
    """One piece of evidence or explanation. ``path``: where its file lies in the zip; empty without one."""

    unit: str
    unit_name: str
    item: str
    heading: str
    kind: str
    name: str
    path: str = ""
    sha256: str = ""
    mime: str = ""
    size: int = 0
    url: str = ""
    caption: str = ""
    person: str = ""
    at: str = ""

    @property
    def weight(self) -> int:
        """Bytes that it takes in a part."""
        return self.size * bool(self.path) + PER_LINE

    @property
    def packed(self) -> bool:
        """Whether packing makes it smaller: photos, PDF and the newer office files are packed already."""
        return self.mime.startswith(_PACKED)


@dataclass(slots=True)
class Filing:
    """Gives everything its place: a folder for each unit, in it one for each item. Units come one by one."""

    criteria: CriteriaSet
    _units: Names = field(default_factory=Names)

    def unit(self, unit: Unit, lines: Iterable[Line]) -> Iterator[Line]:
        """The unit's lines with their paths, in the order of the set."""
        top = self._units.give(f"{unit.code} {unit.name}", FOLDER)
        items, files = Names(), dict[str, Names]()
        folders: dict[str, str] = {}
        places = {c.id: place for place, c in enumerate(self.criteria.criteria)}
        for line in sorted(lines, key=lambda each: (places.get(each.item, -1), each.item)):
            heading = self.heading(line.item)
            if not line.sha256:
                yield line._replace(heading=heading)
                continue
            if line.item not in folders:
                folders[line.item] = items.give(f"{line.item} {heading}", FOLDER)
                files[line.item] = Names()
            name = files[line.item].give(line.name, FILE)
            yield line._replace(heading=heading, path=f"{top}/{folders[line.item]}/{name}")

    def heading(self, item: str) -> str:
        """What the item is called in the set; empty for one that the set no longer has."""
        if item.startswith(INFO):
            key = item.removeprefix(INFO)
            return next((each.label for each in self.criteria.general_info if each.key == key), "")
        known = self.criteria.by_id.get(item)
        return known.name if known else ""


def plan_digest(lines: Iterable[Line]) -> str:
    """What a part is known by: SHA-256 over all that should be in it."""
    digest = hashlib.sha256(FORMAT.encode())
    for line in lines:
        digest.update(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def entry_time(at: str) -> tuple[int, int, int, int, int, int]:
    """An ISO time as a zip keeps it, in Vietnam's zone; what it cannot keep is its earliest."""
    try:
        local = datetime.fromisoformat(at).astimezone(ZoneInfo(ZONE))
    except (ValueError, OverflowError):
        return EARLIEST
    if not 1980 <= local.year <= 2107:
        return EARLIEST
    return (local.year, local.month, local.day, local.hour, local.minute, local.second)


# the table of contents ------------------------------------------------------------------------------------

COLUMNS: Final = (
    ("TT", 34), ("Mã đơn vị", 62), ("Đơn vị", 120), ("Tiêu chí", 56), ("Tên tiêu chí", 200), ("Loại", 60),
    ("Tên tệp khi gửi", 170), ("Vị trí trong tệp nén", 230), ("Ghi chú, giải trình, liên kết", 170),
    ("Người gửi", 100), ("Thời điểm gửi", 96), ("Kích thước (byte)", 72), ("SHA-256", 150),
    ("Tình trạng", 72),
)  # fmt: skip
TURN: Final = 8  # columns on the first page; the others are printed on a second, after the first ``FIRST``
FIRST: Final = 4
_HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box", size=11)
_CELL: Final = Look(edges="box", size=11)


Value = str | int | datetime
"""What stands in a cell of the table of contents."""


class About(NamedTuple):
    """Of which campaign the archive is, which part, and by which lines it is known."""

    campaign: str
    part: int
    plan: str
    at: datetime
    head: str = ""


def contents_workbook(about: About, lines: Sequence[Line], troubles: dict[str, str]) -> bytes:
    """The contents as a workbook; ``troubles`` by path."""
    book = Book()
    paper = Paper(book, "MỤC LỤC", [width for _, width in COLUMNS], turns=(TURN,), repeated=FIRST)
    paper.add(Cell(None, Look(), FIRST), Cell(_title(about), Look(bold=True), TURN - FIRST))
    paper.table([Cell(title, _HEAD) for title, _ in COLUMNS], frozen=FIRST)
    for place, line in enumerate(lines, start=1):
        paper.add(Cell(place, _CELL), *(Cell(value, _look(value)) for value in _values(line, troubles)))
    return book.bytes()


def _look(value: Value) -> Look:
    if isinstance(value, datetime):
        return _CELL.but(format=MOMENT)
    return _CELL.but(format=INTEGER) if isinstance(value, int) else _CELL


def _title(about: About) -> str:
    ledger = f" – mã sổ {about.head}" if about.head else ""
    return safe(
        f"MỤC LỤC MINH CHỨNG – {about.campaign} – phần {about.part}, kết xuất lúc {moment(about.at)}{ledger}"
    )


def _values(line: Line, troubles: dict[str, str]) -> list[Value]:
    size = line.size if line.path else ""
    at = datetime.fromisoformat(line.at) if line.at else ""
    note = " · ".join(filter(None, (line.caption, line.url)))
    return [
        line.unit, line.unit_name, line.item, line.heading, KINDS.get(line.kind, line.kind), line.name,
        line.path, note, line.person, at, size, line.sha256, troubles.get(line.path, ""),
    ]  # fmt: skip


_PAGE: Final = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{{font:15px/1.4 sans-serif;margin:1.5em}}table{{border-collapse:collapse}}
td,th{{border:1px solid #999;padding:.25em .5em;vertical-align:top;overflow-wrap:anywhere}}
th{{background:#eee;position:sticky;top:0}}td.n{{text-align:right}}td.h{{font:11px monospace;max-width:17em}}
tr.bad td{{background:#fdd}}</style></head><body><h1>{title}</h1><table><thead><tr>{head}</tr></thead><tbody>
"""
_PAGE_END: Final = "</tbody></table></body></html>\n"


def contents_page(about: About, lines: Iterable[Line], troubles: dict[str, str]) -> Iterator[str]:
    """The contents as a page that opens without a network; files can be opened from it."""
    title = escape(_title(about))
    yield _PAGE.format(title=title, head="".join(f"<th>{escape(name)}</th>" for name, _ in COLUMNS))
    for place, line in enumerate(lines, start=1):
        bad = ' class="bad"' if line.path in troubles else ""
        yield f"<tr{bad}><td class=n>{place}</td>{''.join(_page_cells(line, troubles))}</tr>\n"
    yield _PAGE_END


def _page_cells(line: Line, troubles: dict[str, str]) -> Iterator[str]:
    values = _values(line, troubles)
    for (name, _), value in zip(COLUMNS[1:], values, strict=True):
        shown = _shown(value)
        if name == "Vị trí trong tệp nén" and line.path and line.path not in troubles:
            shown = f'<a href="{quote(line.path)}">{shown}</a>'
        elif name.startswith("Ghi chú") and _is_web(line.url):
            shown = (
                f'{escape(clean(line.caption))} <a href="{escape(line.url)}">{escape(clean(line.url))}</a>'
            )
        kind = " class=n" if isinstance(value, int) else " class=h" if name == "SHA-256" else ""
        yield f"<td{kind}>{shown}</td>"


def _shown(value: Value) -> str:
    if isinstance(value, datetime):
        return moment(value)
    return number(value) if isinstance(value, int) else escape(clean(value))


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def contents_json(about: About, lines: Iterable[Line], troubles: dict[str, str]) -> str:
    """What a machine reads: by which plan the part was written, and each file's checksum."""
    files = [
        {"path": each.path, "size": each.size, "sha256": each.sha256, "trouble": troubles.get(each.path, "")}
        for each in lines if each.path
    ]  # fmt: skip
    known = {"campaign": about.campaign, "part": about.part, "plan": about.plan}
    body = {"format": FORMAT, **known, "files": files}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
