"""A campaign (kỳ đánh giá): criteria set, stage, units, people and invitations. Only ``apply`` changes it."""

from __future__ import annotations

from scoring import facts as f
from scoring.facts import CampaignFact, Record, RoleName, Stage, Unit


class Role(Record):
    """What a person may do; officers and leaders have a unit."""

    name: RoleName
    unit: str = ""


class Person(Record):
    """Somebody who has joined. ``chats`` are ``channel:address``, the latest last."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    chats: tuple[str, ...] = ()

    def has(self, role: RoleName) -> bool:
        """Whether the person has the role for anything."""
        return any(item.name == role for item in self.roles)

    def unit(self) -> str:
        """Code of the unit that the person answers or signs for, or an empty text."""
        return next((r.unit for r in self.roles if r.name in ("officer", "leader")), "")


class Invitation(Record):
    """A one-time invitation by its code's hash; ``used_by`` is a person's id once it is taken."""

    code_hash: str
    role: RoleName
    unit: str = ""
    name: str
    expires: str
    used_by: str = ""


class Campaign(Record):
    """One assessment. ``deadline`` is an ISO date or empty."""

    id: str
    name: str = ""
    set_id: str = ""
    set_version: str = ""
    set_digest: str = ""
    stage: Stage = "preparing"
    deadline: str = ""
    units: dict[str, Unit] = {}
    people: dict[str, Person] = {}
    invitations: dict[str, Invitation] = {}

    def block(self, unit: str) -> str:
        """The block that the unit is ranked in."""
        return self.units[unit].block

    def blocks(self) -> tuple[str, ...]:
        """All blocks in order of first appearance."""
        return tuple(dict.fromkeys(unit.block for unit in self.units.values()))

    def of_unit(self, unit: str) -> tuple[Person, ...]:
        """Officers and leaders of a unit."""
        return tuple(p for p in self.people.values() if any(r.unit == unit for r in p.roles))

    def reviewers(self) -> tuple[Person, ...]:
        """Everybody who may review."""
        return tuple(p for p in self.people.values() if p.has("reviewer"))


def apply(campaign: Campaign, fact: CampaignFact) -> Campaign:
    """The campaign after the fact."""
    return campaign.model_copy(update=_change(campaign, fact))


def _change(campaign: Campaign, fact: CampaignFact) -> dict[str, object]:
    match fact:
        case f.CampaignCreated():
            return fact.model_dump(exclude={"kind"})
        case f.UnitsImported():
            return {"units": {**campaign.units, **{unit.code: unit for unit in fact.units}}}
        case f.InvitationIssued():
            invitation = Invitation(**fact.model_dump(exclude={"kind"}))
            return {"invitations": {**campaign.invitations, fact.code_hash: invitation}}
        case f.InvitationAccepted():
            used = campaign.invitations[fact.code_hash].model_copy(update={"used_by": fact.person})
            return {
                "invitations": {**campaign.invitations, fact.code_hash: used},
                "people": {**campaign.people, fact.person: _joined(campaign.people.get(fact.person), fact)},
            }
        case f.StageChanged():
            return {"stage": fact.stage}
        case f.DeadlineSet():
            return {"deadline": fact.deadline}
        case f.ActRefused():
            return {}


def _joined(person: Person | None, fact: f.InvitationAccepted) -> Person:
    known = person or Person(id=fact.person, name=fact.name)
    role = Role(name=fact.role, unit=fact.unit)
    chat = f"{fact.channel}:{fact.address}"
    roles = known.roles if role in known.roles else (*known.roles, role)
    return known.model_copy(update={"roles": roles, "chats": (*(c for c in known.chats if c != chat), chat)})
