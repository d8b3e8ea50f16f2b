"""Whatever units, files and texts are called, every paper, workbook, page and picture opens and shows it."""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
import tempfile
import unicodedata
import zipfile
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import docx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.book import Book
from bot.papers.desk_reading import at_desk
from bot.papers.exporting import write_ranking
from bot.papers.offline_writing import unit_sheet
from bot.papers.paper_writing import Kind, Wanted, write_paper
from bot.papers.public_writing import write_chart, write_page
from bot.papers.verdict_writing import verdict_sheet
from bot.settings import Settings
from bot.storage.database import Database
from conversations.talk import Act
from exports import xlsx
from exports.cleaning import safe
from exports.figures_form import Column, Row, figures_form
from exports.report import InvitationLine
from scoring import facts as f
from tests.bot.hostile import hostile_campaign
from tests.bot.storage.test_projections import written
from tests.bot.test_hostile_names import NAMES
from tests.exports.reading import cells, read

EXAMPLES = int(os.environ.get("SOAK_EXAMPLES", "3"))
UNIT: Final = "=u"
PAPERS: Final[tuple[Kind, ...]] = ("form", "report", "letter", "notice")
OURS: Final = re.compile(
    r"=(SUM|COUNT|MIN|MAX|AVERAGE|MEDIAN)\(('[^'\[\]:*?/\\]+'!)?\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?\)"
    r"|=[A-Z]+\d+([+-][A-Z]+\d+)*"
)
"""Functions over our own cells, sums and differences of them: the only formulas that any export may have."""
RELATED: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an example takes seconds: none is made smaller
)  # fmt: skip
@given(st.lists(NAMES, min_size=4, max_size=6))
def test_every_paper_holds(names: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        asyncio.run(all_papers(folder, names))
    finally:
        shutil.rmtree(folder)


async def all_papers(folder: Path, names: list[str]) -> None:
    await hostile_campaign(folder / "data", names, ("../u", UNIT))
    here = Settings(data=folder / "data")
    await write_page(here, folder / "draft.html", draft=True)
    verdicts = await at_desk(here, verdict_sheet)
    sheet = await at_desk(here, unit_sheet, UNIT)
    await published(here.data, names)
    for kind in PAPERS:
        await write_paper(here, Wanted(kind), UNIT, folder / f"{kind}.docx")
        paper_is_whole((folder / f"{kind}.docx").read_bytes(), names[0])
    await write_paper(here, Wanted("form", "xlsx"), UNIT, folder / "form.xlsx")
    await write_ranking(here, folder / "ranking.xlsx")
    for made in (folder / "form.xlsx", folder / "ranking.xlsx"):
        workbook_is_safe(made.read_bytes(), names[0], formulas=made.name == "ranking.xlsx")
    workbook_is_safe(verdicts, names[0])
    workbook_is_safe(sheet, names[0])
    await write_page(here, folder / "page.html", draft=False)
    for made in (folder / "draft.html", folder / "page.html"):
        page_is_safe(made.read_text(encoding="utf-8"), names[0])
    for what in ("score:" + UNIT, "ranking:@" + UNIT, "progress"):
        await write_chart(here, what, folder / "chart.svg")
        picture_is_drawn((folder / "chart.svg").read_text(encoding="utf-8"))
    await write_chart(here, "score:" + UNIT, folder / "chart.png")
    assert (folder / "chart.png").read_bytes().startswith(b"\x89PNG")


async def published(data: Path, names: list[str]) -> None:
    """The results with levels and reasons that are called like that, too."""
    placings = tuple(
        f.Placing(unit=code, block=names[-1], total="1/3", rank=place, level=names[1], why=names[2])
        for place, code in enumerate(("../u", UNIT), start=1)
    )
    database = await Database.open(data)
    try:
        book = Book(database, data)
        await book.read()
        at = "2026-12-01T00:00:00+00:00"
        await written(
            book,
            Act("", f.StageChanged(stage="published")),
            Act("", f.ResultsPublished(number=1, at=at, digest="d", placings=placings)),
        )
    finally:
        await database.close()


def squeezed(text: str) -> str:
    """Without what breaks lines and without case: forms print names in capitals."""
    return re.sub(r"\s+", "", safe(text)).upper()


def clean_text(text: str) -> bool:
    return not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign not in "\n\r\t" for sign in text)


# --- papers and workbooks ------------------------------------------------------------------------------


def package_is_ours(content: bytes) -> None:
    """Every part is XML; nothing points out of the file, and nothing can run."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            assert "vba" not in name.lower()
            assert "externalLink" not in name
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(package.read(name))  # noqa: S314 - written by ourselves a moment ago
                assert all(link.get("TargetMode") != "External" for link in root.iter(RELATED))


def paper_is_whole(content: bytes, name: str) -> None:
    package_is_ours(content)
    paper = docx.Document(BytesIO(content))
    text = "\n".join(each.text or "" for each in paper.element.body.iter() if each.tag.endswith("}t"))
    assert clean_text(text)
    assert squeezed(name) in squeezed(text)
    assert "instrText" not in paper.element.body.xml


def workbook_is_safe(content: bytes, name: str, *, formulas: bool = False) -> None:
    package_is_ours(content)
    book = read(content)
    found = list(cells(book))
    for cell in found:
        if cell.data_type == "f":
            assert formulas, cell.value
            assert OURS.fullmatch(str(cell.value)), cell.value
        assert cell.hyperlink is None
        assert clean_text(str(cell.value))
    shown = squeezed("".join(str(cell.value) for cell in found if cell.data_type == "s"))
    assert squeezed(name)[:300] in shown


def test_sheets_that_are_handed_out_hold_too() -> None:
    for name in (
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+84",
        "-1",
        "\t=1+1",
        "＝1+1",
        "a\u202egnp.exe",
        "_x003D_1+1",
    ):
        line = InvitationLine(name, name, name, name, name, name, date(2026, 12, 21))
        workbook_is_safe(xlsx.invitation_list([line]), name)
        row = Row(name, name, {"1.a": name})
        workbook_is_safe(figures_form([Column("1.a", name, name)], [row]), name)


# --- pages and pictures --------------------------------------------------------------------------------


class Elements(HTMLParser):
    """What a browser makes of a page: its elements and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def page_is_safe(text: str, name: str) -> None:
    shown = Elements(text)
    assert shown.tags.count("script") == 1, "ours"
    assert not any(key.startswith("on") for key, _ in shown.attributes)
    assert all((value or "").startswith("#") for key, value in shown.attributes if key in ("href", "src"))
    assert clean_text("".join(shown.said))
    assert squeezed(name) in squeezed("".join(shown.said))


def picture_is_drawn(text: str) -> None:
    root = ET.fromstring(text)  # noqa: S314 - written by ourselves a moment ago
    tags = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert not tags & {"script", "foreignObject", "a", "image"}
    assert clean_text(html.unescape("".join(chain.from_iterable(root.itertext()))))
