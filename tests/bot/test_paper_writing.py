"""``chamdiem export`` of papers, from a database that a rehearsal has filled."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.tryout import players
from conversations.phrases.remarks import NOTHING_TEXT


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("rehearsal")
    done = CliRunner().invoke(main, ["rehearse", "--units", "2", "--set", "ha-giang-so", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out / "data"


def _export(data: Path, *arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["--data", str(data), "export", *arguments])
    assert done.exit_code == code, done.output
    return done.output


def test_every_paper_of_a_unit(data: Path, tmp_path: Path) -> None:
    for kind in ("form", "report", "letter"):
        file = tmp_path / f"{kind}.docx"
        assert f"written: {file}" in _export(data, kind, "00001", str(file))
        assert docx.Document(str(file)).tables
    sheet = tmp_path / "phieu.xlsx"
    _export(data, "form", "00001", str(sheet))
    assert openpyxl.load_workbook(sheet).sheetnames[0] == "Phiếu đánh giá"
    made = tmp_path / "document"  # as the bot's child writes it
    _export(data, "form", "--as", "docx", "--nice", "1", "--out", str(made), "--", "00001")
    assert docx.Document(str(made)).tables


def test_every_paper_carries_the_state_of_the_record(data: Path, tmp_path: Path) -> None:
    for kind in ("report", "letter", "notice"):
        file = tmp_path / f"{kind}.docx"
        _export(data, kind, "00001", str(file))
        section = docx.Document(str(file)).sections[0]
        for foot in (section.first_page_footer, section.footer):
            assert re.fullmatch(r"Mã sổ: [0-9]+-[0-9a-f]{12}", foot.paragraphs[0].text)


def test_what_officers_said_in_the_talk_stands_in_the_report(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    _export(data, "report", "00001", str(file))
    said = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    assert {*players.DIFFICULTIES.split("\n"), NOTHING_TEXT} <= set(said)


def test_one_file_for_each_unit(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "phieu"
    assert "2 files" in _export(data, "form", "--all", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == [
        "00001 Phiếu đánh giá - Đơn vị 00001.xlsx", "00002 Phiếu đánh giá - Đơn vị 00002.xlsx",
    ]  # fmt: skip


def test_refusals_say_what_to_do(data: Path, tmp_path: Path) -> None:
    assert "name a unit and a file" in _export(data, "letter", code=2)
    assert "name it FILE.docx" in _export(data, "letter", "00001", str(tmp_path / "x.txt"), code=2)
    assert "FILE.xlsx or FILE.docx" in _export(data, "form", "00001", str(tmp_path / "x.pdf"), code=2)
    assert "no unit '99'" in _export(data, "form", "99", str(tmp_path / "x.docx"), code=2)
    assert "name the file" in _export(data, "ranking", code=2)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A campaign with one unit whose name is as long as a name may be."""
    listed, data = tmp_path / "don-vi.csv", tmp_path / "data"
    listed.write_text(f"Mã đơn vị,Tên đơn vị\n01,{'Trung tâm ' * 11}Một\n", encoding="utf-8")
    for arguments in (
        ("campaign", "create", "--set", "ha-giang-so", "--name", "Kỳ 2026"), ("units", "import", str(listed)),
    ):  # fmt: skip
        done = CliRunner().invoke(main, ["--data", str(data), *arguments])
        assert done.exit_code == 0, done.output
    return data


def test_papers_of_a_unit_with_a_long_name_stand_beside_each_other(begun: Path, tmp_path: Path) -> None:
    for kind in (("form", "--as", "docx"), ("report",), ("letter",)):
        _export(begun, *kind, "--all", str(tmp_path / "papers"))
    assert len([*(tmp_path / "papers").iterdir()]) == 3


def test_a_notice_needs_a_published_result(begun: Path, tmp_path: Path) -> None:
    assert "no published result" in _export(begun, "notice", "01", str(tmp_path / "x.docx"), code=2)
    assert "0 files" in _export(begun, "notice", "--all", str(tmp_path / "thong-bao"))
