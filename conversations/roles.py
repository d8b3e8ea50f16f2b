"""Buttons only for those in whose role they are: a payload may come from anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conversations import helping
from conversations.talk import Talk
from scoring.facts import ActRefused, RoleName

Press = Callable[[Talk, str, str, str], None]


def has(talk: Talk, *roles: RoleName) -> bool:
    """Whether the person has one of the roles."""
    return talk.person is not None and any(talk.person.has(role) for role in roles)


def only_for(roles: tuple[RoleName, ...], presses: Mapping[str, Press]) -> dict[str, Press]:
    """The same presses, refused to people without one of the roles."""
    return {verb: _guarded(roles, verb, act) for verb, act in presses.items()}


def _guarded(roles: tuple[RoleName, ...], verb: str, act: Press) -> Press:
    def pressed(talk: Talk, item: str, version: str, argument: str) -> None:
        if not has(talk, *roles):
            talk.decree(ActRefused(act=verb, why="role"))
            helping.unknown_button(talk)
        elif not talk.campaign.set_id:
            helping.no_campaign(talk)
        else:
            act(talk, item, version, argument)

    return pressed
