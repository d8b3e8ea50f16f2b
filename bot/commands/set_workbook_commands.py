"""``chamdiem criteria template|export|import``: an authority's own criteria set through Excel."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError
from bot.commands.locating import set_folders

if TYPE_CHECKING:
    from criteria.files import CriteriaError
    from criteria.workbook_filling import Rows
    from criteria.workbook_mistakes import Filled
    from criteria.workbook_reading import Reading

HEADING = "Nạp từ biểu mẫu Excel {form}: sửa ở đây hoặc trong biểu mẫu, rồi tăng version."
_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("file", metavar="FILE.xlsx", type=_FILE)
@click.option("--from", "set_id", metavar="SET", help="Fill the form with this set.")
@click.pass_context
def template(ctx: click.Context, file: Path, set_id: str | None) -> None:
    """Write the Excel form of a criteria set.

    It is empty, or filled from SET.
    """
    _write_form(ctx, set_id, file)


@click.command()
@click.argument("set_id", metavar="SET")
@click.argument("file", metavar="FILE.xlsx", type=_FILE)
@click.pass_context
def export(ctx: click.Context, set_id: str, file: Path) -> None:
    """Write SET as an Excel form.

    The form can be changed and imported again.
    """
    _write_form(ctx, set_id, file)


@click.command("import")
@click.argument("form", metavar="FORM.xlsx", type=_FILE)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--force", is_flag=True, help="Write even where DIR has files; others than the set's stay.")
@click.pass_context
def import_form(ctx: click.Context, form: Path, folder: Path, *, force: bool) -> None:
    """Make a set folder DIR of a filled form.

    It says what the linter finds.

    Everything that is wrong is named with its sheet and cell; then nothing is written.
    """
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise RefusedError(f"{folder} is not empty: name another folder, or add --force")
    found = _read(ctx, form, folder)
    if isinstance(found, list):
        told = "\n".join(map(str, found))
        raise RefusedError(f"nothing is written, {len(found)} to correct:\n{told}")
    _write_set(found, form.name, folder)
    _report(found, folder)


def _write_form(ctx: click.Context, set_id: str | None, file: Path) -> None:
    from bot.papers.whole_files import whole
    from exports.set_workbook import set_workbook

    content = set_workbook(*_filled(ctx, set_id)) if set_id else set_workbook({}, "")
    with whole(file) as form:
        form.write(content)


def _filled(ctx: click.Context, set_id: str) -> tuple[Rows, str]:
    """The rows of the set's sheets, and its print."""
    from criteria import loader
    from criteria.files import read_yaml
    from criteria.workbook_mistakes import workbook_rows

    folder = loader.find(set_id, *set_folders(ctx))
    loader.load_set(folder)
    raw = read_yaml(folder / "set.yaml")
    examples = read_yaml(folder / "examples.yaml") if loader.load_examples(folder) else []
    return workbook_rows(raw, examples), loader.load_print(folder)


def _read(ctx: click.Context, form: Path, folder: Path) -> Filled | list[CriteriaError]:
    from bot.reading.set_workbooks import read_sheets
    from criteria.workbook_mistakes import filled
    from criteria.workbook_reading import read_workbook

    sheets, troubles = read_sheets(form)
    reading = read_workbook(form.name, sheets)
    reading.troubles[:0] = troubles
    _check_names(reading, folder, *set_folders(ctx))
    return filled(reading)


def _check_names(reading: Reading, folder: Path, *folders: Path) -> None:
    """The set is called as its folder is, and its procedure exists: the schema knows neither."""
    from criteria.procedure_files import find_procedures

    name, own = folder.resolve().name, reading.raw.get("id")
    if own and own != name:
        reading.refuse(("id",), f"the folder is called {name!r}: write that here, or import into {own!r}")
    known = find_procedures(*folders, folder.parent)
    if (procedure := reading.raw.get("procedure")) and procedure not in known:
        told = f"there is no procedure {procedure!r}: write one of {', '.join(known)}, or leave it empty"
        reading.refuse(("procedure",), told)


def _write_set(found: Filled, form: str, folder: Path) -> None:
    """All files or none: they are read back before the first one is put in its place."""
    from criteria import loader
    from criteria.set_writing import set_files

    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=".nap-") as name:
        made = Path(name)
        for file, text in set_files(found, HEADING.format(form=form)).items():
            (made / file).write_text(text, encoding="utf-8", newline="")
        if loader.load_set(made) != found.criteria:
            raise RefusedError("the set could not be written exactly; nothing is written")
        folder.mkdir(exist_ok=True)
        for path in sorted(made.iterdir()):
            path.replace(folder / path.name)


def _report(found: Filled, folder: Path) -> None:
    """What the linter says of what now stands in the folder."""
    from bot.commands.criteria_printing import finding_lines
    from criteria import loader
    from criteria.lint import lint

    count = len(found.criteria.criteria)
    click.echo(f"written: {folder} ({count} criteria, digest {found.criteria.digest[:12]})")
    findings = lint(found.criteria, loader.load_print(folder), loader.load_examples(folder))
    click.echo("\n".join(finding_lines(findings)))


COMMANDS = (template, export, import_form)
