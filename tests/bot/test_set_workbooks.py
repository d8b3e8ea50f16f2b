"""An authority's own set through Excel: the three commands, and workbooks that cannot be read for sure."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.commands.criteria_commands import criteria
from bot.commands.refusing import Refusing
from bot.reading.set_workbooks import LARGEST, read_sheets
from criteria import loader
from criteria.files import CriteriaError

Change = Callable[[Workbook], object]


def run(*words: str | Path) -> Result:
    typed = ("criteria", *map(str, words))
    return CliRunner().invoke(Refusing(commands=[criteria]), typed, obj={"sets": ()})


def page(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    form = tmp_path_factory.mktemp("forms") / "form.xlsx"
    assert run("export", "kien-giang-xa", form).exit_code == 0
    return form


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kien-giang-xa"


def changed(exported: Path, tmp_path: Path, change: Change) -> Path:
    form = tmp_path / "form.xlsx"
    book = load_workbook(exported)
    change(book)
    book.save(form)
    return form


@pytest.mark.parametrize("name", loader.find_sets())
def test_a_published_set_goes_through_excel_and_back(name: str, tmp_path: Path) -> None:
    form, made, own = tmp_path / "form.xlsx", tmp_path / "own" / name, loader.find(name)
    assert run("export", name, form).exit_code == 0
    said = run("import", form, made)
    assert said.exit_code == 0, said.output
    assert "written: " in said.stdout
    before, after = loader.load_set(own), loader.load_set(made)
    assert after == before
    assert after.digest == before.digest
    assert loader.load_examples(made) == loader.load_examples(own)
    assert (made / "decision.md").read_bytes() == (own / "decision.md").read_bytes()
    assert [path.name for path in made.parent.iterdir()] == [name]


def test_lost_rows_are_completed_from_the_signed_original(
    exported: Path, tmp_path: Path, folder: Path
) -> None:
    def complete(book: Workbook) -> None:
        for number in range(8, 19):
            where = {
                "owner": "2.II",
                "code": str(number),
                "id": f"2.II.{number}",
                "name": f"Tiêu chí {number}",
            }
            add(book, "Tiêu chí", **where, max="1", quote="Có 1", **{"rule.kind": "chọn một"})
            for key, points in (("co", "1"), ("khong", "0")):
                add(book, "Phương án", owner=f"2.II.{number}", key=key, label=key, points=points)
        lost = page(book, "Phần bị mất")
        assert lost["A3"].value == "nhóm 2.II, sau tiêu chí 7"
        lost.delete_rows(3)

    before = loader.load("kien-giang-xa")
    said = run("import", changed(exported, tmp_path, complete), folder)
    assert said.exit_code == 0, said.output
    after = loader.load_set(folder)
    assert after.computed_max == before.computed_max + 11
    assert len(after.lost) == len(before.lost) - 1
    assert "group-sum" in said.stdout  # its ruling has outlived its finding
    assert any(line.startswith("  ✗") and "group 2.II" in line for line in said.stdout.splitlines())


def add(book: Workbook, sheet: str, **said: str) -> None:
    """A further row, by the machine's names of the columns."""
    found = page(book, sheet)
    keys = [cell.value for cell in found[2]]
    assert set(said) <= set(keys)
    found.append([said.get(str(key)) for key in keys])


def put(sheet: str, cell: str, value: str | float | datetime) -> Change:
    def change(book: Workbook) -> None:
        page(book, sheet)[cell] = value

    return change


