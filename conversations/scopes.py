"""How roles and scopes are named in the talk."""

from __future__ import annotations

from collections.abc import Iterable

from conversations.phrases import administrator as words
from conversations.phrases import people
from conversations.showing import items
from conversations.talk import Talk
from scoring.campaigns import Campaign
from scoring.facts import RoleName, Scope
from scoring.people import Role

SHOWN = 8  # names in one sentence


def said(talk: Talk, scope: Scope) -> str:
    """``khối Các xã; tiêu chí 3.1, 3.2``; the whole campaign where nothing limits it."""
    campaign = talk.campaign
    parts = [
        (people.SCOPE_BODY, [name(campaign, scope.body)] if scope.body else []),
        (people.SCOPE_BLOCKS, [_without_khoi(block) for block in scope.blocks]),
        (people.SCOPE_UNITS, [name(campaign, code) for code in scope.units]),
        (people.SCOPE_CRITERIA, codes(talk, scope.criteria).split(", ") if scope.criteria else []),
    ]  # fmt: skip
    told = [template.format(names=listed(names)) for template, names in parts if names]
    return "; ".join(told) or people.EVERYTHING


def _without_khoi(block: str) -> str:
    """``Khối xã`` is called ``khối xã``, not ``khối Khối xã``."""
    return block[5:] if block.lower().startswith("khối ") else block


def codes(talk: Talk, found: Iterable[str]) -> str:
    """Codes of items, in the order given."""
    criteria = talk.criteria
    return ", ".join(items.code(criteria, item) if items.exists(criteria, item) else item for item in found)


def listed(names: list[str]) -> str:
    """At most eight names, and how many more there are."""
    more = [people.SCOPE_MORE.format(count=len(names) - SHOWN)] if len(names) > SHOWN else []
    return ", ".join([*names[:SHOWN], *more])


def name(campaign: Campaign, code: str) -> str:
    """What a unit or a body is called."""
    known = campaign.units.get(code) or campaign.bodies.get(code)
    return known.name if known else code


def role(talk: Talk, held: Role) -> str:
    """``cán bộ đầu mối Xã Lạc Đạo``, ``người thẩm định (khối Các xã)``."""
    if held.unit and held.scope.criteria:
        unit = name(talk.campaign, held.unit)
        return people.ASSIGNED_ROLE.format(codes=codes(talk, held.scope.criteria), unit=unit)
    called = words.CALLED[held.name]
    place = f" {name(talk.campaign, held.unit)}" if held.unit else ""
    limits = f" ({said(talk, held.scope)})" if held.scope != Scope() else ""
    return f"{called}{place}{limits}"


def needs_asking(campaign: Campaign, asked: RoleName) -> bool:
    """Whether a role without a scope would be a guess: several blocks or bodies to choose from."""
    if asked == "administrator":
        return bool(parents(campaign))
    return asked == "reviewer" and (bool(parents(campaign)) or len(campaign.blocks()) > 1)


def parents(campaign: Campaign) -> dict[str, str]:
    """Every body, and every unit that others report to: code and name."""
    above = {unit.parent for unit in campaign.units.values() if unit.parent}
    bodies = {code: body.name for code, body in campaign.bodies.items()}
    return bodies | {code: unit.name for code, unit in campaign.units.items() if code in above}
