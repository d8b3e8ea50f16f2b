"""Where criteria sets stand on the command line: by id, or as the path of a folder (``./my-set``)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

JSON = click.option("--json", "as_json", is_flag=True, help="For programs; numbers are text, exact.")


def print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def set_folders(ctx: click.Context) -> tuple[Path, ...]:
    """Where sets stand besides the package's."""
    given = ctx.find_root().obj or {}
    return tuple(given.get("sets", ()))


def is_path(name: str) -> bool:
    """Whether a folder or a file is named, and no set by its id."""
    return "/" in name or os.sep in name or name.startswith(".")


def located(ctx: click.Context, name: str, beside: Path | None = None) -> tuple[str, tuple[Path, ...]]:
    """The id of a set and where to look for it; raises CriteriaError where the path has no set.

    A path is taken from ``beside`` (a folder), and its folder is named like its set.
    """
    from criteria.files import CriteriaError

    folders = set_folders(ctx)
    if not is_path(name):
        return name, folders
    place = ((beside or Path()) / name).resolve()
    folder = place.parent if place.name == "set.yaml" else place
    if not (folder / "set.yaml").is_file():
        raise CriteriaError("no-file", name, None, "there is no set.yaml in this folder")
    return folder.name, (*folders, folder.parent)
