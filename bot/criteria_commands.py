"""``chamdiem criteria list|show|lint`` and ``chamdiem score``: work on files, need no campaign."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import click

_JSON = click.option("--json", "as_json", is_flag=True, help="For programs; numbers are text, exact.")


class _Refused(click.ClickException):
    exit_code = 2


@contextmanager
def _gently() -> Iterator[None]:
    """Mistakes in files as one sentence on stderr, exit code 2."""
    from criteria.files import CriteriaError
    from scoring.cases import CaseError

    try:
        yield
    except (CriteriaError, CaseError) as error:
        raise _Refused(str(error)) from error


def _folders(ctx: click.Context) -> tuple[Path, ...]:
    """Where sets stand besides the package's."""
    given = ctx.find_root().obj or {}
    return tuple(given.get("sets", ()))


def _print(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


@click.group()
def criteria() -> None:
    """Look at criteria sets: those of the package, then those in the data folder."""


@criteria.command("list")
@_JSON
@click.pass_context
def list_sets(ctx: click.Context, *, as_json: bool) -> None:
    """All criteria sets, one line each."""
    from bot.criteria_printing import list_lines
    from criteria import loader, showing

    with _gently():
        folders = _folders(ctx)
        sets = [loader.load(name, *folders) for name in loader.find_sets(*folders)]
        if as_json:
            _print(showing.listed(sets))
        else:
            click.echo("\n".join(list_lines(sets)))


@criteria.command("show")
@click.argument("set_id", metavar="SET")
@_JSON
@click.pass_context
def show_set(ctx: click.Context, set_id: str, *, as_json: bool) -> None:
    """One criteria set, whole; or one procedure (levels, blocks, stages)."""
    from bot.criteria_printing import set_lines
    from bot.procedure_printing import level_lines, procedure_lines
    from criteria import loader, procedure_files, procedure_showing, showing

    with _gently():
        folders = _folders(ctx)
        if set_id in procedure_files.find_procedures(*folders):
            alone = procedure_files.load_procedure(set_id, *folders)
            data, lines = procedure_showing.procedure_shown(alone), procedure_lines(alone)
        else:
            found = loader.load(set_id, *folders)
            procedure = procedure_files.carried(found, *folders)
            data = showing.shown(found, procedure)
            lines = chain(set_lines(found), level_lines(procedure) if procedure else ())
        if as_json:
            _print(data)
        else:
            click.echo("\n".join(lines))


@criteria.command("lint")
@click.argument("set_ids", metavar="[SET]...", nargs=-1)
@_JSON
@click.pass_context
def lint_sets(ctx: click.Context, set_ids: tuple[str, ...], *, as_json: bool) -> None:
    """What is wrong or odd in criteria sets; exit code 1 where something has no ruling yet."""
    from bot.criteria_printing import finding_lines
    from criteria import loader
    from criteria.lint import lint
    from criteria.procedure_files import find_procedures
    from criteria.procedure_lint import lint_all

    with _gently():
        folders = _folders(ctx)
        findings = lint_all(set_ids, *folders)
        procedures = find_procedures(*folders)
        for name in [each for each in set_ids if each not in procedures] or (
            () if set_ids else tuple(loader.find_sets(*folders))
        ):
            found, folder = loader.load(name, *folders), loader.find(name, *folders)
            findings += lint(found, loader.load_print(folder), loader.load_examples(folder))
    if as_json:
        _print([finding.shown() for finding in findings])
    else:
        click.echo("\n".join(finding_lines(findings)))
    ctx.exit(0 if all(finding.acknowledged for finding in findings) else 1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_JSON
@click.pass_context
def score(ctx: click.Context, file: Path, *, as_json: bool) -> None:
    """Score the answers in FILE (YAML or JSON) and rank its units.

    FILE says: set: SET, units: {NAME: {"1.2": {a: 3, b: 4}, "1.1": OPTION, general: {"1.4": 8200}}};
    blocks: {NAME: BLOCK} and closed: true where they matter; procedure: ID for levels of another decision.
    """
    from bot.criteria_printing import result_lines
    from criteria import loader, procedure_files
    from criteria.files import read_yaml
    from scoring import cases

    with _gently():
        data = read_yaml(file, cases.LARGEST)
        folders = _folders(ctx)
        case = cases.read_case(
            data,
            lambda name: loader.load(name, *folders),
            lambda name: procedure_files.load_procedure(name, *folders),
        )
        result = cases.result_of(case)
        if as_json:
            _print(result)
        else:
            click.echo("\n".join(result_lines(case, result)))
