"""``--blocks --units --criteria --body``: what a role is limited to, on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.commands.commanding import RefusedError

if TYPE_CHECKING:
    from bot.settings import Settings
    from scoring.campaigns import Campaign
    from scoring.facts import Scope

F = TypeVar("F", bound=Callable[..., Any])
ROLES = click.Choice(["officer", "leader", "reviewer", "administrator", "observer"])


def options(command: F) -> F:
    """The four limits, each a list separated by commas, and ``--everything`` for none of them."""
    for option in (
        click.option(
            "--everything", is_flag=True, help="No limits, where there are several blocks or bodies."
        ),
        click.option("--body", default="", help="Code of a body: only the units below it."),
        click.option("--criteria", default="", help="Criteria, separated by commas."),
        click.option("--units", default="", help="Unit codes, separated by commas."),
        click.option("--blocks", default="", help="Names of blocks, separated by commas."),
    ):
        command = option(command)
    return command


def scope_given(settings: Settings, known: Campaign, given: Mapping[str, Any]) -> Scope:
    """The scope of the options; raises RefusedError for what the campaign does not have."""
    from scoring.facts import Scope

    blocks, units, criteria = (_split(given[name]) for name in ("blocks", "units", "criteria"))
    _exist("block", blocks, known.blocks())
    _exist("unit", units, known.units)
    if criteria:
        from bot.pinned import load_asked

        _exist("criterion", criteria, load_asked(settings.data, known).by_id)
    body = str(given["body"])
    _exist("body", (body,) if body else (), {*known.bodies, *(u.parent for u in known.units.values())} - {""})
    return Scope(blocks=blocks, units=units, criteria=criteria, body=body)


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _exist(what: str, wanted: tuple[str, ...], known: Any) -> None:
    unknown = [each for each in wanted if each not in known]
    if unknown:
        raise RefusedError(f"there is no {what} {', '.join(map(repr, unknown))} in the campaign")


def check(known: Campaign, role: str, scope: Scope, *, everything: bool) -> None:
    """Refuse limits that do not go with the role, and a reviewer of everything that nobody asked for."""
    from scoring.facts import Scope as Limits

    if everything and scope != Limits():
        raise RefusedError("--everything does not go with --blocks, --units, --criteria or --body")
    of_unit = role in ("officer", "leader")
    if of_unit and (scope.blocks or scope.units or scope.body):
        raise RefusedError("officers and leaders are limited by --unit (and an officer by --criteria)")
    if role in ("leader", "observer") and scope != Limits():
        raise RefusedError(f"a {role} has no limits of that kind")
    several = bool(known.bodies) or len(known.blocks()) > 1
    if role == "reviewer" and several and scope == Limits() and not everything:
        raise RefusedError(
            "the campaign has several blocks or bodies: say which (--blocks, --units, --criteria, --body) "
            "or --everything"
        )
