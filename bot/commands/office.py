"""What the command line does to a campaign: facts worked out from what is on record, then recorded by
whoever holds the data folder (this process, or the running bot through ``control``).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bot import control
from bot.app import opened
from bot.clock import utc_now
from bot.settings import Settings
from bot.storage import campaigns, journal
from bot.storage.database import Database, LockedError
from conversations.entry import joining
from conversations.talk import Act
from criteria.schema import CriteriaSet
from criteria.vietnamese import clean
from criteria.workdays import local_day
from scoring import facts
from scoring.campaigns import Campaign

INVITATION_DAYS = 14


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was issued; the code is known only here and now."""

    name: str
    role: facts.RoleName
    unit: str
    code: str
    link: str
    expires: str


@dataclass(frozen=True, slots=True)
class How:
    """What invitations issued together have in common: scope, whose role they take over, whose further chat
    they bind, and how long they last.
    """

    scope: facts.Scope = field(default_factory=facts.Scope)
    replaces: str = ""
    binds: str = ""
    lasting: timedelta = timedelta(days=INVITATION_DAYS)


class Looked(NamedTuple):
    """The campaign on record, and the journal's last row when it was looked at."""

    campaign: Campaign
    seen: int


async def current(data: Path) -> Campaign:
    """The campaign on record; an empty one where there is no database yet."""
    return (await looked(data)).campaign


async def looked(data: Path) -> Looked:
    """The same, for a command that will record something."""
    if not (data / "chamdiem.db").exists():
        return Looked(Campaign(id=""), 0)
    async with Database.reading(data) as database:
        seen = (await journal.head(database)).seq  # first: what comes between counts as unseen
        return Looked(await campaigns.newest(database), seen)


async def record(settings: Settings, given: Iterable[facts.CampaignFact], seen: int | None) -> None:
    """Record campaign facts; raises as ``hand_in`` does."""
    await hand_in(settings, [Act("", fact) for fact in given], seen)


async def hand_in(settings: Settings, acts: list[Act], seen: int | None) -> None:
    """Record facts of the campaign and of units, where what they rest on is still as it was ``seen`` (None:
    they rest on nothing). Raises OvertakenError where it is not, DatabaseError or ControlError where nobody
    can record.
    """
    try:
        async with opened(settings, listening=False) as app:
            await app.decree(acts, seen)
    except* LockedError:
        control.hand_over(settings.data, acts, seen)


def created(criteria: CriteriaSet, name: str, deadline: str) -> facts.CampaignCreated:
    """The fact of a new campaign, its set pinned."""
    return facts.CampaignCreated(
        name=clean(name), set_id=criteria.id, set_version=criteria.version, set_digest=criteria.digest,
        deadline=deadline,
    )  # fmt: skip


def invited(
    settings: Settings, people: Iterable[tuple[facts.RoleName, str, str]], how: How | None = None
) -> tuple[list[facts.InvitationIssued], list[Invited]]:
    """Invitations for (role, unit, name): the facts to record and the codes to hand out."""
    terms = how or How()
    expires = (utc_now() + terms.lasting).isoformat()
    template = control.running_link(settings.data) or settings.web_link
    issued, codes = [], []
    for role, unit, given in people:
        name = clean(given)
        code = joining.invitation_code(secrets.token_hex(16))
        code_hash = joining.code_hash(code)
        issued.append(
            facts.InvitationIssued(
                code_hash=code_hash, role=role, unit=unit, name=name, expires=expires, scope=terms.scope,
                replaces=terms.replaces, binds=terms.binds,
            )
        )  # fmt: skip
        link = template.format(code=code)
        codes.append(Invited(name, role, unit, joining.spell_code(code), link, expires))
    return issued, codes


def invitation_workbook(campaign: Campaign, codes: Iterable[Invited]) -> bytes:
    """The invitations as an Excel list to hand out."""
    from conversations.phrases.administrator import ROLES
    from exports.report import InvitationLine
    from exports.xlsx import invitation_list

    lines = []
    for item in codes:
        unit = campaign.units.get(item.unit)
        expires = local_day(datetime.fromisoformat(item.expires))
        lines.append(
            InvitationLine(
                unit=item.unit,
                unit_name=unit.name if unit else "",
                role=ROLES[item.role],
                person=item.name,
                code=item.code,
                link=item.link,
                expires=expires,
            )
        )
    return invitation_list(lines)
