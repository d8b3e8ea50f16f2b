"""Which units a reminder or an extension is for: one, a block, or all; as typed and as a short code."""

from __future__ import annotations

from typing import NamedTuple

from conversations.messages import Button, Message
from conversations.phrases import reminders as words
from conversations.phrases.common import cut
from conversations.review import finding
from conversations.talk import Talk, button
from conversations.year import reminding
from criteria.vietnamese import fold
from scoring.campaigns import Campaign
from scoring.facts import Unit

SHOWN = 8


class Found(NamedTuple):
    """What a text means: a ``code`` (``u01``, ``b2``), or several units that it may mean."""

    code: str = ""
    units: tuple[Unit, ...] = ()


def find(campaign: Campaign, typed: str) -> Found:
    """A block by its whole name, else a unit by its code, name or a part of it."""
    wanted = _plain(typed)
    named = {wanted, wanted.removeprefix("khoi ")}
    for n, block in enumerate(campaign.blocks()):
        if block and _plain(block) in named:
            return Found(f"b{n}")
    found = finding.units(campaign, typed)
    return Found(f"u{found[0].code}") if len(found) == 1 else Found(units=found)


def spelled(campaign: Campaign, code: str) -> str:
    """``Xã Lạc Đạo``, ``khối Các xã`` or ``tất cả``."""
    units = reminding.in_scope(campaign, code)
    if not code or not units:
        return words.HAND_ALL
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
        example = next(iter(talk.campaign.units), "01")
        body = words.NO_SUCH.format(typed=cut(typed, 40), name=name, example=example)
    return Message(body=body, buttons=tuple((_pick(unit, verb),) for unit in units[:SHOWN]))


def _pick(unit: Unit, verb: str) -> Button:
    return button(cut(unit.name, 40), verb, f"u{unit.code}")


def block_buttons(campaign: Campaign, verb: str) -> list[tuple[Button, ...]]:
    """A button for each block, where there is more than one."""
    blocks = campaign.blocks()
    if len(blocks) < 2:
        return []
    return [
        (button(cut(words.EXTEND_BLOCK.format(name=block), 40), verb, f"b{n}"),)
        for n, block in enumerate(blocks[:SHOWN])
        if block
    ]


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
