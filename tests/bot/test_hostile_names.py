"""Whatever units and files are called, every export is whole, safe to open and safe to unpack."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import shutil
import tempfile
import unicodedata
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.papers.archiving import Wanted, write_archive
from bot.papers.package_writing import recomputed, write_package
from bot.papers.raw_writing import write_csv, write_json
from bot.settings import Settings
from exports import raw_tables
from exports.archive import CONTENTS
from exports.archive_names import LONGEST_PATH
from tests.bot.hostile import hostile_campaign
from tests.exports.reading import cells, read

EXAMPLES = int(os.environ.get("SOAK_EXAMPLES", "4"))
NAMES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
    st.sampled_from((
        "../../../etc/passwd", "..\\..\\boot.ini", "C:\\x", "CON.pdf", "nul", "=cmd|' /C calc'!A0", "+1",
        "@SUM(A1)", "\t=1+1", "a\u202egnp.exe", "\u200f\u200e", "<script>alert(1)</script>", "x" * 300,
        "Báo cáo.pdf", "báo cáo.PDF", "\x1b[2J", "a\r\nb", "'; DROP TABLE unit; --", "%2e%2e/", " . ",
    )),
)  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(NAMES, min_size=4, max_size=9), st.permutations(["../u", "=u"]))
def test_every_export_holds(names: list[str], codes: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        asyncio.run(all_exports(folder, names, codes))
    finally:
        shutil.rmtree(folder)


async def all_exports(folder: Path, names: list[str], codes: list[str]) -> None:
    files = await hostile_campaign(folder / "data", names, codes)
    here = Settings(data=folder / "data")
    await write_csv(here, folder / "csv")
    await write_json(here, folder / "raw.json")
    await write_package(here, folder / "p.zip")
    done = await write_archive(here, Wanted(folder / "e.zip", "", 2_000_000_000), lambda _: None)
    assert recomputed(folder / "p.zip").differences == []
    assert not done.troubles
    csv_is_safe(folder / "csv")
    json_is_as_it_was(folder / "raw.json", names)
    archive_is_safe(folder / "e.zip", files)
    assert not list(folder.glob("**/*.partial"))


def csv_is_safe(folder: Path) -> None:
    for table in raw_tables.TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file, delimiter=";")
        for row in rows:
            assert len(row) == len(head)
            for cell in row:
                assert not cell or cell[0].isalnum() or cell[0] == "'", cell
                assert not any(unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\t" for c in cell)


def json_is_as_it_was(path: Path, names: list[str]) -> None:
    body = json.loads(path.read_text(encoding="utf-8"))
    assert [unit["name"] for unit in body["units"]] == [names[0]] * 2
    assert [e["name"] for e in body["evidence"] if e["kind"] == "file" and e["unit"] == "=u"] == names


def archive_is_safe(path: Path, files: int) -> None:
    with zipfile.ZipFile(path) as archive:
        listed = archive.namelist()
        assert len({name.casefold() for name in listed}) == len(listed) == files + len(CONTENTS)
        for name in listed:
            steps = name.split("/")
            assert len(name) <= LONGEST_PATH
            assert len(steps) in (1, 3)
            assert all(step.strip(" .") == step and "\\" not in step and ":" not in step for step in steps)
        page = archive.read(CONTENTS[0]).decode()
        found = list(cells(read(archive.read(CONTENTS[1]))))
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert all(cell.data_type in ("s", "n", "d") for cell in found)
    assert any(cell.value == "Tệp" for cell in found)
