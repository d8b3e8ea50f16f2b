"""Which units a reminder or an extension is for: one, a block, all below a body, or all; as typed and as a
short code. An administrator of a part reaches the units of that part.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from conversations import roles, scopes
from conversations.messages import Button, Message
from conversations.phrases import reminders as words
from conversations.phrases.common import cut
from conversations.review import finding
from conversations.talk import Talk, button
from conversations.year import reminding
from criteria.vietnamese import fold_line
from scoring.campaigns import Campaign
from scoring.facts import Scope, Unit

SHOWN = 8


class Found(NamedTuple):
    """What a text means: a ``code`` (``u01``, ``b2``), or several units that it may mean."""

    code: str = ""
    units: tuple[Unit, ...] = ()


def among(talk: Talk) -> frozenset[str]:
    """Codes of the units that the person administers."""
    return frozenset(unit.code for unit in roles.units_below(talk))


def reaches(talk: Talk, code: str) -> bool:
    """Whether all units of the short code are the person's to remind and to extend."""
    return among(talk).issuperset(reminding.in_scope(talk.campaign, code))


def everything(talk: Talk) -> str | None:
    """The short code of exactly what the person administers; None where there is none."""
    own, mine = roles.own_scope(talk) or Scope(), among(talk)
    blocks = (f"b{n}" for n in range(len(talk.campaign.blocks())))
    codes = ("", f"p{own.body}", *blocks)
    return next((code for code in codes if mine == set(reminding.in_scope(talk.campaign, code))), None)


def find(campaign: Campaign, typed: str, only: Collection[str]) -> Found:
    """A block by its whole name, else a unit by code, name or a part of it; ``only`` among these units."""
    wanted = fold_line(typed)
    named = {wanted, wanted.removeprefix("khoi ")}
    for n, block in enumerate(campaign.blocks()):
        within = reminding.in_scope(campaign, f"b{n}")
        if block and fold_line(block) in named and all(unit in only for unit in within):
            return Found(f"b{n}")
    found = tuple(unit for unit in finding.units(campaign, typed) if unit.code in only)
    return Found(f"u{found[0].code}") if len(found) == 1 else Found(units=found)


def spelled(campaign: Campaign, code: str) -> str:
    """``Xã Lạc Đạo``, ``khối Các xã``, ``trực thuộc Huyện Một`` or ``tất cả``."""
    units = reminding.in_scope(campaign, code)
    if not code or not units:
        return words.HAND_ALL
    if code[0] == "p":
        return words.BODY_SCOPE.format(name=scopes.name(campaign, code[1:]))
    return (
        campaign.units[units[0]].name
        if code[0] == "u"
        else words.BLOCK_SCOPE.format(name=campaign.block(units[0]))
    )


def unclear(talk: Talk, name: str, typed: str, units: tuple[Unit, ...], verb: str) -> Message:
    """Ask which of several units was meant, or say that there is none. ``verb``: what the buttons do."""
    if units:
        body = words.WHICH.format(count=len(units), typed=cut(typed, 40))
    else:
        example = next((unit.code for unit in roles.units_below(talk)), "01")
        body = words.NO_SUCH.format(typed=cut(typed, 40), name=name, example=example)
    return Message(body=body, buttons=tuple((_pick(unit, verb),) for unit in units[:SHOWN]))


def _pick(unit: Unit, verb: str) -> Button:
    return button(cut(unit.name, 40), verb, f"u{unit.code}")


def block_buttons(talk: Talk, verb: str) -> list[tuple[Button, ...]]:
    """A button for each block that is the person's, where there is more than one."""
    blocks, mine = talk.campaign.blocks(), among(talk)
    if len(blocks) < 2:
        return []
    found = (
        (button(cut(words.EXTEND_BLOCK.format(name=block), 40), verb, f"b{n}"),)
        for n, block in enumerate(blocks)
        if block and mine.issuperset(reminding.in_scope(talk.campaign, f"b{n}"))
    )
    return list(islice(found, SHOWN))
