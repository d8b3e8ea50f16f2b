"""``chamdiem criteria list|show|lint`` and ``chamdiem score``: work on files, need no campaign."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands import set_workbook_commands
from bot.commands.locating import JSON, is_path, located, print_json, set_folders
from bot.commands.own_set_commands import diff_sets, new_set

if TYPE_CHECKING:
    from criteria.findings import Finding
    from criteria.schema import CriteriaSet


@click.group()
def criteria() -> None:
    """Criteria sets: look at them, check them, make your own.

    Those of the package come first, then those in the data folder.
    """


@criteria.command("list")
@JSON
@click.pass_context
def list_sets(ctx: click.Context, *, as_json: bool) -> None:
    """All criteria sets, then all procedures, one line each."""
    from bot.commands.criteria_printing import list_lines
    from criteria import loader, procedure_files, showing

    folders = set_folders(ctx)
    sets = [loader.load(name, *folders) for name in loader.find_sets(*folders)]
    known = procedure_files.find_procedures(*folders)
    procedures = [procedure_files.load_procedure(name, *folders) for name in known]
    if as_json:
        print_json(showing.listed(sets, procedures))
    else:
        click.echo("\n".join(list_lines(sets, procedures)))


@criteria.command("show")
@click.argument("set_id", metavar="SET")
@JSON
@click.pass_context
def show_set(ctx: click.Context, set_id: str, *, as_json: bool) -> None:
    """Show one criteria set or procedure, whole.

    A set by its id or folder (./my-set), a procedure (levels, blocks, stages) by its id.
    """
    from bot.commands.criteria_printing import set_lines
    from bot.commands.procedure_printing import level_lines, procedure_lines
    from criteria import loader, procedure_files, procedure_showing, showing

    name, folders = located(ctx, set_id)
    if not is_path(set_id) and name in procedure_files.find_procedures(*folders):
        alone = procedure_files.load_procedure(name, *folders)
        data, lines = procedure_showing.procedure_shown(alone), procedure_lines(alone)
    else:
        found = loader.load(name, *folders)
        procedure = procedure_files.carried(found, *folders)
        data = showing.shown(found, procedure)
        lines = chain(set_lines(found), level_lines(procedure) if procedure else ())
    if as_json:
        print_json(data)
    else:
        click.echo("\n".join(lines))


@criteria.command("lint")
@click.argument("set_ids", metavar="[SET]...", nargs=-1)
@JSON
@click.pass_context
def lint_sets(ctx: click.Context, set_ids: tuple[str, ...], *, as_json: bool) -> None:
    """Show what is wrong or odd in criteria sets.

    Exit code 1: something has no ruling yet.

    SET is the id of a set or a procedure, or the folder of a set (./my-set); all of them where none is named.
    """
    from bot.commands.criteria_printing import finding_lines
    from criteria import loader
    from criteria.procedure_lint import lint_all

    if set_ids:
        findings = [found for name in set_ids for found in _findings(ctx, name)]
    else:
        folders = set_folders(ctx)
        findings = lint_all((), *folders)
        findings += [each for name in loader.find_sets(*folders) for each in _of_set(name, *folders)]
    if as_json:
        print_json([finding.shown() for finding in findings])
    else:
        click.echo("\n".join(finding_lines(findings)))
    ctx.exit(0 if all(finding.acknowledged for finding in findings) else 1)


def _findings(ctx: click.Context, given: str) -> list[Finding]:
    """Of one set, with the procedure that it carries, or of one procedure."""
    from criteria.procedure_files import find_procedures
    from criteria.procedure_lint import lint_all

    name, folders = located(ctx, given)
    alone = not is_path(given) and name in find_procedures(*folders)
    return lint_all((name,), *folders) + ([] if alone else _of_set(name, *folders))


def _of_set(name: str, *folders: Path) -> list[Finding]:
    from criteria import loader
    from criteria.lint import lint

    found, folder = loader.load(name, *folders), loader.find(name, *folders)
    return lint(found, loader.load_print(folder), loader.load_examples(folder))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@JSON
@click.pass_context
def score(ctx: click.Context, file: Path, *, as_json: bool) -> None:
    """Score the answers in FILE (YAML or JSON) and rank its units.

    FILE says: set: SET, units: {NAME: {"1.2": {a: 3, b: 4}, "1.1": OPTION, general: {"1.4": 8200}}};
    SET is an id, or a folder beside FILE (./my-set);
    blocks: {NAME: BLOCK} and closed: true where they matter; procedure: ID for levels of another decision.
    """
    from bot.commands.criteria_printing import result_lines
    from criteria import loader, procedure_files
    from criteria.files import read_yaml
    from scoring import cases

    folders: tuple[Path, ...] = set_folders(ctx)

    def load(name: str) -> CriteriaSet:
        nonlocal folders
        set_id, folders = located(ctx, name, file.parent)
        return loader.load(set_id, *folders)

    data = read_yaml(file, cases.LARGEST, cases.LARGEST)
    case = cases.read_case(data, load, lambda name: procedure_files.load_procedure(name, *folders))
    result = cases.result_of(case)
    if as_json:
        print_json(result)
    else:
        click.echo("\n".join(result_lines(case, result)))


criteria.add_command(new_set)
criteria.add_command(diff_sets)


for _command in set_workbook_commands.COMMANDS:
    criteria.add_command(_command)
