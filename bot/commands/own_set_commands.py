"""``chamdiem criteria new|diff``: an authority's own criteria sets, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError
from bot.commands.locating import JSON, is_path, located, print_json, set_folders

if TYPE_CHECKING:
    from criteria.schema import CriteriaSet


@click.command("new")
@click.argument("name", metavar="DIR")
@click.option("--from", "source", metavar="SET", help="Begin with a copy of this set.")
@click.pass_context
def new_set(ctx: click.Context, name: str, source: str | None) -> None:
    """Start a criteria set of your own in the folder DIR.

    The folder's name is the set's id.

    DIR without a slash stands among the sets of the data folder, where the bot finds it.
    """
    from criteria import starting

    place = _place(ctx, name)
    _refuse_other_names(ctx, place)
    texts = _copied(ctx, source, place.name) if source else starting.started(place.name)
    _write(place, texts)
    click.echo("\n".join(_next_steps(name if is_path(name) else place.name, place)))


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@JSON
@click.pass_context
def diff_sets(ctx: click.Context, before: str, after: str, *, as_json: bool) -> None:
    """Show what changed from A to B.

    Both are ids, folders or files of sets. Exit code 1: they differ.
    """
    from bot.commands.diff_printing import change_lines, changes_shown
    from criteria.comparing import compare

    old, new = _read(ctx, before), _read(ctx, after)
    changes = compare(old, new)
    if as_json:
        print_json(changes_shown(changes))
    else:
        click.echo("\n".join(change_lines(old, new, changes)))
    ctx.exit(1 if changes else 0)


def _read(ctx: click.Context, name: str) -> CriteriaSet:
    """A set by id, folder or file; versions side by side need not be called like their folders."""
    from criteria import loader

    if not is_path(name) and not Path(name).is_file():
        return loader.load(name, *set_folders(ctx))
    place = Path(name)
    return loader.load_set(place) if place.is_dir() else loader.read_set(place)


# a new set ------------------------------------------------------------------------------------------------


def _place(ctx: click.Context, name: str) -> Path:
    """The folder of the new set."""
    if is_path(name):
        return Path(name).resolve()
    folders = set_folders(ctx)
    if not folders:
        raise RefusedError(f"there is no data folder: name the folder with its path, like ./{name}")
    return folders[0] / name


def _refuse_other_names(ctx: click.Context, place: Path) -> None:
    """Refuse a name that is no id or is taken, and a folder that has something in it."""
    from criteria import loader, procedure_files, starting
    from criteria.vietnamese import slug

    name, folders = place.name, set_folders(ctx)
    if not starting.is_id(name):
        near = slug(name)[:60].strip("-") or "xa-lac-dao"
        raise RefusedError(f"{name!r} cannot be the id of a set: use a-z, 0-9 and -, like {near}")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise RefusedError(f"{place} is not empty: name another folder")
    if name in {"procedures", *loader.find_sets(*folders), *procedure_files.find_procedures(*folders)}:
        raise RefusedError(f"there is {name} already: name the new set otherwise, like {name}-2")


def _copied(ctx: click.Context, source: str, set_id: str) -> dict[str, str]:
    """The files of another set under the new id."""
    from criteria import loader, starting
    from criteria.files import read_text

    name, folders = located(ctx, source)
    origin, folder = loader.load(name, *folders), loader.find(name, *folders)
    present = (each for each in starting.FILES if (folder / each).is_file())
    return starting.copied(set_id, origin, {each: read_text(folder / each) for each in present})


def _write(place: Path, texts: Mapping[str, str]) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8", newline="\n")


def _next_steps(name: str, place: Path) -> Iterator[str]:
    yield f"Đã tạo bộ tiêu chí {place.name} trong {place}"
    yield "Việc tiếp theo:"
    yield "  1. decision.md: để toàn văn quyết định và phụ lục của cơ quan mình."
    yield "  2. set.yaml: ghi văn bản, nhóm, tiêu chí, điểm và cách tính, đúng chữ của bản in."
    yield "  3. examples.yaml: mỗi tiêu chí một ví dụ tính sẵn."
    yield f"  4. chamdiem criteria lint {name}: còn gì phải sửa hoặc phải ghi kết luận."
    yield f"  5. chamdiem criteria show {name}: xem cả bộ như bot hiểu."