REFUSED: dict[str, tuple[Change, str]] = {
    "merged": (lambda book: page(book, "Nhóm").merge_cells("A3:B4"), "'Nhóm', cell A3: A3:B4 are merged"),
    "formula": (put("Tiêu chí", "D4", '="Tỷ" & "lệ"'), "'Tiêu chí', cell D4: this is a formula"),
    "error": (put("Tiêu chí", "D4", "#REF!"), "'Tiêu chí', cell D4: this is an error, #REF!"),
    "float code": (put("Nhóm", "A5", 3.1), "'Nhóm', cell A5: 3.1 is a number here"),
    "date": (put("Chung", "B7", datetime(2026, 3, 24, tzinfo=UTC).replace(tzinfo=None)), "made a date"),
    "truth": (put("Tiêu chí", "D4", value=True), "'Tiêu chí', cell D4: this is True, no text"),
    "wrong key": (put("Nhóm", "C2", "ten"), "'Nhóm', cell C2: there is no column 'ten'"),
    "code twice": (put("Nhóm", "B4", "1.I"), "'Nhóm', cell B4: '1.I' stands twice, first in cell B3"),
    "kind": (put("Tiêu chí", "G3", "đoán"), "'Tiêu chí', cell G3: write one of: chọn một, "),
    "sheet": (lambda book: book.create_sheet("Nháp"), "'Nháp': there is no such sheet"),
    "no sheet": (lambda book: book.remove(book["Mức"]), "'Mức': this sheet is missing"),
    "no column": (lambda book: page(book, "Nhóm").delete_cols(4), "columns are missing: 'Thuộc phần' (part)"),
    "other id": (put("Chung", "B2", "xa-toi"), "'Chung', cell B2: the folder is called 'kien-giang-xa'"),
    "procedure": (put("Chung", "B12", "huyen"), "'Chung', cell B12: there is no procedure 'huyen'"),
    "far away": (put("Nhóm", "A1048576", "x"), "'Nhóm': the sheet reaches as far as row 1048576"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_for_sure_is_refused_with_its_cell(
    case: str, exported: Path, tmp_path: Path, folder: Path
) -> None:
    change, expected = REFUSED[case]
    said = run("import", changed(exported, tmp_path, change), folder)
    assert said.exit_code == 2
    assert f"form.xlsx, sheet {expected}" in said.stderr or expected in said.stderr
    assert not folder.exists()


def test_all_that_is_wrong_is_said_at_once(exported: Path, tmp_path: Path, folder: Path) -> None:
    def change(book: Workbook) -> None:
        for case in ("merged", "formula", "kind"):
            REFUSED[case][0](book)

    said = run("import", changed(exported, tmp_path, change), folder)
    assert all(REFUSED[case][1] in said.stderr for case in ("merged", "formula", "kind"))


def test_numbers_of_excel_are_taken_as_they_stand(exported: Path, tmp_path: Path, folder: Path) -> None:
    def change(book: Workbook) -> None:
        put("Nhóm", "E3", 20.25)(book)
        put("Nhóm", "E4", 10)(book)

    assert run("import", changed(exported, tmp_path, change), folder).exit_code == 0
    assert [group.declared_max * 4 for group in loader.load_set(folder).groups[:2]] == [81, 40]


def test_an_empty_template_says_what_is_to_be_written(tmp_path: Path) -> None:
    assert run("template", tmp_path / "empty.xlsx").exit_code == 0
    said = run("import", tmp_path / "empty.xlsx", tmp_path / "new")
    assert said.exit_code == 2
    assert "sheet 'Chung', cell B2: write 'Mã bộ tiêu chí' here" in said.stderr


def test_a_template_from_a_set_is_its_export(tmp_path: Path) -> None:
    assert run("template", tmp_path / "a.xlsx", "--from", "lac-dao-xa").exit_code == 0
    assert run("export", "lac-dao-xa", tmp_path / "b.xlsx").exit_code == 0
    assert read_sheets(tmp_path / "a.xlsx") == read_sheets(tmp_path / "b.xlsx")


def test_an_unknown_set_is_refused(tmp_path: Path) -> None:
    said = run("export", "tinh-khong-co", tmp_path / "a.xlsx")
    assert said.exit_code == 2
    assert "there is no such set" in said.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_a_folder_with_files_is_written_only_by_force(exported: Path, folder: Path) -> None:
    shutil.copytree(loader.find("kien-giang-xa"), folder)
    (folder / "set.yaml").write_text("id: cũ", encoding="utf-8")
    said = run("import", exported, folder)
    assert said.exit_code == 2
    assert "is not empty" in said.stderr
    assert run("import", exported, folder, "--force").exit_code == 0
    assert loader.load_set(folder).id == "kien-giang-xa"
    assert (folder / "CHANGELOG.md").is_file()


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(70_000_000))


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)


NO_FORMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "bomb": (bomb, "unpacks to more than 200 MB"),
    "huge": (huge, "larger than 20 MB"),
    "garbage": (lambda path: path.write_bytes(b"PK\x03\x04garbage"), "this is no Excel file"),
    "text": (lambda path: path.write_text("Mã;Tên", encoding="utf-8"), "this is no Excel file"),
    "empty": (lambda path: path.touch(), "this is no Excel file"),
    "password": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "password"),
    "nothing": (lambda _path: None, "there is no such file"),
    "other zip": (lambda path: zipfile.ZipFile(path, "w").close(), "this is no Excel file"),
}


@pytest.mark.parametrize("case", NO_FORMS)
def test_what_is_no_workbook_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    make, expected = NO_FORMS[case]
    make(tmp_path / "form.xlsx")
    with pytest.raises(CriteriaError, match=expected):
        read_sheets(tmp_path / "form.xlsx")
    said = run("import", tmp_path / "form.xlsx", tmp_path / "new")
    assert (said.exit_code, said.stdout) == (2, "")
    assert expected in said.stderr
